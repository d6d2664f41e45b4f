"""The likeliest way through two sides: as good as trying all of them, and its steps as likely as they are."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.alignment.monotone import FAR, TOGETHER, Costs, Step, walk
from ingest.alignment.table import groups

Way = tuple[tuple[int, int], ...]


def table(seed: int, rows: int, columns: int) -> Costs:
    """Make up costs, all there are."""
    lot = np.random.default_rng(seed)
    band = [(0, columns + 1)] * (rows + 1)
    ending = [np.full((len(TOGETHER), columns + 1), FAR, np.float32)]
    for row in range(1, rows + 1):
        line = lot.uniform(0, 6, (len(TOGETHER), columns + 1)).astype(np.float32)
        for number, (ours, theirs) in enumerate(TOGETHER):
            line[number, :theirs] = FAR
            if row < ours:
                line[number] = FAR
        ending.append(line)
    alone = lot.uniform(1, 4, rows + columns).astype(np.float32)
    return Costs(band, ending, alone[:rows], alone[rows:])


def ways(rows: int, columns: int) -> Iterator[Way]:
    if rows == columns == 0:
        yield ()
    for ours, theirs in (*TOGETHER, (1, 0), (0, 1)):
        if ours <= rows and theirs <= columns:
            for way in ways(rows - ours, columns - theirs):
                yield (*way, (ours, theirs))


def steps_of(way: Way) -> list[Step]:
    found, row, column = [], 0, 0
    for ours, theirs in way:
        found.append(Step(row, row + ours, column, column + theirs))
        row, column = row + ours, column + theirs
    return found


def cost_of(costs: Costs, step: Step) -> float:
    ours, theirs = step.one_end - step.one, step.other_end - step.other
    if not theirs:
        return float(costs.alone[step.one])
    if not ours:
        return float(costs.alone_there[step.other])
    return float(costs.ending[step.one_end][TOGETHER.index((ours, theirs)), step.other_end])


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.integers(0, 4), st.integers(0, 4))
def test_no_way_is_cheaper_and_each_step_is_as_likely_as_all_ways_say(seed: int, rows: int, columns: int) -> None:
    costs = table(seed, rows, columns)
    every = [steps_of(way) for way in ways(rows, columns)]
    prices = [sum(cost_of(costs, step) for step in steps) for steps in every]
    found = walk(costs)
    assert sum(step.cost for step in found) == pytest.approx(min(prices), abs=1e-3)
    whole = sum(math.exp(-price) for price in prices)
    for step in found:
        place = step[:4]
        having = (price for steps, price in zip(every, prices, strict=True) if place in [s[:4] for s in steps])
        assert step.likely == pytest.approx(sum(math.exp(-price) for price in having) / whole, abs=1e-3)


@pytest.mark.parametrize("together", [((1, 1), (1, 3)), ((1, 2), (1, 1)), ((1, 1), (2, 1), (1, 2))])
def test_steps_that_do_not_follow_each_other_are_no_group(together: tuple[tuple[int, int], ...]) -> None:
    """All of a group are told at once, by where the first of them stands."""
    with pytest.raises(ValueError, match="follow"):
        groups(together)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.integers(0, 10), st.integers(0, 3))
def test_within_a_band_no_way_is_cheaper_and_each_step_is_as_likely(seed: int, rows: int, columns: int) -> None:
    whole = table(seed, rows, columns)
    lot = np.random.default_rng(seed)
    lows = np.sort(lot.integers(0, columns + 1, rows + 1))
    lows[0] = 0
    # A row ends where the next begins at least, or no way leads on.
    ends = np.append(lows[1:], columns) + lot.integers(0, 2, rows + 1)
    highs = np.minimum(np.maximum.accumulate(ends), columns) + 1
    band = list(zip(lows.tolist(), highs.tolist(), strict=True))
    narrow = Costs(
        band,
        [line[:, low:high] for line, (low, high) in zip(whole.ending, band, strict=True)],
        whole.alone,
        whole.alone_there,
    )
    inside = [
        steps
        for steps in map(steps_of, ways(rows, columns))
        if all(band[step.one_end][0] <= step.other_end < band[step.one_end][1] for step in steps)
    ]
    prices = [sum(cost_of(whole, step) for step in steps) for steps in inside]
    found = walk(narrow)
    assert sum(step.cost for step in found) == pytest.approx(min(prices), abs=1e-3)
    every = sum(math.exp(-price) for price in prices)
    for step in found:
        having = (p for steps, p in zip(inside, prices, strict=True) if step[:4] in [s[:4] for s in steps])
        assert step.likely == pytest.approx(sum(math.exp(-price) for price in having) / every, abs=1e-3)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.integers(0, 30), st.integers(0, 30))
def test_every_text_of_both_sides_is_in_just_one_step(seed: int, rows: int, columns: int) -> None:
    found = walk(table(seed, rows, columns))
    ends = list(itertools.pairwise([Step(0, 0, 0, 0), *found]))
    assert all(before[1] == after[0] and before[3] == after[2] for before, after in ends)
    assert (found[-1].one_end, found[-1].other_end) == (rows, columns) if found else rows == columns == 0
    assert all(0 <= step.likely <= 1 for step in found)


@pytest.mark.parametrize(("rows", "columns"), [(10, 110), (110, 10)])
def test_pairs_around_a_long_gap_are_as_sure_as_others(rows: int, columns: int) -> None:
    """As where a manual is half translated: pairs at both ends, a hundred texts between that stand alone."""
    near, gap = 5, abs(rows - columns)

    def is_pair(row: int, column: int) -> bool:
        return row == column <= near or row - rows == column - columns > -near

    ending = [np.full((len(TOGETHER), columns + 1), FAR, np.float32)]
    for row in range(1, rows + 1):
        line = np.full((len(TOGETHER), columns + 1), 30, np.float32)
        line[0] = [-6 if is_pair(row, column) else 9 for column in range(columns + 1)]
        for number, (ours, theirs) in enumerate(TOGETHER):
            line[number, :theirs] = FAR
            line[number, :] = FAR if row < ours else line[number]
        ending.append(line)
    alone = np.full(rows + columns, 2.8, np.float32)
    found = walk(Costs([(0, columns + 1)] * (rows + 1), ending, alone[:rows], alone[rows:]))
    together = [step for step in found if step.one_end > step.one and step.other_end > step.other]
    assert len(together) == min(rows, columns)
    assert len(found) == min(rows, columns) + gap
    assert min(step.likely for step in found) > 0.9
