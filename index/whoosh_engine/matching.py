"""Query tree -> which passages answer it, and how well: set arithmetic on what its leaves match.

Rule: totals and scores are exact, for every passage is looked at.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial, reduce

import numpy as np

from index.engine import COMPLETED_WEIGHT, NEAR_BONUSES, SAID_WEIGHT
from index.tree import (
    And,
    Carried,
    Every,
    Has,
    In,
    Maybe,
    Node,
    Not,
    Or,
    Pages,
    Some,
    Term,
    Wildcard,
    adjacent,
    is_condition,
)
from index.whoosh_engine.bm25 import rarity
from index.whoosh_engine.counting import places_of, side_by_side, stretches
from index.whoosh_engine.leaves import Found, carried, leaf
from index.whoosh_engine.narrowing import is_one_of
from index.whoosh_engine.snapshot import Snapshot
from index.whoosh_engine.sparse import NONE, Counts, Ids, Mask, Values, common, found_in, has_all, total, united

_COMPLETED = np.array([COMPLETED_WEIGHT, 1.0])
"""What a score is multiplied by, by whether a passage needs neither title nor section for having all the words."""


class Matching:
    """What searches ask of a snapshot, which remembers what was worked out of words."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def find(self, node: Node, scope: str | None = None) -> Found:
        """Match a tree; within a scope, words are sought in that field alone."""
        if is_condition(node):
            return self._matched(node, scope)  # which may be most of the archive, and is quickly told
        return self._snapshot.remembered((node, scope), lambda: self._matched(node, scope))

    def scored(self, node: Node) -> Counts:
        """Give the documents that have something of a tree in their text, and their scores.

        Those that need title or section for having all of it count less.
        """
        if isinstance(node, Term):  # of which other trees are made
            return self._snapshot.remembered((node, _scored_in_text), lambda: _scored_in_text(self.find(node)))
        if is_condition(node):
            return _scored_in_text(self.find(node))
        return self._snapshot.remembered(
            (node, _scored_in_text), lambda: _scored_in_text(self._matched(node, None))
        )

    def is_absent(self, node: Node) -> bool:
        """Tell whether no passage has it, neither in its text nor above it."""
        return not len(self.find(node).ids)

    def _matched(self, node: Node, scope: str | None) -> Found:
        snapshot = self._snapshot
        match node:
            case And(children):
                found = self._all_of(children, scope)
                return found if scope or node.strict else self._with_nearness(found, children)
            case Or(children):
                return self._any_of(children, scope)
            case Some(children):
                found = self._any_of(children, scope)
                return found if scope else self._with_nearness(found, children)
            case In(field, query):
                found = self.find(query, field)
                everywhere = np.ones(len(found.ids), dtype=bool)
                return found._replace(grounded=everywhere, complete=everywhere)
            case Maybe():
                return self._all_of((node,), scope)
            case Every() | Not() | Pages() | Has():
                return _flat(np.flatnonzero(self._mask(node, scope)))
            case Carried():
                return _better(self.find(node.own, scope), carried(node, snapshot, scope), snapshot.size)
            case _:
                return leaf(node, snapshot, scope)

    def _mask(self, node: Every | Not | Pages | Has, scope: str | None) -> Mask:
        """Tell of each document whether it meets a condition."""
        snapshot = self._snapshot
        match node:
            case Not(child):
                met = snapshot.alive.copy()
                met[self.find(child, scope).answers] = False
                return met
            case Every():
                return snapshot.alive
            case Pages(first, last):
                return snapshot.alive & (snapshot.page_number >= first) & (snapshot.page_number <= last)
            case Has(facet, values):
                return snapshot.alive & has_value(snapshot, facet, values)

    def _all_of(self, children: Sequence[Node], scope: str | None) -> Found:
        conditions = [child for child in children if isinstance(child, Every | Not | Pages | Has)]
        helping = [child.child for child in children if isinstance(child, Maybe)]
        sought = [child for child in children if not isinstance(child, Every | Not | Pages | Has | Maybe)]
        masks = [self._mask(child, scope) for child in conditions]
        if not sought:
            met = _flat(np.flatnonzero(reduce(np.logical_and, masks, self._snapshot.alive)))
            return met._replace(scores=self._helped(met.ids, met.scores, helping, scope))
        found = [self.find(child, scope) for child in sought]
        ids, rows = common([each.ids for each in found], self._snapshot.size)
        if masks:
            is_met = reduce(np.logical_and, [mask[ids] for mask in masks])
            ids, rows = ids[is_met], [each[is_met] for each in rows]
        placed = list(zip(found, rows, strict=True))
        words = [
            each.grounded[at] for child, (each, at) in zip(sought, placed, strict=True) if not is_condition(child)
        ]
        return Found(
            ids,
            reduce(np.logical_or, words) if words else np.ones(len(ids), dtype=bool),
            reduce(np.logical_and, [each.complete[at] for each, at in placed]),
            self._helped(ids, reduce(np.add, [each.scores[at] for each, at in placed]), helping, scope),
        )

    def _helped(self, ids: Ids, scores: Values, helping: Sequence[Node], scope: str | None) -> Values:
        """Add to scores what words count that need not stand there."""
        for node in helping:
            found = self.find(node, scope)
            rows, is_there = found_in(ids, found.ids, self._snapshot.size)
            scores = scores + np.where(is_there, found.scores[rows], 0.0) if len(found.ids) else scores
        return scores

    def _any_of(self, children: Sequence[Node], scope: str | None) -> Found:
        return _any_of([self.find(child, scope) for child in children], self._snapshot.size)

    def _with_nearness(self, both: Found, children: Sequence[Node]) -> Found:
        """Raise the scores of texts in which words stand near each other that were typed side by side."""
        scores = both.scores.copy()
        for _, pair in adjacent(children):
            near = self._snapshot.remembered(pair, partial(self._nearness, pair))
            rows, is_there = found_in(near.ids, both.ids, self._snapshot.size)
            scores[rows[is_there]] += near.values[is_there]
        return both._replace(scores=scores)

    def _nearness(self, pair: tuple[Node, Node]) -> Counts:
        """Give what the score of each text gains in which two words stand near each other."""
        shared = has_all([self.find(each).ids for each in pair], self._snapshot.size)
        if not len(shared):
            return NONE
        found = stretches([places_of(each, self._snapshot, shared) for each in pair], self._snapshot)
        most = sum(self._rarity(int(np.count_nonzero(self.find(each).grounded))) for each in pair)
        gains = []
        for most_between, bonus in NEAR_BONUSES:
            ids = found.within(most_between).ids
            # Never more than two words that have nothing to do with each other would be worth.
            gains.append(Counts(ids, bonus * min(self._rarity(len(ids)), most) * self._snapshot.weights[ids]))
        return total(gains, self._snapshot.size)

    def _rarity(self, with_it: float) -> float:
        return rarity(with_it, self._snapshot.count)


def saying(said: Sequence[Term | Wildcard], snapshot: Snapshot) -> Counts:
    """Give what the score of each text gains in which these words stand side by side."""
    ids = side_by_side(said, snapshot).ids
    worth = SAID_WEIGHT * (len(said) - 1) * rarity(len(ids), snapshot.count)
    return Counts(ids, worth * snapshot.own_weights[ids])


def has_value(snapshot: Snapshot, facet: str, values: frozenset[str]) -> Mask:
    """Tell of each document whether its facet has one of these values."""
    ordinals = snapshot.facets[facet]
    return is_one_of(ordinals, values)[ordinals.codes]


def _any_of(found: Sequence[Found], size: int) -> Found:
    ids, rows = united([each.ids for each in found], size)
    grounded, complete = np.zeros(len(ids), dtype=bool), np.zeros(len(ids), dtype=bool)
    scores = np.zeros(len(ids))
    for each, at in zip(found, rows, strict=True):
        grounded[at] |= each.grounded
        complete[at] |= each.complete
        scores[at] += each.scores
    return Found(ids, grounded, complete, scores)


def _better(one: Found, other: Found, size: int) -> Found:
    """Match words as typed or what stands for them in the other language, whichever counts for more."""
    ids, (own, its) = united([one.ids, other.ids], size)
    both = _any_of([one, other], size)
    scores = np.zeros(len(ids))
    scores[own] = one.scores
    scores[its] = np.maximum(scores[its], other.scores)
    return both._replace(scores=scores)


def _scored_in_text(found: Found) -> Counts:
    ids, grounded, complete, scores = found
    if not grounded.all():
        ids, complete, scores = ids[grounded], complete[grounded], scores[grounded]
    if not complete.all():
        scores = scores * _COMPLETED[complete.view(np.uint8)]
    return Counts(ids, scores)


def _flat(ids: Ids) -> Found:
    everywhere = np.ones(len(ids), dtype=bool)
    return Found(ids, everywhere, everywhere, np.zeros(len(ids)))
