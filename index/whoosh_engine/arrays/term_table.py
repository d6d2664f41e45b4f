"""Sorted words in one block of bytes, and the rows of those that begin alike."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import numpy as np

from index.whoosh_engine.arrays.layout import Arrays

_LEADING = 8
"""Bytes of a word that stand in a number of their own, so that most are told apart by comparing numbers."""

_STEP = 64
"""Of so many numbers one is at hand: bisecting all of them would read them from all over the file."""

_AFTER = b"\xff"
"""Stands behind all that begins with what stands before it: no UTF-8 has it."""


class TermTable(Sequence[bytes]):
    """Words in the order of their UTF-8 bytes, each with a line of its own in one text."""

    def __init__(self, arrays: Arrays, name: str) -> None:
        # One by one, numbers come out of these views several times faster than out of arrays.
        self._text = arrays[f"{name}.text"].data
        self._starts = arrays[f"{name}.starts"].data
        self._leading = arrays[f"{name}.leading"].data
        self._every = arrays[f"{name}.leading"][::_STEP].copy().data

    def __len__(self) -> int:
        return len(self._leading)

    def __getitem__(self, row: int) -> bytes:  # type: ignore[override]  # no slices are asked for
        if row >= len(self):
            raise IndexError(row)
        return bytes(self._text[self._starts[row] : self._starts[row + 1] - 1])

    def is_at(self, row: int, word: bytes) -> bool:
        """Tell whether a word is at a row."""
        return bool(self._text[self._starts[row] : self._starts[row + 1] - 1] == word)

    def beginning(self, prefix: bytes) -> range:
        """Give the rows of the words that begin so."""
        return range(self._at(prefix), self._at(prefix + _AFTER))

    def lines(self, rows: range) -> bytes:
        """Give some words, each on a line."""
        return bytes(self._text[self._starts[rows.start] : self._starts[rows.stop]])

    def _at(self, word: bytes) -> int:
        """Give the first row that is not before a word."""
        leading = _leading_of(word)
        low = self._not_before(leading)
        if low == len(self) or self._leading[low] != leading:
            return low
        return bisect_left(self, word, low, bisect_right(self._leading, leading, low))

    def _not_before(self, leading: int) -> int:
        """Give the first row whose number is not less."""
        step = bisect_left(self._every, leading)
        return bisect_left(self._leading, leading, max(0, step - 1) * _STEP, min(step * _STEP, len(self)))


def _leading_of(word: bytes) -> int:
    return int.from_bytes(word[:_LEADING].ljust(_LEADING, b"\0"), "big")


def term_arrays(name: str, words: Sequence[bytes]) -> Arrays:
    """Give the arrays of a table of words, which come in order."""
    lines = [word + b"\n" for word in words]
    leading = b"".join(word[:_LEADING].ljust(_LEADING, b"\0") for word in words)
    lengths = np.fromiter(map(len, lines), dtype=np.int64, count=len(lines))
    return {
        f"{name}.text": np.frombuffer(b"".join(lines), dtype=np.uint8),
        f"{name}.starts": np.concatenate((np.zeros(1, np.int64), np.cumsum(lengths))),
        f"{name}.leading": np.frombuffer(leading, dtype=">u8").astype(np.uint64),
    }
