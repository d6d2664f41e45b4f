"""Sets of documents as ascending numbers, beside what sets and dictionaries say."""

from __future__ import annotations

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.whoosh_engine.sparse import (
    Counts,
    Ids,
    added,
    common,
    found_in,
    greatest_rows,
    has_any,
    total,
    united,
)

SIZES = st.sampled_from([40, 400, 4_000])
"""Of few documents in all, sets are marked in a table; of many, they are sorted."""


@st.composite
def sets_of_documents(draw: st.DrawFn) -> tuple[list[Ids], int]:
    size = draw(SIZES)
    sets = draw(st.lists(st.sets(st.integers(0, size - 1), max_size=60), min_size=1, max_size=4))
    return [np.array(sorted(each), dtype=np.int64) for each in sets], size


@given(sets_of_documents())
def test_what_is_in_any_is_told_with_the_rows_of_each(given_sets: tuple[list[Ids], int]) -> None:
    sets, size = given_sets
    ids, rows = united(sets, size)
    assert ids.tolist() == has_any(sets, size).tolist() == sorted(set().union(*(each.tolist() for each in sets)))
    for each, own in zip(sets, rows, strict=True):
        assert ids[own].tolist() == each.tolist()


@given(sets_of_documents())
def test_what_is_in_all_is_told_with_its_rows_in_each(given_sets: tuple[list[Ids], int]) -> None:
    sets, size = given_sets
    ids, rows = common(sets, size)
    assert ids.tolist() == sorted(set.intersection(*(set(each.tolist()) for each in sets)))
    for each, own in zip(sets, rows, strict=True):
        assert each[own].tolist() == ids.tolist()


@given(sets_of_documents())
def test_rows_among_others_are_told_and_who_is_not_there(given_sets: tuple[list[Ids], int]) -> None:
    (ids, *others), size = given_sets
    among = others[0] if others else ids
    rows, are_there = found_in(ids, among, size)
    assert are_there.tolist() == [each in set(among.tolist()) for each in ids.tolist()]
    assert among[rows[are_there]].tolist() == ids[are_there].tolist()


@given(sets_of_documents())
def test_numbers_are_added_up_by_their_documents(given_sets: tuple[list[Ids], int]) -> None:
    sets, size = given_sets
    each = [Counts(ids, (ids % 7 + 1).astype(np.uint8)) for ids in sets]
    expected = Counter[int]()
    for ids, numbers in each:
        for document, number in zip(ids.tolist(), numbers.tolist(), strict=True):
            expected[document] += number
    sums = (
        total(each, size),
        added(np.concatenate([one.ids for one in each]), np.concatenate([one.values for one in each]), size),
    )
    for found in sums:
        assert dict(zip(found.ids.tolist(), found.values.tolist(), strict=True)) == expected
        assert found.ids.tolist() == sorted(expected)


@given(st.lists(st.integers(0, 30), max_size=700), st.integers(0, 15))
def test_the_greatest_and_their_equals_are_never_left_out(values: list[int], wanted: int) -> None:
    scores = np.array(values, dtype=np.float64)
    rows = greatest_rows(scores, wanted, 1e-9).tolist()
    least = sorted(values, reverse=True)[:wanted][-1:]
    assert rows == sorted(rows)
    assert {row for row, value in enumerate(values) if least and value >= least[0]} <= set(rows)


def test_of_many_values_few_are_looked_at_for_the_greatest() -> None:
    scores = np.random.default_rng(1).random(100_000)
    assert len(greatest_rows(scores, 10, 1e-9)) < 20
