"""A word, phrase or shape of words -> which passages have it, and how well: BM25F on arrays.

Rule: a word counts wherever it stands, in the text or in the title, section or table header above it; but an
answer must have at least one of its words in the text ("grounded"), or a title of one common word would drag a
whole document in with nothing to mark.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from index.engine import CARRIED_WEIGHT
from index.tree import Carried, Term
from index.whoosh_engine.bm25 import rarity, saturated
from index.whoosh_engine.counting import Leaf, counts, in_heading, rendered
from index.whoosh_engine.segments import FIELD_BITS
from index.whoosh_engine.snapshot import Snapshot
from index.whoosh_engine.sparse import Counts, Ids, Mask, Values, total, united
from index.whoosh_engine.words import BITS, standing

HEADING_WEIGHTS = {"title": 0.3, "section": 0.5, "header": 0.5}
"""A word in the title counts this much of one in the text: it breaks ties among passages, and does not lead."""

COMPLETING = "header"
"""The heading that is as good as text for having all the words: a table row says nothing without its header."""


_WEIGHTS = np.array(
    [
        sum(weight for field, weight in HEADING_WEIGHTS.items() if bits & BITS[field])
        for bits in range(1 << FIELD_BITS)
    ]
)
"""What a word counts in the headings that have it, by the bits of these."""

_NOT_COMPLETING = sum(BITS[field] for field in HEADING_WEIGHTS if field != COMPLETING)


class Found(NamedTuple):
    """The documents that match, ascending, and their scores.

    `grounded`: which have something of it in their text. `complete`: which need neither title nor section for it;
    a row's table header is as good as its text.
    """

    ids: Ids
    grounded: Mask
    complete: Mask
    scores: Values

    @property
    def answers(self) -> Ids:
        """The documents that have something of it in their text."""
        return self.ids[self.grounded]


def leaf(node: Leaf, snapshot: Snapshot, scope: str | None) -> Found:
    """Match one; within a scope, in that field alone."""
    if scope:
        return _scored(*_once(in_heading(node, snapshot, scope)), snapshot)
    if isinstance(node, Term):
        return _word(node, snapshot)
    return _scored(*_by_length(counts(node, snapshot), snapshot), snapshot)


def carried(node: Carried, snapshot: Snapshot, scope: str | None) -> Found:
    """Match what stands for words in the other language.

    Renderings are one word of several spellings, each as good as its share (K. Darwish and D. W. Oard,
    Probabilistic structured query methods, SIGIR 2003).
    """
    if scope:
        return _scored(*_once(in_heading(node, snapshot, scope)), snapshot)
    each = [(each.share, rendered(each, node.language, snapshot)) for each in node.renderings]
    said = total([Counts(found.ids, share * found.values) for share, found in each], snapshot.size)
    with_it = sum(share * len(found.ids) for share, found in each)
    found = _with_headings(_by_length(said, snapshot), node, snapshot, with_it)
    return found._replace(scores=found.scores * CARRIED_WEIGHT)


def _word(word: Term, snapshot: Snapshot) -> Found:
    found = standing(word, snapshot)
    weights = found.counts / snapshot.divisors[found.ids] + _WEIGHTS[found.bits]
    return _scored(found.ids, weights, snapshot)._replace(
        grounded=found.counts > 0, complete=(found.bits & ~_NOT_COMPLETING) != 0
    )


def _by_length(found: Counts, snapshot: Snapshot) -> Counts:
    return Counts(found.ids, found.values / snapshot.divisors[found.ids])


def _with_headings(weights: Counts, node: Carried, snapshot: Snapshot, with_it: float) -> Found:
    """Add what a word counts in the headings; the one that completes a text is as good as it."""
    inside = {field: in_heading(node, snapshot, field) for field in HEADING_WEIGHTS}
    ids, (text, *rows) = united([weights.ids, *inside.values()], snapshot.size)
    values, grounded = np.zeros(len(ids)), np.zeros(len(ids), dtype=bool)
    values[text] = weights.values
    grounded[text] = True
    complete = grounded.copy()
    for field, at in zip(inside, rows, strict=True):
        values[at] += HEADING_WEIGHTS[field]
        if field == COMPLETING:
            complete[at] = True
    return _scored(ids, values, snapshot, with_it)._replace(grounded=grounded, complete=complete)


def _once(ids: Ids) -> Counts:
    return Counts(ids, np.ones(len(ids)))


def _scored(ids: Ids, weights: Values, snapshot: Snapshot, with_it: float | None = None) -> Found:
    """Score by BM25, and by what each document is worth.

    `with_it` is how many documents have it, where that is not how many have any weight.
    """
    scores = saturated(weights)
    scores *= snapshot.weights[ids]
    scores *= rarity(len(ids) if with_it is None else with_it, snapshot.count)
    everywhere = np.ones(len(ids), dtype=bool)
    return Found(ids, everywhere, everywhere, scores)
