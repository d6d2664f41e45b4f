"""Documents that have the same value of every facet as one group: groups are counted and filtered, not documents.

Rule: there are far fewer groups than documents, so counting the documents of each group once, and then adding up
groups for each facet, is cheaper than looking at every document for every facet.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from index.engine import FacetCount
from index.whoosh_engine.sparse import Ids, Mask, firsts

_FEW = 8
"""Documents of which there are so many times fewer than groups are not counted by groups first."""

_VALUE_BITS, _NUMBER_BITS = 24, 28
"""A facet, a number of documents and a value are put in order as one integer."""

_made = partial(tuple.__new__, FacetCount)
"""Makes a count of a pair at once: there may be thousands of documents that have what is sought."""


class Ordinals(NamedTuple):
    """A field with one value a document: the values, sorted, and each document's place among them or -1."""

    values: list[str]
    codes: npt.NDArray[np.int32]


class Groups:
    """The groups of an index; `of` is each document's group, `codes` by facet each group's value, -1 for none.

    Groups come in the order of the first facet, that of most values; of the others few go together.
    """

    def __init__(self, facets: Mapping[str, Ordinals], size: int) -> None:
        self.of, self.codes = _grouped(facets, size)
        # All values of all facets in one row, each facet's after a place for those that have none.
        self._values = [value for ordinals in facets.values() for value in ("", *ordinals.values)]
        widths = [len(ordinals.values) + 1 for ordinals in facets.values()]
        self._starts = np.cumsum([0, *widths])
        self._places = self._placed(self.codes)
        self._facets = np.repeat(np.arange(1, len(widths) + 1) << _VALUE_BITS + _NUMBER_BITS, widths)
        first, *others = facets
        self._size = len(self.codes[first])
        self._begins = np.flatnonzero(firsts(self.codes[first]))
        together = {facet: Ordinals(facets[facet].values, self.codes[facet].astype(np.int32)) for facet in others}
        self._others_of, codes = _grouped(together, self._size)
        self._others_places = self._placed(codes)

    def counts(self, ids: Ids, passing: Mapping[str, Mask]) -> dict[str, tuple[FacetCount, ...]]:
        """Count the values of documents, of each facet the most frequent first, equal ones in order.

        `passing`: for facets of which not all groups count, those that do.
        """
        numbers = self._numbers(ids, passing)
        numbers[self._starts[:-1]] = 0
        filled = np.flatnonzero(numbers > 0)
        keys = self._facets[filled] - (numbers[filled].astype(np.int64) << _VALUE_BITS) + filled
        keys.sort()
        order = keys & (1 << _VALUE_BITS) - 1
        named = zip(
            map(self._values.__getitem__, order.tolist()), numbers[order].astype(np.int64).tolist(), strict=True
        )
        counts = tuple(map(_made, named))
        cuts = filled.searchsorted(self._starts).tolist()
        return {facet: counts[start:end] for facet, start, end in zip(self.codes, cuts, cuts[1:], strict=False)}

    def _numbers(self, ids: Ids, passing: Mapping[str, Mask]) -> npt.NDArray[np.number]:
        """Give of all values of all facets how many documents have them."""
        groups = self.of[ids]
        if len(ids) * _FEW < self._size and not passing:
            return np.bincount(self._places[:, groups].ravel(), minlength=len(self._values))
        sizes = np.bincount(groups, minlength=self._size)
        first, *others = (sizes * passing[facet] if facet in passing else sizes for facet in self.codes)
        together = [np.bincount(self._others_of, own, self._others_places.shape[1]) for own in others]
        numbers = np.bincount(self._others_places.ravel(), np.concatenate(together), len(self._values))
        if len(ids):
            numbers[self._places[0, self._begins]] = np.add.reduceat(first, self._begins)
        return numbers

    def _placed(self, codes: Mapping[str, Ids]) -> Ids:
        """Give the places of values among those of all facets: facets x groups."""
        names = list(self.codes)
        return np.array([own + 1 + self._starts[names.index(facet)] for facet, own in codes.items()])


def _grouped(facets: Mapping[str, Ordinals], size: int) -> tuple[npt.NDArray[np.int32], dict[str, Ids]]:
    """Group documents by one facet after the other.

    The table of what two facets have together is of bytes, and no larger than the groups so far times the values
    of the next: nothing is sorted.
    """
    of = np.zeros(size, dtype=np.int64)
    count, codes = 1, dict[str, Ids]()
    for name, (values, own) in facets.items():
        width = len(values) + 1
        keys = of * width + own + 1
        is_used = np.zeros(count * width, dtype=bool)
        is_used[keys] = True
        used = np.flatnonzero(is_used)
        numbers = np.empty(len(is_used), dtype=np.int64)
        numbers[used] = np.arange(len(used))
        of, count = numbers[keys], len(used)
        before, code = np.divmod(used, width)
        codes = {each: known[before] for each, known in codes.items()} | {name: code - 1}
    return of.astype(np.int32), codes
