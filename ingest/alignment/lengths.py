"""How unlikely it is that two texts of these lengths say the same.

W. A. Gale and K. W. Church, A Program for Aligning Sentences in Bilingual Corpora, Computational Linguistics 19,
1993: each character of one text gives rise to a number of characters of the other that is normally distributed.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_VARIANCE = 6.8
"""Of the characters that one character gives rise to (Gale and Church)."""

_FEWEST, _MOST = 0.9, 1.35
"""Characters of Spanish for one of English are held to lie between these."""

_USUAL = 1.13
_USUAL_CHARACTERS = 2_000
"""The usual proportion counts as much as so many characters of a document."""

_STEP, _LARGEST = 0.01, 12.0
_COSTS = np.array(
    [
        -math.log(max(math.erfc(number * _STEP / math.sqrt(2)), 1e-30))
        for number in range(int(_LARGEST / _STEP) + 1)
    ],
    np.float32,
)


def proportion(ours: Sequence[int], theirs: Sequence[int]) -> float:
    """Give how many characters of the one a character of the other makes, in documents of these lengths."""
    made = (sum(theirs) + _USUAL * _USUAL_CHARACTERS) / max(sum(ours) + _USUAL_CHARACTERS, 1)
    return min(max(made, _FEWEST), _MOST)


def costs(ours: NDArray[np.float32], theirs: NDArray[np.float32], made: float) -> NDArray[np.float32]:
    """Give minus the logarithm of how likely lengths differ by as much or more, where they broadcast."""
    middle = (ours + theirs / np.float32(made)) / 2
    away = np.abs(theirs - ours * np.float32(made)) / np.sqrt(np.maximum(middle, 1) * np.float32(_VARIANCE))
    found: NDArray[np.float32] = _COSTS[np.minimum(away / np.float32(_STEP), len(_COSTS) - 1).astype(np.int32)]
    return found
