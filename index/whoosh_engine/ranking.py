"""What a search asks -> the documents that answer, and how good each is."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from index.analysis import LANGUAGES
from index.engine import COMPLETED_WEIGHT, ELSEWHERE_WEIGHT, MOST_TRANSLATED, Aligned, Search
from index.whoosh_engine.matching import Found, saying
from index.whoosh_engine.narrowing import Filters, is_one_of
from index.whoosh_engine.nearness import meaning
from index.whoosh_engine.snapshot import Snapshot
from index.whoosh_engine.sparse import NO_IDS, NONE, Counts, Ids, Mask, Values, found_in, united
from index.whoosh_engine.translated import translated

DECIMALS = 9
"""Scores that differ by less are equal, so that ties break by place and not by the order of a sum."""


_COMPLETED = np.array([COMPLETED_WEIGHT, 1.0])
"""What a score is multiplied by, by whether a passage needs neither title nor section for having all the words."""


class Ranked(NamedTuple):
    """Documents, ascending, and their scores.

    `is_whole`: which answer the query itself, or say the same as one that does. `is_aligned`: which of them do so
    for that alone.
    """

    ids: Ids
    scores: Values
    is_whole: Mask
    is_aligned: Mask

    def those(self, passing: Mask) -> Ranked:
        """Leave out all others."""
        return Ranked(self.ids[passing], self.scores[passing], self.is_whole[passing], self.is_aligned[passing])


class Ranking:
    """How the documents of one search are scored: by their words, their meaning, and words as they were typed."""

    def __init__(self, search: Search, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._meaning = meaning(search.meant, snapshot) if search.meant else None
        self._said = saying(search.said, snapshot)
        others = frozenset(LANGUAGES) - {search.language} if search.language else frozenset()
        self._has_language = bool(search.language)
        self._is_other_language = is_one_of(snapshot.facets["language"], others)

    def whole(self, found: Found) -> Ranked:
        """Score what answers the query itself: as good a passage in the reader's own language comes first."""
        own = self._scored(found)
        scores = own.values
        if self._has_language:
            shares = np.where(self._is_other_language, ELSEWHERE_WEIGHT, 1.0)
            scores = scores * shares[self._snapshot.facets["language"].codes[own.ids]]
        return Ranked(own.ids, scores, np.ones(len(own.ids), dtype=bool), np.zeros(len(own.ids), dtype=bool))

    def with_aligned(self, whole: Ranked, typed: Found, aligned: Aligned) -> Ranked:
        """Put what says the same as the best beside them, of those that have all words as they were typed.

        Which are the best hangs on words alone, and on no filter, so that counts agree in whatever way one asks.
        """
        by_words = self._by_words(typed)
        is_own = ~self._is_elsewhere(by_words.ids)
        sought, scores = by_words.ids[is_own], -np.round(by_words.values[is_own], DECIMALS)
        chosen = sought[np.lexsort((*self._snapshot.reading_order(sought), scores))[:MOST_TRANSLATED]]
        rows, _ = found_in(chosen, whole.ids, self._snapshot.size)
        best = translated(chosen, whole.scores[rows], aligned, self._snapshot)
        ids, (own, others) = united([whole.ids, best.ids], self._snapshot.size)
        scores = np.zeros(len(ids))
        scores[own] = whole.scores
        scores[others] = np.maximum(scores[others], best.values)
        is_aligned = np.ones(len(ids), dtype=bool)
        is_aligned[own] = False
        return Ranked(ids, scores, np.ones(len(ids), dtype=bool), is_aligned)

    def with_further(self, whole: Ranked, more: Found | None, filters: Filters) -> Ranked:
        """Put what answers some of it beside what answers all, and the few that are nearest by their meaning."""
        if more is None and self._meaning is None:
            return whole
        some = self._scored(more) if more else NONE
        near = self._nearest(filters, is_alone=not len(whole.ids) and not len(some.ids))
        ids, (own, others, by_meaning) = united([whole.ids, some.ids, near], self._snapshot.size)
        scores = np.zeros(len(ids))
        scores[by_meaning] = self._meant(near) + self._as_typed(near)
        scores[others] = some.values
        scores[own] = whole.scores
        is_whole, is_aligned = np.zeros((2, len(ids)), dtype=bool)
        is_whole[own] = True
        is_aligned[own] = whole.is_aligned
        return Ranked(ids, scores, is_whole, is_aligned)

    def _nearest(self, filters: Filters, *, is_alone: bool) -> Ids:
        if self._meaning is None:
            return NO_IDS
        alive = np.flatnonzero(self._snapshot.alive)
        return self._meaning.nearest(alive[filters.passing(alive)], is_alone=is_alone)

    def _scored(self, found: Found) -> Counts:
        by_words = self._by_words(found)
        if self._meaning is None:
            return by_words
        return Counts(by_words.ids, by_words.values + self._meant(by_words.ids))

    def _by_words(self, found: Found) -> Counts:
        ids, complete, scores = found.ids, found.complete, found.scores
        if not found.grounded.all():
            ids, complete, scores = ids[found.grounded], complete[found.grounded], scores[found.grounded]
        if not complete.all():
            scores = scores * _COMPLETED[complete.view(np.uint8)]
        if len(self._said.ids):
            scores = scores + self._as_typed(ids)
        return Counts(ids, scores)

    def _meant(self, ids: Ids) -> Values:
        return self._meaning.scores[ids] if self._meaning else np.zeros(len(ids))

    def _as_typed(self, ids: Ids) -> Values:
        gained = np.zeros(len(ids))
        if len(self._said.ids):
            rows, is_said = found_in(self._said.ids, ids, self._snapshot.size)
            gained[rows[is_said]] = self._said.values[is_said]
        return gained

    def _is_elsewhere(self, ids: Ids) -> Mask:
        return self._is_other_language[self._snapshot.facets["language"].codes[ids]]
