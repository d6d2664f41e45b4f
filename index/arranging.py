"""An engine whose passages come in an order of ours: those of a document together, or what came in last first.

Rule: totals and facets are those of the engine; every passage that answers is looked at, and none is passed over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from index.engine import Change, KnownWord, Match, Results, Search, SearchEngine

Arrange = Callable[[Sequence[Match]], Sequence[Sequence[Match]]]
"""What makes groups of all matches. `offset` and `limit` of a search count these."""


@dataclass(frozen=True, slots=True)
class Arranged:
    """Fulfils `SearchEngine` over another."""

    engine: SearchEngine
    arrange: Arrange

    def search(self, search: Search) -> Results:
        """Find, rank, count; give the groups of a page."""
        limit = self.engine.count() if search.limit else 0
        results = self.engine.search(replace(search, offset=0, limit=limit))
        page = self.arrange(results.matches)[search.offset : search.offset + search.limit]
        return replace(results, matches=tuple(each for group in page for each in group))

    def apply(self, changes: Iterable[Change]) -> None:
        """Make the changes."""
        self.engine.apply(changes)

    def clear(self) -> None:
        """Forget everything."""
        self.engine.clear()

    def count(self) -> int:
        """Give the number of passages held."""
        return self.engine.count()

    def words_like(self, word: str, changes: int) -> tuple[KnownWord, ...]:
        """Give the words of the texts that become this one in so many changes of a letter."""
        return self.engine.words_like(word, changes)


def by_document(passages_each: int) -> Arrange:
    """Put the best passages of each document together; documents come in the order of their best passage."""

    def arrange(matches: Sequence[Match]) -> Sequence[Sequence[Match]]:
        groups: dict[str, list[Match]] = {}
        for match in matches:
            group = groups.setdefault(match.document_id, [])
            if len(group) < passages_each:
                group.append(match)
        return list(groups.values())

    return arrange


def by_arrival(arrivals: Mapping[str, str]) -> Arrange:
    """Put what came in last first, each passage by itself.

    `arrivals`: when each version came in, by its id. What came in together stays in the order of the search.
    """

    def arrange(matches: Sequence[Match]) -> Sequence[Sequence[Match]]:
        newest_first = sorted(matches, key=lambda match: arrivals.get(match.version_id, ""), reverse=True)
        return list(zip(newest_first))

    return arrange
