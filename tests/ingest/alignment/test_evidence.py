"""Costs are worked out as they are asked for, and are the same in whatever order that is."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest

from ingest.alignment.evidence import Evidence
from ingest.alignment.features import analyse, rarity
from ingest.alignment.likeness import likeness
from ingest.alignment.monotone import walk
from ingest.alignment.sides import Text, side_of, vectors_of
from ingest.alignment.table import Band, Costs
from ingest.alignment.texts import Texts, Vectors
from ingest.alignment.weights import Weights

WORDS = ["river", "lake", "valley", "12", "1931", "council", "region", "map", "forest", "40", "road", "bridge"]
ROWS, COLUMNS = 300, 310


def side(count: int, seed: int) -> Texts:
    """Make up texts; as many as are not worked out at once."""
    lot = random.Random(seed)
    texts = [Text(" ".join(lot.choices(WORDS, k=lot.randint(1, 9))), "en") for _ in range(count)]
    analysed = [analyse(each.text, each.language) for each in texts]
    return side_of(texts, analysed, vectors_of(analysed, rarity(analysed), is_put=True))


@pytest.fixture(scope="module")
def evidence() -> Evidence:
    return Evidence(side(ROWS, 1), side(COLUMNS, 2), Weights(), 1.1)


def whole() -> Band:
    return [(0, COLUMNS + 1)] * (ROWS + 1)


def test_rows_are_the_same_down_and_up(evidence: Evidence) -> None:
    ending = evidence.costs(whole()).ending
    down = [ending[row] for row in range(ROWS + 1)]
    for row in range(ROWS, -1, -1):
        assert (ending[row] == down[row]).all()


def test_rows_are_the_same_where_they_take_more_than_is_kept(
    evidence: Evidence, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = list(evidence.costs(whole()).ending)
    monkeypatch.setattr("ingest.alignment.evidence._MOST_BYTES", 1)
    ending = evidence.costs(whole()).ending
    for row in (*range(ROWS + 1), *range(ROWS, -1, -1)):
        assert (ending[row] == kept[row]).all()


def test_steps_of_one_and_one_cost_the_same_by_themselves(evidence: Evidence) -> None:
    single, every = evidence.costs(whole(), is_single=True), evidence.costs(whole())
    assert all((single.ending[row] == every.ending[row][:1]).all() for row in range(1, ROWS + 1))
    assert all(step.one_end - step.one + step.other_end - step.other <= 2 for step in walk(single))


def test_a_way_is_the_same_over_costs_that_are_kept(evidence: Evidence) -> None:
    costs = evidence.costs(whole())
    kept = Costs(costs.band, list(costs.ending), costs.alone, costs.alone_there)
    assert walk(costs) == walk(kept)


def test_a_narrower_band_has_the_same_costs_within_it(evidence: Evidence) -> None:
    band = [(max(row - 20, 0), min(row + 31, COLUMNS + 1)) for row in range(ROWS + 1)]
    narrow, wide = evidence.costs(band).ending, evidence.costs(whole()).ending
    for row in range(1, ROWS + 1):
        assert narrow[row] == pytest.approx(wide[row][:, slice(*band[row])], abs=1e-3)


def test_a_part_of_a_side_is_compared_as_itself() -> None:
    """Its vectors are those of the whole side, at the places of its texts."""
    ours, theirs = side(40, 3), side(40, 4)
    numbers = [1, 2, 5, 8, 13, 21, 34]
    part = ours.part(numbers)
    alone = replace(part, vectors=Vectors(*(each[numbers] for each in ours.vectors)), rows=np.arange(len(numbers)))
    both = [Evidence(each, theirs, Weights(), 1.0) for each in (part, alone)]
    beads = [((2, 3), (4,))]
    assert likeness(part, theirs, beads) == likeness(alone, theirs, beads) != 0
    band = [(0, len(theirs) + 1)] * (len(numbers) + 1)
    lines = [list(each.costs(band).ending) for each in both]
    assert all((one == other).all() for one, other in zip(*lines, strict=True))
