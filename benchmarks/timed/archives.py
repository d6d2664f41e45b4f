"""Whole queries of an archive that holds the texts of one size: engine, facets, ten passages, their marks.

Rule: every document is a version with one page for each passage, and without boxes: fetching those is the reader's
business. The lexicon of another language is left out, for whether there is one hangs on the archive.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from archive import (
    Archive,
    Document,
    Kind,
    LabelSource,
    Page,
    PageState,
    Part,
    Passage,
    Version,
    VersionStatus,
    Words,
)
from benchmarks.timed.asked import Asked, kept_asked
from benchmarks.timed.engine import PAGE
from benchmarks.timed.growing import kept
from benchmarks.timed.measured import Took, in_child, took
from benchmarks.timed.pasaje import NAME, Pasaje, search_of
from index import Found, PutVersion, Results, find, open_engine
from index.marks import marks

_ADDED_AT = "2026-11-27T12:00:00+00:00"


@dataclass(frozen=True, slots=True)
class WholeQuery:
    """What a query took from what was typed to hits with their marks, in seconds; how many marks were drawn.

    `parts`: what it took warm by the engine with its counts of facets, to fetch the passages, and to mark them.
    """

    asked: Asked
    first: Took
    warm: Took
    parts: tuple[Took, Took, Took]
    marks: int


def archive_of(texts: Path, folder: Path) -> Path:
    """Give the data folder of an archive of these texts; fill it unless it is filled."""
    data = folder / "archive"
    done = data / "filled"
    if not done.is_file():
        shutil.rmtree(data, ignore_errors=True)
        with Archive.open(data) as archive:
            with archive.writing("measuring"):
                for document in kept(texts):
                    _put(archive, document)
                archive.changes.done(change.id for change in archive.changes.pending())
            Pasaje(data / "index", archive.id).fill(kept(texts))
        done.touch()
    return data


def whole_queries(asked: Path, data: Path) -> list[WholeQuery]:
    """Ask everything in a process of its own, the first time and warm."""
    found = in_child(__name__, asked=str(asked), data=str(data))
    queries = kept_asked(asked)
    return [
        WholeQuery(queries[at], Took(*first), Took(*warm), tuple(Took(*each) for each in parts), marks)  # type: ignore[arg-type]
        for at, first, warm, parts, marks in found["rows"]  # type: ignore[index]
    ]


def measure(asked: list[Asked], data: Path) -> list[list[object]]:
    """Ask here and now: each query once, once all were asked, once more, and then part by part."""
    rows: list[list[object]] = []
    with _searched(data) as search:
        firsts = [took(partial(search, query)) for query in asked]
        warms = [took(partial(search, query)) for query in asked]
        parts = [search.parts(query) for query in asked]
    for number, ((first, found), (warm, _), each) in enumerate(zip(firsts, warms, parts, strict=True)):
        rows.append([number, first, warm, each, sum(len(hit.spans) for hit in found.hits)])
    return rows


class _Search:
    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._engine = open_engine(NAME, archive.folder / "index", archive_id=archive.id)

    def __call__(self, asked: Asked) -> Found:
        filters = {asked.facet: frozenset({asked.value})} if asked.facet else {}
        return find(self._archive, self._engine, asked.typed, filters=filters, limit=PAGE)

    def parts(self, asked: Asked) -> tuple[Took, Took, Took]:
        """Take the steps of `index.find` one by one: engine, passages, marks."""
        search = search_of(asked)
        engine, results = took(lambda: self._engine.search(search))
        fetching, passages = took(lambda: self._fetched(results))
        trees = [tree for tree in (search.query, search.further) if tree]
        marking, _ = took(lambda: [marks(tree, each.text, each.language) for each in passages for tree in trees])
        return engine, fetching, marking

    def _fetched(self, results: Results) -> list[Passage]:
        wanted = ((each.version_id, each.passage_id) for each in results.matches)
        return [held.passage for held in self._archive.in_place.of(wanted).values()]


@contextmanager
def _searched(data: Path) -> Iterator[_Search]:
    with Archive.open(data) as archive:
        yield _Search(archive)


def _put(archive: Archive, document: PutVersion) -> None:
    entries = document.entries
    version = Version(
        id=document.version_id,
        document_id=entries[0].document_id,
        title=entries[0].title,
        language=entries[0].language,
        edition=1,
        original_sha256=document.version_id.rjust(64, "0"),
        file_name=f"{document.version_id}.pdf",
        source="measuring",
        status=VersionStatus.READY,
        page_count=len(entries),
        passage_count=len(entries),
        added_at=_ADDED_AT,
        warnings=(),
    )
    pages = [
        Page(
            number=number,
            label=str(number),
            label_source=LabelSource.POSITION,
            width_points=595.0,
            height_points=842.0,
            text=each.text,
            words=Words(),
            state=PageState.TEXT,
        )
        for number, each in enumerate(entries, start=1)
    ]
    passages = [
        Passage(
            id=each.passage_id,
            version_id=document.version_id,
            ordinal=each.ordinal,
            kind=Kind(each.kind),
            section=tuple(each.section.split("\n")) if each.section else (),
            language=each.language,
            text=each.text,
            parts=(Part(number, 0, len(each.text), 0),),
            header=tuple(each.header.split("\n")) if each.header else (),
        )
        for number, each in enumerate(entries, start=1)
    ]
    archive.catalogue.put_document(Document(version.document_id, version.title, f"{entries[0].year}-01-01"))
    archive.passages.replace_version(version, pages, passages)


def main() -> None:
    """Measure as the arguments say, and print it as JSON."""
    given = json.loads(sys.argv[1])
    print(json.dumps({"rows": measure(kept_asked(Path(given["asked"])), Path(given["data"]))}))


if __name__ == "__main__":
    main()
