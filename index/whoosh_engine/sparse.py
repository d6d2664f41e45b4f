"""Sets of documents as ascending numbers: what is in all of them, what is in any, and where each has it.

Rule: arithmetic is done on the documents that have something, never on all there are, so that a rare word costs
little in a large archive. Where documents stand in a set is read from a table of all documents that is never
cleared: bisection costs more for all but the smallest sets.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

Ids = npt.NDArray[np.int64]
Values = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.integer]
Mask = npt.NDArray[np.bool_]

_FEW = 16
"""A set of less than this share of another is looked up in it one by one."""

_HANDFUL = 32
"""So few are looked up in another set of any size."""

_MANY = 12
"""Of so large a share of all documents and more, marking them in a table of all is quicker than sorting."""

_IN_COLUMN = 32
"""Values of which only the greatest is looked at first, when few are wanted."""


class Counts(NamedTuple):
    """Documents, ascending, and a number more than 0 for each: how often something stands there, or its weight."""

    ids: Ids
    values: npt.NDArray[Any]


NO_IDS: Ids = np.zeros(0, dtype=np.int64)
NONE = Counts(NO_IDS, np.zeros(0))


class United(NamedTuple):
    """Documents, ascending; for each of the sets they come from, where its documents stand among them."""

    ids: Ids
    rows: list[Ids | slice]


def united(sets: Sequence[Ids], size: int) -> United:
    """Give what is in any of some sets, of `size` documents in all."""
    largest = max(sets, key=len)
    others = sum(map(len, sets)) - len(largest)
    if others <= _HANDFUL or others * _FEW < len(largest):
        found = [(slice(None), True) if each is largest else _among(each, largest) for each in sets]
        if all(are_there for _, are_there in found):
            return United(largest, [rows for rows, _ in found])
    ids = has_any(sets, size)
    places = _table(size)
    places[ids] = np.arange(len(ids))
    return United(ids, [places[each] for each in sets])


def _among(ids: Ids, others: Ids) -> tuple[Ids, bool]:
    """Give the rows of few documents among others, and whether all of them are there."""
    if not len(ids):
        return ids, True
    rows = others.searchsorted(ids)
    found = others.take(rows, mode="clip")
    if len(ids) <= _HANDFUL:
        return rows, found.tolist() == ids.tolist()  # quicker than arrays
    return rows, bool((found == ids).all())


def has_any(sets: Sequence[Ids], size: int) -> Ids:
    """Give what is in any of some sets."""
    largest = max(sets, key=len, default=NO_IDS)
    # Of a word and its stem the documents are often the same.
    filled = [ids for ids in sets if len(ids) and (ids is largest or not np.array_equal(ids, largest))]
    if len(filled) <= 1:
        return largest
    if sum(map(len, filled)) * _MANY < size:
        return distinct(filled)
    is_there = np.zeros(size, dtype=bool)
    for each in filled:
        is_there[each] = True
    return np.flatnonzero(is_there)


def distinct(pieces: Sequence[Ids]) -> Ids:
    """Give all numbers of some pieces, each once, ascending."""
    if not pieces:
        return NO_IDS
    numbers = np.concatenate(pieces)
    numbers.sort()
    return numbers[firsts(numbers)]


def firsts(numbers: Numbers) -> Mask:
    """Tell of numbers in order which are not the same as the one before."""
    are_new = np.ones(len(numbers), dtype=bool)
    np.not_equal(numbers[1:], numbers[:-1], out=are_new[1:])
    return are_new


def added(ids: Ids, numbers: Numbers, size: int) -> Counts:
    """Add up numbers more than 0 by their documents, which come in any order, of `size` in all."""
    if len(ids) * _MANY < size:
        width = int(numbers.max(initial=0)) + 1
        documents, values = np.divmod(np.sort(ids * width + numbers), width)
        starts = np.flatnonzero(firsts(documents))
        return Counts(documents[starts], np.add.reduceat(values, starts) if len(starts) else values)
    sums = np.bincount(ids, numbers, size)
    filled = np.flatnonzero(sums > 0)
    return Counts(filled, sums[filled])


def common(sets: Sequence[Ids], size: int) -> tuple[Ids, list[Ids]]:
    """Give what is in all of some sets, and where that stands in each of them."""
    order = sorted(range(len(sets)), key=lambda at: len(sets[at]))
    ids = sets[order[0]]
    rows: dict[int, Ids] = {order[0]: np.arange(len(ids))}
    for at in order[1:]:
        own, is_there = found_in(ids, sets[at], size)
        if not is_there.all():
            ids, own = ids[is_there], own[is_there]
            rows = {other: known[is_there] for other, known in rows.items()}
        rows[at] = own
    return ids, [rows[at] for at in range(len(sets))]


def found_in(ids: Ids, others: Ids, size: int) -> tuple[Ids, Mask]:
    """Give for each of some documents its row among others, and whether it is there at all."""
    if not len(others) or not len(ids):
        return np.zeros(len(ids), dtype=np.int64), np.zeros(len(ids), dtype=bool)
    last = len(others) - 1
    if len(ids) * _FEW < len(others):
        rows = np.minimum(others.searchsorted(ids), last)
    else:
        places = _table(size)
        places[others] = np.arange(len(others))
        rows = np.minimum(places[ids].view(np.uint64), last).view(np.int64)
    return rows, others[rows] == ids


def total(each: Sequence[Counts], size: int) -> Counts:
    """Add up numbers, document by document."""
    if len(each) == 1:
        return each[0]
    ids, rows = united([counts.ids for counts in each], size)
    values = np.zeros(len(ids))
    for (_, own), at in zip(each, rows, strict=True):
        values[at] += own
    return Counts(ids, values)


def greatest_rows(values: Values, wanted: int, apart: float) -> Ids:
    """Give the rows, ascending, of all that may be among so many greatest, where values so near are equal.

    Some others are among them. The greatest of each column of a table of all tell what the least is that it takes,
    without putting values in order.
    """
    if not 0 < wanted < len(values):
        return np.arange(len(values))
    columns = len(values) // _IN_COLUMN
    heads = (
        values[: columns * _IN_COLUMN].reshape(_IN_COLUMN, columns).max(axis=0) if wanted <= columns else values
    )
    least = np.partition(heads, len(heads) - wanted)[len(heads) - wanted]
    return np.flatnonzero(values >= least - apart)


def has_all(sets: Sequence[Ids], size: int) -> Ids:
    """Give what is in all of some sets."""
    return common(sets, size)[0]


_tables = threading.local()


def _table(size: int) -> Ids:
    """Give room for a number for each document, in which anything stands: each thread writes into the same again.

    Memory that is new costs more than what is written into it.
    """
    table: Ids | None = getattr(_tables, "places", None)
    if table is None or len(table) < size:
        table = _tables.places = np.zeros(size, dtype=np.int64)
    return table
