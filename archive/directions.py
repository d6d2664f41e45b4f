"""Which way lines run on a page as seen: to the right, or, where it was turned, to the left, down or up."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from archive.words import Box, Word

Direction = tuple[int, int]
"""(1, 0) is to the right, (0, 1) is down."""

RIGHT: Direction = (1, 0)

_TELLING_LETTERS = 3
"""A word of so many letters is wider than high when it stands upright; one or two may not be."""


def direction_of(words: Sequence[Word]) -> Direction:
    """Tell in which direction most of these words run."""
    long = [word.box for word in words if word.end - word.start >= _TELLING_LETTERS]
    tall = sum(y1 - y0 > x1 - x0 for x0, y0, x1, y1 in long)
    is_sideways = 2 * tall > len(long)
    boxes = [_stood_up(word.box) if is_sideways else word.box for word in words]
    steps = sum(
        (other[0] > one[0]) - (other[0] < one[0]) for one, other in pairwise(boxes) if is_level(one, other)
    )
    sign = -1 if steps < 0 else 1
    return (0, sign) if is_sideways else (sign, 0)


def turned(box: Box, direction: Direction, width: float = 0.0, height: float = 0.0) -> Box:
    """Turn a box of a page of this width and height so that what runs in this direction runs to the right."""
    x0, y0, x1, y1 = box
    if direction == (-1, 0):
        return width - x1, height - y1, width - x0, height - y0
    if direction == (0, 1):
        return y0, width - x1, y1, width - x0
    if direction == (0, -1):
        return height - y1, x0, height - y0, x1
    return box


def turned_back(box: Box, direction: Direction) -> Box:
    """Undo `turned`, for a page of no width and height."""
    across, down = direction
    return turned(box, (across, -down))


def is_level(one: Box, other: Box) -> bool:
    """Tell whether two boxes share more than half the height of the lower one."""
    return min(one[3], other[3]) - max(one[1], other[1]) > min(one[3] - one[1], other[3] - other[1]) / 2


def _stood_up(box: Box) -> Box:
    return box[1], box[0], box[3], box[2]
