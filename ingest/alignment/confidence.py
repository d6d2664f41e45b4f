"""How likely a bead is right: of those shown at 0.9, nine in ten are.

A logistic regression on beads judged by reading (`benchmarks/alignment.py` tells how well it holds on others).
"""

from __future__ import annotations

import math

from ingest.alignment.beads import Bead

_FACTORS = (-0.06, 0.81, 0.6, -0.35, 0.65, -0.5, -0.35)
_EXTREME = 6.0
"""A way that is all but sure says no more than that."""


def signs(bead: Bead, likeness: float) -> tuple[float, ...]:
    """Give what is weighed: one, how likely the way is, how alike the two are, and what kind of bead it is.

    And how likely the way is for each kind again: of passages that stand alone, and of several, it says less.
    `likeness` is 1 for what is as alike as passages that say the same usually are in these two versions.
    """
    bounded = min(max(bead.likely, 1e-6), 1 - 1e-6)
    way = min(max(math.log(bounded / (1 - bounded)), -_EXTREME), _EXTREME)
    is_alone = not bead.one or not bead.other
    is_wide = not is_alone and not len(bead.one) == 1 == len(bead.other)
    return (1.0, way, min(likeness, 1.5), float(is_wide), float(is_alone), way * is_alone, way * is_wide)


def weigh(bead: Bead, likeness: float) -> float:
    """Give how likely a bead is right, from 0 to 1."""
    total = sum(a * b for a, b in zip(signs(bead, likeness), _FACTORS, strict=True))
    return 1 / (1 + math.exp(-total))
