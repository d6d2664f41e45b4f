"""What stands elsewhere in the other language: found among what the way through both sides left alone."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ingest.alignment.beads import Bead
from ingest.alignment.evidence import Evidence

_LEAST_GAIN = 3.0
"""Nats by which a pair must be likelier than two that only happen to be alike."""

_LEAST_LEAD = 1.0
"""Nats by which it must be ahead of the next best of either."""

_MOST = 4_000
"""Of each side are looked at: a table of them takes 64 MB."""


def moved(beads: Sequence[Bead], evidence: Evidence) -> list[Bead]:
    """Put together what was left alone on both sides and says the same; the rest stays."""
    alone = [bead.one[0] for bead in beads if not bead.other][:_MOST]
    there = [bead.other[0] for bead in beads if not bead.one][:_MOST]
    if not alone or not there:
        return list(beads)
    cost = evidence.pairs(alone, there)
    pairs = {}
    for row, column in enumerate(cost.argmin(1)):
        least = cost[row, column]
        if least <= -_LEAST_GAIN and _lead(cost, row, int(column)) >= _LEAST_LEAD:
            pairs[alone[row]] = there[int(column)]
    taken = set(pairs.values())
    kept = [
        bead
        for bead in beads
        if (bead.one + bead.other)[0] not in (pairs if not bead.other else taken) or (bead.one and bead.other)
    ]
    return kept + [Bead((one,), (other,), 0.0, is_moved=True) for one, other in pairs.items()]


def _lead(cost: np.ndarray[tuple[int, ...], np.dtype[np.float32]], row: int, column: int) -> float:
    """Give by how much a pair is cheaper than all others of its row and its column."""
    others = np.concatenate([np.delete(cost[row], column), np.delete(cost[:, column], row)])
    return float(others.min() - cost[row, column]) if len(others) else np.inf
