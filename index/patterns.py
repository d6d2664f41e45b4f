"""Which words have this shape, or become this word in a few changes: asked by the engine and by the marks.

Rule: words come folded (`analysis.fold`), so that accents neither help nor hinder.
"""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt


@lru_cache(256)
def shape(pattern: str) -> Callable[[str], object]:
    """Give the test for a pattern of letters, `*` and `?`; it takes linear time whatever the pattern."""
    return re.compile(fnmatch.translate(pattern)).match


def prefix_of(pattern: str) -> str | None:
    """Give what a pattern asks words to begin with, when it asks for nothing else."""
    head = pattern[:-1]
    return head if pattern.endswith("*") and "*" not in head and "?" not in head else None


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
