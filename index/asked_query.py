"""What is asked of an engine: a query carried over into the other language, and then where it finds nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

from index.crosslingual import Expansion, Lexicon, carry
from index.engine import Aligned, Results, Search, SearchEngine, Sort
from index.query import Parsed
from index.tree import Node, as_typed, in_headings, is_plain, loosened


@dataclass(frozen=True, slots=True)
class Across:
    """What carries a query over into the other language, without what the reader does not want of it.

    `aligned` tells what says the same as a passage there; without it, words alone are looked for.
    """

    lexicon: Lexicon
    without: frozenset[str] = frozenset()
    aligned: Aligned | None = None


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked: all the words, or some of them; `typed` is the first of these as it was typed."""

    typed: Node
    tree: Node
    further: Node | None
    expansions: tuple[Expansion, ...] = ()
    language: str = ""
    aligned: Aligned | None = None

    @classmethod
    def of(cls, parsed: Parsed, across: Across | None) -> Self:
        """Carry over what was typed, which is something."""
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
class Answer:
    """What an engine was asked in the end, and what it answered.

    `absent`: words of the query that stand nowhere, whatever the filters; `by_heading`: it was asked for what
    stands below titles and sections that have the words.
    """

    tree: Node
    results: Results
    absent: tuple[Node, ...]
    by_heading: bool = False


def ask(engine: SearchEngine, search: Search) -> Answer:
    """Ask for the words in the texts; failing that for them in the headings."""
    results = engine.search(search)
    absent = results.absent
    if not results.total and search.further and search.sort is not Sort.RELEVANCE:
        # In another order than the best first, those that lack words would stand among the others.
        search = replace(search, query=search.further, further=None, aligned=None)
        results = replace(engine.search(search), whole=0)
    headings = in_headings(search.query)
    if results.total or headings is None:
        return Answer(search.query, results, absent)
    below = engine.search(replace(search, query=headings, further=None, aligned=None))
    if below.total:
        return Answer(headings, below, absent, by_heading=True)
    return Answer(search.query, results, absent)
