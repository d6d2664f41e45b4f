"""The likeliest way through two sequences of texts side by side, and how likely each step of it is.

A step takes some texts of each side together, or leaves one alone (W. A. Gale and K. W. Church, 1993). The
likeliest way is found by dynamic programming within a band; how likely a step is, all ways considered, by the
forward-backward algorithm (L. R. Rabiner, A Tutorial on Hidden Markov Models, 1989). A row of the table is so many
texts of one side that are behind, a column so many of the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Row = NDArray[np.float32]
Band = Sequence[tuple[int, int]]
"""For each row from 0 to the number of texts: the first column, and one after the last; neither ever goes back."""

TOGETHER = (
    (1, 1),
    (1, 2),
    (2, 1),
    (2, 2),
    (1, 3),
    (3, 1),
    (1, 4),
    (4, 1),
    (2, 3),
    (3, 2),
    (1, 5),
    (5, 1),
    (1, 6),
    (6, 1),
)
"""Texts of each side that a step may take together."""

_ALONE, _ALONE_THERE = len(TOGETHER), len(TOGETHER) + 1
MOST_TOGETHER = max(max(step) for step in TOGETHER)
FAR = np.float32(1e9)
"""What a step costs that cannot be."""


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

    `ending` has for each row, but the first, a line for each of TOGETHER: what it costs to end at each column of
    the band. `alone` and `alone_there` are of the texts of each side that stand by themselves.
    """

    band: Band
    ending: Sequence[Row]
    alone: Row
    alone_there: Row

    @property
    def size(self) -> tuple[int, int]:
        """How many texts there are on each side."""
        return len(self.alone), len(self.alone_there)


def walk(costs: Costs) -> list[Step]:
    """Give the likeliest way from the beginning to the end, each step with how likely it is."""
    steps = _likeliest(costs)
    forward = _forward(costs, steps)
    backward, whole = _backward(costs, steps)
    found = []
    for step, before, after in zip(steps, forward, backward, strict=True):
        cost = _cost(costs, step)
        likely = float(np.exp(min(before - cost + after - whole, 0.0)))
        found.append(step._replace(likely=likely, cost=cost))
    return found


def _likeliest(costs: Costs) -> list[Step]:
    rows, columns = costs.size
    best = [np.full(columns + 1, FAR, np.float64) for _ in range(MOST_TOGETHER + 1)]
    there = _running(costs.alone_there)
    chosen = []
    for row in range(rows + 1):
        low, high = costs.band[row]
        line = np.full(high - low, float(FAR))
        picked = np.full(high - low, _ALONE_THERE, np.int8)
        if row == 0:
            line[0] = 0.0
        for number, (ours, theirs) in enumerate((*TOGETHER, (1, 0))):
            start = max(low, theirs)
            if row < ours or start >= high:
                continue
            before = best[(row - ours) % (MOST_TOGETHER + 1)][start - theirs : high - theirs]
            cost = costs.alone[row - 1] if number == _ALONE else costs.ending[row][number, start - low :]
            way = before + cost
            here = line[start - low :]
            better = way < here
            here[better] = way[better]
            picked[start - low :][better] = number
        # Texts of the other side that stand alone: the least that any column before costs, and those in between.
        along = line - there[low:high]
        least = np.minimum.accumulate(along)
        picked[least < along] = _ALONE_THERE
        now = best[row % (MOST_TOGETHER + 1)]
        now[:] = FAR
        now[low:high] = least + there[low:high]
        chosen.append(picked)
    return _traced(chosen, costs)


def _traced(chosen: Sequence[NDArray[np.int8]], costs: Costs) -> list[Step]:
    row, column = costs.size
    steps = []
    while row or column:
        ours, theirs = (*TOGETHER, (1, 0), (0, 1))[chosen[row][column - costs.band[row][0]]]
        steps.append(Step(row - ours, row, column - theirs, column))
        row, column = row - ours, column - theirs
    return steps[::-1]


def _forward(costs: Costs, steps: Sequence[Step]) -> list[float]:
    """Give for each step the logarithm of how likely all ways together are that lead to where it begins."""
    rows, columns = costs.size
    kept = [np.full(columns + 1, -np.inf) for _ in range(MOST_TOGETHER + 1)]
    there = _running(costs.alone_there)
    asked = _by_row((step.one, step.other) for step in steps)
    found: dict[tuple[int, int], float] = {}
    for row in range(rows + 1):
        low, high = costs.band[row]
        line = np.full(high - low, -np.inf)
        if row == 0:
            line[0] = 0.0
        for number, (ours, theirs) in enumerate((*TOGETHER, (1, 0))):
            start = max(low, theirs)
            if row < ours or start >= high:
                continue
            before = kept[(row - ours) % (MOST_TOGETHER + 1)][start - theirs : high - theirs]
            cost = costs.alone[row - 1] if number == _ALONE else costs.ending[row][number, start - low :]
            here = line[start - low :]
            np.logaddexp(here, before - cost, out=here)
        along = there[low:high]
        line = np.logaddexp.accumulate(line + along) - along
        now = kept[row % (MOST_TOGETHER + 1)]
        now[:] = -np.inf
        now[low:high] = line
        for column in asked.get(row, ()):
            found[row, column] = float(now[column])
    return [found[step.one, step.other] for step in steps]


def _backward(costs: Costs, steps: Sequence[Step]) -> tuple[list[float], float]:
    """Give the same of all ways that lead on from where each step ends, and of all there are."""
    rows, columns = costs.size
    kept = [np.full(columns + 1, -np.inf) for _ in range(MOST_TOGETHER + 1)]
    there = _running(costs.alone_there)
    asked = _by_row([*((step.one_end, step.other_end) for step in steps), (0, 0)])
    found: dict[tuple[int, int], float] = {}
    for row in range(rows, -1, -1):
        low, high = costs.band[row]
        line = np.full(high - low, -np.inf)
        if row == rows:
            line[-1] = 0.0
        for number, (ours, theirs) in enumerate((*TOGETHER, (1, 0))):
            end = row + ours
            if end > rows:
                continue
            first, last = costs.band[end]
            start, stop = max(low, first - theirs), min(high, last - theirs)
            if start >= stop:
                continue
            after = kept[end % (MOST_TOGETHER + 1)][start + theirs : stop + theirs]
            at = slice(start + theirs - first, stop + theirs - first)
            cost = costs.alone[row] if number == _ALONE else costs.ending[end][number, at]
            here = line[start - low : stop - low]
            np.logaddexp(here, after - cost, out=here)
        along = there[low:high]
        line = np.logaddexp.accumulate((line - along)[::-1])[::-1] + along
        now = kept[row % (MOST_TOGETHER + 1)]
        now[:] = -np.inf
        now[low:high] = line
        for column in asked.get(row, ()):
            found[row, column] = float(now[column])
    return [found[step.one_end, step.other_end] for step in steps], found[0, 0]


def _by_row(corners: Iterable[tuple[int, int]]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for row, column in corners:
        found.setdefault(row, set()).add(column)
    return found


def _running(line: Row) -> NDArray[np.float64]:
    return np.concatenate([[0.0], np.cumsum(line, dtype=np.float64)])


def _cost(costs: Costs, step: Step) -> float:
    ours, theirs = step.one_end - step.one, step.other_end - step.other
    if not theirs:
        return float(costs.alone[step.one])
    if not ours:
        return float(costs.alone_there[step.other])
    number = TOGETHER.index((ours, theirs))
    return float(costs.ending[step.one_end][number, step.other_end - costs.band[step.one_end][0]])
