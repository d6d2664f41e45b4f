"""What speaks for it that passages of one version say what passages of the other do, as a cost.

Lengths, what they have in common (`features.py`), what they mean where vectors are installed, and what they are on
the page: headings, numbers of sections, signs of list items.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ingest.alignment.monotone import FAR, TOGETHER, Band, Costs, Row
from ingest.alignment.stretch import Compared, Stretch
from ingest.alignment.texts import Sums, Texts, joint_codes
from ingest.alignment.weights import Weights

_ROWS = 128
"""Worked out at once."""


class Evidence:
    """Holds two sides against each other."""

    def __init__(self, ours: Texts, theirs: Texts, weights: Weights, made: float) -> None:
        self._weights, self._made = weights, made
        self._sides = self._compared(ours), self._compared(theirs)

    def _compared(self, texts: Texts) -> Compared:
        weights = self._weights
        headed = weights.joined + weights.headed
        prices = np.array([weights.joined, weights.going_on, headed, weights.labelled], np.float32)
        return Compared(texts, Sums.of(texts, prices[joint_codes(texts)]))

    def costs(self, band: Band, *, is_single: bool = False) -> Costs:
        """Give what all steps cost within a band; `is_single`: no step takes two texts of a side together."""
        rows, columns = (len(side.texts) for side in self._sides)
        found = [np.full((len(TOGETHER), band[0][1] - band[0][0]), FAR, np.float32)]
        for top in range(0, rows, _ROWS):
            end = min(top + _ROWS, rows)
            # A row of the band is so many texts that are behind: the last of them is one before.
            left, right = max(band[top + 1][0] - 1, 0), band[end][1] - 1
            stretch = Stretch(self._sides, self._weights, self._made, range(top, end), range(left, right))
            costs = stretch.costs(is_single=is_single)
            found += [_line(costs[:, row - top], band[row + 1], left) for row in range(top, end)]
        alone = self._weights.alone
        return Costs(band, found, np.full(rows, alone, np.float32), np.full(columns, alone, np.float32))

    def likeness(self, one: Sequence[int], other: Sequence[int]) -> float:
        """Give how much some texts of each side have in common, from about 0 to 1."""
        ours, theirs = (side.texts for side in self._sides)
        own = ours.own[list(one)].sum(0), theirs.own[list(other)].sum(0)
        product = ours.shared[list(one)].sum(0) @ theirs.shared[list(other)].sum(0)
        return _share(float(product), *own)


def _line(costs: Row, columns: tuple[int, int], left: int) -> Row:
    """Give a row of the band; where no text of the other side is behind, no step ends."""
    low, high = columns
    line: Row = costs[:, max(low - 1 - left, 0) : high - 1 - left].copy()
    return line if low else np.concatenate([np.full((len(TOGETHER), 1), FAR, np.float32), line], axis=1)


def _share(product: float, one: Row, other: Row) -> float:
    norm = float(np.linalg.norm(one) * np.linalg.norm(other))
    return product / norm if norm else 0.0
