"""How likely each step of a way is, all ways through the table considered (forward-backward algorithm)."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Sequence

import numpy as np

from ingest.alignment.table import MOST_TOGETHER, STEPS, Costs, Row, Step, Sums, log_sums, running


def with_likelihoods(costs: Costs, steps: Sequence[Step], leading: Sequence[Sums]) -> list[Step]:
    """Give the steps of a way, each with how likely it is, and what it costs.

    `leading` are the logarithms of how likely all ways together lead to each column of the band, by row.
    """
    rows, columns = costs.size
    kept = np.full((MOST_TOGETHER + 1, columns + 1), -np.inf)
    there = running(costs.alone_there)
    beginning, ending = defaultdict(list), defaultdict(list)
    for number, step in enumerate(steps):
        beginning[step.one].append(number)
        ending[step.one_end].append(number)
    # Costs are asked for while their rows are at hand: to work them out again takes longer than to add them up.
    prices, following = [0.0] * len(steps), [0.0] * len(steps)
    lines: deque[Row] = deque(maxlen=MOST_TOGETHER)
    for row in range(rows, -1, -1):
        low, high = costs.band[row]
        line = log_sums(_ways_on(costs, row, lines, kept))
        if row == rows:
            line[-1] = 0.0
        along = there[low:high]
        now = kept[row % len(kept)]
        now[:] = -np.inf
        now[low:high] = np.logaddexp.accumulate((line - along)[::-1])[::-1] + along
        for number in beginning[row]:
            prices[number] = costs.of(steps[number])
        for number in ending[row]:
            following[number] = float(now[steps[number].other_end])
        lines.appendleft(costs.ending[row])
    whole = float(kept[0, 0])
    found = []
    for step, price, after in zip(steps, prices, following, strict=True):
        before = leading[step.one][step.other - costs.band[step.one][0]]
        likely = float(np.exp(min(before - price + after - whole, 0.0)))
        found.append(step._replace(likely=likely, cost=price))
    return found


def _ways_on(costs: Costs, row: int, lines: Sequence[Row], kept: Sums) -> Sums:
    """Give for each step from a row how likely the ways are that go on with it, by the column it begins at.

    `lines` are what it costs to end in each of the next rows.
    """
    low, high = costs.band[row]
    ways = np.full((len(STEPS), high - low), -np.inf)
    for number, (ours, theirs) in enumerate(STEPS):
        if ours > len(lines):
            continue
        first, last = costs.band[row + ours]
        start, stop = max(low, first - theirs), min(high, last - theirs)
        if start < stop:
            after = kept[(row + ours) % len(kept), start + theirs : stop + theirs]
            at = slice(start + theirs - first, stop + theirs - first)
            cost = lines[ours - 1][number, at] if theirs else costs.alone[row]
            np.subtract(after, cost, out=ways[number, start - low : stop - low])
    return ways
