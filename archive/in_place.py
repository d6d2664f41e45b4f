"""Passages as a list of hits shows them: each with its document, its version and the labels of its pages.

Rule: two statements, however many are asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import NamedTuple

from archive.database import Database
from archive.model import Document, Passage, Version
from archive.remembered import passage, place
from archive.statements import PLACES, WITH_LABELS

_IDS_PER_QUERY = 500
"""SQLite before 3.32 takes 999 parameters at most."""


class InPlace(NamedTuple):
    """A passage, where it stands, and the labels of its pages, and perhaps of some between them, by number."""

    passage: Passage
    document: Document
    version: Version
    labels: Mapping[int | None, str]


class PassagesInPlace:
    """Reads passages with what is said of each in a list of them."""

    def __init__(self, database: Database) -> None:
        self._database = database

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
            places = connection.execute(PLACES, {"ids": sorted({version_id for version_id, _ in held})})
            of = {version.id: (document, version) for document, version in (place(*row) for row in places)}
        return {key: InPlace(one, *of[key[0]], labels[key]) for key, one in held.items()}
