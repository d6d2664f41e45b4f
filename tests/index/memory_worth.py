"""What a passage is worth beside its words in the plain engine: that it says it so, or means it."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from index.analysis import tokens
from index.engine import LEAST_SAID, MEANING_WEIGHT, MEANT_POWER, MEANT_WORDS, SAID_WEIGHT, Meant, Search
from index.tree import Node
from tests.index.memory_scores import Held, rarity
from tests.index.memory_words import is_said


def worth_beside(search: Search, held: Sequence[Held]) -> dict[Held, tuple[float, float]]:
    """Give of each passage what it is worth beside its words, and how near it is to what is meant."""
    saying = _saying(search.said, held)
    near = _nearness(search.meant, held)
    return {each: (worth + saying[each], cosine) for each, (worth, cosine) in near.items()}


def _saying(said: Sequence[Node], held: Sequence[Held]) -> dict[Held, float]:
    if len(said) < LEAST_SAID:
        return dict.fromkeys(held, 0.0)
    stands = [is_said(said, each.entry) for each in held]
    once = SAID_WEIGHT * (len(said) - 1) * rarity(sum(stands), len(held))
    return {each: once * own * each.entry.weight for each, own in zip(held, stands, strict=True)}


def _nearness(meant: Meant | None, held: Sequence[Held]) -> dict[Held, tuple[float, float]]:
    versions = sorted({each.version_id for each in held})
    if meant is None or not held:
        return dict.fromkeys(held, (0.0, 0.0))
    of_version = np.array([versions.index(each.version_id) for each in held])
    cosines = meant.likeness(versions, of_version, np.array([each.entry.ordinal for each in held])).tolist()
    lengths = [len({token.position for token in tokens(each.entry.text)}) for each in held]
    shares = [min(length / MEANT_WORDS, 1.0) ** MEANT_POWER for length in lengths]
    once = MEANING_WEIGHT * math.log1p(len(held))
    return {
        each: (once * share * cosine, cosine) for each, share, cosine in zip(held, shares, cosines, strict=True)
    }
