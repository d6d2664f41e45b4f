"""The likeliest way through two sequences of texts side by side, and how likely each step of it is.

A step takes some texts of each side together, or leaves one alone (W. A. Gale and K. W. Church, 1993). The
likeliest way is found by dynamic programming within a band; how likely a step is, all ways considered, by the
forward-backward algorithm (L. R. Rabiner, A Tutorial on Hidden Markov Models, 1989): forward here, backward in
`likelihood.py`.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from ingest.alignment.likelihood import with_likelihoods
from ingest.alignment.table import (
    FAR,
    MOST_TOGETHER,
    TOGETHER,
    Costs,
    Step,
    Sums,
    groups,
    log_sums,
    running,
)

__all__ = ["FAR", "TOGETHER", "Costs", "Step", "walk"]

_ALONE_THERE = len(TOGETHER) + 1
_KEPT = MOST_TOGETHER + 1
"""Rows that a step may lead across, and the one it leads to."""


def walk(costs: Costs) -> list[Step]:
    """Give the likeliest way from the beginning to the end, each step with how likely it is."""
    with np.errstate(divide="ignore"):  # of what cannot be the logarithm is -inf
        chosen, leading = _forward(costs)
        return with_likelihoods(costs, _traced(chosen, costs), leading)


def _forward(costs: Costs) -> tuple[list[NDArray[np.int8]], list[Sums]]:
    """Give for each row by which step the likeliest way comes to each column, and how likely all ways together do.

    The latter as logarithms. Both are worked out at once, for they ask for the same costs.
    """
    rows, columns = costs.size
    margin = MOST_TOGETHER  # columns before the first: no way comes from there
    kept = np.full((2, _KEPT, margin + columns + 1), -np.inf)
    # By how many columns before: all steps that take as many texts of the first side are told at once.
    before = sliding_window_view(kept, columns + 1, axis=2)[:, :, ::-1]
    there = running(costs.alone_there)
    together, alone = groups(costs.together), len(costs.together)
    chosen, leading = [], []
    for row in range(rows + 1):
        low, high = costs.band[row]
        ways = np.empty((2, alone + 1, high - low))
        if row == 0:
            ways[:] = -np.inf
        else:
            line = costs.ending[row]
            for ours, lines, theirs in together:
                at = before[:, (row - ours) % _KEPT, theirs, low:high]
                np.subtract(at, line[lines], out=ways[:, lines])
            np.subtract(before[:, (row - 1) % _KEPT, 0, low:high], costs.alone[row - 1], out=ways[:, alone])
        picked = ways[0].argmax(0).astype(np.int8)
        best, every = ways[0].max(0), log_sums(ways[1])
        if row == 0:
            best[0] = every[0] = 0.0
        # Texts of the other side that stand alone: from any column before, at the cost of those in between.
        along = there[low:high]
        best += along
        most = np.maximum.accumulate(best)
        picked[most > best] = _ALONE_THERE
        now = kept[:, row % _KEPT]
        if row >= _KEPT:
            now[:, margin + costs.band[row - _KEPT][0] : margin + costs.band[row - _KEPT][1]] = -np.inf
        np.subtract(most, along, out=now[0, margin + low : margin + high])
        every = np.logaddexp.accumulate(every + along) - along
        now[1, margin + low : margin + high] = every
        chosen.append(picked)
        leading.append(every)
    return chosen, leading


def _traced(chosen: Sequence[NDArray[np.int8]], costs: Costs) -> list[Step]:
    row, column = costs.size
    possible = {**dict(enumerate((*costs.together, (1, 0)))), _ALONE_THERE: (0, 1)}
    steps = []
    while row or column:
        ours, theirs = possible[chosen[row][column - costs.band[row][0]]]
        steps.append(Step(row - ours, row, column - theirs, column))
        row, column = row - ours, column - theirs
    return steps[::-1]
