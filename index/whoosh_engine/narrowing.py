"""Filters by facets, and the counts of their values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import reduce

import numpy as np

from index.engine import FACETS, FacetCount
from index.whoosh_engine.snapshot import Ordinals, Snapshot
from index.whoosh_engine.sparse import Ids, Mask


class Filters:
    """What values of which facets are allowed; a facet of which none is named allows all."""

    def __init__(self, filters: Mapping[str, frozenset[str]], snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._wanted = {
            facet: is_one_of(snapshot.facets[facet], values) for facet, values in filters.items() if values
        }

    def passing(self, ids: Ids, *, but: str = "") -> Mask:
        """Tell which documents all filters let through, or all `but` that of one facet."""
        others = [facet for facet in self._wanted if facet != but]
        return reduce(np.logical_and, self._each(ids, others), np.ones(len(ids), dtype=bool))

    def counts(self, ids: Ids, passing: Mask) -> dict[str, tuple[FacetCount, ...]]:
        """Count the values of those that pass; a facet's counts are not narrowed by its own filter."""
        return {
            facet: _counted(
                self._snapshot.facets[facet],
                ids[self.passing(ids, but=facet) if facet in self._wanted else passing],
            )
            for facet in FACETS
        }

    def _each(self, ids: Ids, facets: Iterable[str]) -> Iterable[Mask]:
        for facet in facets:
            yield self._wanted[facet][self._snapshot.facets[facet].codes[ids]]


def is_one_of(ordinals: Ordinals, values: frozenset[str]) -> Mask:
    """Tell of each value's code whether it is one of these; the last, of code -1, is not."""
    return np.array([*(value in values for value in ordinals.values), False])


def _counted(ordinals: Ordinals, ids: Ids) -> tuple[FacetCount, ...]:
    numbers = np.bincount(ordinals.codes[ids] + 1, minlength=len(ordinals.values) + 1)[1:]
    order = np.argsort(-numbers, kind="stable")[: np.count_nonzero(numbers)]  # values come sorted
    return tuple(map(FacetCount, map(ordinals.values.__getitem__, order.tolist()), numbers[order].tolist()))
