"""Running text of two editions laid side by side, word by word, wherever passages were cut.

Rule: what two texts share by chance is no stretch of both.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein

from archive.comparison.order import longest_rising
from archive.model import CELL
from archive.wording import tokens

_MOST_CELLS = 100_000_000
"""Of the matrix in which two texts are aligned at once: two of 10,000 words, in some 15 ms."""

_SHINGLE = 4
"""Words in a row that stand once in either text are the same place, however long the texts are."""

_LEAST_BLOCK = 4
"""Letters: what is shorter, “of the”, is shared by any two texts."""

CELL_KEY = 0
"""The number of what ends a cell of a table: white space, but for keeping cells apart."""


class Block(NamedTuple):
    """Words that are the same: from where in the one text and in the other, and how many."""

    here: int
    there: int
    length: int


@dataclass(frozen=True, slots=True)
class Text:
    """Passages one after the other: the words of all, the letters before each, and where each passage begins.

    `spans` are where the words stand in their own passages, `lengths` how many characters these have.
    """

    keys: list[int]
    letters: list[int]
    starts: list[int]
    spans: list[tuple[int, int]]
    lengths: list[int]

    def passage_at(self, word: int) -> int:
        """Give the passage in which a word stands."""
        return bisect_right(self.starts, word) - 1

    def size(self, start: int, end: int) -> int:
        """Count the letters of words."""
        return self.letters[end] - self.letters[start]

    def bounds(self, passage: int) -> tuple[int, int]:
        """Give from and to which word a passage goes."""
        last = self.starts[passage + 1] if passage + 1 < len(self.starts) else len(self.keys)
        return self.starts[passage], last


def text_of(texts: Sequence[str], numbers: dict[str, int]) -> Text:
    """Lay passages one after the other; `numbers` are given to words as they come, the same in both texts."""
    numbers.setdefault(CELL, CELL_KEY)
    passages = [tokens(text) for text in texts]
    words = [token for passage in passages for token in passage]
    return Text(
        keys=[numbers.setdefault(token.key, len(numbers)) for token in words],
        letters=[0, *accumulate(token.letters for token in words)],
        starts=[0, *accumulate(map(len, passages))][:-1],
        spans=[(token.start, token.end) for token in words],
        lengths=list(map(len, texts)),
    )


def blocks(old: Sequence[int], new: Sequence[int]) -> list[Block]:
    """Give the words that are the same in the same order, the longest stretches of them."""
    joined: list[Block] = []
    for here, there, length in _pieces(old, new):
        last = joined[-1] if joined else None
        if last and (last.here + last.length, last.there + last.length) == (here, there):
            joined[-1] = Block(last.here, last.there, last.length + length)
        else:
            joined.append(Block(here, there, length))
    return joined


def _pieces(old: Sequence[int], new: Sequence[int]) -> Iterator[Block]:
    if len(old) * len(new) <= _MOST_CELLS:
        yield from _aligned(old, new, 0, 0)
        return
    here = there = 0
    for end_here, end_there in [*_sure(old, new), (len(old), len(new))]:
        if (end_here - here) * (end_there - there) <= _MOST_CELLS:
            yield from _aligned(old[here:end_here], new[there:end_there], here, there)
        if end_here < len(old):
            yield Block(end_here, end_there, 1)
        here, there = end_here + 1, end_there + 1


def _aligned(old: Sequence[int], new: Sequence[int], here: int, there: int) -> Iterator[Block]:
    if not old or not new:
        return
    for each in Levenshtein.opcodes(old, new):
        if each.tag == "equal":
            yield Block(here + each.src_start, there + each.dest_start, each.src_end - each.src_start)


def _sure(old: Sequence[int], new: Sequence[int]) -> list[tuple[int, int]]:
    """Give where the same words in a row begin that stand once in either text, as far as they keep their order."""
    ours, at_ours = _once(old)
    theirs, at_theirs = _once(new)
    _, here, there = np.intersect1d(ours, theirs, assume_unique=True, return_indices=True)
    pairs = sorted(zip(at_ours[here].tolist(), at_theirs[there].tolist(), strict=True))
    return [pairs[index] for index in longest_rising([there for _, there in pairs])]


def _once(words: Sequence[int]) -> tuple[NDArray[np.uint64], NDArray[np.intp]]:
    """Give the shingles that stand once, and where; as numbers that differ but for chances of one in billions."""
    made = np.zeros(max(len(words) - _SHINGLE + 1, 0), np.uint64)
    for step in range(_SHINGLE if len(made) else 0):
        part = np.array(words[step : step + len(made)], np.uint64)
        made = (made ^ part) * np.uint64(0x9E3779B97F4A7C15)  # 2^64 by the golden ratio (Knuth, 6.4)
        made ^= made >> np.uint64(29)
    shingles, places, counts = np.unique(made, return_index=True, return_counts=True)
    return shingles[counts == 1], places[counts == 1]


def by_passages(block: Block, old: Text, new: Text) -> Iterator[tuple[tuple[int, int], int, int]]:
    """Give how many letters of a block two passages share, and how many of it one of them holds in all."""
    here, there, length = block
    if old.size(here, here + length) < _LEAST_BLOCK:
        return
    end, shift = here + length, there - here
    while here < end:
        ours, theirs = old.passage_at(here), new.passage_at(here + shift)
        (start, stop), (begin, close) = old.bounds(ours), new.bounds(theirs)
        until = min(end, stop, close - shift)
        within_ours = old.size(max(start, block.here), min(stop, end))
        within_theirs = old.size(max(begin - shift, block.here), min(close - shift, end))
        yield (ours, theirs), old.size(here, until), max(within_ours, within_theirs)
        here = until
