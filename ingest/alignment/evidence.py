"""What speaks for it that passages of one version say what passages of the other do, as a cost.

Lengths, what they have in common (`features.py`), what they mean where vectors are installed, and what they are on
the page: headings, numbers of sections, signs of list items.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import overload

import numpy as np
from numpy.typing import NDArray

from ingest.alignment.stretch import Compared, Stretch
from ingest.alignment.table import TOGETHER, Band, Costs, Row
from ingest.alignment.texts import Sums, Texts, joint_codes
from ingest.alignment.weights import Weights

Matrices = NDArray[np.float32]
"""What steps cost: TOGETHER x rows x columns, with a column before the first."""

_ROWS = 64
"""Worked out at once."""

_MOST_BYTES = 64_000_000
"""Of rows that are kept: those of a thousand pages, in a narrow band."""

_FEWEST = 2
"""So many times the rows above are kept at least."""


class Evidence:
    """Holds two sides against each other."""

    def __init__(self, ours: Texts, theirs: Texts, weights: Weights, made: float) -> None:
        self._texts, self._weights, self._made = (ours, theirs), weights, made

    @cached_property
    def _sides(self) -> tuple[Compared, Compared]:
        ours, theirs = self._texts
        return self._compared(ours), self._compared(theirs)

    def _compared(self, texts: Texts) -> Compared:
        weights = self._weights
        headed = weights.joined + weights.headed
        prices = np.array([weights.joined, weights.going_on, headed, weights.labelled], np.float32)
        return Compared(texts, Sums.of(texts, prices[joint_codes(texts)]))

    def costs(self, band: Band, *, is_single: bool = False) -> Costs:
        """Give what all steps cost within a band; `is_single`: no step takes two texts of a side together."""
        together = TOGETHER[:1] if is_single else TOGETHER
        ours, theirs = (np.full(len(texts), self._weights.alone, np.float32) for texts in self._texts)
        lines = _Lines(band, lambda *part: self._stretch(*part).costs(together))
        return Costs(band, lines, ours, theirs, together)

    def _stretch(self, rows: range, columns: range) -> Stretch:
        return Stretch(self._sides, self._weights, self._made, rows, columns)


class _Lines(Sequence[Row]):
    """The lines of a band, row by row: worked out as they are asked for, some at once.

    Those asked for last are kept: who goes through them down goes up again, and asks again for as many as a step
    takes. All of a wide band would be hundreds of megabytes.
    """

    def __init__(self, band: Band, work_out: Callable[[range, range], Matrices]) -> None:
        self._band, self._work_out = band, work_out
        self._known: dict[int, tuple[Matrices, int]] = {}
        self._bytes = 0

    def __len__(self) -> int:
        return len(self._band)

    @overload
    def __getitem__(self, row: int) -> Row: ...
    @overload
    def __getitem__(self, row: slice) -> Sequence[Row]: ...
    def __getitem__(self, row: int | slice) -> Row | Sequence[Row]:
        """Give a row."""
        if isinstance(row, slice):
            return [self[each] for each in range(len(self))[row]]
        low, high = self._band[row]
        if row == 0:
            return np.zeros((0, high - low), np.float32)
        # A row of the band is so many texts that are behind: the last of them is one before.
        number, place = divmod(row - 1, _ROWS)
        costs, left = self._some(number)
        line: Row = costs[:, place, low - left : high - left]
        return line

    def _some(self, number: int) -> tuple[Matrices, int]:
        """Give so many rows, and their first column."""
        if number not in self._known:
            top, end = number * _ROWS, min((number + 1) * _ROWS, len(self._band) - 1)
            left, right = max(self._band[top + 1][0] - 1, 0), self._band[end][1] - 1
            made = self._work_out(range(top, end), range(left, right))
            while len(self._known) >= _FEWEST and self._bytes + made.nbytes > _MOST_BYTES:
                self._bytes -= self._known.pop(next(iter(self._known)))[0].nbytes
            self._known[number] = made, left
            self._bytes += made.nbytes
        return self._known[number]
