"""Documents as cards, a page of them at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

from archive import Archive, Document, Version
from search_app.limits import CARDS_PER_PAGE
from search_app.links import Links
from search_app.paging import cut_at, last_page, pages_near


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
        """The number of the last page."""
        return last_page(self.total, CARDS_PER_PAGE)

    @property
    def cut_at(self) -> int:
        """How many documents are listed, where that is not all; else 0."""
        return cut_at(self.total, CARDS_PER_PAGE)

    @property
    def first_rank(self) -> int:
        """The place of the first document shown, from 1."""
        return (self.page - 1) * CARDS_PER_PAGE + 1

    @property
    def last_rank(self) -> int:
        """The place of the last one."""
        return self.first_rank + len(self.cards) - 1


def shelf(archive: Archive, titles: Mapping[str, str], page: int = 1) -> Shelf:
    """Give a page of the documents; `titles` by id are those of all, in the order in which they are listed."""
    ids = list(islice(titles, (page - 1) * CARDS_PER_PAGE, page * CARDS_PER_PAGE))
    by_document: dict[str, list[Version]] = {each: [] for each in ids}
    for version in archive.catalogue.current_of(ids):
        by_document[version.document_id].append(version)
    documents = archive.catalogue.get_documents(ids)
    shown = (Card(documents[each], titles[each], tuple(by_document[each])) for each in ids if each in documents)
    return Shelf(tuple(shown), len(titles), page)


def ways(shelf: Shelf, links: Links) -> list[tuple[int, str]]:
    """Give the pages that are linked from one of them, each with its address."""
    return [(page, links.shelf(page)) for page in pages_near(shelf.page, shelf.last_page)]
