"""Passages that are left, and something like them in the other edition."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cdist

from archive.comparison.order import heaviest_rising
from archive.comparison.twins import Pair

_LEAST_LIKENESS = 0.7
_LEAST_LIKENESS_SHORT = 0.8
_SHORT_LETTERS = 12
"""As for quotes: with a third of its letters other ones it is another sentence, of a short one with a fifth."""

_MOST_CELLS = 40_000
"""Passages held against each other within a gap: 200 by 200, in some 20 ms."""

LEAST_ELSEWHERE = 25
"""Letters. Rows and captions are much alike; only near by is one of them another one changed."""

_SHINGLE = 12
"""Letters of the pieces by which passages that are alike find each other: two words."""

_MOST_VOTES = 40
"""Passages with the same piece: with more, it is a phrase of the whole document."""

_MOST_LOOKED_AT = 4
"""The likeliest others that are held against a passage."""


def likeness(one: str, other: str) -> float:
    """Tell how like two normalised texts are, from 0 to 1."""
    return Levenshtein.normalized_similarity(one, other)


def near_in_order(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """Give the likeliest pairs of a gap that keep their order, by their numbers in it."""
    if not 0 < len(old) * len(new) <= _MOST_CELLS:
        return []
    likenesses = cdist(old, new, scorer=Levenshtein.normalized_similarity, score_cutoff=_LEAST_LIKENESS, workers=1)
    found = [(here, there) for here, there in np.argwhere(likenesses > 0).tolist()]
    near = [
        (here, there)
        for here, there in found
        if likenesses[here, there] >= _LEAST_LIKENESS_SHORT
        or min(len(old[here]), len(new[there])) >= _SHORT_LETTERS
    ]
    near.sort(key=lambda pair: (pair[0], -pair[1]))  # of those of one passage a rising part takes one
    weights = [round(1000 * likenesses[pair] * (1 + min(len(old[pair[0]]), 100))) for pair in near]
    return [near[index] for index in heaviest_rising([there for _, there in near], weights)]


def near_elsewhere(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """Give the likeliest pairs of what is left, wherever they stand; one of the one for one of the other.

    No text is shorter than `LEAST_ELSEWHERE`.
    """
    places: dict[str, list[int]] = defaultdict(list)
    for there, text in enumerate(new):
        for piece in _pieces(text, step=1):
            places[piece].append(there)
    found: list[tuple[float, int, int]] = []
    for here, text in enumerate(old):
        votes: Counter[int] = Counter()
        for piece in _pieces(text, step=_SHINGLE // 2):
            if len(places.get(piece, ())) <= _MOST_VOTES:
                votes.update(places.get(piece, ()))
        for there, _ in votes.most_common(_MOST_LOOKED_AT):
            like = Levenshtein.normalized_similarity(text, new[there], score_cutoff=_LEAST_LIKENESS)
            if like:
                found.append((-like, here, there))
    return _one_to_one(sorted(found))


def _pieces(text: str, *, step: int) -> Iterable[str]:
    return dict.fromkeys(text[at : at + _SHINGLE] for at in range(0, len(text) - _SHINGLE + 1, step))


def _one_to_one(likeliest: Sequence[tuple[float, int, int]]) -> list[Pair]:
    pairs: list[Pair] = []
    ours: set[int] = set()
    theirs: set[int] = set()
    for _, here, there in likeliest:
        if here not in ours and there not in theirs:
            ours.add(here)
            theirs.add(there)
            pairs.append((here, there))
    return pairs
