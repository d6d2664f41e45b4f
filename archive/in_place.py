"""Passages as a list of hits shows them: each with its document, its version and the labels of its pages.

Rule: two statements, however many are asked for; one where the versions were asked for in the same state of the
catalogue, as those of a search are by the next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from typing import NamedTuple

from sqlalchemy import Connection

from archive.database import Database
from archive.model import Document, Passage, Version
from archive.remembered import passage, place
from archive.statements import PLACES, WITH_LABELS

_IDS_PER_QUERY = 500
"""SQLite before 3.32 takes 999 parameters at most."""


_VERSIONS_KEPT = 500
"""Of one state of the catalogue; some 10 MB, if all have an outline of a hundred lines."""

Placed = tuple[Document, Version]


class InPlace(NamedTuple):
    """A passage, where it stands, and the labels of its pages, and perhaps of some between them, by number."""

    passage: Passage
    document: Document
    version: Version
    labels: Mapping[int | None, str]


class PassagesInPlace:
    """Reads passages with what is said of each in a list of them."""

    def __init__(self, database: Database, state: Callable[[], object]) -> None:
        """Take what tells the state of the catalogue that is read, or one before; None where that is not known."""
        self._database, self._state = database, state
        self._kept: tuple[object, dict[str, Placed]] = None, {}

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
        state = self._state()
        known = self._kept[1] if state is not None and state == self._kept[0] else {}
        if len(known.keys() | version_ids) > _VERSIONS_KEPT:
            known = {}
        if new := version_ids - known.keys():
            rows = connection.execute(PLACES, {"ids": sorted(new)}).all()
            found = {version.id: (document, version) for document, version in (place(*row) for row in rows)}
            known = {**known, **found}
            self._kept = state, known
        return known
