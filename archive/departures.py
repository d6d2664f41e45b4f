"""Where versions stood before they were moved to another document, or taken out as copies: addresses lead on.

Rule: an edition's number is given once. Whoever asks for a place that a version left is led to where it stands
now, or to what stands there for it.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, insert, select

from archive.database import Database
from archive.model import Issued, Version
from archive.tables import departures, documents, versions

_MOST_STEPS = 100
"""A version moved more often than that leads nowhere; two that stand for each other are no way at all."""


class Departure(NamedTuple):
    """A place that a version left: the document, with its title of then, the language and the edition.

    `stands_as` is the version that now stands for it: itself, or that of which it was a copy.
    """

    version_id: str
    document_id: str
    document_title: str
    language: str
    edition: int
    stands_as: str
    left_at: str


class Departures:
    """Tells where versions went."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def stands_for(self, version_id: str) -> str | None:
        """Give the version that is held in place of one: itself where it is; nothing where there is none."""
        seen: set[str] = set()
        while version_id not in seen and len(seen) < _MOST_STEPS:
            seen.add(version_id)
            if self._is_held(version_id):
                return version_id
            last = self._last(select(departures).where(departures.c.version_id == version_id))
            if last is None:
                return None
            version_id = last.stands_as
        return None

    def from_place(self, document_id: str, language: str = "", edition: int | None = None) -> str | None:
        """Give the version that stands for what left a document last, in a language and of an edition if told."""
        query = select(departures).where(departures.c.document_id == document_id)
        if language:
            query = query.where(departures.c.language == language)
        if edition is not None:
            query = query.where(departures.c.edition == edition)
        last = self._last(query)
        return self.stands_for(last.stands_as) if last else None

    def of(self, version_id: str) -> list[Departure]:
        """Give the places that a version left, the first one first."""
        query = select(departures).where(departures.c.version_id == version_id).order_by(departures.c.id)
        with self._database.connect() as connection:
            return [_departure(row) for row in connection.execute(query).mappings()]

    def left_by(self, issued: Issued, now: Version) -> Departure | None:
        """Give the place in another document that a passage's file left, where a link to it was made there."""
        if issued.retired_at is None:
            return None
        later = (each for each in self.of(issued.version.id) if each.left_at >= (issued.retired_at or ""))
        left = next(later, None)
        return left if left and left.document_id != now.document_id else None

    def _last(self, query: Select[Any]) -> Departure | None:
        with self._database.connect() as connection:
            row = connection.execute(query.order_by(departures.c.id.desc()).limit(1)).mappings().first()
            return _departure(row) if row else None

    def _is_held(self, version_id: str) -> bool:
        with self._database.connect() as connection:
            return connection.scalar(select(versions.c.id).where(versions.c.id == version_id)) is not None


def depart(connection: Connection, place: Any, *, stands_as: str, left_at: str | None = None) -> None:
    """Note that a version leaves its place; `place` is its row, as it was."""
    title = select(documents.c.title).where(documents.c.id == place["document_id"])
    values = {
        "version_id": place["id"],
        "document_id": place["document_id"],
        "document_title": connection.scalar(title) or place["title"],
        "language": place["language"],
        "edition": place["edition"],
        "stands_as": stands_as,
        "left_at": left_at or datetime.now(UTC).isoformat(timespec="seconds"),
    }
    connection.execute(insert(departures).values(**values))


def _departure(row: Any) -> Departure:
    return Departure(**{name: row[name] for name in Departure._fields})
