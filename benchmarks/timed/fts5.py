"""SQLite FTS5: a table of stems and one of words, neither with the texts; totals are counted by another query."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from benchmarks.timed.asked import ANY, DISTANCE, FUZZY, NEAR, PHRASE, PREFIX, WILDCARD, Asked
from benchmarks.timed.engine import PAGE, Answer, Ask, facets_of, stems_asked, terms_of, words_asked
from index import PutVersion

_TABLES = """
CREATE VIRTUAL TABLE stems USING fts5(term, content='', tokenize="unicode61 remove_diacritics 0 tokenchars '_'");
CREATE VIRTUAL TABLE words USING fts5(term, content='', tokenize="unicode61 remove_diacritics 0 tokenchars '_'");
CREATE TABLE facets (number INTEGER PRIMARY KEY, passage TEXT, kind TEXT, year TEXT);
"""


class Fts5:
    """Fulfils `Engine`."""

    name = "FTS5"

    def __init__(self, folder: Path) -> None:
        self._path = folder / "fts5.sqlite"

    def fill(self, documents: Iterable[PutVersion]) -> None:
        """Make a new index of documents."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(self._path)
        connection.executescript(_TABLES)
        self._write(connection, documents)

    def add(self, document: PutVersion) -> None:
        """Add one more to it."""
        self._write(sqlite3.connect(self._path), [document])

    def open(self) -> Searching:
        """Open it for searches."""
        return Searching(sqlite3.connect(self._path))

    def _write(self, connection: sqlite3.Connection, documents: Iterable[PutVersion]) -> None:
        (last,) = connection.execute("SELECT coalesce(max(number), 0) FROM facets").fetchone()
        entries = (entry for document in documents for entry in document.entries)
        for number, entry in enumerate(entries, start=last + 1):
            words, stems = terms_of(entry)
            facets = facets_of(entry)
            connection.execute("INSERT INTO stems (rowid, term) VALUES (?, ?)", (number, " ".join(stems)))
            connection.execute("INSERT INTO words (rowid, term) VALUES (?, ?)", (number, " ".join(words)))
            connection.execute(
                "INSERT INTO facets VALUES (?, ?, ?, ?)",
                (number, entry.passage_id, facets["kind"], facets["year"]),
            )
        connection.commit()
        connection.close()


class Searching:
    """Fulfils `engine.Searching`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def prepare(self, asked: Asked) -> Ask | None:
        """Make a query ready; None where it cannot be asked."""
        if asked.kind in {WILDCARD, FUZZY}:
            return None
        table, sought = _match(asked)
        only = f" AND facets.{asked.facet} = ?" if asked.facet else ""
        joined = f"{table} JOIN facets ON facets.number = {table}.rowid"
        among = joined if only else table
        best = (
            f"SELECT passage FROM (SELECT {table}.rowid AS number FROM {among} WHERE {table} MATCH ?{only} "  # noqa: S608 - names of ours
            f"ORDER BY bm25({table}) LIMIT {PAGE}) JOIN facets USING (number)"
        )
        count = f"SELECT count(*) FROM {among} WHERE {table} MATCH ?{only}"  # noqa: S608 - names of ours
        values = (sought, asked.value) if only else (sought,)

        def ask() -> Answer:
            found = self._connection.execute(best, values).fetchall()
            (total,) = self._connection.execute(count, values).fetchone()
            return Answer(total, tuple(passage for (passage,) in found))

        return ask

    def close(self) -> None:
        """Give the index back."""
        self._connection.close()


def _match(asked: Asked) -> tuple[str, str]:
    """Give the table in which is sought, and what."""
    words = words_asked(asked.words)
    if asked.kind == PHRASE:
        return "words", '"' + " ".join(words) + '"'
    if asked.kind == NEAR:
        return "words", f"NEAR({' '.join(words)}, {DISTANCE})"
    if asked.kind == PREFIX:
        return "words", words_asked([asked.pattern.rstrip("*")])[0] + "*"
    stems = [f'"{each}"' for each in stems_asked(asked.words, asked.language)]
    return "stems", (" OR " if asked.kind == ANY else " AND ").join(stems)
