"""The table of two sides: the steps that lead through it, and what they cost.

A row of the table is so many texts of one side that are behind, a column so many of the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Row = NDArray[np.float32]
Sums = NDArray[np.float64]
Band = Sequence[tuple[int, int]]
"""For each row from 0 to the number of texts: the first column, and one after the last; neither ever goes back."""

TOGETHER = (
    *((1, 1), (1, 2), (1, 3), (1, 4), (1, 5), (1, 6)),
    *((2, 1), (2, 2), (2, 3)),
    *((3, 1), (3, 2)),
    *((4, 1), (5, 1), (6, 1)),
)
"""Texts of each side that a step may take together. Of each number of the first, those of the second follow."""

MOST_TOGETHER = max(max(step) for step in TOGETHER)
_SMALLEST = np.finfo(np.float64).min
FAR = np.float32(1e9)
"""What a step costs that cannot be."""


class Group(NamedTuple):
    """Steps that take as many texts of the first side: which they are by number, and how many of the second."""

    ours: int
    lines: slice
    theirs: slice


def groups(together: Sequence[tuple[int, int]]) -> list[Group]:
    """Give steps in groups.

    Raises:
        ValueError: if the steps of a group do not follow each other, each with one text more of the second side.
    """
    found = []
    for ours in sorted({one for one, _ in together}):
        first = [one for one, _ in together].index(ours)
        count = sum(one == ours for one, _ in together)
        theirs = together[first][1]
        if [*together[first : first + count]] != [(ours, theirs + more) for more in range(count)]:
            message = f"Steps with {ours} texts of the first side do not follow each other in {together}."
            raise ValueError(message)
        found.append(Group(ours, slice(first, first + count), slice(theirs, theirs + count)))
    return found


class Step(NamedTuple):
    """Texts from `one` to `one_end` beside those from `other` to `other_end`; how likely (0 to 1); its cost."""

    one: int
    one_end: int
    other: int
    other_end: int
    likely: float = 0.0
    cost: float = 0.0


@dataclass(frozen=True, slots=True)
class Costs:
    """What steps cost: minus the logarithm of how likely they are.

    `ending` has for each row, but the first, a line for each of `together`, which are the first of TOGETHER: what
    it costs to end at each column of the band. `alone` and `alone_there` are of the texts of each side that stand
    by themselves.
    """

    band: Band
    ending: Sequence[Row]
    alone: Row
    alone_there: Row
    together: Sequence[tuple[int, int]] = TOGETHER

    @property
    def size(self) -> tuple[int, int]:
        """How many texts there are on each side."""
        return len(self.alone), len(self.alone_there)

    def of(self, step: Step) -> float:
        """Give what a step costs."""
        ours, theirs = step.one_end - step.one, step.other_end - step.other
        if not theirs:
            return float(self.alone[step.one])
        if not ours:
            return float(self.alone_there[step.other])
        number = TOGETHER.index((ours, theirs))
        return float(self.ending[step.one_end][number, step.other_end - self.band[step.one_end][0]])


def running(line: Row) -> Sums:
    """Give what the texts before each column cost that stand alone."""
    return np.concatenate([[0.0], np.cumsum(line, dtype=np.float64)])


def log_sums(ways: Sums) -> Sums:
    """Add up the columns of what is given as logarithms, in place of it; of what cannot be at all, -inf."""
    most = np.maximum(ways.max(0), _SMALLEST)
    ways -= most
    np.exp(ways, out=ways)
    found: Sums = most + np.log(ways.sum(0))
    return found
