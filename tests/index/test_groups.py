"""Documents counted by the values of their facets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.engine import FacetCount
from index.whoosh_engine import WhooshEngine, groups
from index.whoosh_engine.groups import Groups, Ordinals
from index.whoosh_engine.sparse import Ids, Mask
from tests.index.makers import ask, put

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
@pytest.mark.parametrize(
    ("few", "one_by_one"), [(0, -1), (1_000_000, -1), (0, 40)], ids=["by documents", "by groups", "one by one"]
)
@given(documents=st.lists(codes, max_size=40), share=st.integers(1, 4))
def test_counts_are_those_of_looking_at_every_document(
    most_numbers: int, few: int, one_by_one: int, documents: list[tuple[int, ...]], share: int
) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(groups, "_MOST_NUMBERS", most_numbers)
        patched.setattr(groups, "_FEW", few)
        patched.setattr(groups, "_ONE_BY_ONE", one_by_one)
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


def test_what_a_search_counts_is_counted_once_for_all_its_pages(
    engine: WhooshEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine.apply([put("v1", *["Roads and rails."] * 30, document_id="d-v1")])
    engine.apply([put("v2", "Roads.", document_id="d-v2")])
    counted: list[int] = []
    count = Groups.counts

    def counting(held: Groups, ids: Ids, passing: Mapping[str, Mask]) -> dict[str, tuple[FacetCount, ...]]:
        counted.append(len(ids))
        return count(held, ids, passing)

    monkeypatch.setattr(Groups, "counts", counting)
    pages = [ask(engine, "roads", offset=offset) for offset in (0, 20)]
    assert [len(each.matches) for each in pages] == [20, 11]
    assert {FacetCount("d-v1", 30), FacetCount("d-v2", 1)} == {*pages[0].facets["document"]}
    assert pages[1].facets == pages[0].facets
    assert counted == [31]
    narrowed = ask(engine, "roads", filters={"document": ["d-v2"]})
    assert narrowed.facets["language"] == (FacetCount("en", 1),)
    assert narrowed.facets["document"] == pages[0].facets["document"]
