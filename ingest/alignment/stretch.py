"""What all steps cost that end within a stretch of both sides, worked out for all of them at once.

Matrices have a row for each text that may be the last a step takes of the one side, a column for the other side.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ingest.alignment.lengths import costs as length_costs
from ingest.alignment.table import FAR, MOST_TOGETHER, Row
from ingest.alignment.texts import NOTHING, Matrix, Sums, Texts, ending
from ingest.alignment.weights import Weights


class Compared(NamedTuple):
    """A side with its sums."""

    texts: Texts
    sums: Sums


class _Step(NamedTuple):
    """So many texts of each side, and which of them may be the last."""

    ours: int
    theirs: int
    rows: slice
    columns: slice


class Stretch:
    """Some texts of each side, half-open; `made` are the characters that one of ours makes over there."""

    def __init__(
        self, sides: tuple[Compared, Compared], weights: Weights, made: float, rows: range, columns: range
    ) -> None:
        self._sides, self._weights, self._made = sides, weights, made
        self._ends = rows, columns
        self._first = tuple(max(each.start - MOST_TOGETHER + 1, 0) for each in self._ends)
        self._near = [slice(first, each.stop) for first, each in zip(self._first, self._ends, strict=True)]
        ours, theirs = (
            [each[side.texts.rows[near]] for each in (side.texts.vectors.shared, side.texts.vectors.meanings)]
            for side, near in zip(sides, self._near, strict=True)
        )
        self._words = _Products(ours[0] @ theirs[0].T)
        self._sense = _Products(ours[1] @ theirs[1].T) if ours[1].shape[1] else None
        self._along: dict[tuple[int, int], Matrix] = {}

    def costs(self, together: Sequence[tuple[int, int]]) -> NDArray[np.float32]:
        """Give what steps cost that take so many texts of each side, by row and column.

        Before the first column stands another, in which no step ends.
        """
        rows, columns = self._ends
        found = np.full((len(together), len(rows), 1 + len(columns)), FAR, np.float32)
        for number, (ours, theirs) in enumerate(together):
            top, left = max(rows.start, ours - 1), max(columns.start, theirs - 1)
            if top < rows.stop and left < columns.stop:
                step = _Step(ours, theirs, slice(top, rows.stop), slice(left, columns.stop))
                found[number, top - rows.start :, 1 + left - columns.start :] = self._cost(step)
        return found

    def _cost(self, step: _Step) -> Matrix:
        weights, ours, theirs = self._weights, self._sides[0].sums, self._sides[1].sums

        def both(one: dict[int, Row], other: dict[int, Row]) -> tuple[Matrix, Row]:
            return one[step.ours][step.rows, None], other[step.theirs][step.columns]

        found = _float(np.add(*both(ours.joints, theirs.joints)))
        found += np.float32(weights.further) * (max(step.ours - 2, 0) + max(step.theirs - 2, 0))
        found += np.float32(weights.length) * length_costs(*both(ours.lengths, theirs.lengths), self._made)
        said = np.minimum(*both(ours.tokens, theirs.tokens))
        sure = said / (said + np.float32(weights.doubt))
        like = self._part(self._words.of(step.ours, step.theirs), step) / np.multiply(
            *both(ours.norms, theirs.norms)
        )
        found -= np.float32(weights.likeness) * (like - np.float32(weights.least)) * sure
        if self._sense:
            norms = both(ours.meant, theirs.meant)
            is_known = (norms[0] > NOTHING) & (norms[1] > NOTHING)
            meant = self._part(self._sense.of(step.ours, step.theirs), step) / np.multiply(*norms)
            found -= np.float32(weights.meaning) * (meant - np.float32(weights.least_meaning)) * sure * is_known
        found += self._on_the_page(step)
        if step.ours > 1:
            found += self._part(ending(self._taken_along(0, step.theirs), step.ours), step)
        if step.theirs > 1:
            found += self._part(ending(self._taken_along(1, step.ours).T, step.theirs).T, step)
        return found

    def _part(self, matrix: Matrix, step: _Step) -> Matrix:
        """Give of a matrix that begins before the stretch the part in which a step ends."""
        top, left = self._first
        return matrix[step.rows.start - top : step.rows.stop - top, step.columns.start - left :]

    def _on_the_page(self, step: _Step) -> Matrix:
        """Give what it costs where a step begins that texts are of other kinds, or have other marks.

        The same mark is a gain.
        """
        top, left = self._first
        rows = slice(step.rows.start - step.ours + 1 - top, step.rows.stop - step.ours + 1 - top)
        columns = slice(step.columns.start - step.theirs + 1 - left, step.columns.stop - step.theirs + 1 - left)
        return self._beginnings[rows, columns]

    @cached_property
    def _beginnings(self) -> Matrix:
        """What that costs of each text of the stretch, and of those before it that a step may begin with."""
        ours, theirs = (side.texts for side in self._sides)
        rows, columns = self._near
        kinds = ours.kinds[rows, None] != theirs.kinds[columns]
        mine, other = ours.marks[rows, None], theirs.marks[columns]
        marked = np.where(mine == other, np.int8(-1), other != 0) * (mine != 0)
        return _float(self._weights.kind * kinds + self._weights.mark * marked)

    def _taken_along(self, side: int, others: int) -> Matrix:
        """Give what it costs to take each text of a side along, where so many of the other say little of it.

        Or little of that sense, where meanings are known.
        """
        if (side, others) not in self._along:
            self._along[side, others] = self._stray(side, others)
        return self._along[side, others]

    def _stray(self, side: int, others: int) -> Matrix:
        weights = self._weights
        own, whole = self._sides[side].sums, self._sides[1 - side].sums
        counts = (1, others) if side == 0 else (others, 1)
        at, there = (
            slice(self._first[side], self._ends[side].stop),
            slice(self._first[1 - side], self._ends[1 - side].stop),
        )

        def across(row: Row) -> Matrix:
            """Lay what is said of each text along its side of the matrix."""
            return row[at, None] if side == 0 else row[None, at]

        tokens = across(own.tokens[1])
        sure = tokens / (tokens + np.float32(weights.doubt))
        said = self._words.of(*counts) / across(own.norms[1]) ** 2
        # Squared: the few words of a label are the least likely to be said in the same way.
        found = np.float32(weights.stray) * np.maximum(np.float32(weights.least) - said, 0) * sure**2
        if self._sense:
            norm = across(own.meant[1])
            others_norm = whole.meant[others][there]
            others_norm = others_norm[None, :] if side == 0 else others_norm[:, None]
            is_known = (norm > NOTHING) & (others_norm > NOTHING)
            strange = np.maximum(
                np.float32(weights.least_along) - self._sense.of(*counts) / (norm * others_norm), 0
            )
            found += np.float32(weights.strange) * strange * is_known * sure
        return _float(found)


class _Products:
    """What so many texts of each side have in common, by the last of them."""

    def __init__(self, single: Matrix) -> None:
        self._known = {(1, 1): single}

    def of(self, ours: int, theirs: int) -> Matrix:
        """Give it for a number of texts of each side."""
        if (ours, theirs) not in self._known:
            made = ending(self.of(1, theirs), ours) if ours > 1 else ending(self._known[1, 1].T, theirs).T
            self._known[ours, theirs] = made
        return self._known[ours, theirs]


def _float(matrix: NDArray[Any]) -> Matrix:
    return matrix.astype(np.float32, copy=False)
