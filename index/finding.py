"""A search from the reader's words to what she sees: the one way for page, API and command line.

Rule: all words are wanted, in the reader's language or the other. Where few passages have them all, passages with
some of them follow, each knowing which it lacks; where only titles or sections have them, what stands below those,
and the result says so. Text comes from the archive, never from the engine.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from archive import Archive
from index.asked_query import Across, Query, ask
from index.crosslingual import Expansion
from index.engine import Capped, FacetCount, Meant, Search, SearchEngine, Sort
from index.hits import Hit, hits_of
from index.meaning import Asked
from index.query import Parsed, parse
from index.remarks import About, Remark
from index.tree import And, Fuzzy, Node, is_plain, plain_terms, sought_words

_MOST_MISSING = 10
"""Words told when a query finds too little: of a pasted paragraph, not all."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found. `tree` is what was asked of the engine; None when nothing was asked.

    `whole`: how many of all have all the words or say them, and come first. `by_heading`: the words stand in
    titles or sections alone. `missing`: when no passage has all the words, those that stand nowhere in the
    archive, whatever the filters. `expansions`: what was put beside the words in the other language.
    `is_any_there`: whether some passage has some word of it.
    """

    parsed: Parsed
    tree: Node | None
    total: int = 0
    hits: tuple[Hit, ...] = ()
    facets: Mapping[str, tuple[FacetCount, ...]] = field(default_factory=dict)
    took_ms: float = 0.0
    whole: int = 0
    by_heading: bool = False
    missing: tuple[str, ...] = ()
    expansions: tuple[Expansion, ...] = ()
    is_any_there: bool = True
    capped: tuple[Capped, ...] = ()

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """What is to be known of how the query was read, and of what was not looked for."""
        return (*self.parsed.remarks, *map(_of_capped, self.capped))

    @property
    def relaxed(self) -> bool:
        """Whether no passage has all the words, and these have some."""
        return bool(self.total) and not self.whole and not self.by_heading and self.is_any_there

    @property
    def by_meaning(self) -> bool:
        """Whether no passage has any of the words, and these mean something like them."""
        return bool(self.total) and not self.is_any_there


def find(
    archive: Archive,
    engine: SearchEngine,
    text: str,
    *,
    filters: Mapping[str, frozenset[str]] | None = None,
    sort: Sort = Sort.RELEVANCE,
    offset: int = 0,
    limit: int = 20,
    across: Across | None = None,
    meanings: Asked | None = None,
    is_counted: bool = True,
) -> Found:
    """Search for what a reader typed. `filters` narrow what the text itself asks for; `is_counted`: with facets.

    A text that asks for nothing finds nothing: the caller shows the shelf.
    """
    started = time.perf_counter()
    parsed = parse(text)
    if parsed.tree is None:
        return Found(parsed, None)
    query = Query.of(parsed, across)
    meant = _meant(parsed, meanings) if sort is Sort.RELEVANCE else None
    allowed = _narrowed(parsed.filters, filters or {})
    search = Search(
        query.tree,
        allowed,
        sort,
        offset,
        limit,
        query.further,
        meant,
        parsed.said,
        query.language,
        is_counted,
        query.aligned,
    )
    found = ask(engine, search)
    hits = hits_of(archive, query, found) if found.results.matches else ()
    missing = tuple(" ".join(term.word for term in plain_terms(word)) for word in found.absent[:_MOST_MISSING])
    return Found(
        parsed,
        found.tree,
        found.results.total,
        hits,
        found.results.facets,
        (time.perf_counter() - started) * 1000,
        0 if found.by_heading else found.results.whole,
        found.by_heading,
        missing,
        query.expansions,
        len(found.absent) < len(sought_words(query.tree)) or not found.absent,
        found.results.capped,
    )


def _of_capped(capped: Capped) -> Remark:
    node = capped.node
    typed = f"{node.word}~" if isinstance(node, Fuzzy) else node.pattern
    return Remark(About.CAPPED_PATTERN, typed, taken=len(capped.words), among=capped.among)


def find_ids(
    engine: SearchEngine,
    text: str,
    *,
    filters: Mapping[str, frozenset[str]],
    limit: int,
    across: Across | None = None,
) -> tuple[str, ...]:
    """Give the ids of the passages that have what `find` seeks, in the order in which they stand."""
    parsed = parse(text)
    if parsed.tree is None:
        return ()
    query = Query.of(parsed, across)
    search = replace(_in_order(query, parsed, filters), limit=limit, further=query.further)
    return tuple(match.passage_id for match in ask(engine, search).results.matches)


def count_whole(
    engine: SearchEngine, text: str, *, filters: Mapping[str, frozenset[str]], across: Across | None = None
) -> int:
    """Tell how many passages have all the words; neither what lacks some nor what only says the same counts.

    `Found.whole` may be a few more: what says the same costs a statement each time.
    """
    parsed = parse(text)
    if parsed.tree is None:
        return 0
    search = replace(_in_order(Query.of(parsed, across), parsed, filters), aligned=None)
    if isinstance(search.query, And):
        # How near each other words stand only ranks, and takes half of the time.
        search = replace(search, query=replace(search.query, strict=True))
    return engine.search(search).whole


def _in_order(query: Query, parsed: Parsed, filters: Mapping[str, frozenset[str]]) -> Search:
    """Ask for what has all the words, as it stands, without counts."""
    return Search(
        query.tree,
        _narrowed(parsed.filters, filters),
        Sort.PLACE,
        limit=0,
        said=parsed.said,
        language=query.language,
        is_counted=False,
        aligned=query.aligned,
    )


def trees_of(text: str, across: Across | None = None) -> tuple[Node, ...]:
    """Give what a passage may be marked for, the strictest first: all the words, then some of them."""
    parsed = parse(text)
    if parsed.tree is None:
        return ()
    query = Query.of(parsed, across)
    return (query.tree, query.further) if query.further else (query.tree,)


def _narrowed(own: Mapping[str, frozenset[str]], given: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """Put two sets of filters together; where both speak of a facet, both must allow its value."""
    both = {facet: values for facet, values in own.items() if values}
    for facet, values in given.items():
        if values:
            # Nothing in common: a value that no passage has, for an empty set would allow everything.
            both[facet] = (both[facet] & values or frozenset({""})) if facet in both else values
    return both


def _meant(parsed: Parsed, meanings: Asked | None) -> Meant | None:
    """Give what a query means that is words alone; with filters in its text, what its words mean without them."""
    if meanings is None or parsed.tree is None or not is_plain(parsed.tree):
        return None
    words = " ".join(term.word for term in plain_terms(parsed.tree))
    return meanings.meant(words if parsed.filters else parsed.text)
