"""What sections are called, over all that is held and current."""

from __future__ import annotations

from sqlalchemy import Exists, Text, and_, cast, exists, func, select

from archive.catalogue import version_of
from archive.database import Database
from archive.model import Document, Kind, Version
from archive.tables import documents, passages, versions

_SHORT_TITLE = 80
"""Characters of a title that may have a phrase in it that is one to search for."""


class Headings:
    """Reads the headings of current versions."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def counted(self, longest: int, most: int) -> list[tuple[str, int]]:
        """Give headings of at most `longest` characters and how often each stands, the most frequent first."""
        times = func.count()
        query = (
            select(passages.c.text, times)
            .join(versions, versions.c.id == passages.c.version_id)
            .where(passages.c.kind == Kind.HEADING.value, func.length(passages.c.text) <= longest, ~_is_older())
            .group_by(passages.c.text)
            .order_by(times.desc(), passages.c.text)
            .limit(most)
        )
        with self._database.connect() as connection:
            return [(row[0], row[1]) for row in connection.execute(query)]

    def telling(self, most: int) -> list[tuple[Document, Version]]:
        """Give current versions with their documents, by their ids, `most` of each language.

        Of more, those with an outline or a short title go first, then those of documents with a date.
        """
        says_little = and_(cast(versions.c.outline, Text) == "[]", func.length(versions.c.title) > _SHORT_TITLE)
        order = (says_little, documents.c.date.is_(None), versions.c.id)
        place = func.row_number().over(partition_by=versions.c.language, order_by=order).label("place")
        of = versions.c.document_id == documents.c.id
        placed = select(versions.c.id, place).join_from(documents, versions, of).where(~_is_older()).subquery()
        columns = (documents.c.date.label("of_date"), documents.c.title.label("of_title"), versions)
        query = (
            select(*columns)
            .join_from(documents, versions, of)
            .where(versions.c.id.in_(select(placed.c.id).where(placed.c.place <= most)))
            .order_by(versions.c.document_id, versions.c.language)
        )
        with self._database.connect() as connection:
            rows = map(dict, connection.execute(query).mappings())
            named = [(Document(row["document_id"], row.pop("of_title"), row.pop("of_date")), row) for row in rows]
        return [(document, version_of(row)) for document, row in named]


def _is_older() -> Exists:
    newer = versions.alias()
    return exists().where(
        newer.c.document_id == versions.c.document_id,
        newer.c.language == versions.c.language,
        newer.c.edition > versions.c.edition,
    )
