"""Descriptions of documents: what their files say, and what people have confirmed or put right.

Rule: what people said goes before what a file says, in every edition to come, and can be taken back. A title
belongs to a language, all else to the document.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from archive.audit import Deed, write
from archive.confirmed import (
    EVERY_LANGUAGE,
    carry,
    confirm_date,
    confirm_title,
    drop,
    forget_date,
    forget_title,
    put,
)
from archive.database import Database
from archive.description import Description, Field, Said
from archive.model import Document, Version
from archive.names import person, persons_in_file
from archive.returns import own_key
from archive.tables import descriptions

_SHARED = (Field.AUTHORS, Field.ISSUERS, Field.PLACE, Field.SERIES, Field.NUMBER)
"""What is kept here alone; a title and a date stand in the catalogue too."""


class Descriptions:
    """Reads descriptions, and writes what people say of them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, document: Document, version: Version) -> Description:
        """Give what is known of a version of a document, whether or not they are still held."""
        return self.of_each(document, [version])[0]

    def of_each(self, document: Document, versions: Sequence[Version]) -> list[Description]:
        """Give what is known of each of these versions of a document, in one go."""
        keys = [document.id, *(own_key(version.id) for version in versions)]
        query = select(descriptions).where(descriptions.c.document_id.in_(keys))
        said = defaultdict[str, list[Any]](list)
        with self._database.connect() as connection:
            for row in connection.execute(query).mappings():
                said[row["document_id"]].append(row)
        return [_description(document, each, said.get(own_key(each.id)) or said[document.id]) for each in versions]

    def issuers(self) -> dict[str, tuple[str, ...]]:
        """Give the bodies that issued each document of which that is known, by its id."""
        query = select(descriptions.c.document_id, descriptions.c.value).where(
            descriptions.c.field == Field.ISSUERS, descriptions.c.language == EVERY_LANGUAGE
        )
        with self._database.connect() as connection:
            return {document_id: tuple(value["said"]) for document_id, value in connection.execute(query)}

    def change(
        self,
        document_id: str,
        said: Mapping[Field, Said],
        titles: Mapping[str, str],
        forgotten: Collection[Field] = (),
        forgotten_titles: Collection[str] = (),
        deed: Deed | None = None,
    ) -> None:
        """Take back what people said of these fields, then put down what they say: all of it or nothing.

        `titles` are by language, of its newest editions; `forgotten_titles` are languages. `deed` is noted
        with it.
        """
        with self._database.begin() as connection:
            _forget(connection, document_id, forgotten, forgotten_titles)
            _confirm(connection, document_id, said, titles)
            write(connection, deed)

    def confirm(
        self, document_id: str, said: Mapping[Field, Said], titles: Mapping[str, str] | None = None
    ) -> None:
        """Put down what people say of a document."""
        self.change(document_id, said, titles or {})

    def carry(self, left_id: str, version: Version) -> None:
        """Keep what people said of a document that was left for another, where nothing is said of that one.

        A title in its language; all else only of a language version: editions have dates of their own.
        """
        with self._database.begin() as connection:
            carry(connection, left_id, version)

    def forget(self, document_id: str, fields: Collection[Field], titles: Collection[str] = ()) -> None:
        """Take back what people said: what the file says counts again."""
        self.change(document_id, {}, {}, fields, titles)


def _confirm(
    connection: Connection, document_id: str, said: Mapping[Field, Said], titles: Mapping[str, str]
) -> None:
    for language, title in titles.items():
        confirm_title(connection, document_id, language, title)
    for field, value in said.items():
        if field is Field.DATE:
            confirm_date(connection, document_id, str(value))
        else:
            put(connection, document_id, EVERY_LANGUAGE, field, {"said": value})


def _forget(connection: Connection, document_id: str, fields: Collection[Field], titles: Collection[str]) -> None:
    for language in titles:
        forget_title(connection, document_id, language)
    if Field.DATE in fields:
        forget_date(connection, document_id)
    for field in fields:
        drop(connection, document_id, EVERY_LANGUAGE, field)


def _description(document: Document, version: Version, rows: Iterable[Any]) -> Description:
    """Put together what was said, field by field and title by language, with what the file says."""
    shared = {row["field"]: row["value"] for row in rows if row["language"] == EVERY_LANGUAGE}
    titles = {row["language"]: row["value"] for row in rows if row["field"] == Field.TITLE}
    confirmed = {field for field in Field if field in shared}
    if version.id in titles.get(version.language, {"files": {}})["files"]:
        confirmed.add(Field.TITLE)
    said = {field: shared[field]["said"] if field in shared else "" for field in _SHARED}
    in_file = persons_in_file(version.metadata.get("author", ""))
    in_file_on = version.metadata.get("date", document.date or "")  # its own: a later edition is of a later day
    return Description(
        title=version.title,
        authors=tuple(map(person, said[Field.AUTHORS])) if Field.AUTHORS in shared else in_file,
        issuers=tuple(said[Field.ISSUERS]),
        date=shared[Field.DATE]["said"] if Field.DATE in shared else in_file_on,
        place=said[Field.PLACE],
        series=said[Field.SERIES],
        number=said[Field.NUMBER],
        confirmed=frozenset(confirmed),
    )
