"""What a search asks -> the documents that answer, and how good each is."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from index.analysis import LANGUAGES
from index.engine import ELSEWHERE_WEIGHT, LEAST_SAID, MOST_TRANSLATED, Aligned, Search
from index.tree import Node
from index.whoosh_engine.matching import Matching, saying
from index.whoosh_engine.narrowing import Filters, is_one_of
from index.whoosh_engine.nearness import Nearness, meaning
from index.whoosh_engine.snapshot import Snapshot
from index.whoosh_engine.sparse import NO_IDS, NONE, Counts, Ids, Mask, Values, found_in, united
from index.whoosh_engine.translated import translated

DECIMALS = 9
"""Scores that differ by less are equal, so that ties break by place and not by the order of a sum."""


class Ranked(NamedTuple):
    """Documents, ascending, and their scores.

    `whole`: the rows of those that answer the query itself, or say the same as one that does; None where all do.
    `is_aligned`: which of them do so for that alone; None where none does. `tree`: that of which these are all
    documents, if they are.
    """

    ids: Ids
    scores: Values
    whole: Ids | None = None
    is_aligned: Mask | None = None
    tree: Node | None = None

    def those(self, passing: Mask) -> Ranked:
        """Leave out all others."""
        ids = self.ids[passing]
        whole = None if self.whole is None else ids.searchsorted(self.ids[self.whole[passing[self.whole]]])
        is_aligned = None if self.is_aligned is None else self.is_aligned[passing]
        return Ranked(ids, self.scores[passing], whole, is_aligned)


class Ranking:
    """How the documents of one search are scored: by their words, their meaning, and words as they were typed."""

    def __init__(self, search: Search, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._matching = Matching(snapshot)
        self._meaning = meaning(search.meant, snapshot) if search.meant else None
        self._said = saying(search.said, snapshot) if len(search.said) >= LEAST_SAID else NONE
        self._language = search.language

    def whole(self, query: Node) -> Ranked:
        """Score what answers the query itself: as good a passage in the reader's own language comes first."""
        ids, scores = self._scored(query)
        if self._language:
            scores = scores * np.where(self._is_elsewhere(ids), ELSEWHERE_WEIGHT, 1.0)
        return Ranked(ids, scores, tree=query)

    def is_absent(self, node: Node) -> bool:
        """Tell whether no passage has it, neither in its text nor above it."""
        return self._matching.is_absent(node)

    def with_aligned(self, whole: Ranked, typed: Node, aligned: Aligned) -> Ranked:
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
        return Ranked(ids, scores, None, is_aligned, whole.tree if ids is whole.ids else None)

    def with_further(self, whole: Ranked, more: Node | None, filters: Filters) -> Ranked:
        """Put what answers some of it beside what answers all, and the few that are nearest by their meaning."""
        some = self._scored(more) if more else NONE
        is_alone = not len(whole.ids) and not len(some.ids)
        near = NO_IDS if self._meaning is None else self._nearest(self._meaning, filters, is_alone=is_alone)
        ids, (own, others, by_meaning) = united([whole.ids, some.ids, near], self._snapshot.size)
        if ids is some.ids:
            scores = some.values.copy() if len(whole.ids) else some.values
        else:
            scores = np.zeros(len(ids))
            scores[by_meaning] = self._meant(near) + self._as_typed(near)
            scores[others] = some.values
        if len(whole.ids):
            scores[own] = whole.scores
        is_aligned = None
        if whole.is_aligned is not None:
            is_aligned = np.zeros(len(ids), dtype=bool)
            is_aligned[own] = whole.is_aligned
        rows = np.arange(len(ids)) if isinstance(own, slice) else own
        return Ranked(ids, scores, rows, is_aligned, more if ids is some.ids else None)

    def _nearest(self, meant: Nearness, filters: Filters, *, is_alone: bool) -> Ids:
        alive = np.flatnonzero(self._snapshot.alive)
        return meant.nearest(alive[filters.passing(alive)], is_alone=is_alone)

    def _scored(self, query: Node) -> Counts:
        found = self._by_words(query)
        return found if self._meaning is None else Counts(found.ids, found.values + self._meant(found.ids))

    def _by_words(self, query: Node) -> Counts:
        found = self._matching.scored(query)
        return Counts(found.ids, found.values + self._as_typed(found.ids)) if len(self._said.ids) else found

    def _meant(self, ids: Ids) -> Values:
        return self._meaning.scores[ids] if self._meaning else np.zeros(len(ids))

    def _as_typed(self, ids: Ids) -> Values:
        gained = np.zeros(len(ids))
        if len(self._said.ids):
            rows, is_said = found_in(self._said.ids, ids, self._snapshot.size)
            gained[rows[is_said]] = self._said.values[is_said]
        return gained

    def _is_elsewhere(self, ids: Ids) -> Mask:
        """Tell which documents are in another language than that in which was typed."""
        languages = self._snapshot.facets["language"]
        others = {*LANGUAGES} - {self._language} if self._language else ()
        return is_one_of(languages, others)[languages.codes[ids]]
