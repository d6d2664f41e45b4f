"""Filters by facets, and the counts of their values."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from functools import reduce

import numpy as np

from index.engine import FacetCount
from index.whoosh_engine.groups import Ordinals
from index.whoosh_engine.snapshot import Snapshot
from index.whoosh_engine.sparse import Ids, Mask


class Filters:
    """What values of which facets are allowed; a facet of which none is named allows all."""

    def __init__(self, filters: Mapping[str, frozenset[str]], snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._allowed = {
            facet: is_one_of(snapshot.facets[facet], values)[snapshot.groups.codes[facet]]
            for facet, values in filters.items()
            if values
        }
        self.leaves_out = bool(self._allowed)
        """Whether anything is left out at all."""

    def passing(self, ids: Ids) -> Mask:
        """Tell which documents all filters let through."""
        if not self._allowed:
            return np.ones(len(ids), dtype=bool)
        return reduce(np.logical_and, self._allowed.values())[self._snapshot.groups.of[ids]]

    def counts(self, ids: Ids) -> dict[str, tuple[FacetCount, ...]]:
        """Count the values of those that pass; a facet's counts are not narrowed by its own filter."""
        groups = self._snapshot.groups
        others = {
            facet: [mask for each, mask in self._allowed.items() if each != facet]
            for facet in (groups.codes if self._allowed else ())
        }
        return groups.counts(
            ids, {facet: reduce(np.logical_and, masks) for facet, masks in others.items() if masks}
        )


def is_one_of(ordinals: Ordinals, values: Iterable[str]) -> Mask:
    """Tell of each value's code whether it is one of these; the last, of code -1, is not."""
    is_wanted = np.zeros(len(ordinals.values) + 1, dtype=bool)
    for value in values:
        at = bisect_left(ordinals.values, value)
        if ordinals.values[at : at + 1] == [value]:
            is_wanted[at] = True
    return is_wanted
