"""Which segments a commit takes into its new one: few of them are left, and passages are seldom copied.

Rule: segments are told apart in tiers, each FACTOR times as large as the one below (N. Lester, A. Moffat and J.
Zobel, Fast on-line index construction by geometric partitioning, CIKM 2005). When a tier is full, all of it
becomes one segment of the next; so each passage is copied once for each tier, and a tier has few segments.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

FACTOR = 5

SMALLEST = 500
"""Passages of a segment that is always taken in: copying them takes less than a tenth of a second."""

LARGEST = 64_000
"""Passages of a segment that is made of others: to copy so many holds up whoever writes for seconds, and takes
300 MB.

What has more than half of them is left as it is, but for what is deleted in it."""

MOST_DELETED = 0.3
"""Share of deleted passages from which a segment is written anew."""


class Held(NamedTuple):
    """The size of a segment: its passages, and how many of them are deleted."""

    passages: int
    deleted: int


def taken_in(segments: Sequence[Held], added: int) -> list[int]:
    """Give the places of the segments that become one with the passages that are added."""
    taken = {at for at, each in enumerate(segments) if _is_due(each)}
    size = added + sum(_alive(segments[at]) for at in taken)
    alive = [_alive(each) for each in segments]
    for tier in range(_tier(LARGEST) + 1):
        of_tier = [
            at
            for at, passages in enumerate(alive)
            if at not in taken and _tier(passages) == tier and passages <= LARGEST / 2
        ]
        # What is written counts among those of the tier that it has grown into.
        if len(of_tier) + (_tier(size) == tier) >= FACTOR:
            for at in sorted(of_tier, key=alive.__getitem__):  # all of it, or as many as one segment may have
                if size + alive[at] <= LARGEST:
                    taken.add(at)
                    size += alive[at]
    return sorted(taken)


def _is_due(segment: Held) -> bool:
    return _alive(segment) <= SMALLEST or segment.deleted > MOST_DELETED * segment.passages


def _alive(segment: Held) -> int:
    return segment.passages - segment.deleted


def _tier(passages: int) -> int:
    tier = 0
    while passages > SMALLEST * FACTOR ** (tier + 1):
        tier += 1
    return tier
