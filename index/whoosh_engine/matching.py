"""Query tree -> which passages answer it, and how well: set arithmetic and BM25F on whole arrays.

Rule: a word counts wherever it stands, in the text or in the title, section or table header above it; but an
answer must have at least one of its words in the text ("grounded"), or a title of one common word would drag a
whole document in with nothing to mark. Totals and scores are exact, for every passage is looked at.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import reduce
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from index.analysis import LANGUAGES, fold, forms, parts
from index.engine import ADJACENT_BONUS
from index.tree import (
    And,
    Every,
    Fuzzy,
    Has,
    In,
    Near,
    Node,
    Not,
    Or,
    Pages,
    Phrase,
    Term,
    Wildcard,
    adjacent_pairs,
    is_condition,
)
from index.whoosh_engine.schema import FOLDED, STEMS, WORDS
from index.whoosh_engine.snapshot import POSITION_BITS, Mask, Snapshot

K1 = 1.2
B = 0.75
"""The usual constants of BM25 (Robertson and Zaragoza, The Probabilistic Relevance Framework, 3.4)."""

SHORTEST = 0.6
"""A passage shorter than this share of the mean counts as that long: three words that are all asked for are no
better an answer than a paragraph about them."""

HEADING_WEIGHTS = {"title": 0.3, "section": 0.5, "header": 0.5}
"""A word in the title counts this much of one in the text: it breaks ties among passages, and does not lead."""

COMPLETING = "header"
"""The heading that is as good as text for having all the words: a table row says nothing without its header."""

Weights = npt.NDArray[np.float64]


class Found(NamedTuple):
    """Over all documents: which match, which have something of it in their text, and their scores (0 where none).

    `complete`: which need neither title nor section for it; a row's table header is as good as its text.
    """

    matched: Mask
    grounded: Mask
    complete: Mask
    scores: Weights


def find(node: Node, snapshot: Snapshot, scope: str | None = None) -> Found:
    """Match a tree; within a scope, words are sought in that field alone."""
    match node:
        case And(children):
            found_all = _all_of(children, [find(child, snapshot, scope) for child in children])
            return found_all if scope else _with_bonus(found_all, node, snapshot)
        case Or(children):
            found = [find(child, snapshot, scope) for child in children]
            return Found(
                _any(each.matched for each in found),
                _any(each.grounded for each in found),
                _any(each.complete for each in found),
                _sum(found),
            )
        case Not(child):
            return _flat(~find(child, snapshot, scope).grounded)
        case In(field, query):
            found_in = find(query, snapshot, field)
            return found_in._replace(grounded=found_in.matched, complete=found_in.matched)
        case Every():
            return _flat(np.ones(snapshot.size, dtype=bool))
        case Pages(first, last):
            return _flat((snapshot.page_number >= first) & (snapshot.page_number <= last))
        case Has(facet, values):
            return _flat(has_value(snapshot, facet, values))
        case _:
            return _leaf(node, snapshot) if scope is None else _heading_leaf(node, snapshot, scope)


def has_value(snapshot: Snapshot, facet: str, values: frozenset[str]) -> Mask:
    """Tell of each document whether its facet has one of these values."""
    ordinals = snapshot.facets[facet]
    wanted = np.array([value in values for value in ordinals.values] + [False])
    return wanted[ordinals.codes]  # the last, False, is that of -1


def _all_of(children: Sequence[Node], found: Sequence[Found]) -> Found:
    matched = reduce(np.logical_and, (each.matched for each in found))
    sought = [each.grounded for child, each in zip(children, found, strict=True) if not is_condition(child)]
    grounded = matched & _any(sought) if sought else matched
    complete = reduce(np.logical_and, (each.complete for each in found))
    return Found(matched, grounded, complete, np.where(matched, _sum(found), 0.0))


def _with_bonus(found: Found, node: And, snapshot: Snapshot) -> Found:
    """Raise the scores of texts in which plain words stand side by side, in the order and form they were typed."""
    pairs = adjacent_pairs(node)
    if not pairs:
        return found
    present = _sum_of((_phrase_counts(snapshot, pair) > 0 for pair in pairs), snapshot.size)
    return found._replace(scores=found.scores * (1 + ADJACENT_BONUS * present / len(pairs)))


def _leaf(node: Term | Phrase | Near | Wildcard | Fuzzy, snapshot: Snapshot) -> Found:
    counts = _counts(node, snapshot)
    in_text = counts > 0
    relative_length = np.maximum(snapshot.length / snapshot.mean_length, SHORTEST)
    weights = counts / (1 - B + B * relative_length)
    if isinstance(node, Term):
        inside = {field: _in_heading(snapshot, field, _stems(node.word)) for field in HEADING_WEIGHTS}
        for field, weight in HEADING_WEIGHTS.items():
            weights += weight * inside[field]
        return _scored(weights, in_text, snapshot)._replace(complete=in_text | (inside[COMPLETING] > 0))
    return _scored(weights, in_text, snapshot)


def _heading_leaf(node: Term | Phrase | Near | Wildcard | Fuzzy, snapshot: Snapshot, field: str) -> Found:
    match node:
        case Term(word):
            inside = _in_heading(snapshot, field, _stems(word))
        case Phrase(words) | Near(words, _):  # headings have no positions: all the words, wherever they stand
            each = [_in_heading(snapshot, field, [FOLDED + fold(word)]) for word in words]
            inside = reduce(np.minimum, each)
        case Wildcard(pattern):
            inside = _in_heading(snapshot, field, snapshot.words_of_shape(field, pattern))
        case Fuzzy(word, changes):
            inside = _in_heading(snapshot, field, snapshot.words_like(field, word, changes))
    return _scored(inside, inside > 0, snapshot)


def _counts(node: Term | Phrase | Near | Wildcard | Fuzzy, snapshot: Snapshot) -> Weights:
    """Give how often a leaf stands in each text."""
    match node:
        case Term(word):
            found = [_term_counts(snapshot, STEMS[each], forms(word, each)) for each in LANGUAGES]
            if compound := parts(word):
                found.append(_phrase_counts(snapshot, compound))
            return reduce(np.maximum, found)
        case Phrase(words):
            return _phrase_counts(snapshot, words)
        case Near(words, distance):
            return _near_counts(snapshot, words, distance)
        case Wildcard(pattern):
            return _term_counts(snapshot, WORDS, snapshot.words_of_shape(WORDS, pattern))
        case Fuzzy(word, changes):
            return _term_counts(snapshot, WORDS, snapshot.words_like(WORDS, word, changes))


def _term_counts(snapshot: Snapshot, field: str, terms: Iterable[str]) -> Weights:
    counts = np.zeros(snapshot.size)
    for term in terms:
        postings = snapshot.postings(field, term)
        counts[postings.ids] += postings.counts
    return counts


def _phrase_counts(snapshot: Snapshot, words: Sequence[str]) -> Weights:
    places = [snapshot.postings(WORDS, word).places - step for step, word in enumerate(words)]
    places.sort(key=len)
    begins = places[0]
    for others in places[1:]:
        begins = begins[_contains(others, begins)]
    return _per_document(snapshot, begins)


def _near_counts(snapshot: Snapshot, words: Sequence[str], distance: int) -> Weights:
    """Count the stretches that end at one of the words and hold all of them near (marks.near_windows)."""
    places = [snapshot.postings(WORDS, word).places for word in words]
    if not all(len(each) for each in places):
        return np.zeros(snapshot.size)
    ends = np.unique(np.concatenate(places))
    begins = ends
    for each in places:
        last = np.searchsorted(each, ends, side="right") - 1
        begins = np.minimum(begins, np.where(last >= 0, each[last], -1))
    is_same = (begins >= 0) & (begins >> POSITION_BITS == ends >> POSITION_BITS)
    return _per_document(snapshot, ends[is_same & (ends - begins + 1 - len(words) <= distance)])


def _contains(places: npt.NDArray[np.int64], sought: npt.NDArray[np.int64]) -> Mask:
    if not len(places):
        return np.zeros(len(sought), dtype=bool)
    at = np.minimum(np.searchsorted(places, sought), len(places) - 1)
    return np.asarray(places[at] == sought)


def _per_document(snapshot: Snapshot, places: npt.NDArray[np.int64]) -> Weights:
    return np.bincount(places >> POSITION_BITS, minlength=snapshot.size).astype(np.float64)


def _in_heading(snapshot: Snapshot, field: str, terms: Iterable[str]) -> Weights:
    """Give 1 for each document whose heading has one of the terms."""
    inside = np.zeros(snapshot.size)
    for term in terms:
        inside[snapshot.postings(field, term).ids] = 1.0
    return inside


def _stems(word: str) -> frozenset[str]:
    return frozenset(form for language in LANGUAGES for form in forms(word, language))


def _scored(weights: Weights, grounded: Mask, snapshot: Snapshot) -> Found:
    matched = weights > 0
    with_it = np.count_nonzero(matched & snapshot.alive)
    rarity = math.log(1 + (snapshot.count - with_it + 0.5) / (with_it + 0.5))
    return Found(matched, grounded, grounded, rarity * (K1 + 1) * weights / (K1 + weights))


def _flat(matched: Mask) -> Found:
    return Found(matched, matched, matched, np.zeros(len(matched)))


def _any(masks: Iterable[Mask]) -> Mask:
    return reduce(np.logical_or, masks)


def _sum(found: Sequence[Found]) -> Weights:
    return reduce(np.add, (each.scores for each in found))


def _sum_of(masks: Iterable[Mask], size: int) -> Weights:
    return reduce(np.add, masks, np.zeros(size))
