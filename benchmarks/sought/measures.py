"""How good a ranking is: recall, reciprocal rank, discounted gain, and what it cost.

A ranking is ids, best first; an id that comes twice counts where it comes first. `gains` are what a question's
answers are worth, above zero; there is at least one.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from benchmarks.sought.collection import Collection

DEPTH = 10
"""How far down a ranking is looked at: one page of hits."""

Rank = Callable[[str, str], Sequence[str]]
"""What is typed and the language of the passages wanted -> ids of texts, best first, DEPTH of them or fewer."""


class Quality(NamedTuple):
    """How good a ranking is, or the mean of several; each from 0 to 1."""

    recall_at_1: float
    recall_at_5: float
    recall_at_10: float
    reciprocal_rank: float
    ndcg: float


@dataclass(frozen=True, slots=True)
class Measures:
    """Means over `count` questions; milliseconds a question are of processor, for others may use the machine."""

    count: int
    quality: Quality
    p50_ms: float
    p95_ms: float


def evaluate(collection: Collection, rank: Rank) -> Measures:
    """Ask all questions of a collection, one after the other. Raises: ValueError: it has none."""
    if not collection.questions:
        raise ValueError(f"There is no question in {collection.name}: choose another split or direction.")
    found, taken = [], []
    for question in collection.questions:
        started = time.process_time()
        ranking = rank(question.text, question.target)
        taken.append(1000 * (time.process_time() - started))
        found.append(judged(ranking, question.gains))
    means = Quality(*(sum(column) / len(found) for column in zip(*found, strict=True)))
    return Measures(len(found), means, quantile(taken, 0.5), quantile(taken, 0.95))


def judged(ranking: Sequence[str], gains: Mapping[str, float]) -> Quality:
    """Judge one ranking."""
    once = tuple(dict.fromkeys(ranking))
    at_1, at_5, at_10 = (recall(once[:depth], gains) for depth in (1, 5, DEPTH))
    return Quality(at_1, at_5, at_10, reciprocal_rank(once[:DEPTH], gains), ndcg(once[:DEPTH], gains))


def recall(ranking: Sequence[str], gains: Mapping[str, float]) -> float:
    """Give the share of the answers that are in a ranking."""
    return len(gains.keys() & set(ranking)) / len(gains)


def reciprocal_rank(ranking: Sequence[str], gains: Mapping[str, float]) -> float:
    """Give one divided by the place of the first answer, from 1; 0 where there is none."""
    return next((1 / place for place, each in enumerate(ranking, start=1) if each in gains), 0.0)


def ndcg(ranking: Sequence[str], gains: Mapping[str, float]) -> float:
    """Give the discounted gain of a ranking as a share of the best that ten texts can have.

    Gains are taken as they are and divided by log2(place + 1) (Järvelin and Kekäläinen 2002).
    """
    best = sorted(gains.values(), reverse=True)[:DEPTH]
    return _discounted([gains.get(each, 0.0) for each in ranking]) / _discounted(best)


def quantile(values: Sequence[float], share: float) -> float:
    """Give the smallest value that so large a share of them does not exceed."""
    return sorted(values)[max(math.ceil(share * len(values)) - 1, 0)]


def _discounted(gains: Sequence[float]) -> float:
    return sum(gain / math.log2(place + 1) for place, gain in enumerate(gains, start=1))
