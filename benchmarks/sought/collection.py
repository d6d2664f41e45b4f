"""Texts, questions, and which texts answer them: what every collection is read into."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

SPLITS = ("dev", "test")
"""What is tuned on, and what is left alone until the end."""

LANGUAGES = ("en", "es")


@dataclass(frozen=True, slots=True)
class Text:
    """A passage that can be found; texts of one title and language are a document, in this order."""

    id: str
    language: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """What is typed, in which language passages are wanted, and which of those answer it.

    `gains` maps the ids of texts to how much they are worth, above zero; texts that do not answer are not in it.
    """

    id: str
    split: str
    language: str
    target: str
    text: str
    gains: Mapping[str, float]

    @property
    def direction(self) -> str:
        """Give the language of the question and that of the answers: `en->es`."""
        return f"{self.language}->{self.target}"


@dataclass(frozen=True, slots=True)
class Collection:
    """Texts and questions about them."""

    name: str
    texts: Sequence[Text]
    questions: Sequence[Question]

    def only(self, *, split: str = "", direction: str = "", limit: int = 0) -> Collection:
        """Give the same texts with some of the questions; nothing given means all.

        `limit` chooses as many by the hash of their ids: always the same ones, from everywhere.
        """
        chosen = [
            each for each in self.questions if split in {"", each.split} and direction in {"", each.direction}
        ]
        if 0 < limit < len(chosen):
            chosen = sorted(chosen, key=lambda each: _hash(each.id))[:limit]
        return replace(self, questions=tuple(chosen))

    @property
    def directions(self) -> tuple[str, ...]:
        """Give the directions in which there are questions: within a language first."""
        found = {each.direction for each in self.questions}
        return tuple(sorted(found, key=lambda each: (len(set(each.split("->"))), each)))


def split_of(question_id: str) -> str:
    """Say for good which half a question belongs to; `question_id` is the same in all languages."""
    return SPLITS[_hash(question_id)[0] % 2]


def _hash(name: str) -> bytes:
    return hashlib.sha256(name.encode()).digest()
