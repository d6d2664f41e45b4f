"""The words of a page with their boxes, kept in columns: a page has hundreds, an archive millions.

Rule: a word that a line end cuts in two is two entries with adjoining offsets; punctuation that hangs on a
word is an entry of its own, so that a mark covers the word and nothing else.
"""

from __future__ import annotations

import sys
import zlib
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, overload

Box = tuple[float, float, float, float]
"""x0, y0, x1, y1 in points, origin top left."""

UNITS_PER_POINT = 100
"""Boxes are stored in hundredths of a point: finer than any screen, and small when compressed."""

_COLUMNS = 6


class Word(NamedTuple):
    """A word's offsets in its page's text, and its box in points."""

    start: int
    end: int
    box: Box


class Words(Sequence[Word]):
    """An immutable sequence of words, ordered by `start`, none over another; equal when its entries are."""

    __slots__ = ("_values",)

    def __init__(self, words: Iterable[Word] = ()) -> None:
        values = array("i")
        for start, end, box in words:
            values.extend((start, end, *(round(edge * UNITS_PER_POINT) for edge in box)))
        self._values = values

    @classmethod
    def from_values(cls, values: array[int]) -> Words:
        """Take over words in columns: start, end and the box in hundredths of a point, six integers a word."""
        words = cls()
        words._values = values
        return words

    @classmethod
    def from_bytes(cls, packed: bytes) -> Words:
        """Restore what `to_bytes` gave."""
        words = cls()
        words._values.frombytes(zlib.decompress(packed))
        if sys.byteorder == "big":
            words._values.byteswap()
        return words

    def values(self) -> array[int]:
        """Give them in columns, as `from_values` takes them."""
        return array("i", self._values)

    def to_bytes(self) -> bytes:
        """Pack for storage: little-endian 32-bit integers, compressed."""
        values = self._values
        if sys.byteorder == "big":
            values = array("i", values)
            values.byteswap()
        return zlib.compress(values.tobytes(), 1)

    def between(self, start: int, end: int) -> Iterator[Word]:
        """Give the words that share a character with `start:end`."""
        starts = self._values[::_COLUMNS]
        # The last word that begins at or before `start` is the first that can reach into it.
        first = max(bisect_right(starts, start) - 1, 0)
        for row in range(first, bisect_left(starts, end)):
            word = self._word(row)
            if word.end > start:
                yield word

    def __len__(self) -> int:
        return len(self._values) // _COLUMNS

    def __iter__(self) -> Iterator[Word]:
        for row in range(len(self)):
            yield self._word(row)

    @overload
    def __getitem__(self, index: int) -> Word: ...
    @overload
    def __getitem__(self, index: slice) -> Words: ...
    def __getitem__(self, index: int | slice) -> Word | Words:
        if isinstance(index, slice):
            return Words(self._word(row) for row in range(len(self))[index])
        return self._word(range(len(self))[index])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Words) and self._values == other._values

    def __hash__(self) -> int:
        return hash(self._values.tobytes())

    def _word(self, row: int) -> Word:
        start, end, x0, y0, x1, y1 = self._values[row * _COLUMNS : (row + 1) * _COLUMNS]
        scale = UNITS_PER_POINT
        return Word(start, end, (x0 / scale, y0 / scale, x1 / scale, y1 / scale))
