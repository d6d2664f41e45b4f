"""Which words of one language stand for which of the other, learned from texts that say the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from index.crosslingual.model_one import Likely, Linked, link_units
from index.crosslingual.numbered import Bags

MOST_WORDS = 40
"""Of a text are looked at, so that a page without paragraphs does not cost the square of its words."""

_MOST_KEPT = 8
"""Translations of a word."""

_DOUBT = 1.0
"""Times that words must be seen together once more for half of what is likely to be believed."""

_LEAST = 0.05
"""Of what is likelier than this a translation is made."""

Pair = tuple[Sequence[str], Sequence[str]]
"""The words of two texts that say the same."""


@dataclass(frozen=True, slots=True)
class Translations:
    """For each word, words of the other language that stand for it, likeliest first, with a score from 0 to 1."""

    table: Mapping[str, tuple[tuple[str, float], ...]]

    def of(self, word: str) -> tuple[tuple[str, float], ...]:
        """Give what stands for a word."""
        return self.table.get(word, ())

    def with_those_of(self, other: Translations) -> Translations:
        """Give these together with others; of a word that both know, the likelier are taken."""
        found = dict(self.table)
        for word, those in other.table.items():
            best = dict(those)
            for each, score in found.get(word, ()):
                best[each] = max(score, best.get(each, 0.0))
            found[word] = tuple(sorted(best.items(), key=lambda item: (-item[1], item[0]))[:_MOST_KEPT])
        return Translations(found)


def learn(pairs: Iterable[Pair]) -> Translations:
    """Learn from pairs of texts which words stand for which; what stands in one pair alone is not learned from."""
    kept = [
        (list(dict.fromkeys(one))[:MOST_WORDS], list(dict.fromkeys(other))[:MOST_WORDS]) for one, other in pairs
    ]
    kept = [(one, other) for one, other in kept if one and other]
    if not kept:
        return Translations({})
    ours, theirs = _numbered(one for one, _ in kept), _numbered(other for _, other in kept)
    found = link_units(_bags((one for one, _ in kept), ours), _bags((other for _, other in kept), theirs))
    # What was seen together twice may be so by chance.
    score = found.likely * (found.together - 1) / (found.together + _DOUBT)
    return Translations(_table(score, found, list(ours), list(theirs)))


def _numbered(texts: Iterable[Sequence[str]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for text in texts:
        for word in text:
            found.setdefault(word, len(found))
    return found


def _bags(texts: Iterable[Sequence[str]], numbers: Mapping[str, int]) -> Bags:
    found = [[numbers[word] for word in text] for text in texts]
    units = np.array(list(chain.from_iterable(found)), np.int64)
    starts = np.cumsum([0, *map(len, found)])
    return Bags(units, starts, np.bincount(units, minlength=len(numbers)), np.zeros(len(units), np.int32))


def _table(
    score: Likely, found: Linked, ours: Sequence[str], theirs: Sequence[str]
) -> dict[str, tuple[tuple[str, float], ...]]:
    good = np.flatnonzero(score >= _LEAST)
    order = good[np.lexsort((-score[good], found.one[good]))]
    table: dict[str, list[tuple[str, float]]] = {}
    for one, other, likely in zip(
        *(each[order].tolist() for each in (found.one, found.other, score)), strict=True
    ):
        those = table.setdefault(ours[one], [])
        if len(those) < _MOST_KEPT:
            those.append((theirs[other], likely))
    return {word: tuple(those) for word, those in table.items()}
