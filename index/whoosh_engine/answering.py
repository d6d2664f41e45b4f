"""A search and a snapshot -> how many passages answer, one page of them in order, and the counts."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from index.engine import FEW, MOST_OF_PATTERN, Capped, Match, Results, Search, Sort
from index.tree import Node, as_typed, patterns, sought_words
from index.whoosh_engine.matching import Matching
from index.whoosh_engine.narrowing import Filters
from index.whoosh_engine.ranking import DECIMALS, Ranked, Ranking
from index.whoosh_engine.schema import WORDS
from index.whoosh_engine.snapshot import Snapshot
from index.whoosh_engine.sparse import NO_IDS, Ids, greatest_rows

_AHEAD = 1e6
"""More than any score: so much those are ahead that answer the query itself."""


def answer(search: Search, snapshot: Snapshot) -> Results:
    """Find, rank, count."""
    matching = Matching(snapshot)
    filters = Filters(search.filters, snapshot)
    ranking = Ranking(search, snapshot)
    ranked = ranking.whole(matching.find(search.query))
    if search.aligned:
        ranked = ranking.with_aligned(ranked, matching.find(as_typed(search.query)), search.aligned)
    passed = _passed(ranked, filters)
    whole = len(passed.ids)
    if whole < FEW and search.sort is Sort.RELEVANCE:
        more = matching.find(search.further) if search.further else None
        ranked = ranking.with_further(ranked, more, filters)
        passed = _passed(ranked, filters)
    return Results(
        total=len(passed.ids),
        matches=_matches(passed, _page(passed, search, snapshot), snapshot),
        facets=filters.counts(ranked.ids) if search.is_counted else {},
        whole=whole,
        absent=() if whole else tuple(filter(matching.is_absent, sought_words(search.query))),
        capped=_capped(snapshot, search.query),
    )


def _passed(ranked: Ranked, filters: Filters) -> Ranked:
    return ranked.those(filters.passing(ranked.ids)) if filters else ranked


def _page(ranked: Ranked, search: Search, snapshot: Snapshot) -> Ids:
    """Give the rows of the page that is asked for, in order; ties break by reading order.

    Those that answer the query itself come before the others when the best come first.
    """
    end = search.offset + search.limit
    if not end:
        return NO_IDS
    first: list[npt.NDArray[Any]] = []
    if search.sort is Sort.RELEVANCE:
        scores = ranked.scores if ranked.is_whole.all() else ranked.scores + _AHEAD * ranked.is_whole
        rows = greatest_rows(scores, end, 10.0**-DECIMALS)
        rounded = -np.round(scores[rows], DECIMALS)
        if end < len(rows):  # sorting a page and its ties is faster than sorting all
            near = rounded <= np.partition(rounded, end - 1)[end - 1]
            rows, rounded = rows[near], rounded[near]
        first = [rounded]
    else:
        rows = np.arange(len(ranked.ids))
        if search.sort is Sort.DATE:
            first = [-snapshot.facets["year"].codes[ranked.ids]]
    order = np.lexsort((*snapshot.reading_order(ranked.ids[rows]), *first))
    return rows[order][search.offset : end]


def _matches(ranked: Ranked, rows: Ids, snapshot: Snapshot) -> tuple[Match, ...]:
    ids = ranked.ids[rows]
    values, codes = snapshot.facets["document"]
    documents = [values[code] for code in codes[ids].tolist()]
    passages, versions = snapshot.passages(ids)
    scores, is_aligned = ranked.scores[rows].tolist(), ranked.is_aligned[rows].tolist()
    return tuple(map(Match, passages, versions, scores, documents, is_aligned))


def _capped(snapshot: Snapshot, query: Node) -> tuple[Capped, ...]:
    looked = {node: snapshot.words_for(WORDS, node) for node in patterns(query)}
    return tuple(
        Capped(node, frozenset(stood.words), stood.among)
        for node, stood in looked.items()
        if stood.among > MOST_OF_PATTERN
    )
