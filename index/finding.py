"""A search from the reader's words to what she sees: the one way for page, API and command line.

Rule: all words are wanted, in the reader's language or the other. Where few passages have them all, passages with
some of them follow, each knowing which it lacks; where only titles or sections have them, what stands below those,
and the result says so. Text comes from the archive, never from the engine.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Self

from archive import Archive, Document, Passage, Version
from index.crosslingual import Expansion, Lexicon, carry
from index.engine import Aligned, Capped, FacetCount, Match, Meant, Results, Search, SearchEngine, Sort
from index.marks import Reading, Span
from index.meaning import Asked
from index.query import Parsed, parse
from index.remarks import About, Remark
from index.tree import And, Fuzzy, Node, Some, as_typed, in_headings, is_plain, loosened, plain_terms, sought_words

_MOST_MISSING = 10
"""Words told when a query finds too little: of a pasted paragraph, not all."""


class MatchKind(StrEnum):
    """How a passage was found: by words as they were typed, by what says the same, or by what it means alone."""

    DIRECT = "direct"
    TRANSLATION = "translation"
    MEANING = "meaning"


@dataclass(frozen=True, slots=True)
class Across:
    """What carries a query over into the other language, without what the reader does not want of it.

    `aligned` tells what says the same as a passage there; without it, words alone are looked for.
    """

    lexicon: Lexicon
    without: frozenset[str] = frozenset()
    aligned: Aligned | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that answers, with what is marked in its text and the labels of its pages by number.

    `lacking`: the words it has neither in its text nor above it, where it does not have all; none where it is
    aligned with a passage that has them, and so says them.
    """

    passage: Passage
    document: Document
    version: Version
    labels: Mapping[int, str]
    score: float
    spans: tuple[Span, ...]
    match: MatchKind = MatchKind.DIRECT
    lacking: tuple[str, ...] = ()


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
    query = _Query.of(parsed, across)
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
    found = _ask(engine, search)
    hits = _hits(archive, query, found) if found.results.matches else ()
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
    query = _Query.of(parsed, across)
    search = replace(_in_order(query, parsed, filters), limit=limit, further=query.further)
    return tuple(match.passage_id for match in _ask(engine, search).results.matches)


def count_whole(
    engine: SearchEngine, text: str, *, filters: Mapping[str, frozenset[str]], across: Across | None = None
) -> int:
    """Tell how many passages have all the words; neither what lacks some nor what only says the same counts.

    `Found.whole` may be a few more: what says the same costs a statement each time.
    """
    parsed = parse(text)
    if parsed.tree is None:
        return 0
    search = replace(_in_order(_Query.of(parsed, across), parsed, filters), aligned=None)
    if isinstance(search.query, And):
        # How near each other words stand only ranks, and takes half of the time.
        search = replace(search, query=replace(search.query, strict=True))
    return engine.search(search).whole


def _in_order(query: _Query, parsed: Parsed, filters: Mapping[str, frozenset[str]]) -> Search:
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
    query = _Query.of(parsed, across)
    return (query.tree, query.further) if query.further else (query.tree,)


@dataclass(frozen=True, slots=True)
class _Query:
    """What is asked: all the words, or some of them; `typed` is the first of these as it was typed."""

    typed: Node
    tree: Node
    further: Node | None
    expansions: tuple[Expansion, ...] = ()
    language: str = ""
    aligned: Aligned | None = None

    @classmethod
    def of(cls, parsed: Parsed, across: Across | None) -> Self:
        typed = parsed.tree
        assert typed is not None  # noqa: S101 - the callers have seen to it
        if across is None:
            return cls(typed, typed, loosened(typed))
        carried = carry(typed, parsed.text, across.lexicon, across.without)
        # Who takes out all that stands for the words wants nothing that says them in others.
        is_wanted = is_plain(typed) and (carried.expansions or not across.without)
        return cls(
            as_typed(carried.tree),
            carried.tree,
            loosened(carried.tree),
            carried.expansions,
            carried.language,
            across.aligned if is_wanted else None,
        )


@dataclass(frozen=True, slots=True)
class _Answer:
    tree: Node
    results: Results
    absent: tuple[Node, ...]
    by_heading: bool = False


def _ask(engine: SearchEngine, search: Search) -> _Answer:
    """Ask for the words in the texts; failing that for them in the headings."""
    results = engine.search(search)
    absent = results.absent
    if not results.total and search.further and search.sort is not Sort.RELEVANCE:
        # In another order than the best first, those that lack words would stand among the others.
        search = replace(search, query=search.further, further=None, aligned=None)
        results = replace(engine.search(search), whole=0)
    headings = in_headings(search.query)
    if results.total or headings is None:
        return _Answer(search.query, results, absent)
    below = engine.search(replace(search, query=headings, further=None, aligned=None))
    if below.total:
        return _Answer(headings, below, absent, by_heading=True)
    return _Answer(search.query, results, absent)


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


def _match(query: _Query, reading: Reading, spans: Sequence[Span], lacking: Sequence[str]) -> MatchKind:
    """Tell how a passage was found by its words: in translation where something is marked that nobody typed."""
    if lacking and len(lacking) == len(plain_terms(query.tree)):
        return MatchKind.MEANING
    if not query.expansions:
        return MatchKind.DIRECT
    typed = loosened(query.typed) or query.typed
    return MatchKind.DIRECT if set(spans) <= set(reading.marks(typed) or ()) else MatchKind.TRANSLATION


def _hits(archive: Archive, query: _Query, answer: _Answer) -> tuple[Hit, ...]:
    results = answer.results
    held = archive.in_place.of((match.version_id, match.passage_id) for match in results.matches)
    only: dict[Node, frozenset[str]] = {each.node: each.words for each in results.capped}

    def hit(matched: Match) -> Hit:
        passage, document, version, labels = held[matched.version_id, matched.passage_id]
        heading = "\n".join((version.title, *passage.section, *passage.header))
        own_labels = {number: labels.get(number, str(number)) for number in passage.page_numbers}
        reading = Reading(passage.text, passage.language, heading, only)
        trees = (answer.tree,) if answer.by_heading else (query.tree, query.further)
        read = ((tree, spans) for tree in trees if tree and (spans := reading.marks(tree)) is not None)
        answered, spans = next(read, (None, ()))
        has_all = answered is query.tree and not isinstance(answered, Some)
        # What is aligned with a passage that has all the words says them, in whatever words.
        lacking = () if has_all or answer.by_heading or matched.is_aligned else reading.lacks(query.tree)
        match = MatchKind.TRANSLATION if matched.is_aligned else _match(query, reading, spans, lacking)
        return Hit(passage, document, version, own_labels, matched.score, spans, match, lacking)

    # What has left its version, or the archive, since the index was written has nothing to show.
    return tuple(hit(each) for each in results.matches if (each.version_id, each.passage_id) in held)
