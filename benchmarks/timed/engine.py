"""What is asked of each engine that is measured, and what all but Pasaje are given of a passage.

Rule: the same words and stems for all, made by Pasaje's analysis, whose time counts as indexing for each. The
others have less: two fields, words without accents with their places, and stems, each with its language before it;
no titles or headings, no worth of words that stand near each other, no counts of facets. They are asked for stems
of the language in which was typed, where Pasaje's engine looks for those of both.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple, Protocol

from index.analysis import fold, languages_of, stem, tokens
from index.engine import Entry, PutVersion

PAGE = 10
"""So many of the best are wanted, and the exact total."""

_SIGNS = re.compile(r"\W")


class Answer(NamedTuple):
    """How many passages answer, and the ids of the best; `facets`: how many values were counted beside."""

    total: int
    best: tuple[str, ...]
    facets: int = 0


Ask = Callable[[], Answer]


class Searching(Protocol):
    """An index that is open."""

    def prepare(self, asked: object) -> Ask | None:
        """Make a query ready to be asked again and again; None of a class that the engine cannot do."""

    def close(self) -> None:
        """Give it back."""


class Engine(Protocol):
    """An engine with one index in a folder, which it makes or opens as it is asked to."""

    name: str

    def __init__(self, folder: Path) -> None:
        """Do nothing yet."""

    def fill(self, documents: Iterable[PutVersion]) -> None:
        """Make a new index of documents."""

    def add(self, document: PutVersion) -> None:
        """Add one more to it, so that whoever opens it then finds it."""

    def open(self) -> Searching:
        """Open it for searches."""


class Terms(NamedTuple):
    """What is indexed of a passage: its words without accents, and its stems, as they stand."""

    words: list[str]
    stems: list[str]


def terms_of(entry: Entry) -> Terms:
    """Analyse a passage; of a compound only the parts are given, for there is one word at each place."""
    found = [each.word for each in tokens(entry.text) if "-" not in each.word and " " not in each.word]
    language = languages_of(entry.language)[0]
    return Terms([plain(word) for word in found], stems_asked(found, language))


def stems_asked(words: Iterable[str], language: str) -> list[str]:
    """Give the stems of words, told from those of the other language: “line” is of “lines”, and of “línea”."""
    return [f"{language}_{plain(stem(word, language))}" for word in words]


def words_asked(words: Iterable[str]) -> list[str]:
    """Give words as they are looked for where they stand."""
    return [plain(word) for word in words]


def plain(word: str) -> str:
    """Give a word without accents and signs, so that every engine takes it for one."""
    return _SIGNS.sub("_", fold(word)) or "_"


def facets_of(entry: Entry) -> dict[str, str]:
    """Give the values that hits can be narrowed to."""
    return {"kind": entry.kind, "year": str(entry.year)}
