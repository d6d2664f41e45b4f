"""The longest part of a sequence that rises."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence


def rising(numbers: Sequence[int]) -> list[int]:
    """Give the places of the longest part that rises (patience sorting; M. L. Fredman, 1975)."""
    tails: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for place, number in enumerate(numbers):
        pile = bisect_left(tails, number)
        before.append(at[pile - 1] if pile else -1)
        if pile == len(tails):
            tails.append(number)
            at.append(place)
        else:
            tails[pile], at[pile] = number, place
    found = []
    place = at[-1] if at else -1
    while place >= 0:
        found.append(place)
        place = before[place]
    return found[::-1]
