"""Digits that stand raised at a word, as the numbers of notes do, become superscripts: they would glue to it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from ingest.runs import Codes

SUPERSCRIPTS = dict(zip(map(ord, "0123456789"), map(ord, "⁰¹²³⁴⁵⁶⁷⁸⁹"), strict=True))
_DIGITS = {raised: digit for digit, raised in SUPERSCRIPTS.items()}
_DECIMAL_MARKS = (ord("."), ord(","))
_LINE_ENDS = (ord("\r"), ord("\n"))

_BESIDE = 24
"""characters that are looked at"""

_DESCENDING = "gjpqy"
"""They reach below the line: a digit stands above their feet, raised or not."""

_COMPARED = 6
"""letters whose feet are measured"""

_NEAR_POINTS = 2.0
_MOST_DIGITS = 2000
"""A page of figures has no notes worth the time; a page of text has a few dozen digits."""

_RAISED_SHARE = 0.15
"""Note numbers stand a third of an em above the line: a quarter of the height from descender to ascender."""

Foot = Callable[[int], float]
"""Gives how high the lower edge of a character's ink stands, in points upwards on the page as seen."""


def raise_digits(codes: Codes, corners: NDArray[np.float32], across: int, foot: Foot) -> None:
    """Change the code points of raised digits in place.

    `corners` are characters x (left, top, right, bottom); `across` tells which of them (0, 1) runs across the
    lines. Only the ink tells: fonts with superscript forms give them the loose box of full digits.
    """
    digits = np.flatnonzero((codes >= ord("0")) & (codes <= ord("9"))).tolist()
    if not 0 < len(digits) <= _MOST_DIGITS:
        return
    listed = codes.tolist()
    stand = _Stand(
        lows=np.minimum(corners[:, across], corners[:, across + 2]).tolist(),
        highs=np.maximum(corners[:, across], corners[:, across + 2]).tolist(),
        edges=corners[:, [1 - across, 3 - across]],
        foot=cache(foot),
    )
    text = codes.astype("<u4").tobytes().decode("utf-32-le", "replace")
    ends_of_lines = np.flatnonzero((codes == _LINE_ENDS[0]) | (codes == _LINE_ENDS[1])).tolist()
    for index in digits:
        compared = [at for at in _beside(listed, text, index, ends_of_lines, stand) if stand.share_line(at, index)]
        if compared and stand.is_raised(index, compared):
            listed[index] = SUPERSCRIPTS[listed[index]]
    for index in reversed(digits):
        if index + 1 < len(listed) and listed[index] in _DIGITS and listed[index + 1] in SUPERSCRIPTS:
            listed[index] = _DIGITS[listed[index]]  # a number of which a later digit is not raised is a plain one
    codes[digits] = [listed[index] for index in digits]


@dataclass(frozen=True, slots=True)
class _Stand:
    """Where the characters of a page stand: how low and high, between which edges, and on which feet."""

    lows: list[float]
    highs: list[float]
    edges: NDArray[np.float32]
    foot: Foot

    def share_line(self, at: int, other: int) -> bool:
        """Tell whether two characters share a line: text may go on elsewhere without a line end between."""
        low, high, its_low, its_high = self.lows[at], self.highs[at], self.lows[other], self.highs[other]
        return min(high, its_high) - max(low, its_low) > 0.5 * min(high - low, its_high - its_low)

    def is_raised(self, index: int, beside: Sequence[int]) -> bool:
        """Tell whether a digit is raised over all that stand beside it.

        Some letters reach below the line, none stands above it: the highest foot is the line's.
        """
        shift = (self.highs[beside[0]] - self.lows[beside[0]]) * _RAISED_SHARE
        return all(self.foot(index) > self.foot(at) + shift for at in beside)

    def are_near(self, one: int, other: int) -> bool:
        """Tell whether two characters touch, or nearly."""
        edges = self.edges[other].tolist()
        return min(abs(edge - its) for edge in self.edges[one].tolist() for its in edges) < _NEAR_POINTS


def _beside(codes: list[int], text: str, index: int, ends_of_lines: Sequence[int], stand: _Stand) -> list[int]:
    """Give what a digit may be raised against; nothing where the letter before it tells that it is not."""
    digit = _digit_before(codes, index)
    if digit is not None:
        return [digit]
    nearest = _nearest_letter(codes, text, index)
    if nearest is not None and stand.share_line(nearest, index) and not stand.is_raised(index, [nearest]):
        return []
    start = _line_start(codes, index, ends_of_lines, stand.are_near)
    return _letters_beside(codes, text, index, start)[:_COMPARED]


def _digit_before(codes: list[int], index: int) -> int | None:
    """Give the plain digit of the number that a digit goes on with, over a point or comma too: 4.3 is no note."""
    at = index - 2 if index > 1 and codes[index - 1] in _DECIMAL_MARKS else index - 1
    return at if at >= 0 and codes[at] in SUPERSCRIPTS else None


def _nearest_letter(codes: list[int], text: str, index: int) -> int | None:
    """Give the letter that a digit stands behind, if one is near on its line."""
    for at in range(index - 1, max(0, index - _BESIDE) - 1, -1):
        if text[at].isalpha():
            return at
        if codes[at] in _LINE_ENDS:
            return None
    return None


def _line_start(
    codes: list[int], index: int, ends_of_lines: Sequence[int], is_near: Callable[[int, int], bool]
) -> int:
    """Give where the line of a digit begins; the file may end a line between a word and a number raised at it."""
    at = index
    while at > (first := max(0, index - _BESIDE)):
        ended = bisect_left(ends_of_lines, at)
        if not ended or ends_of_lines[ended - 1] < first:
            return first
        at = ends_of_lines[ended - 1] + 1
        before = at - 1
        while before > 0 and codes[before] in _LINE_ENDS:
            before -= 1
        if not is_near(before, at) or any(code not in _DIGITS for code in codes[at:index]):
            break
        at = before
    return at


def _letters_beside(codes: list[int], text: str, index: int, start: int) -> list[int]:
    """Give the letters a digit may be raised against: before it on its line, after it where a note begins."""
    before = [at for at in range(index - 1, start - 1, -1) if text[at].isalpha()]
    # "0,08 %³": where a line has figures alone, those before the number say where it stands.
    before = before or [at for at in range(index - 2, start - 1, -1) if codes[at] in SUPERSCRIPTS]
    if before and all(text[at] in _DESCENDING for at in before):
        after = range(index + 1, min(len(codes), index + _BESIDE))
        return before + [at for at in after if text[at].isalpha()]
    if before or (index and codes[index - 1] not in _LINE_ENDS and codes[index - 1] not in _DIGITS):
        return before
    return [at for at in range(index + 1, min(len(codes), index + _BESIDE)) if text[at].isalpha()]
