"""What kept its order: the most of a sequence that still rises."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence


def longest_rising(places: Sequence[int]) -> list[int]:
    """Give the indices of the longest part of a sequence, not in one piece, that rises."""
    heads: list[int] = []  # the least place that a rising part of each length can end with
    ends: list[int] = []
    before: list[int] = []
    for index, place in enumerate(places):
        length = bisect_left(heads, place)
        if length == len(heads):
            heads.append(place)
            ends.append(index)
        else:
            heads[length], ends[length] = place, index
        before.append(ends[length - 1] if length else -1)
    return _walked(before, ends[-1] if ends else -1)


def heaviest_rising(places: Sequence[int], weights: Sequence[int]) -> list[int]:
    """Give the indices of the heaviest part of a sequence, not in one piece, that rises; weights are positive."""
    ranks = {place: rank for rank, place in enumerate(sorted(set(places)), start=1)}
    best = [(0, -1)] * (len(ranks) + 1)  # a Fenwick tree: the heaviest part that ends at or below a rank
    before: list[int] = []
    for index, (place, weight) in enumerate(zip(places, weights, strict=True)):
        heaviest, last = _at_most(best, ranks[place] - 1)
        before.append(last)
        _raise(best, ranks[place], (heaviest + weight, index))
    return _walked(before, _at_most(best, len(ranks))[1])


def _at_most(best: Sequence[tuple[int, int]], rank: int) -> tuple[int, int]:
    found = best[0]
    while rank:
        if best[rank][0] > found[0]:
            found = best[rank]
        rank &= rank - 1
    return found


def _raise(best: list[tuple[int, int]], rank: int, part: tuple[int, int]) -> None:
    while rank < len(best):
        if part[0] > best[rank][0]:
            best[rank] = part
        rank += rank & -rank


def _walked(before: Sequence[int], index: int) -> list[int]:
    walked = []
    while index >= 0:
        walked.append(index)
        index = before[index]
    return walked[::-1]
