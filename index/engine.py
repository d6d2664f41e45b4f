"""The seam: what a search engine is given and gives back, whatever it is built on.

Rule: an engine matches, ranks and counts. It knows passage ids, never the text a reader sees; and all it
holds can be made again from the archive.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from index.query import Node


class Sort(StrEnum):
    """Best first; newest document first; or document by document in reading order."""

    RELEVANCE = "relevance"
    DATE = "date"
    PLACE = "place"


FACETS = ("document", "language", "year", "kind")
"""The fields whose values are counted and can be filtered by."""

KIND_WEIGHTS = {"heading": 0.15, "caption": 0.8, "table": 0.5}
"""What the score of a passage of this kind is multiplied by; others count whole. A heading that has all the words
stands under itself and is short: unweighted, it would come before every paragraph below it. A table row is as
short, and comes after the paragraph of usual length that says the same in a sentence.
"""

UNMEASURED_KIND = "table"
"""Passages of this kind do not count for the mean length: a thousand rows of four words would make every paragraph
a long one, and its words weigh little.
"""

CONTENTS_WEIGHT = 0.05
"""`Entry.weight` of a table of contents: it names what a reader looks for, and is never what she looks for."""

COMPLETED_WEIGHT = 0.3
"""What the score of a passage is multiplied by when some of the words it should have stand in its title or section
alone: short of great differences, it comes after those that have them all in the text.
"""

ADJACENT_BONUS = 0.25
"""How much more plain words score when all stand side by side as typed; a share of it for a share of them."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What is indexed of one passage. `year` is that of its document, `ordinal` its place in the version.

    `weight`: what its score is multiplied by, beside the weight of its kind. `header`: the header row that a table
    row stands under; its words complete the row's own, and never find it alone.
    """

    passage_id: str
    document_id: str
    language: str
    kind: str
    year: int | None
    page_number: int
    ordinal: int
    title: str
    section: str
    text: str
    weight: float = 1.0
    header: str = ""


@dataclass(frozen=True, slots=True)
class PutVersion:
    """Index these passages as all there is of a version, whatever was there before."""

    version_id: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class DropVersion:
    """Forget a version; nothing happens when it is not there."""

    version_id: str


Change = PutVersion | DropVersion


@dataclass(frozen=True, slots=True)
class Search:
    """One question to an engine. `filters` maps a facet to the values allowed; none means all."""

    query: Node
    filters: Mapping[str, frozenset[str]] = field(default_factory=dict)
    sort: Sort = Sort.RELEVANCE
    offset: int = 0
    limit: int = 20


@dataclass(frozen=True, slots=True)
class Match:
    """A passage that answers, as its version has it; scores compare within one search only."""

    passage_id: str
    version_id: str
    score: float


@dataclass(frozen=True, slots=True)
class FacetCount:
    """How many matches carry this value."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Results:
    """The exact number of matches, one page of them, and the counts.

    A facet's own filter does not narrow its own counts, so that a reader sees what the others would give.
    """

    total: int
    matches: tuple[Match, ...]
    facets: Mapping[str, tuple[FacetCount, ...]]


class SearchEngine(Protocol):
    """The four methods every engine has; `tests/index/engine_contract.py` says what they must do."""

    def apply(self, changes: Iterable[Change]) -> None:
        """Make the changes, all or none, and let every later search see them."""

    def search(self, search: Search) -> Results:
        """Find, rank, count."""

    def clear(self) -> None:
        """Forget everything."""

    def count(self) -> int:
        """Give the number of passages held."""
