"""Documents counted by the values of their facets."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.engine import FacetCount
from index.whoosh_engine import groups
from index.whoosh_engine.groups import Groups, Ordinals

VALUES = {"document": ["a", "b", "c", "d", "e"], "language": ["en", "es"], "kind": ["list", "table", "text"]}

codes = st.tuples(*(st.integers(-1, len(values) - 1) for values in VALUES.values()))


def _facets(documents: list[tuple[int, ...]]) -> dict[str, Ordinals]:
    columns = zip(*documents, strict=True) if documents else [()] * len(VALUES)
    return {
        facet: Ordinals(values, np.array(column, dtype=np.int32))
        for (facet, values), column in zip(VALUES.items(), columns, strict=True)
    }


def _plainly(documents: list[tuple[int, ...]], chosen: list[int], at: int) -> tuple[FacetCount, ...]:
    values = list(VALUES.values())[at]
    found = Counter(values[documents[each][at]] for each in chosen if documents[each][at] >= 0)
    return tuple(FacetCount(*each) for each in sorted(found.items(), key=lambda each: (-each[1], each[0])))


@pytest.mark.parametrize("most_numbers", [1, 2**20], ids=["renumbered at each facet", "renumbered in the end"])
@pytest.mark.parametrize("few", [0, 1_000_000], ids=["one by one", "by groups"])
@given(documents=st.lists(codes, max_size=40), share=st.integers(1, 4))
def test_counts_are_those_of_looking_at_every_document(
    most_numbers: int, few: int, documents: list[tuple[int, ...]], share: int
) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(groups, "_MOST_NUMBERS", most_numbers)
        patched.setattr(groups, "_FEW", few)
        held = Groups(_facets(documents), len(documents))
        chosen = list(range(0, len(documents), share))
        counts = held.counts(np.array(chosen, dtype=np.int64), {})
    assert counts == {facet: _plainly(documents, chosen, at) for at, facet in enumerate(VALUES)}


@given(documents=st.lists(codes, min_size=1, max_size=40))
def test_a_facet_is_counted_among_the_groups_that_count_for_it(documents: list[tuple[int, ...]]) -> None:
    held = Groups(_facets(documents), len(documents))
    everyone = np.arange(len(documents))
    counts = held.counts(everyone, {"kind": held.codes["language"] == 0})
    in_english = [each for each in everyone.tolist() if documents[each][1] == 0]
    assert counts["kind"] == _plainly(documents, in_english, 2)
    assert counts["document"] == _plainly(documents, everyone.tolist(), 0)
