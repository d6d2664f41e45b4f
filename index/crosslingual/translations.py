"""Which words of one language stand for which of the other, learned from texts that say the same.

IBM Model 1 (P. F. Brown and others, The Mathematics of Statistical Machine Translation, Computational Linguistics
19, 1993): each word of a text comes from one word of the other text, or from none; how likely each pair is, is
learned by expectation and maximisation. Learned in both directions, and the two multiplied, for what one direction
takes for a translation only because it stands everywhere the other does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

ROUNDS = 5
"""Of expectation and maximisation; what is likeliest changes little after."""

MOST_WORDS = 40
"""Of a text are looked at, so that a page without paragraphs does not cost the square of its words."""

MOST_LINKS = 3_000_000
"""Of words with words are learned from; of more pairs, as many as have so many, picked evenly."""

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
    kept = _bounded([(one, other) for one, other in kept if one and other])
    if not kept:
        return Translations({})
    ours, theirs = _numbered(one for one, _ in kept), _numbered(other for _, other in kept)
    links = _Links(kept, ours, theirs)
    forth = links.trained(links.one, links.other, len(ours), len(theirs))
    back = links.trained(links.other, links.one, len(theirs), len(ours))
    # What was seen together twice may be so by chance.
    score = np.sqrt(forth * back) * (links.together - 1) / (links.together + _DOUBT)
    return Translations(_table(score, links, list(ours), list(theirs)))


def _bounded(pairs: list[tuple[list[str], list[str]]]) -> list[tuple[list[str], list[str]]]:
    links = sum(len(one) * len(other) for one, other in pairs)
    keep = MOST_LINKS / max(links, 1)
    return (
        pairs if keep >= 1 else [pair for at, pair in enumerate(pairs) if int(at * keep) != int((at + 1) * keep)]
    )


def _numbered(texts: Iterable[Sequence[str]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for text in texts:
        for word in text:
            found.setdefault(word, len(found))
    return found


class _Links:
    """Every word of a text with every word of its pair: `one` and `other` by distinct link, `at` by occurrence."""

    def __init__(
        self, pairs: Sequence[tuple[list[str], list[str]]], ours: Mapping[str, int], theirs: Mapping[str, int]
    ) -> None:
        keys, first, second = [], [], []
        ends = 0, 0
        for one, other in pairs:
            ids = np.array([ours[word] for word in one], np.int64)
            their_ids = np.array([theirs[word] for word in other], np.int64)
            keys.append((ids[:, None] * len(theirs) + their_ids[None, :]).ravel())
            # Which occurrence of a word, in each direction, an occurrence of a link belongs to.
            first.append(np.repeat(np.arange(len(one)) + ends[0], len(other)))
            second.append(np.tile(np.arange(len(other)) + ends[1], len(one)))
            ends = ends[0] + len(one), ends[1] + len(other)
        distinct, self.at = np.unique(np.concatenate(keys), return_inverse=True)
        self.one, self.other = distinct // len(theirs), distinct % len(theirs)
        self._places = {id(self.one): np.concatenate(first), id(self.other): np.concatenate(second)}
        self.together = np.bincount(self.at, minlength=len(distinct))

    def trained(
        self, sources: NDArray[np.int64], targets: NDArray[np.int64], source_count: int, target_count: int
    ) -> NDArray[np.float64]:
        """Give for each distinct link how likely its source word gives its target word."""
        likely = np.full(len(sources), 1.0 / target_count)
        nothing = np.full(target_count, 1.0 / target_count)
        place = self._places[id(targets)]
        target_at = targets[self.at]
        first = np.zeros(int(place.max()) + 1, np.int64)
        first[place] = target_at
        for _ in range(ROUNDS):
            weight = likely[self.at]
            whole = np.bincount(place, weight) + nothing[first]
            share = weight / whole[place]
            counted = np.bincount(self.at, share, len(sources))
            likely = counted / np.maximum(np.bincount(sources, counted, source_count), 1e-12)[sources]
            none = np.bincount(first, nothing[first] / whole, target_count)
            nothing = none / max(none.sum(), 1e-12)
        return likely


def _table(
    score: NDArray[np.float64], links: _Links, ours: Sequence[str], theirs: Sequence[str]
) -> dict[str, tuple[tuple[str, float], ...]]:
    good = np.flatnonzero((score >= _LEAST) & (links.together > 1))
    order = good[np.lexsort((-score[good], links.one[good]))]
    found: dict[str, list[tuple[str, float]]] = {}
    for link in order:
        those = found.setdefault(ours[links.one[link]], [])
        if len(those) < _MOST_KEPT:
            those.append((theirs[links.other[link]], float(score[link])))
    return {word: tuple(those) for word, those in found.items()}
