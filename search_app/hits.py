"""What a search finds in one version, in reading order: where a reader stands among it, and how she goes on."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from archive import Version
from index import IndexFault, find_ids
from search_app.asked import Asked, across
from search_app.parts import Parts

_MOST = 2000
"""A word that stands in more passages of one document is no way through it."""

_MOST_PAGES = 24
"""Pages listed beside the one that is read; all of them stand on the sheet of small images."""


@dataclass(frozen=True, slots=True)
class Place:
    """A passage that was found, and the page on which it begins."""

    passage_id: str
    page_number: int


@dataclass(frozen=True, slots=True)
class Hits:
    """What a search finds in a version. `at` is where the reader stands among them, from 0, if at one of them.

    `elsewhere` counts what is found in other versions of the document.
    """

    places: tuple[Place, ...]
    page_number: int
    at: int | None
    elsewhere: int = 0

    @property
    def previous(self) -> Place | None:
        """The one before the reader's place."""
        if self.at is not None:
            return self.places[self.at - 1] if self.at else None
        return next((place for place in reversed(self.places) if place.page_number < self.page_number), None)

    @property
    def next(self) -> Place | None:
        """The one after the reader's place: on a page that is just turned over, the first on it."""
        if self.at is not None:
            return self.places[self.at + 1] if self.at + 1 < len(self.places) else None
        return next((place for place in self.places if place.page_number >= self.page_number), None)

    @property
    def by_page(self) -> dict[int, int]:
        """How many begin on each page that has any, in order."""
        return dict(Counter(place.page_number for place in self.places))

    @property
    def near_pages(self) -> tuple[int, ...]:
        """The pages that have any, at most so many: those near the reader's place."""
        numbers = tuple(self.by_page)
        before = sum(number < self.page_number for number in numbers)
        first = max(0, min(before - _MOST_PAGES // 2, len(numbers) - _MOST_PAGES))
        return numbers[first : first + _MOST_PAGES]


def hits_in(its_parts: Parts, version: Version, asked: Asked, page_number: int, passage_id: str | None) -> Hits:
    """Find the passages of a version; none where the index is being made, for the page can be read without it."""
    try:
        within = {"document": frozenset({version.document_id})}
        carrier = across(asked, its_parts)
        if carrier:
            carrier = replace(carrier, aligned=None)  # what is led to from one to the next has something marked
        found = find_ids(its_parts.engine, asked.q, filters=within, limit=_MOST, across=carrier)
    except IndexFault:
        found = ()
    begun_on = its_parts.archive.passages.places(version.id, found)
    places = tuple(Place(each, page) for each, page in begun_on.items())
    at = next((number for number, place in enumerate(places) if place.passage_id == passage_id), None)
    return Hits(places, page_number, at, len(found) - len(places))
