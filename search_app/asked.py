"""One search as its address says it, and the searches that are one step away from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Self

from index import FILTERS, Across, Arranged, Found, SearchEngine, Sort, by_document, find
from search_app.address_pieces import Pair

if TYPE_CHECKING:
    from search_app.parts import Parts

HITS_PER_PAGE = 20

DOCUMENTS_PER_PAGE = 10
"""Where the passages of a document stand together."""

PASSAGES_EACH = 8
"""Passages of a document that stand together, in full or by their page."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One search: words, values allowed by facet, order, and which stretch of the hits, or of their documents.

    `is_across`: whether it is carried over into the other language; `without`: what stands there for its words and
    is not wanted. `is_grouped`: one article a document, with its best passages.
    """

    q: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: Sort = Sort.RELEVANCE
    offset: int = 0
    limit: int = HITS_PER_PAGE
    is_across: bool = True
    without: tuple[str, ...] = ()
    is_grouped: bool = False

    @property
    def page(self) -> int:
        """Which page of results this is, from 1."""
        return self.offset // self.limit + 1

    def pairs(self) -> list[Pair]:
        """Give the parameters that say this search on the search page; what is usual is left out."""
        said = [("q", self.q)]
        said += [(name, value) for name in FILTERS for value in self.filters.get(name, ())]
        if self.sort is not Sort.RELEVANCE:
            said.append(("sort", self.sort.value))
        said += self.carrying()
        if self.is_grouped:
            said.append(("group", "document"))
        if self.page > 1:
            said.append(("page", str(self.page)))
        return said

    def carrying(self) -> list[Pair]:
        """Give the parameters that say how it is carried over into the other language; nothing where as usual."""
        across: list[Pair] = [] if self.is_across else [("across", "0")]
        return across + [("without", each) for each in self.without]

    def kept(self) -> list[Pair]:
        """Give the parameters that stay when other words are searched for."""
        return [(name, value) for name, value in self.pairs() if name not in {"q", "page", "without"}]

    def worded(self, q: str) -> Self:
        """Say the search in other words, within the same filters and carried over alike; from the first page."""
        return replace(self, q=q, offset=0)

    def grouped(self, *, is_grouped: bool) -> Self:
        """Put the passages of a document together, or list them all; from the first page."""
        return replace(self, is_grouped=is_grouped, offset=0)

    def narrowing(self) -> list[Pair]:
        """Give the parameters that say what is searched for, in whatever order, from the first on."""
        return [(name, value) for name, value in self.pairs() if name not in {"sort", "page"}]

    def toggled(self, facet: str, value: str) -> Self:
        """Allow this value of a facet, or no longer allow it; from the first page."""
        values = self.filters.get(facet, ())
        changed = tuple(each for each in values if each != value) if value in values else (*values, value)
        return replace(self, filters={**self.filters, facet: changed}, offset=0)

    def around(self, facet: str) -> tuple[list[Pair], list[Pair]]:
        """Give the parameters that stand before and after one more value of a facet; from the first page."""
        said, names = replace(self, offset=0).pairs(), FILTERS[: FILTERS.index(facet) + 1]
        at = 1 + sum(len(self.filters.get(name, ())) for name in names)
        return said[:at], said[at:]

    def only(self, facet: str, value: str) -> Self:
        """Allow nothing but this value of a facet; from the first page."""
        return replace(self, filters={**self.filters, facet: (value,)}, offset=0)

    def without_filter(self, facet: str) -> Self:
        """Allow every value of a facet; from the first page."""
        return replace(self, filters={**self.filters, facet: ()}, offset=0)

    def unfiltered(self) -> Self:
        """Take all filters off; from the first page."""
        return replace(self, filters={}, offset=0)

    def carried(self, *, is_across: bool) -> Self:
        """Carry the search over into the other language, with all there is, or not; from the first page."""
        return replace(self, is_across=is_across, without=(), offset=0)

    def leaving_out(self, rendering: str) -> Self:
        """Leave out one thing that stands for a word in the other language; from the first page."""
        return replace(self, without=(*self.without, rendering), offset=0)

    def taking_back(self, rendering: str) -> Self:
        """Take back one thing that was left out; from the first page."""
        return replace(self, without=tuple(each for each in self.without if each != rendering), offset=0)

    def sorted_by(self, sort: Sort) -> Self:
        """Change the order; from the first page."""
        return replace(self, sort=sort, offset=0)

    def at_page(self, page: int) -> Self:
        """Turn to another page of results."""
        return replace(self, offset=(page - 1) * self.limit)

    @property
    def allowed(self) -> dict[str, frozenset[str]]:
        """The values allowed, by those facets that allow only some."""
        return {name: frozenset(values) for name, values in self.filters.items() if values}

    @property
    def is_filtered(self) -> bool:
        """Whether any facet allows only some values."""
        return any(self.filters.values())


def answer(
    asked: Asked, its_parts: Parts, engine: SearchEngine | None = None, *, is_by_words: bool = False
) -> Found:
    """Search for what was asked, with the engine there is or another; `is_by_words`: by what can be marked."""
    carrier = across(asked, its_parts)
    if carrier and is_by_words:
        carrier = replace(carrier, aligned=None)
    usual = Arranged(its_parts.engine, by_document(PASSAGES_EACH)) if asked.is_grouped else its_parts.engine
    return find(
        its_parts.archive,
        engine or usual,
        asked.q,
        filters=asked.allowed,
        sort=asked.sort,
        offset=asked.offset,
        limit=asked.limit,
        across=carrier,
        meanings=its_parts.meanings if asked.is_across else None,
    )


def across(asked: Asked, its_parts: Parts) -> Across | None:
    """Give what carries the search over into the other language; nothing where it is not wanted."""
    return its_parts.across(asked.without) if asked.is_across else None
