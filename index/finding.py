"""A search from the reader's words to what she sees: the one way for page, API and command line.

Rule: all words are wanted. Where no passage has them all, passages with some of them are given instead, and
where only titles or sections have them, what stands below those; either way the result says so. Text comes from
the archive, never from the engine.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from archive import Archive, Document, Passage, Version
from index.engine import FacetCount, Match, Results, Search, SearchEngine, Sort
from index.marks import Span, marks
from index.query import Parsed, parse
from index.tree import FIELDS, In, Node, Or, Term, in_headings, loosened, plain_terms

_MOST_MISSING = 10
"""Words looked up on their own when a query finds too little: a pasted paragraph is not a hundred searches."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that answers, with what is marked in its text and the labels of its pages by number."""

    passage: Passage
    document: Document
    version: Version
    labels: Mapping[int, str]
    score: float
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found. `tree` is what was asked of the engine in the end; None when nothing was asked.

    `relaxed`: no passage has all the words, these have some. `by_heading`: the words stand in titles or sections
    alone. `missing`: when no passage has all the words, those that stand nowhere in the archive, whatever the
    filters.
    """

    parsed: Parsed
    tree: Node | None
    total: int = 0
    hits: tuple[Hit, ...] = ()
    facets: Mapping[str, tuple[FacetCount, ...]] = field(default_factory=dict)
    took_ms: float = 0.0
    relaxed: bool = False
    by_heading: bool = False
    missing: tuple[str, ...] = ()


def find(
    archive: Archive,
    engine: SearchEngine,
    text: str,
    *,
    filters: Mapping[str, frozenset[str]] | None = None,
    sort: Sort = Sort.RELEVANCE,
    offset: int = 0,
    limit: int = 20,
) -> Found:
    """Search for what a reader typed. `filters` narrow what the text itself asks for.

    A text that asks for nothing finds nothing: the caller shows the shelf.
    """
    started = time.perf_counter()
    parsed = parse(text)
    if parsed.tree is None:
        return Found(parsed, None)
    search = Search(parsed.tree, _narrowed(parsed.filters, filters or {}), sort, offset, limit)
    found = _ask(engine, search)
    hits = _hits(archive, found.tree, found.results) if found.results.matches else ()
    missing = _missing(engine, parsed.tree) if found.relaxed or not found.results.total else ()
    return Found(
        parsed,
        found.tree,
        found.results.total,
        hits,
        found.results.facets,
        (time.perf_counter() - started) * 1000,
        found.relaxed,
        found.by_heading,
        missing,
    )


def find_ids(
    engine: SearchEngine, text: str, *, filters: Mapping[str, frozenset[str]], limit: int
) -> tuple[str, ...]:
    """Give the ids of the passages that `find` finds, in the order in which they stand in their documents."""
    parsed = parse(text)
    if parsed.tree is None:
        return ()
    search = Search(parsed.tree, _narrowed(parsed.filters, filters), Sort.PLACE, 0, limit)
    return tuple(match.passage_id for match in _ask(engine, search).results.matches)


@dataclass(frozen=True, slots=True)
class _Answer:
    tree: Node
    results: Results
    relaxed: bool = False
    by_heading: bool = False


def _ask(engine: SearchEngine, search: Search) -> _Answer:
    """Ask for all the words; failing that for some of them; failing that for them in the headings."""
    answer = _Answer(search.query, engine.search(search))
    if answer.results.total:
        return answer
    looser, headings = loosened(search.query), in_headings(search.query)
    for tree, relaxed in ((looser, True), (headings, False)):
        if tree is None:
            continue
        results = engine.search(replace(search, query=tree))
        if results.total:
            return _Answer(tree, results, relaxed=relaxed, by_heading=not relaxed)
    return answer


def _missing(engine: SearchEngine, tree: Node) -> tuple[str, ...]:
    """Give the words of a query that no text, title or section has."""

    def is_missing(term: Term) -> bool:
        anywhere = Or((term, *(In(field, term) for field in FIELDS)))
        return not engine.search(Search(anywhere, limit=0)).total

    return tuple(term.word for term in plain_terms(tree)[:_MOST_MISSING] if is_missing(term))


def _narrowed(own: Mapping[str, frozenset[str]], given: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """Put two sets of filters together; where both speak of a facet, both must allow its value."""
    both = {facet: values for facet, values in own.items() if values}
    for facet, values in given.items():
        if values:
            # Nothing in common: a value that no passage has, for an empty set would allow everything.
            both[facet] = (both[facet] & values or frozenset({""})) if facet in both else values
    return both


def _hits(archive: Archive, tree: Node, results: Results) -> tuple[Hit, ...]:
    passages = archive.passages.held((match.version_id, match.passage_id) for match in results.matches)
    shown = list(passages.values())
    versions = archive.catalogue.get_versions({passage.version_id for passage in shown})
    documents = archive.catalogue.get_documents({version.document_id for version in versions.values()})
    labels = archive.passages.labels_of(shown)

    def hit(match: Match) -> Hit:
        passage = passages[match.version_id, match.passage_id]
        version = versions[passage.version_id]
        document = documents[version.document_id]
        heading = "\n".join((version.title, *passage.section, *passage.header))
        own_labels = {number: labels.get((version.id, number), str(number)) for number in passage.page_numbers}
        spans = marks(tree, passage.text, passage.language, heading=heading)
        return Hit(passage, document, version, own_labels, match.score, spans)

    # A passage that has left its version since the index was written has nothing to show.
    return tuple(hit(each) for each in results.matches if (each.version_id, each.passage_id) in passages)
