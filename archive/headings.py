"""What sections are called, over all that is held and current."""

from __future__ import annotations

from sqlalchemy import exists, func, select

from archive.database import Database
from archive.model import Kind
from archive.tables import passages, versions


class Headings:
    """Reads the headings of current versions."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def counted(self, longest: int, most: int) -> list[tuple[str, int]]:
        """Give headings of at most `longest` characters and how often each stands, the most frequent first."""
        newer = versions.alias()
        is_older = exists().where(
            newer.c.document_id == versions.c.document_id,
            newer.c.language == versions.c.language,
            newer.c.edition > versions.c.edition,
        )
        times = func.count()
        query = (
            select(passages.c.text, times)
            .join(versions, versions.c.id == passages.c.version_id)
            .where(passages.c.kind == Kind.HEADING.value, func.length(passages.c.text) <= longest, ~is_older)
            .group_by(passages.c.text)
            .order_by(times.desc(), passages.c.text)
            .limit(most)
        )
        with self._database.connect() as connection:
            return [(row[0], row[1]) for row in connection.execute(query)]
