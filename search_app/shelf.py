"""Documents as cards, a page of them at a time, and example searches that this archive really answers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest

from archive import Archive, Document, Version
from search_app.limits import CARDS_PER_PAGE
from search_app.links import Links
from search_app.results import pages_near

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
class Shelf:
    """A page of the documents by title: its number, from 1, and how many documents there are on all pages."""

    cards: tuple[Card, ...]
    total: int
    page: int

    @property
    def last_page(self) -> int:
        """The number of the last page, where an empty shelf has one too."""
        return max(1, -(-self.total // CARDS_PER_PAGE))

    @property
    def first_rank(self) -> int:
        """The place of the first document shown, from 1."""
        return (self.page - 1) * CARDS_PER_PAGE + 1

    @property
    def last_rank(self) -> int:
        """The place of the last one."""
        return self.first_rank + len(self.cards) - 1


@dataclass(frozen=True, slots=True)
class Example:
    """Words to search for, their language, and how many passages they find."""

    words: str
    language: str
    total: int


def shelf(archive: Archive, titles: Mapping[str, str], page: int = 1) -> Shelf:
    """Give a page of the documents, by title; `titles` by id are those of all, in the reader's language."""
    documents = archive.catalogue.documents()
    by_title = sorted(documents, key=lambda each: titles.get(each.id, each.title).casefold())
    shown = by_title[(page - 1) * CARDS_PER_PAGE : page * CARDS_PER_PAGE]
    by_document: dict[str, list[Version]] = {each.id: [] for each in shown}
    for version in archive.catalogue.current_of(by_document):
        by_document[version.document_id].append(version)
    made = (Card(each, titles.get(each.id, each.title), tuple(by_document[each.id])) for each in shown)
    return Shelf(tuple(made), len(documents), page)


def ways(shelf: Shelf, links: Links) -> list[tuple[int, str]]:
    """Give the pages that are linked from one of them, each with its address."""
    return [(page, links.shelf(page)) for page in pages_near(shelf.page, shelf.last_page)]


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
