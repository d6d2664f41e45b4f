"""Passages as a list of hits shows them: each with its document, its version and the labels of its pages.

Rule: two statements, however many are asked for; one where the versions were asked for in the same state of the
catalogue, as those of a search are by the next. Within `Archive.reading` what takes the snapshot may be another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from threading import Lock
from typing import NamedTuple

from sqlalchemy import Connection

from archive.database import Database
from archive.model import Document, Passage, Version
from archive.of_one_state import OfOneState
from archive.remembered import passage, place
from archive.statements import PLACES, WITH_LABELS

_IDS_PER_QUERY = 500
"""SQLite before 3.32 takes 999 parameters at most."""

_LINES_KEPT = 50_000
"""Lines of outlines of the versions kept: some 10 MB, however long outlines are."""

_LINES_BESIDE = 20
"""All that is said of a version beside its outline takes as much room."""

Placed = tuple[Document, Version]


class InPlace(NamedTuple):
    """A passage, where it stands, and the labels of its pages, and perhaps of some between them, by number."""

    passage: Passage
    document: Document
    version: Version
    labels: Mapping[int | None, str]


class PassagesInPlace:
    """Reads passages with what is said of each in a list of them."""

    def __init__(self, database: Database, of_one_state: OfOneState) -> None:
        self._database, self._of_one_state = database, of_one_state

    def of(self, wanted: Iterable[tuple[str, str]]) -> dict[tuple[str, str], InPlace]:
        """Give the passages that there are of these, by version id and own id."""
        pairs = set(wanted)
        ids = iter(sorted(passage_id for _, passage_id in pairs))
        held: dict[tuple[str, str], Passage] = {}
        labels: dict[tuple[str, str], dict[int | None, str]] = {}
        with self._database.connect() as connection:
            while some := list(islice(ids, _IDS_PER_QUERY)):
                for *row, number, label in connection.execute(WITH_LABELS, {"ids": some}).all():
                    one = passage(*row)
                    if (key := (one.version_id, one.id)) in pairs:
                        held[key] = one
                        labels.setdefault(key, {})[number] = label
            of = self._placed(connection, {version_id for version_id, _ in held})
        return {key: InPlace(one, *of[key[0]], labels[key]) for key, one in held.items()}

    def _placed(self, connection: Connection, version_ids: set[str]) -> Mapping[str, Placed]:
        """Give versions with their documents, by their ids; read anew once the catalogue has changed."""
        kept = self._of_one_state.get(PassagesInPlace, _Kept)
        placed = {each: known for each in version_ids if (known := kept.find(each))}
        if new := version_ids - placed.keys():
            rows = connection.execute(PLACES, {"ids": sorted(new)}).all()
            for document, version in (place(*row) for row in rows):
                placed[version.id] = document, version
                kept.put(version.id, (document, version))
        return placed


class _Kept:
    """Versions with their documents, by their ids, as many as there is room for; what came first goes first."""

    def __init__(self) -> None:
        self._placed: dict[str, Placed] = {}
        self._lines = 0
        self._lock = Lock()

    def find(self, version_id: str) -> Placed | None:
        """Give what is kept of this id."""
        return self._placed.get(version_id)

    def put(self, version_id: str, placed: Placed) -> None:
        """Keep one more."""
        with self._lock:
            if version_id in self._placed:
                return
            self._placed[version_id] = placed
            self._lines += _lines(placed)
            while self._lines > _LINES_KEPT:
                self._lines -= _lines(self._placed.pop(next(iter(self._placed))))


def _lines(placed: Placed) -> int:
    return _LINES_BESIDE + len(placed[1].outline)
