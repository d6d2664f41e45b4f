"""The texts of a side as they are compared, each alone and as many together as a step takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ingest.alignment.table import MOST_TOGETHER, Row

Matrix = NDArray[np.float32]

HEADING = 1
"""The code of that kind."""

_LABEL_TOKENS = 4
"""A text that is no sentence and no longer names what follows, as the first cell of a row does."""

_AT_ONCE = 500
"""Texts whose vectors are added up together, in some megabytes."""

NOTHING = np.float32(1e-6)
"""The length of a vector that says nothing."""


class Vectors(NamedTuple):
    """The vectors of a side, a row for each of its texts.

    `own` are by its own words, `shared` those that can be held against the other side's. `cognates`, by what looks
    alike in both languages, are in both of them; of no rows where the side's words are not put into the other
    language. `meanings` are those of what it means, of no columns where there are none.
    """

    own: Matrix
    shared: Matrix
    cognates: Matrix
    meanings: Matrix


@dataclass(frozen=True, slots=True)
class Texts:
    """One side: for each passage its length in characters, how many tokens it has, and what it is on the page.

    `rows` are the places that the texts have in `vectors`. `begins_within` and `ends_within` a sentence. `kinds`
    and `marks` are codes; a mark of 0 is none.
    """

    lengths: Row
    tokens: Row
    vectors: Vectors
    rows: NDArray[np.int64]
    begins_within: NDArray[np.bool_]
    ends_within: NDArray[np.bool_]
    kinds: NDArray[np.int16]
    marks: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.lengths)

    def part(self, numbers: Sequence[int]) -> Texts:
        """Give some of them."""
        if len(numbers) == len(self):  # in order: all of them
            return self
        at = np.array(numbers, np.int64)
        kept = {each.name: getattr(self, each.name)[at] for each in fields(self) if each.name != "vectors"}
        return Texts(vectors=self.vectors, **kept)


@dataclass(frozen=True, slots=True)
class Sums:
    """Of so many texts that follow each other, by the last of them: lengths, tokens, and lengths of vectors.

    `joints` is what it costs to take them together. What ends before there are so many is of no use.
    """

    lengths: dict[int, Row]
    tokens: dict[int, Row]
    joints: dict[int, Row]
    norms: dict[int, Row]
    meant: dict[int, Row]

    @classmethod
    def of(cls, texts: Texts, joints: Row) -> Sums:
        """Add up. `joints` are what each text costs together with the next."""
        counts = range(1, MOST_TOGETHER + 1)
        before = np.concatenate([np.zeros(1, np.float32), joints[:-1]])  # each with the one before it
        return cls(
            {count: ending(texts.lengths, count) for count in counts},
            {count: ending(texts.tokens, count) for count in counts},
            {count: ending(before, count - 1) if count > 1 else np.zeros_like(before) for count in counts},
            _norms(texts.vectors.own, texts.rows),
            _norms(texts.vectors.meanings, texts.rows),
        )


def joint_codes(texts: Texts) -> NDArray[np.int8]:
    """Tell how each text meets the next: 1 a sentence goes on, 2 a heading meets text, 3 a label its text."""
    is_heading = texts.kinds == HEADING
    goes_on = texts.ends_within[:-1] & texts.begins_within[1:]
    is_label = texts.ends_within & (texts.tokens <= _LABEL_TOKENS)
    found = np.where(goes_on, 1, np.where(is_label[:-1], 3, 0))
    found = np.where(is_heading[:-1] != is_heading[1:], 2, found).astype(np.int8)
    return np.append(found, np.int8(0))


def ending(lines: Matrix, count: int) -> Matrix:
    """Give the sums of so many rows that follow each other, by the last of them."""
    found = lines.copy()
    for back in range(1, count):
        found[back:] += lines[:-back]
    return found


def _norms(vectors: Matrix, rows: NDArray[np.int64]) -> dict[int, Row]:
    """Give the lengths of such sums, by how many they are of; none so short that it could not be divided by."""
    found = {count: np.empty(len(rows), np.float32) for count in range(1, MOST_TOGETHER + 1)}
    for start in range(0, len(rows), _AT_ONCE):
        first = max(start - MOST_TOGETHER + 1, 0)
        some = vectors[rows[first : start + _AT_ONCE]]
        for count, norms in found.items():
            lengths = np.linalg.norm(ending(some, count)[start - first :], axis=1)
            norms[start : start + _AT_ONCE] = np.maximum(lengths, NOTHING)
    return found
