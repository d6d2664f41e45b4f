"""Versions that were taken out of the archive: their passages' links go on answering, unless they are purged.

Rule: taking out keeps what links need, words and places; purging keeps what a citation needs, and no words.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from archive.alignment_corrections import forget_purged
from archive.audit import Deed, strike, write
from archive.catalogue import version_of
from archive.database import Database
from archive.departures import depart
from archive.errors import VersionNotFound
from archive.left_behind import name_anew
from archive.model import Document, Stage, Version
from archive.tables import changes, documents, intakes, queue, removals, tombstones, versions
from archive.tombstones import bury

_CITED = ("author", "date")
"""Of what a file says of itself, what its citation needs besides the title."""


@dataclass(frozen=True, slots=True)
class Removal:
    """A version that was taken out, with its document, both as they were.

    `removed_at`: when it was taken out, or purged if it was.
    """

    version: Version
    document: Document
    removed_at: str
    is_purged: bool


class Removals:
    """Takes versions out, and tells of those that were."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, version_id: str) -> Removal | None:
        """Give the removal of a version, if it was removed and did not come back."""
        query = select(removals).where(removals.c.version_id == version_id)
        with self._database.connect() as connection:
            row = connection.execute(query).mappings().first()
        return _removal(row) if row else None

    def all(self) -> list[Removal]:
        """Give all versions that were removed and did not come back, the last one first."""
        query = select(removals).order_by(removals.c.removed_at.desc(), removals.c.version_id)
        with self._database.connect() as connection:
            return [_removal(row) for row in connection.execute(query).mappings()]

    def restorable(self) -> set[str]:
        """Give the hashes of originals that are kept of versions which were taken out and may come back."""
        query = select(removals.c.version).where(removals.c.is_purged.is_(False))
        with self._database.connect() as connection:
            return {version["original_sha256"] for version in connection.scalars(query)}

    def purged(self) -> set[str]:
        """Give the hashes of originals of versions that were purged and did not come back."""
        return {each.version.original_sha256 for each in self.all() if each.is_purged}

    def take_out(
        self,
        version_id: str,
        *,
        is_purged: bool = False,
        stands_as: str | None = None,
        deed: Deed | None = None,
    ) -> Removal:
        """Take a version out in one transaction, or purge one that was taken out before; note the deed in it.

        The edition before it, if there is one, is the newest again; where it was a copy of another version, links
        to it lead to that one, `stands_as`. Raises: VersionNotFound.
        """
        with self._database.begin() as connection:
            _take_out(connection, version_id, stands_as)
            if is_purged:
                _purge(connection, version_id)
            if connection.scalar(select(removals.c.version_id).where(removals.c.version_id == version_id)):
                write(connection, deed)
        removal = self.find(version_id)
        if removal is None:
            raise VersionNotFound(version_id)
        return removal


def _removal(row: Any) -> Removal:
    return Removal(version_of(row["version"]), Document(**row["document"]), row["removed_at"], row["is_purged"])


def _take_out(connection: Connection, version_id: str, stands_as: str | None) -> None:
    row = connection.execute(select(versions).where(versions.c.id == version_id)).mappings().first()
    if row is None:
        return
    work = select(documents).where(documents.c.id == row["document_id"])
    bury(connection, version_id, ())
    if stands_as is not None:
        depart(connection, row, stands_as=stands_as)
    values: dict[str, Any] = {
        "version_id": version_id,
        "document_id": row["document_id"],
        "language": row["language"],
        "version": dict(row),
        "document": dict(connection.execute(work).mappings().one()),
        "removed_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "is_purged": False,
    }
    connection.execute(insert(removals).values(**values))
    beside = (versions.c.document_id == row["document_id"]) & (versions.c.language == row["language"])
    connection.execute(insert(changes).from_select(["version_id"], select(versions.c.id).where(beside)))
    connection.execute(delete(versions).where(versions.c.id == version_id))
    connection.execute(delete(intakes).where(intakes.c.sha256 == row["original_sha256"]))
    held = select(versions.c.document_id)
    connection.execute(delete(documents).where(documents.c.id.not_in(held)))
    name_anew(connection, row)


def _purge(connection: Connection, version_id: str) -> None:
    """Keep of a version no words: neither those of its passages nor those around them, nor what it was made of."""
    emptied: dict[str, Any] = {"text": None, "prefix": "", "suffix": "", "header": [], "section": []}
    connection.execute(update(tombstones).where(tombstones.c.version_id == version_id).values(**emptied))
    row = connection.execute(select(removals).where(removals.c.version_id == version_id)).mappings().first()
    if row is not None:
        author = {name: value for name, value in row["version"]["metadata"].items() if name in _CITED}
        bare = {**row["version"], "outline": [], "warnings": [], "metadata": author, "source": "", "file_name": ""}
        purged_at = row["removed_at"] if row["is_purged"] else datetime.now(UTC).isoformat(timespec="seconds")
        purged = update(removals).where(removals.c.version_id == version_id)
        connection.execute(purged.values(version=bare, is_purged=True, removed_at=purged_at))
        forget_purged(connection, version_id)
        strike(connection, version_id, row["document_id"])
        is_its_own = (queue.c.sha256 == row["version"]["original_sha256"]) & (queue.c.stage == Stage.DONE.value)
        connection.execute(delete(queue).where(is_its_own))
