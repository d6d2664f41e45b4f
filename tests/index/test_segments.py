"""Postings are read as they lie in memory: what cannot be is found out, and not taken for something else."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from index.whoosh_engine import WhooshEngine
from index.whoosh_engine.arrays import SegmentArrays, Torn
from index.whoosh_engine.segments import Segments
from tests.index.makers import put

Numbers = np.ndarray[tuple[int], np.dtype[np.integer]]


@pytest.fixture
def segment(engine: WhooshEngine) -> SegmentArrays:
    engine.apply([put("v1", "Roads and roads.", "A road of rails.", title="Plan")])
    (segment,) = engine._current()._segments.each
    return segment


def torn(segment: SegmentArrays, name: str, change: Callable[[Numbers], object]) -> Segments:
    """Give a segment of which one array is another."""
    numbers = segment[name].astype(np.int64)
    change(numbers)
    return Segments([SegmentArrays({**segment._arrays, name: numbers})], [frozenset()])


def test_where_postings_are_said_to_be_endless_no_room_is_taken_for_them(segment: SegmentArrays) -> None:
    read = torn(segment, "title.starts", lambda starts: starts.put(1, 2**62))
    first, held = segment.table("title.terms")[0].decode(), len(segment["title.ids"])
    assert 0 < len(read.keys({first: ("title",)})) <= held
    assert 0 < len(read.gathered("title", [np.array([0])]).ids) <= held
    with pytest.raises(Torn):
        read.postings("title", first)


@pytest.mark.parametrize("count", [0, 2**24])
def test_a_count_that_cannot_be_is_not_taken_for_a_field_or_for_no_word(
    segment: SegmentArrays, count: int
) -> None:
    read = torn(segment, "stems_en.counts", lambda counts: counts.fill(count))
    with pytest.raises(Torn):
        read.keys({"road": ("stems_en",)})
