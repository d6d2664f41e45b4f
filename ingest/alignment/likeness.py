"""How much texts of both sides have in common, bead by bead: from about 0 to 1."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ingest.alignment.table import Row
from ingest.alignment.texts import Matrix, Texts

_AT_ONCE = 500
"""Beads whose texts are added up together, in some megabytes."""

Numbers = Sequence[int]


def likeness(ours: Texts, theirs: Texts, beads: Sequence[tuple[Numbers, Numbers]]) -> Row:
    """Give the cosine of the texts of each bead, by their numbers on each side; there is one of each at least."""
    found = np.zeros(len(beads), np.float32)
    for start in range(0, len(beads), _AT_ONCE):
        one, other = zip(*beads[start : start + _AT_ONCE], strict=True)
        common = np.einsum(
            "ij,ij->i", _sums(ours, ours.vectors.shared, one), _sums(theirs, theirs.vectors.shared, other)
        )
        norms = _norms(ours, one) * _norms(theirs, other)
        np.divide(common, norms, out=found[start : start + _AT_ONCE], where=norms > 0)
    return found


def _norms(texts: Texts, numbers: Sequence[Numbers]) -> Row:
    norms: Row = np.linalg.norm(_sums(texts, texts.vectors.own, numbers), axis=1)
    return norms


def _sums(texts: Texts, vectors: Matrix, numbers: Sequence[Numbers]) -> Matrix:
    """Give the sum of the vectors of some texts, for each of several such."""
    starts = np.cumsum([0, *map(len, numbers[:-1])])
    sums: Matrix = np.add.reduceat(vectors[texts.rows[np.concatenate(numbers)]], starts)
    return sums
