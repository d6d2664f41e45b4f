"""Digits that stand raised at a word, as the numbers of notes do, become superscripts: they would glue to it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ingest.runs import BEYOND, Codes, told_of

SUPERSCRIPTS = dict(zip(map(ord, "0123456789"), map(ord, "⁰¹²³⁴⁵⁶⁷⁸⁹"), strict=True))
_DIGITS = {raised: digit for digit, raised in SUPERSCRIPTS.items()}
_DECIMAL_MARKS = (ord("."), ord(","))
_LINE_ENDS = (ord("\r"), ord("\n"))

_NONE = -1
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

Feet = Callable[[Sequence[int]], Sequence[float]]
"""Gives how high the lower edges of characters' ink stand, in points upwards on the page as seen."""

_IS_LETTER = told_of(code for code in range(BEYOND) if chr(code).isalpha())


def raise_digits(codes: Codes, corners: NDArray[np.float32], across: int, feet: Feet) -> None:
    """Change the code points of raised digits in place.

    `corners` are characters x (left, top, right, bottom); `across` tells which of them (0, 1) runs across the
    lines. Only the ink tells: fonts with superscript forms give them the loose box of full digits.
    """
    digits = np.flatnonzero((codes >= ord("0")) & (codes <= ord("9")))
    if not 0 < len(digits) <= _MOST_DIGITS:
        return
    stand = _Stand.of(corners, across, feet)
    before, letters = _before(codes, digits)
    is_plain = _are_plain(digits, before, letters, stand)
    listed = codes.tolist()
    text = codes.astype("<u4").tobytes().decode("utf-32-le", "replace")
    ends_of_lines = np.flatnonzero((codes == _LINE_ENDS[0]) | (codes == _LINE_ENDS[1])).tolist()
    for index, its, is_told in zip(digits.tolist(), before.tolist(), is_plain.tolist(), strict=True):
        if is_told and (its == _NONE or listed[its] in SUPERSCRIPTS):
            continue
        compared = [at for at in _beside(listed, text, index, ends_of_lines, stand) if stand.share_line(at, index)]
        if compared and stand.is_raised(index, compared):
            listed[index] = SUPERSCRIPTS[listed[index]]
    for index in reversed(digits.tolist()):
        if index + 1 < len(listed) and listed[index] in _DIGITS and listed[index + 1] in SUPERSCRIPTS:
            listed[index] = _DIGITS[listed[index]]  # a number of which a later digit is not raised is a plain one
    codes[digits] = [listed[index] for index in digits.tolist()]


@dataclass(frozen=True, slots=True)
class _Stand:
    """Where the characters of a page stand: how low and high, between which edges, and on which feet."""

    lows: NDArray[np.float64]
    highs: NDArray[np.float64]
    edges: NDArray[np.float32]
    feet: Feet

    @classmethod
    def of(cls, corners: NDArray[np.float32], across: int, feet: Feet) -> _Stand:
        """Tell it of characters x (left, top, right, bottom)."""
        one, other = (corners[:, edge].astype(np.float64) for edge in (across, across + 2))
        return cls(np.minimum(one, other), np.maximum(one, other), corners[:, 1 - across :: 2], feet)

    def share_line(self, at: int, other: int) -> bool:
        """Tell whether two characters share a line: text may go on elsewhere without a line end between."""
        (low, its_low), (high, its_high) = self.lows[[at, other]].tolist(), self.highs[[at, other]].tolist()
        return bool(min(high, its_high) - max(low, its_low) > 0.5 * min(high - low, its_high - its_low))

    def share_lines(self, ones: NDArray[np.intp], others: NDArray[np.intp]) -> NDArray[np.bool_]:
        """Tell which characters share a line with the others, pair by pair."""
        lows, highs, its_lows, its_highs = self.lows[ones], self.highs[ones], self.lows[others], self.highs[others]
        overlaps = np.minimum(highs, its_highs) - np.maximum(lows, its_lows)
        return overlaps > 0.5 * np.minimum(highs - lows, its_highs - its_lows)

    def is_raised(self, index: int, beside: Sequence[int]) -> bool:
        """Tell whether a digit is raised over all that stand beside it.

        Some letters reach below the line, none stands above it: the highest foot is the line's.
        """
        shift = (self.highs.item(beside[0]) - self.lows.item(beside[0])) * _RAISED_SHARE
        own, *others = self.feet([index, *beside])
        return own > max(others) + shift

    def are_raised(self, digits: NDArray[np.intp], beside: NDArray[np.intp]) -> NDArray[np.bool_]:
        """Tell which digits are raised over the one character beside each of them."""
        feet = np.array(self.feet([*digits.tolist(), *beside.tolist()])).reshape(2, -1)
        shifts = (self.highs[beside] - self.lows[beside]) * _RAISED_SHARE
        raised: NDArray[np.bool_] = feet[0] > feet[1] + shifts
        return raised

    def are_near(self, one: int, other: int) -> bool:
        """Tell whether two characters touch, or nearly."""
        edges: list[float] = self.edges[other].tolist()
        return any(abs(edge - its) < _NEAR_POINTS for edge in self.edges[one].tolist() for its in edges)


def _before(codes: Codes, digits: NDArray[np.intp]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Give what stands before each digit, as far as it is told at little cost, or `_NONE`.

    First the digit that it goes on with, as `_digit_before` tells, then the letter nearest to it on its line.
    """
    at = np.arange(len(codes))
    is_digit = np.zeros(len(codes) + 2, bool)  # the last two stand for what is before the first
    is_digit[digits] = True
    is_mark = np.zeros(len(codes) + 2, bool)
    is_mark[:-2] = (codes == _DECIMAL_MARKS[0]) | (codes == _DECIMAL_MARKS[1])
    steps = np.where(is_mark[digits - 1] & (digits > 1), 2, 1)
    before = np.where(is_digit[digits - steps], digits - steps, _NONE)
    is_end = (codes == _LINE_ENDS[0]) | (codes == _LINE_ENDS[1]) | (codes >= BEYOND)
    ends = np.maximum.accumulate(np.where(is_end, at, _NONE))
    letters = np.maximum.accumulate(np.where(_IS_LETTER[np.minimum(codes, BEYOND)], at, _NONE))[digits]
    is_near = (letters > ends[digits]) & (digits - letters <= _BESIDE)
    return before, np.where(is_near, letters, _NONE)


def _are_plain(
    digits: NDArray[np.intp], before: NDArray[np.intp], letters: NDArray[np.intp], stand: _Stand
) -> NDArray[np.bool_]:
    """Tell which digits are not raised, for sure: if the digit before is not, or whatever other letters say."""
    follows = before != _NONE
    beside = np.where(follows, before, letters)
    is_plain = np.zeros(len(digits), bool)
    asked = np.flatnonzero(beside != _NONE)
    is_beside = stand.share_lines(beside[asked], digits[asked])
    is_plain[asked] = np.where(is_beside, ~stand.are_raised(digits[asked], beside[asked]), follows[asked])
    return is_plain


def _beside(codes: list[int], text: str, index: int, ends_of_lines: Sequence[int], stand: _Stand) -> list[int]:
    """Give what a digit may be raised against."""
    digit = _digit_before(codes, index)
    if digit is not None:
        return [digit]
    start = _line_start(codes, index, ends_of_lines, stand.are_near)
    return _letters_beside(codes, text, index, start)[:_COMPARED]


def _digit_before(codes: list[int], index: int) -> int | None:
    """Give the plain digit of the number that a digit goes on with, over a point or comma too: 4.3 is no note."""
    at = index - 2 if index > 1 and codes[index - 1] in _DECIMAL_MARKS else index - 1
    return at if at >= 0 and codes[at] in SUPERSCRIPTS else None


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
