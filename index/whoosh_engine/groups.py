"""Documents that have the same value of every facet as one group: groups are counted and filtered, not documents.

Rule: there are far fewer groups than documents, so counting the documents of each group once, and then adding up
groups for each facet, is cheaper than looking at every document for every facet.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import repeat
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from index.engine import FacetCount
from index.whoosh_engine.sparse import Ids, Mask, firsts

_FEW = 8
"""Documents of which there are so many times fewer than groups are not counted by groups first."""

_ONE_BY_ONE = 32
"""So many documents are counted without arrays."""

_MOST_NUMBERS = 2**20
"""Numbers that are made of values before those that are of no use are left out."""

_VALUE_BITS, _NUMBER_BITS = 24, 28
"""A facet, a number of documents and a value are put in order as one integer."""


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
        self._nowhere = self._starts[:-1].tolist()
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
        if len(ids) <= _ONE_BY_ONE and not passing:
            return self._one_by_one(ids)
        numbers = self._numbers(ids, passing)
        numbers[self._starts[:-1]] = 0
        filled = np.flatnonzero(numbers > 0)
        keys = self._facets[filled] - (numbers[filled].astype(np.int64) << _VALUE_BITS) + filled
        keys.sort()
        order = keys & (1 << _VALUE_BITS) - 1
        counts = _made(map(self._values.__getitem__, order.tolist()), numbers[order].astype(np.int64).tolist())
        cuts = filled.searchsorted(self._starts).tolist()
        return {facet: counts[start:end] for facet, start, end in zip(self.codes, cuts, cuts[1:], strict=False)}

    def _one_by_one(self, ids: Ids) -> dict[str, tuple[FacetCount, ...]]:
        """Count the values of few documents, of which each step on arrays costs as much as of many."""
        found = {}
        for facet, places, nowhere in zip(
            self.codes, self._places[:, self.of[ids]].tolist(), self._nowhere, strict=True
        ):
            counted: dict[int, int] = {}
            for place in places:
                counted[place] = counted.get(place, 0) + 1
            counted.pop(nowhere, None)
            # By the count, the greatest first, then by the place.
            order = sorted([(-count, place) for place, count in counted.items()])
            found[facet] = _made([self._values[place] for _, place in order], [-count for count, _ in order])
        return found

    def _numbers(self, ids: Ids, passing: Mapping[str, Mask]) -> npt.NDArray[np.number]:
        """Give of all values of all facets how many documents have them."""
        groups = self.of[ids]
        if len(ids) * _FEW < self._size:
            places = self._places[:, groups]
            for row, facet in enumerate(self.codes if passing else ()):
                if facet in passing:
                    places[row, ~passing[facet][groups]] = 0  # where those are that have no value
            return np.bincount(places.ravel(), minlength=len(self._values))
        sizes = np.bincount(groups, minlength=self._size)
        first, *others = (sizes * passing[facet] if facet in passing else sizes for facet in self.codes)
        if passing:
            together = [np.bincount(self._others_of, own, self._others_places.shape[1]) for own in others]
        else:
            together = [np.bincount(self._others_of, sizes, self._others_places.shape[1])] * len(others)
        numbers = np.bincount(self._others_places.ravel(), np.concatenate(together), len(self._values))
        if len(ids):
            numbers[self._places[0, self._begins]] = np.add.reduceat(first, self._begins)
        return numbers

    def _placed(self, codes: Mapping[str, Ids]) -> Ids:
        """Give the places of values among those of all facets: facets x groups."""
        names = list(self.codes)
        return np.array([own + 1 + self._starts[names.index(facet)] for facet, own in codes.items()])


def _made(values: Iterable[str], counts: Iterable[int]) -> tuple[FacetCount, ...]:
    """Give values with their counts: there may be thousands of documents that have what is sought."""
    return tuple(map(tuple.__new__, repeat(FacetCount), zip(values, counts, strict=False)))


def _grouped(facets: Mapping[str, Ordinals], size: int) -> tuple[npt.NDArray[np.int32], dict[str, Ids]]:
    """Give each document's group, and by facet each group's value. Nothing is sorted.

    A group is first a number made of all values, as digits make one; then those that no document has are left out.
    That is done earlier where numbers would become too large.
    """
    of = np.zeros(size, dtype=np.int32)
    count, codes, digits = 1, dict[str, Ids](), list[tuple[str, int]]()
    for name, (values, own) in facets.items():
        width = len(values) + 1
        if digits and count * width > _MOST_NUMBERS:
            of, count, codes = _used(of, count, codes, digits)
            digits = []
        of = of * np.int32(width) + own + np.int32(1)
        count *= width
        digits.append((name, width))
    of, count, codes = _used(of, count, codes, digits)
    return of, {name: codes[name] for name in facets}


def _used(
    of: npt.NDArray[np.int32], count: int, codes: dict[str, Ids], digits: Sequence[tuple[str, int]]
) -> tuple[npt.NDArray[np.int32], int, dict[str, Ids]]:
    """Give the groups that there are numbers of their own, and read the digits that were added."""
    is_used = np.zeros(count, dtype=bool)
    is_used[of] = True
    used = np.flatnonzero(is_used)
    numbers = np.empty(count, dtype=np.int32)
    numbers[used] = np.arange(len(used), dtype=np.int32)
    rest, added = used, dict[str, Ids]()
    for name, width in reversed(digits):
        rest, digit = np.divmod(rest, width)
        added[name] = digit - 1
    return numbers[of], len(used), {name: known[rest] for name, known in codes.items()} | added
