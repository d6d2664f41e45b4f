"""The outbox: which versions changed since the index last heard of them.

Rule: a change is written in the transaction that makes it and struck off only when an engine has it, so a
crash between the two costs a repetition and never a loss (the transactional outbox pattern).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import delete, insert, select

from archive.database import Database
from archive.tables import changes, versions


class PendingChange(NamedTuple):
    """A version to be looked at again: indexed if it is current, forgotten if it is not."""

    id: int
    version_id: str


class Outbox:
    """Reads and strikes off changes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def pending(self) -> list[PendingChange]:
        """Give the changes not yet done, oldest first."""
        with self._database.connect() as connection:
            rows = connection.execute(select(changes.c.id, changes.c.version_id).order_by(changes.c.id))
            return [PendingChange(*row) for row in rows]

    def done(self, ids: Iterable[int]) -> None:
        """Strike these changes off."""
        with self._database.begin() as connection:
            for change_id in ids:
                connection.execute(delete(changes).where(changes.c.id == change_id))

    def note_all(self) -> None:
        """Note every version as changed, for an index that starts from zero."""
        with self._database.begin() as connection:
            connection.execute(delete(changes))
            connection.execute(insert(changes).from_select(["version_id"], select(versions.c.id)))
