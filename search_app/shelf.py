"""Documents as cards, and example searches that this archive really answers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest

from archive import Archive, Document, Version

EXAMPLES = 3

_TRIED = 12
"""Candidates looked up at most: a shelf must open at once."""

_EXAMPLE_WORDS = range(2, 5)
"""A single word finds everything, a long heading little but itself."""

_SHORT_WORD = 3
"""Words up to this length seldom say what a text is about, in either language."""


@dataclass(frozen=True, slots=True)
class Card:
    """A document with the newest edition in each of its languages."""

    document: Document
    title: str
    versions: tuple[Version, ...]

    @property
    def year(self) -> str | None:
        """The year of its date, if one is known."""
        return self.document.date[:4] if self.document.date else None

    @property
    def page_count(self) -> int:
        """Pages of its longest version."""
        return max((version.page_count for version in self.versions), default=0)


@dataclass(frozen=True, slots=True)
class Example:
    """Words to search for, their language, and how many passages they find."""

    words: str
    language: str
    total: int


def cards(archive: Archive, language: str) -> list[Card]:
    """Give all documents by title, titles in this language where there are any."""
    titles = archive.catalogue.titles(language)
    by_document: dict[str, list[Version]] = {}
    for version in archive.catalogue.current_versions():
        by_document.setdefault(version.document_id, []).append(version)
    made = [
        Card(document, titles.get(document.id, document.title), tuple(by_document.get(document.id, ())))
        for document in archive.catalogue.documents()
    ]
    return sorted(made, key=lambda card: card.title.casefold())


def examples(shelf: Iterable[Card], count: Callable[[str], int]) -> list[Example]:
    """Choose headings of the documents that `count` says are found, languages in turn."""
    found: list[Example] = []
    for tried, (words, language) in enumerate(headings(shelf)):
        if tried >= _TRIED or len(found) == EXAMPLES:
            break
        if total := count(words):
            found.append(Example(words, language, total))
    return found


def headings(shelf: Iterable[Card]) -> Iterator[tuple[str, str]]:
    """Give short headings of the documents and their languages, these in turn; lower case, no signs."""
    by_language: dict[str, dict[str, None]] = {}
    for card in shelf:
        for version in card.versions:
            if version.language in {"en", "es"}:
                phrases = by_language.setdefault(version.language, {})
                phrases.update(dict.fromkeys(_phrases(version)))
    ranked = [sorted(phrases, key=_count_short_words) for phrases in by_language.values()]
    for rank in zip_longest(*ranked):
        for words, language in zip(rank, by_language, strict=True):
            if words is not None:
                yield words, language


def _phrases(version: Version) -> Iterator[str]:
    for title in (*(entry.title for entry in version.outline), version.title):
        for clause in re.split(r"[:;.,/()–—]", title):
            words = re.findall(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*", clause.lower())
            if len(words) in _EXAMPLE_WORDS:
                yield " ".join(words)


def _count_short_words(phrase: str) -> int:
    return sum(len(word) <= _SHORT_WORD for word in phrase.split())
