"""Read the questions of the field, and find the passages of an archive that answer them.

A passage is named by its file and by words that stand in it: it is found again however often the file is read.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from archive import Archive, Passage

_FILE = Path(__file__).parent / "questions.tsv"
_BETWEEN_ANSWERS = " || "
_BEFORE_QUOTE = "#"


class Split(StrEnum):
    """What a question is for: `dev` for tuning, `unseen` for the last measuring alone."""

    DEV = "dev"
    UNSEEN = "unseen"


class Form(StrEnum):
    """How it is asked: two to five words, or a whole question."""

    KEYWORDS = "keywords"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class Answer:
    """A passage that answers: the name of its file, and six to fifteen words in a row that stand in it."""

    file_name: str
    quote: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question in its language (`en`, `es`), and every passage that answers it, in any language."""

    id: str
    split: Split
    language: str
    form: Form
    text: str
    answers: tuple[Answer, ...]


class QuoteNotFound(LookupError):
    """No passage holds the words of an answer: the file is missing, or was read otherwise."""

    def __init__(self, question: Question, answer: Answer) -> None:
        super().__init__(
            f"Question {question.id}: no passage of {answer.file_name} holds “{answer.quote}”. "
            "Add the file, or correct the quote in questions.tsv."
        )
        self.question = question
        self.answer = answer


def questions() -> tuple[Question, ...]:
    """Give all questions, in the order of the table."""
    with _FILE.open(encoding="utf-8", newline="") as lines:
        table = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return tuple(
            Question(
                row["id"],
                Split(row["split"]),
                row["language"],
                Form(row["form"]),
                row["text"],
                tuple(map(_answer, row["answers"].split(_BETWEEN_ANSWERS))),
            )
            for row in table
        )


def answering(archive: Archive, asked: Iterable[Question]) -> dict[str, tuple[Passage, ...]]:
    """Give the passages that answer, by the id of the question, each once.

    White space and case do not count. Raises: QuoteNotFound.
    """
    held = _Held(archive)
    return {question.id: held.answering(question) for question in asked}


class _Held:
    """The passages of the files that are asked for, each read once."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._versions = archive.catalogue.versions()
        self._passages: dict[str, list[tuple[str, Passage]]] = {}

    def answering(self, question: Question) -> tuple[Passage, ...]:
        found: dict[tuple[str, str], Passage] = {}
        for answer in question.answers:
            quote = _folded(answer.quote)
            holding = [each for text, each in self._of_file(answer.file_name) if quote in text]
            if not holding:
                raise QuoteNotFound(question, answer)
            found.update({(each.version_id, each.id): each for each in holding})
        return tuple(found.values())

    def _of_file(self, file_name: str) -> list[tuple[str, Passage]]:
        if file_name not in self._passages:
            ids = [version.id for version in self._versions if version.file_name == file_name]
            read = self._archive.passages.of_versions(ids)
            self._passages[file_name] = [(_folded(each.text), each) for some in read.values() for each in some]
        return self._passages[file_name]


def _answer(text: str) -> Answer:
    file_name, _, quote = text.partition(_BEFORE_QUOTE)
    return Answer(file_name, quote)


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
