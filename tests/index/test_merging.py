"""An archive grows by many commits, stays in few segments, and is not copied over and over."""

from __future__ import annotations

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.whoosh_engine.merging import FACTOR, LARGEST, SMALLEST, Held, taken_in


def grown(commits: list[int]) -> tuple[list[int], list[int]]:
    """Give the sizes of the segments after commits of so many passages, and how many were copied by each."""
    segments: list[int] = []
    copied = []
    for added in commits:
        taken = taken_in([Held(size, 0) for size in segments], added)
        copied.append(sum(segments[at] for at in taken))
        segments = [each for at, each in enumerate(segments) if at not in taken] + [added + copied[-1]]
    return segments, copied


def tiers(passages: int) -> int:
    return 1 + math.ceil(math.log(max(passages / SMALLEST, 1), FACTOR))


def most_segments(passages: int) -> int:
    """Those that are left as they are, and a few of each tier below."""
    return 2 * passages // LARGEST + FACTOR * tiers(LARGEST)


@given(st.lists(st.integers(1, 6_000), min_size=1, max_size=150))
def test_segments_stay_few_and_no_passage_is_lost(commits: list[int]) -> None:
    segments, _ = grown(commits)
    assert sum(segments) == sum(commits)
    assert len(segments) <= FACTOR * tiers(sum(commits))


@pytest.mark.parametrize(
    ("added", "count"), [(300, 6_700), (300, 16_700), (5_000, 400), (5_000, 1_000), (40_000, 50)]
)
def test_in_archives_of_millions_too(added: int, count: int) -> None:
    segments, copied = grown([added] * count)
    assert len(segments) <= most_segments(added * count)
    assert max(copied) <= LARGEST


def test_each_passage_is_copied_about_once_a_tier() -> None:
    drawn = random.Random(4)
    commits = [drawn.randint(50, 400) for _ in range(600)]
    segments, copied = grown(commits)
    assert len(segments) <= 12
    assert sum(copied) < sum(commits) * (tiers(sum(commits)) + 1)


def test_no_commit_copies_more_than_a_segment_may_have() -> None:
    """A large archive that was made at once is not copied when the next paper comes in, nor any later one."""
    _, copied = grown([120_000, *[300] * 3_000])
    assert max(copied) <= LARGEST


def test_what_is_mostly_deleted_is_written_anew_whatever_its_size() -> None:
    assert taken_in([Held(100_000, 40_000), Held(100_000, 20_000)], 10) == [0]


def test_a_small_commit_leaves_large_segments_alone() -> None:
    assert taken_in([Held(90_000, 0), Held(14_000, 0), Held(6_000, 0), Held(400, 3)], 300) == [3]
