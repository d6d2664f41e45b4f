"""How likely each step of a way is, all ways through the table considered (forward-backward algorithm)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from ingest.alignment.table import MOST_TOGETHER, Costs, Step, Sums, groups, log_sums, running


def with_likelihoods(costs: Costs, steps: Sequence[Step], leading: Sequence[Sums]) -> list[Step]:
    """Give the steps of a way, each with how likely it is, and what it costs.

    `leading` are the logarithms of how likely all ways together lead to each column of the band, by row.
    """
    rows, _ = costs.size
    there = running(costs.alone_there)
    beginning, ending = defaultdict(list), defaultdict(list)
    for number, step in enumerate(steps):
        beginning[step.one].append(number)
        ending[step.one_end].append(number)
    # Costs are asked for while their rows are at hand: to work them out again takes longer than to add them up.
    prices, following = [0.0] * len(steps), [0.0] * len(steps)
    ahead = _Ahead(costs)
    whole = 0.0
    for row in range(rows, -1, -1):
        low, high = costs.band[row]
        line = log_sums(ahead.ways_from(row))
        if row == rows:
            line[-1] = 0.0
        along = there[low:high]
        now = np.logaddexp.accumulate((line - along)[::-1])[::-1] + along
        for number in beginning[row]:
            prices[number] = costs.of(steps[number])
        for number in ending[row]:
            following[number] = float(now[steps[number].other_end - low])
        ahead.put(row, now)
        whole = float(now[0])
    found = []
    for step, price, after in zip(steps, prices, following, strict=True):
        before = leading[step.one][step.other - costs.band[step.one][0]]
        likely = float(np.exp(min(before - price + after - whole, 0.0)))
        found.append(step._replace(likely=likely, cost=price))
    return found


class _Ahead:
    """How likely the ways on are from the rows that a step may lead to, by the step and by where it ends."""

    def __init__(self, costs: Costs) -> None:
        self._costs = costs
        self._count = count = len(costs.together)
        self._groups = groups(costs.together)
        self._left = count  # columns before the first and after the last, that lines can be moved by
        width = self._left + costs.size[1] + 1 + MOST_TOGETHER
        kept = np.full((MOST_TOGETHER + 1, count * (width + 1)), -np.inf)
        self._ends = kept[:, : count * width].reshape(len(kept), count, width, copy=False)
        # Each line one column further on than the line before it, as the steps of a group end: told all at once.
        self._moved = kept.reshape(len(kept), count, width + 1, copy=False)
        self._last: tuple[int, Sums] | None = None

    def ways_from(self, row: int) -> Sums:
        """Give for each step from a row how likely the ways are that go on with it, by the column it begins at."""
        low, high = self._costs.band[row]
        ways = np.empty((self._count + 1, high - low))
        ways[-1] = -np.inf
        for ours, lines, theirs in self._groups:
            first = self._left + low + theirs.start - lines.start
            ways[lines] = self._moved[(row + ours) % len(self._ends), lines, first : first + high - low]
        if self._last:
            start, after = self._last
            first, end = max(low, start), min(high, start + len(after))
            if first < end:
                ways[-1, first - low : end - low] = after[first - start : end - start] - self._costs.alone[row]
        return ways

    def put(self, row: int, now: Sums) -> None:
        """Note how likely the ways on from a row are, by the column of the band."""
        ends = self._ends[row % len(self._ends)]
        if row + len(self._ends) < len(self._costs.band):
            low, high = self._costs.band[row + len(self._ends)]
            ends[:, self._left + low : self._left + high] = -np.inf
        low, high = self._costs.band[row]
        if row:
            np.subtract(now, self._costs.ending[row], out=ends[:, self._left + low : self._left + high])
        self._last = low, now
