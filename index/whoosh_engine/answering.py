"""A search and a snapshot -> how many passages answer, one page of them in order, and the counts."""

from __future__ import annotations

from typing import Any, cast

import numpy as np

from index.engine import FEW, MOST_OF_PATTERN, Capped, FacetCount, Match, Results, Search, Sort
from index.tree import And, Node, Term, as_typed, patterns, sought_words
from index.whoosh_engine.narrowing import Filters
from index.whoosh_engine.ranking import DECIMALS, Ranked, Ranking
from index.whoosh_engine.schema import WORDS
from index.whoosh_engine.snapshot import Snapshot
from index.whoosh_engine.sparse import greatest_rows

_AHEAD = 1e6
"""More than any score: so much those are ahead that answer the query itself."""

_UNITS = 10.0**DECIMALS

_FEW_ROWS = 64
"""So many are put in order one by one more quickly than as arrays."""


def answer(search: Search, snapshot: Snapshot) -> Results:
    """Find, rank, count."""
    filters = Filters(search.filters, snapshot)
    ranking = Ranking(search, snapshot)
    ranked = ranking.whole(search.query)
    if search.aligned:
        ranked = ranking.with_aligned(ranked, as_typed(search.query), search.aligned)
    passed = _passed(ranked, filters)
    whole = len(passed.ids)
    if whole < FEW and search.sort is Sort.RELEVANCE and (search.further or search.meant):
        ranked = ranking.with_further(ranked, search.further, filters)
        passed = _passed(ranked, filters)
    return Results(
        total=len(passed.ids),
        matches=_matches(passed, _page(passed, search, snapshot), snapshot),
        facets=_counts(ranked, filters, search, snapshot) if search.is_counted else {},
        whole=whole,
        absent=() if whole else tuple(filter(ranking.is_absent, sought_words(search.query))),
        capped=_capped(snapshot, search.query),
    )


def _passed(ranked: Ranked, filters: Filters) -> Ranked:
    return ranked.those(filters.passing(ranked.ids)) if filters.leaves_out else ranked


def _counts(
    ranked: Ranked, filters: Filters, search: Search, snapshot: Snapshot
) -> dict[str, tuple[FacetCount, ...]]:
    """Count the values of facets; every page of a search shows what was counted of its tree."""
    if ranked.tree is None:
        return filters.counts(ranked.ids)
    key = (ranked.tree, FacetCount, *search.filters.items())
    facets, *counted = snapshot.remembered(key, lambda: _named_counts(filters.counts(ranked.ids)))
    return dict(zip(facets, counted, strict=True))


def _named_counts(counts: dict[str, tuple[FacetCount, ...]]) -> tuple[Any, ...]:
    """Give the facets, then the counts of each: what is remembered is weighed by what the tuple holds."""
    return tuple(counts), *counts.values()


def _page(ranked: Ranked, search: Search, snapshot: Snapshot) -> list[int]:
    """Give the rows of the page that is asked for, in order; ties break by reading order.

    Those that answer the query itself come before the others when the best come first.
    """
    end = search.offset + search.limit
    if not end:
        return []
    if search.sort is Sort.RELEVANCE:
        return _best(ranked, search.offset, end, snapshot)
    first = [-snapshot.facets["year"].codes[ranked.ids]] if search.sort is Sort.DATE else []
    order = np.lexsort((*snapshot.reading_order(ranked.ids), *first))[search.offset : end]
    return cast("list[int]", order.tolist())


def _best(ranked: Ranked, start: int, end: int, snapshot: Snapshot) -> list[int]:
    """Give the rows of the best, from one to another place in their order."""
    scores = ranked.scores
    if ranked.whole is not None and len(ranked.whole):
        scores = scores.copy()
        scores[ranked.whole] += _AHEAD
    rows = None
    if len(scores) > _FEW_ROWS:
        rows = greatest_rows(scores, end, 1 / _UNITS)
        scores = scores[rows]
    if len(scores) <= _FEW_ROWS:
        units = [round(score * _UNITS) for score in scores.tolist()]
        if len(set(units)) == len(units):
            order = sorted(range(len(units)), key=units.__getitem__, reverse=True)[start:end]
            return order if rows is None else [int(rows[at]) for at in order]
    if rows is None:
        rows = np.arange(len(scores))
    worst = np.rint(scores * -_UNITS)
    if len(rows) > max(end, _FEW_ROWS):  # sorting a page and its ties is faster than sorting all
        near = worst <= np.partition(worst, end - 1)[end - 1]
        rows, worst = rows[near], worst[near]
    best = rows[np.lexsort((*snapshot.reading_order(ranked.ids[rows]), worst))[start:end]]
    return cast("list[int]", best.tolist())


def _matches(ranked: Ranked, rows: list[int], snapshot: Snapshot) -> tuple[Match, ...]:
    # A page of them: one by one is quicker than by steps on arrays.
    ids, scores = ranked.ids.data, ranked.scores.data
    is_aligned = [False] * len(rows) if ranked.is_aligned is None else ranked.is_aligned[rows].tolist()
    named = snapshot.named([ids[row] for row in rows])
    return tuple(
        Match(passage, version, scores[row], document, aligned)
        for row, (passage, version, document), aligned in zip(rows, named, is_aligned, strict=True)
    )


def _capped(snapshot: Snapshot, query: Node) -> tuple[Capped, ...]:
    if isinstance(query, Term) or (
        isinstance(query, And) and all(isinstance(each, Term) for each in query.children)
    ):
        return ()  # as most are
    looked = {node: snapshot.words_for(WORDS, node) for node in patterns(query)}
    return tuple(
        Capped(node, frozenset(stood.words), stood.among)
        for node, stood in looked.items()
        if stood.among > MOST_OF_PATTERN
    )
