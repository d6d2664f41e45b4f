"""Make what an engine is given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from index.engine import Aligned, Entry, Match, Meant, PutVersion, Results, Search, SearchEngine, Sort
from index.query import loosened, parse


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
    is_going_on: bool = False,
    meant: Meant | None = None,
    language: str = "",
    aligned: Aligned | None = None,
) -> Results:
    """Search; `is_going_on`: with passages that have some of the words."""
    parsed = parse(query)
    tree = parsed.tree
    assert tree is not None
    allowed = {facet: frozenset(values) for facet, values in (filters or {}).items()}
    further = loosened(tree) if is_going_on else None
    return engine.search(
        Search(tree, allowed, sort, offset, limit, further, meant, parsed.said, language, aligned=aligned)
    )


class Near:
    """What a query means, by the cosines of each version's passages."""

    def __init__(self, cosines: Mapping[str, Sequence[float]]) -> None:
        self._cosines = cosines

    def likeness(
        self, versions: Sequence[str], of_version: NDArray[np.integer], ordinals: NDArray[np.integer]
    ) -> NDArray[np.float64]:
        places = zip(of_version.tolist(), ordinals.tolist(), strict=True)
        return np.array([self._cosines[versions[version]][ordinal] for version, ordinal in places])


class Beside:
    """What says the same as some passages, by their versions and ordinals; passages are named as `put` does."""

    def __init__(self, places: Mapping[str, Sequence[tuple[str, int]]]) -> None:
        self._places = places

    def ordinals(self, wanted: Sequence[tuple[str, str]]) -> dict[tuple[str, str], Sequence[tuple[str, int]]]:
        return {each: self._places.get(each[1], ()) for each in wanted}


def ids(matches: Sequence[Match]) -> list[str]:
    return [match.passage_id for match in matches]


def found(engine: SearchEngine, query: str) -> set[str]:
    """Give the ids of all passages that answer."""
    return set(ids(ask(engine, query, limit=1000).matches))
