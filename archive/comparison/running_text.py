"""Running text of two editions laid side by side, word by word, wherever passages were cut.

Rule: passages belong together where a good part of their words is the same, in the same order; what two
texts share by chance ties nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein

from archive.comparison.order import longest_rising
from archive.wording import Token

_MOST_CELLS = 100_000_000
"""Of the matrix in which two texts are aligned at once: two of 10,000 words, in some 15 ms."""

_SHINGLE = 4
"""Words in a row that stand once in either text are the same place, however long the texts are."""

_LEAST_BLOCK = 4
"""Letters: what is shorter, “of the”, is shared by any two texts."""

_ALIKE = 0.45
"""Two passages that share so much of the longer one are one that was changed."""

_CONTAINED = 0.7
"""A passage with that much of its words in another is a part of it, or that of it ..."""

_SHORT_STRETCH = 12
"""... if these words follow on each other for so many letters. So many beyond the end of a passage, and it was
only cut there."""

_LONG_STRETCH = 60
"""Letters that follow on each other: a line of text, which nobody writes twice."""


class Group(NamedTuple):
    """Passages of the one edition that became passages of the other, by their numbers."""

    before: tuple[int, ...]
    after: tuple[int, ...]


class Block(NamedTuple):
    """Words that are the same: from where in the one text and in the other, and how many."""

    here: int
    there: int
    length: int


@dataclass(frozen=True, slots=True)
class Text:
    """Passages one after the other: the words of all, the letters before each, and where each passage begins."""

    keys: list[int]
    letters: list[int]
    starts: list[int]

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


def text_of(passages: Sequence[Sequence[Token]], numbers: dict[str, int]) -> Text:
    """Lay passages one after the other; `numbers` are given to words as they come, the same in both texts."""
    keys = [numbers.setdefault(token.key, len(numbers)) for passage in passages for token in passage]
    letters = [0, *accumulate(token.letters for passage in passages for token in passage)]
    return Text(keys, letters, [0, *accumulate(map(len, passages))][:-1])


def grouped(old: Text, new: Text) -> list[Group]:
    """Give the passages that belong together, in the order of the old text; what has no other side is left out."""
    ties = _ties(old, new)
    parents = list(range(len(old.starts) + len(new.starts)))
    for here, there in ties:
        parents[_root(parents, len(old.starts) + there)] = _root(parents, here)
    members: dict[int, Group] = defaultdict(lambda: Group((), ()))
    for number in range(len(parents)):
        root, before, after = _root(parents, number), number < len(old.starts), number - len(old.starts)
        group = members[root]
        members[root] = (
            Group((*group.before, number), group.after) if before else Group(group.before, (*group.after, after))
        )
    return [group for group in members.values() if group.before and group.after]


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


def _ties(old: Text, new: Text) -> Iterator[tuple[int, int]]:
    """Give the passages that belong together, two by two."""
    shared: dict[tuple[int, int], int] = defaultdict(int)
    sure: set[tuple[int, int]] = set()
    joined: set[tuple[int, int]] = set()
    for block in blocks(old.keys, new.keys):
        for pair, size, stretch in _by_passages(block, old, new):
            shared[pair] += size
            if stretch >= _SHORT_STRETCH:
                joined.add(pair)
            if size >= _LONG_STRETCH or stretch - size >= _SHORT_STRETCH:
                sure.add(pair)
    for pair, size in shared.items():
        ours, theirs = old.size(*old.bounds(pair[0])), new.size(*new.bounds(pair[1]))
        is_part = pair in joined and size >= _CONTAINED * min(ours, theirs)
        if pair in sure or is_part or size >= _ALIKE * max(ours, theirs):
            yield pair


def _by_passages(block: Block, old: Text, new: Text) -> Iterator[tuple[tuple[int, int], int, int]]:
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


def _root(parents: list[int], number: int) -> int:
    while parents[number] != number:
        parents[number] = parents[parents[number]]
        number = parents[number]
    return number
