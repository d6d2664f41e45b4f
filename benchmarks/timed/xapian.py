"""Xapian through the package of the system's Python, where there is one of the same version."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.timed.asked import ANY, DISTANCE, FUZZY, NEAR, PHRASE, PREFIX, WILDCARD, Asked
from benchmarks.timed.engine import PAGE, Answer, Ask, facets_of, stems_asked, terms_of, words_asked
from index import PutVersion

_SYSTEM_PACKAGES = "/usr/lib/python3/dist-packages"
"""Where Debian puts what its own Python imports."""

_WORD, _STEM = "W", "S"
_FACETS = {"kind": "XK", "year": "XY"}
"""What stands before terms, so that those of one field are told from those of another."""


class Xapian:
    """Fulfils `Engine`. Raises: ImportError: the package is not there, or of another Python."""

    name = "Xapian"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._library = load()

    def fill(self, documents: Iterable[PutVersion]) -> None:
        """Make a new index of documents."""
        self._folder.parent.mkdir(parents=True, exist_ok=True)
        self._write(documents, self._library.DB_CREATE_OR_OVERWRITE)

    def add(self, document: PutVersion) -> None:
        """Add one more to it."""
        self._write([document], self._library.DB_OPEN)
        self.open()

    def open(self) -> Searching:
        """Open it for searches."""
        return Searching(self._library, self._library.Database(str(self._folder)))

    def _write(self, documents: Iterable[PutVersion], how: int) -> None:
        database = self._library.WritableDatabase(str(self._folder), how)
        for document in documents:
            for entry in document.entries:
                words, stems = terms_of(entry)
                made = self._library.Document()
                made.set_data(entry.passage_id)
                for place, word in enumerate(words, start=1):
                    made.add_posting(_WORD + word, place)
                for each in stems:
                    made.add_term(_STEM + each)
                for facet, value in facets_of(entry).items():
                    made.add_boolean_term(_FACETS[facet] + value)
                database.add_document(made)
        database.commit()
        database.close()


class Searching:
    """Fulfils `engine.Searching`."""

    def __init__(self, imported: Any, database: Any) -> None:
        self._library = imported
        self._database = database
        self._enquire = imported.Enquire(database)

    def prepare(self, asked: Asked) -> Ask | None:
        """Make a query ready; None where it cannot be asked."""
        wanted = self._query(asked)
        if wanted is None:
            return None
        if asked.facet:
            only = self._library.Query(_FACETS[asked.facet] + asked.value)
            wanted = self._library.Query(self._library.Query.OP_FILTER, wanted, only)
        held = self._database.get_doccount()

        def ask() -> Answer:
            self._enquire.set_query(wanted)
            found = self._enquire.get_mset(0, PAGE, held)
            best = tuple(each.document.get_data().decode() for each in found)
            return Answer(found.get_matches_estimated(), best)

        return ask

    def close(self) -> None:
        """Give the index back."""
        self._database.close()

    def _query(self, asked: Asked) -> Any:
        query = self._library.Query
        words = [_WORD + each for each in words_asked(asked.words)]
        if asked.kind in {WILDCARD, FUZZY}:
            return None
        if asked.kind == PHRASE:
            return query(query.OP_PHRASE, words, len(words))
        if asked.kind == NEAR:
            return query(query.OP_NEAR, words, DISTANCE + len(words))
        if asked.kind == PREFIX:
            beginning = _WORD + words_asked([asked.pattern.rstrip("*")])[0]
            return query(query.OP_WILDCARD, beginning, 0, query.WILDCARD_LIMIT_ERROR)  # 0: of any number of words
        stems = [_STEM + each for each in stems_asked(asked.words, asked.language)]
        return query(query.OP_OR if asked.kind == ANY else query.OP_AND, stems)


def load() -> Any:
    """Import the package. Raises: ImportError."""
    if _SYSTEM_PACKAGES not in sys.path:
        sys.path.append(_SYSTEM_PACKAGES)
    return import_module("xapian")
