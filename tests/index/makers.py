"""Make what an engine is given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from index.engine import Entry, Match, PutVersion, Results, Search, SearchEngine, Sort
from index.query import parse


def entry(
    text: str = "Regional innovation.",
    *,
    passage_id: str = "p1",
    document_id: str = "study",
    language: str = "en",
    kind: str = "paragraph",
    year: int | None = 2014,
    page_number: int = 1,
    ordinal: int = 0,
    title: str = "",
    section: str = "",
    weight: float = 1.0,
    header: str = "",
) -> Entry:
    return Entry(
        passage_id, document_id, language, kind, year, page_number, ordinal, title, section, text, weight, header
    )


def put(version_id: str, *texts: str, **fields: object) -> PutVersion:
    """Make a version whose passages are named after it: v1-0, v1-1 ..."""
    return PutVersion(
        version_id,
        tuple(
            entry(text, passage_id=f"{version_id}-{ordinal}", ordinal=ordinal, **fields)  # type: ignore[arg-type]
            for ordinal, text in enumerate(texts)
        ),
    )


def ask(
    engine: SearchEngine,
    query: str,
    *,
    filters: Mapping[str, Iterable[str]] | None = None,
    sort: Sort = Sort.RELEVANCE,
    offset: int = 0,
    limit: int = 20,
) -> Results:
    tree = parse(query).tree
    assert tree is not None
    allowed = {facet: frozenset(values) for facet, values in (filters or {}).items()}
    return engine.search(Search(tree, allowed, sort, offset, limit))


def ids(matches: Sequence[Match]) -> list[str]:
    return [match.passage_id for match in matches]


def found(engine: SearchEngine, query: str) -> set[str]:
    """Give the ids of all passages that answer."""
    return set(ids(ask(engine, query, limit=1000).matches))
