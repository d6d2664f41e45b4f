"""Which words have this shape, or become this word in a few changes: asked by the engine and by the marks.

Rule: words come folded (`analysis.fold`), so that accents neither help nor hinder.

The same table is filled in two ways: for one pair of words by numbers, for many candidates by arrays, which take
fifteen times as long for a single pair and a fiftieth for ten thousand.
"""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

_COMPARED_REMEMBERED = 4_000
"""Pairs of words, some 1 MB: the words of a hundred passages, held against one that was typed."""


@lru_cache(256)
def shape(pattern: str) -> Callable[[str], object]:
    """Give the test for a pattern of letters, `*` and `?`; it takes linear time whatever the pattern."""
    return re.compile(fnmatch.translate(pattern)).match


def prefix_of(pattern: str) -> str | None:
    """Give what a pattern asks words to begin with, when it asks for nothing else."""
    head = pattern[:-1]
    return head if pattern.endswith("*") and "*" not in head and "?" not in head else None


def beginning_of(pattern: str) -> str:
    """Give the letters that all words of a shape begin with."""
    return re.split("[*?]", pattern, maxsplit=1)[0]


@lru_cache(256)
def lines_of_shape(pattern: str) -> re.Pattern[str]:
    """Give what finds the lines that are of a shape, all of a line and nothing else; it takes linear time."""
    first, *others = (re.escape(piece).replace(r"\?", ".") for piece in re.split(r"\*+", pattern))
    middle = "".join(f"(?>.*?{piece})" for piece in others[:-1])
    last = f".*{others[-1]}" if others else ""
    return re.compile(f"^{first}{middle}{last}$", re.MULTILINE)


def within(word: str, candidates: Sequence[str], changes: int) -> list[bool]:
    """Tell for each candidate whether at most so many changes turn it into the word.

    A change is a letter put in, left out, replaced, or swapped with its neighbour (optimal string alignment).
    All candidates of about its length are compared at once.
    """
    lengths = np.fromiter(map(len, candidates), dtype=np.int64, count=len(candidates))
    rows = np.flatnonzero(np.abs(lengths - len(word)) <= changes)
    found = np.zeros(len(candidates), dtype=bool)
    if rows.size:
        width = len(word) + changes
        letters = np.array([candidates[row] for row in rows.tolist()], dtype=f"U{width}")
        table = _last_row(word, letters.view(np.uint32).reshape(rows.size, width), changes)
        found[rows] = table[lengths[rows], np.arange(rows.size)] <= changes
    return found.tolist()


def may_be_within(
    word: str, changes: int, lengths: npt.NDArray[np.uint8], letters: npt.NDArray[np.uint64]
) -> npt.NDArray[np.intp]:
    """Give the places of those that so many changes may turn into the word, by their lengths and letters.

    A change puts in one letter and takes out one at most: who differs in more letters needs no table.
    """
    others = np.bitwise_count(letters ^ np.uint64(_letters(word)))
    is_about_as_long = np.abs(lengths.astype(np.int16) - len(word)) <= changes
    return np.flatnonzero(is_about_as_long & (others <= 2 * changes))


@lru_cache(_COMPARED_REMEMBERED)
def is_within(word: str, other: str, changes: int) -> bool:
    """Tell the same of one word as `within` of many; the words of a text are asked for again and again."""
    if abs(len(word) - len(other)) > changes or (_letters(word) ^ _letters(other)).bit_count() > 2 * changes:
        return False
    return changes_between(word, other, changes) <= changes


def changes_between(word: str, other: str, most: int) -> int:
    """Give how many changes turn one word into the other, or more than `most` where that many do not."""
    width, far = len(other), most + 1
    before: list[int] = []
    last = [min(column, far) for column in range(width + 1)]
    for row, letter in enumerate(word, start=1):
        now = [min(row, far), *[far] * width]
        for column in range(max(1, row - most), min(width, row + most) + 1):
            best = min(last[column] + 1, now[column - 1] + 1, last[column - 1] + (letter != other[column - 1]))
            if row > 1 and column > 1 and letter == other[column - 2] and other[column - 1] == word[row - 2]:
                best = min(best, before[column - 2] + 1)
            now[column] = best
        before, last = last, now
    return last[-1]


def lengths_of(words: Sequence[str]) -> npt.NDArray[np.uint8]:
    """Give how many letters words have, 255 at most."""
    return np.fromiter((min(len(word), 255) for word in words), dtype=np.uint8, count=len(words))


def all_letters_of(words: Sequence[str]) -> npt.NDArray[np.uint64]:
    """Give the letters of words as bits; two letters may share one, which makes words more alike, never less."""
    return np.fromiter(map(_letters, words), dtype=np.uint64, count=len(words))


def _letters(word: str) -> int:
    bits = 0
    for letter in word:
        bits |= 1 << ord(letter) % 64
    return bits


def _last_row(word: str, letters: npt.NDArray[np.uint32], changes: int) -> npt.NDArray[np.int8]:
    """Give the changes from the word to the beginnings of the candidates: lengths x candidates.

    `letters` is candidates x width. The table is filled only near its diagonal: farther off, all is too far.
    """
    count, width = letters.shape
    far = np.full(count, changes + 1, dtype=np.int8)
    before: list[npt.NDArray[np.int8]] = []
    last = [np.full(count, min(column, changes + 1), dtype=np.int8) for column in range(width + 1)]
    for row, letter in enumerate(map(ord, word), start=1):
        now = [far] * (width + 1)
        if row <= changes:
            now[0] = np.full(count, row, dtype=np.int8)
        for column in range(max(1, row - changes), min(width, row + changes) + 1):
            here = letters[:, column - 1]
            best = np.minimum(np.minimum(last[column], now[column - 1]) + 1, last[column - 1] + (here != letter))
            if row > 1 and column > 1:
                is_swapped = (letters[:, column - 2] == letter) & (here == ord(word[row - 2]))
                best = np.where(is_swapped, np.minimum(best, before[column - 2] + 1), best)
            now[column] = best.astype(np.int8)
        before, last = last, now
    return np.array(last)
