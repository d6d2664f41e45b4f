"""What speaks for it that passages of one version say what passages of the other do, as a cost.

Lengths, what they have in common (`features.py`), what they mean where vectors are installed, and what they are on
the page: headings, numbers of sections, signs of list items.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from ingest.alignment.lengths import costs as length_costs
from ingest.alignment.monotone import FAR, TOGETHER, Band, Costs, Row

Matrix = NDArray[np.float32]

HEADING = 1
"""The code of that kind."""

_BLOCK = 128
"""Rows for which likeness is worked out at once."""

_MOST = 4
"""Texts that a step takes together."""

_NONE = np.float32(1e-6)
"""The length of a vector that says nothing."""


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each kind of evidence counts, in natural logarithms of likelihood.

    `alone` and `joined` are what steps cost that leave a text alone, or take two for one; `least` is the likeness
    at which it speaks neither for nor against; `doubt` the tokens at which likeness counts half.
    """

    alone: float = 2.8
    joined: float = 1.8
    going_on: float = 0.3
    headed: float = 1.5
    further: float = 0.3
    stray: float = 5.0
    length: float = 0.3
    likeness: float = 5.0
    least: float = 0.4
    doubt: float = 3.0
    meaning: float = 12.0
    least_meaning: float = 0.55
    kind: float = 0.6
    mark: float = 2.0


@dataclass(frozen=True, slots=True)
class Texts:
    """One side: for each passage its length in characters, how many tokens it has, and what it is on the page.

    `own` are vectors by its own words, `shared` those that can be held against the other side's; `meanings` those
    of what it means, of no columns where there are none. `begins_within` and `ends_within` a sentence. `kinds` and
    `marks` are codes; a mark of 0 is none.
    """

    lengths: Row
    tokens: Row
    own: Matrix
    shared: Matrix
    meanings: Matrix
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
        return Texts(*(getattr(self, each.name)[at] for each in fields(self)))


class Evidence:
    """Holds two sides against each other."""

    def __init__(self, ours: Texts, theirs: Texts, weights: Weights, made: float) -> None:
        self._ours, self._theirs, self._weights, self._made = ours, theirs, weights, made
        self._one, self._other = _Sums.of(ours, weights), _Sums.of(theirs, weights)

    def costs(self, band: Band, *, is_single: bool = False) -> Costs:
        """Give what all steps cost within a band; `is_single`: no step takes two texts of a side together."""
        rows, columns = len(self._ours), len(self._theirs)
        ending = [np.full((len(TOGETHER), band[0][1] - band[0][0]), FAR, np.float32)]
        for top in range(0, rows, _BLOCK):
            end = min(top + _BLOCK, rows)
            left = max(band[top + 1][0] - _MOST, 0)
            right = max(band[end][1] - 1, left)
            first = max(top - _MOST, 0)
            like = self._ours.shared[first:end] @ self._theirs.shared[left:right].T
            meant = self._ours.meanings[first:end] @ self._theirs.meanings[left:right].T
            ending += [self._line(row, band[row], (like, meant), first, left) for row in range(top + 1, end + 1)]
        if is_single:
            for line in ending:
                line[1:] = FAR
        alone = self._weights.alone
        return Costs(band, ending, np.full(rows, alone, np.float32), np.full(columns, alone, np.float32))

    def likeness(self, one: Sequence[int], other: Sequence[int]) -> float:
        """Give how much some texts of each side have in common, from about 0 to 1."""
        own = self._ours.own[list(one)].sum(0), self._theirs.own[list(other)].sum(0)
        mine, theirs = self._ours.shared[list(one)].sum(0), self._theirs.shared[list(other)].sum(0)
        return _share(float(mine @ theirs), own[0], own[1])

    def _line(
        self, row: int, columns: tuple[int, int], seen: tuple[Matrix, Matrix], first: int, left: int
    ) -> Matrix:
        low, high = columns
        found = np.full((len(TOGETHER), high - low), FAR, np.float32)
        for number, (ours, theirs) in enumerate(TOGETHER):
            start = max(low, theirs)
            if row < ours or start >= high:
                continue
            rows, ends = slice(row - ours - first, row - first), slice(start - 1 - left, high - 1 - left)
            near = [[_ending(each[rows], ends, back) for back in range(theirs)] for each in seen]
            whole = tuple(np.sum([line.sum(0) for line in each], 0) for each in near)
            other = slice(start - theirs, high - theirs)
            line = self._cost(row - ours, ours, other, theirs, whole)
            if ours + theirs > 2:  # noqa: PLR2004 - more than one of each
                line += self._strays(row - ours, ours, other, theirs, near[0])
            found[number, start - low :] = line
        return found

    def _strays(self, one: int, ours: int, other: slice, theirs: int, near: Sequence[Matrix]) -> Row:
        """Give what it costs that a text is taken along of which little is said on the other side."""
        weights = self._weights
        found = np.zeros(other.stop - other.start, np.float32)
        if ours > 1:
            for ahead in range(ours):
                said = sum(line[ahead] for line in near) / self._one.norms[1][one + ahead] ** 2
                tokens = self._one.tokens[1][one + ahead]
                found += np.maximum(weights.least - said, 0) * (tokens / (tokens + weights.doubt))
        if theirs > 1:
            for back in range(theirs):
                at = slice(other.start + theirs - 1 - back, other.stop + theirs - 1 - back)
                said = near[back].sum(0) / self._other.norms[1][at] ** 2
                tokens = self._other.tokens[1][at]
                found += np.maximum(weights.least - said, 0) * (tokens / (tokens + weights.doubt))
        cost: Row = (weights.stray * found).astype(np.float32)
        return cost

    def _cost(self, one: int, ours: int, other: slice, theirs: int, near: tuple[Row, ...]) -> Row:
        weights, like = self._weights, near[0]
        lengths = length_costs(self._one.lengths[ours][one], self._other.lengths[theirs][other], self._made)
        found: Row = self._one.joints[ours][one] + self._other.joints[theirs][other]
        found = found + np.float32(weights.length) * lengths
        said = np.minimum(self._one.tokens[ours][one], self._other.tokens[theirs][other])
        sure = said / (said + np.float32(weights.doubt))
        norms = self._one.norms[ours][one] * self._other.norms[theirs][other]
        found -= np.float32(weights.likeness) * (like / norms - np.float32(weights.least)) * sure
        if self._ours.meanings.shape[1]:
            meant = near[1] / (self._one.meant[ours][one] * self._other.meant[theirs][other])
            speaks = np.float32(weights.meaning) * (meant - np.float32(weights.least_meaning)) * sure
            is_known = (self._one.meant[ours][one] > _NONE) & (self._other.meant[theirs][other] > _NONE)
            found -= speaks * is_known
        found += np.float32(weights.kind) * (self._theirs.kinds[other] != self._ours.kinds[one])
        if self._ours.marks[one]:
            marks = self._theirs.marks[other]
            is_same = marks == self._ours.marks[one]
            found += np.float32(weights.mark) * np.where(is_same, -1, marks != 0).astype(np.float32)
        return found


def _ending(rows: Matrix, ends: slice, back: int) -> Matrix:
    """Give the likeness of some rows with the columns so many before those at which a step ends."""
    return rows[:, ends.start - back : ends.stop - back] if rows.shape[1] else rows[:, :0]


@dataclass(frozen=True, slots=True)
class _Sums:
    """Of so many texts that follow each other, from each on: lengths, tokens, and lengths of vectors."""

    lengths: dict[int, Row]
    tokens: dict[int, Row]
    joints: dict[int, Row]
    norms: dict[int, Row]
    meant: dict[int, Row]

    @classmethod
    def of(cls, texts: Texts, weights: Weights) -> _Sums:
        counts = range(1, _MOST + 1)
        prices = np.array([weights.joined, weights.going_on, weights.joined + weights.headed], np.float32)
        joints = prices[_joints(texts)]
        return cls(
            {count: _rolling(texts.lengths, count) for count in counts},
            {count: _rolling(texts.tokens, count) for count in counts},
            {
                count: _rolling(joints, count - 1) + weights.further * (count - 2) if count > 1 else 0 * joints
                for count in counts
            },
            {count: _norms(texts.own, count) for count in counts},
            {count: _norms(texts.meanings, count) for count in counts},
        )


def _joints(texts: Texts) -> NDArray[np.int8]:
    """Tell for each text how it meets the next: 1 where a sentence goes on, 2 where a heading meets text."""
    is_heading = texts.kinds == HEADING
    goes_on = texts.ends_within[:-1] & texts.begins_within[1:]
    found = np.where(is_heading[:-1] != is_heading[1:], 2, goes_on.astype(np.int8)).astype(np.int8)
    return np.append(found, np.int8(0))


def _rolling(line: Matrix, count: int) -> Matrix:
    """Give the sums of so many that follow each other, from each on, as far as there are that many."""
    found = line.copy()
    for ahead in range(1, count):
        found[:-ahead] += line[ahead:]
    return found


def _norms(vectors: Matrix, count: int) -> Row:
    """Give the lengths of such sums, none so short that it could not be divided by."""
    found: Row = np.maximum(np.linalg.norm(_rolling(vectors, count), axis=1), _NONE)
    return found


def _share(product: float, one: Row, other: Row) -> float:
    norm = float(np.linalg.norm(one) * np.linalg.norm(other))
    return product / norm if norm else 0.0
