"""Documents and their versions: what the archive holds, by name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from archive.database import Database
from archive.departures import depart
from archive.errors import DocumentNotFound, VersionNotFound
from archive.identity import slug
from archive.model import Document, OutlineEntry, Version, VersionStatus, Warned
from archive.tables import changes, departures, document_names, documents, removals, versions


class Catalogue:
    """Reads and writes documents and versions; their pages and passages are in `PassageStore`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def documents(self) -> list[Document]:
        """Give all documents by title."""
        with self._database.connect() as connection:
            rows = connection.execute(select(documents).order_by(func.lower(documents.c.title), documents.c.id))
            return [Document(**row) for row in rows.mappings()]

    def find_document(self, document_id: str) -> Document | None:
        """Give the document, if there is one of this id."""
        with self._database.connect() as connection:
            row = connection.execute(select(documents).where(documents.c.id == document_id)).mappings().first()
            return Document(**row) if row else None

    def get_document(self, document_id: str) -> Document:
        """Give the document. Raises: DocumentNotFound."""
        if document := self.find_document(document_id):
            return document
        raise DocumentNotFound(document_id)

    def get_documents(self, ids: Iterable[str]) -> dict[str, Document]:
        """Give the documents that there are of these ids, in one go."""
        query = select(documents).where(documents.c.id.in_(list(ids)))
        with self._database.connect() as connection:
            return {row["id"]: Document(**row) for row in connection.execute(query).mappings()}

    def with_versions(self, document_id: str) -> tuple[Document, list[Version]]:
        """Give a document and its versions as `versions` does, in one query. Raises: DocumentNotFound."""
        columns = (documents.c.date.label("of_date"), documents.c.title.label("of_title"), versions)
        query = (
            select(*columns)
            .outerjoin_from(documents, versions, versions.c.document_id == documents.c.id)
            .where(documents.c.id == document_id)
            .order_by(versions.c.language, versions.c.edition.desc())
        )
        with self._database.connect() as connection:
            rows = [dict(row) for row in connection.execute(query).mappings()]
        if not rows:
            raise DocumentNotFound(document_id)
        named = [Document(document_id, row.pop("of_title"), row.pop("of_date")) for row in rows]
        return named[0], [version_of(row) for row in rows if row["id"] is not None]

    def add_document(self, title: str, *, name: str, date: str | None = None) -> Document:
        """Make a new document; its id comes from `name`, with a number behind it when the id is taken."""
        with self._database.begin() as connection:
            document = Document(_free_id(connection, slug(name)), title, date)
            connection.execute(insert(documents).values(id=document.id, title=title, date=date))
            return document

    def put_document(self, document: Document) -> None:
        """Create the document under exactly this id, or change its title and date."""
        values = {"title": document.title, "date": document.date}
        with self._database.begin() as connection:
            changed = connection.execute(
                update(documents).where(documents.c.id == document.id).values(**values)
            ).rowcount
            if not changed:
                connection.execute(insert(documents).values(id=document.id, **values))

    def drop_empty_documents(self) -> None:
        """Forget documents that have no version."""
        with self._database.begin() as connection:
            held = select(versions.c.document_id)
            connection.execute(delete(documents).where(documents.c.id.not_in(held)))

    def versions(self, document_id: str | None = None) -> list[Version]:
        """Give the versions of one document, or all, by document, language and edition (newest first)."""
        query = select(versions).order_by(versions.c.document_id, versions.c.language, versions.c.edition.desc())
        if document_id is not None:
            query = query.where(versions.c.document_id == document_id)
        with self._database.connect() as connection:
            return [version_of(row) for row in connection.execute(query).mappings()]

    def current_versions(self, document_id: str | None = None) -> list[Version]:
        """Give the newest edition of each document and language: the ones that are searched."""
        return newest_of(self.versions(document_id))

    def current_of(self, document_ids: Iterable[str]) -> list[Version]:
        """Give those of some documents, in one go."""
        query = select(versions).where(versions.c.document_id.in_(list(document_ids)))
        ordered = query.order_by(versions.c.document_id, versions.c.language, versions.c.edition.desc())
        with self._database.connect() as connection:
            return newest_of(map(version_of, connection.execute(ordered).mappings()))

    def current_sizes(self) -> dict[str, int]:
        """Give how many passages each of the versions has that are searched, by its id."""
        columns = (versions.c.document_id, versions.c.language, versions.c.id, versions.c.passage_count)
        query = select(*columns).order_by(columns[0], columns[1], versions.c.edition.desc())
        newest: dict[tuple[str, str], tuple[str, int]] = {}
        with self._database.connect() as connection:
            for document_id, language, version_id, passage_count in connection.execute(query):
                newest.setdefault((document_id, language), (version_id, passage_count))
        return dict(newest.values())

    def arrivals(self) -> dict[str, str]:
        """Give when each version came in, by its id."""
        with self._database.connect() as connection:
            return {row[0]: row[1] for row in connection.execute(select(versions.c.id, versions.c.added_at))}

    def titles(self, language: str | None = None) -> dict[str, str]:
        """Give each document's own title; that in a language if it has a version in it; by document id."""
        in_language = (versions.c.document_id == documents.c.id) & (versions.c.language == language)
        query = (
            select(documents.c.id, func.coalesce(versions.c.title, documents.c.title))
            .outerjoin_from(documents, versions, in_language)
            .order_by(versions.c.edition)
        )
        with self._database.connect() as connection:
            found = connection.execute(query if language else select(documents.c.id, documents.c.title))
            return {row[0]: row[1] for row in found}

    def find_version(self, version_id: str) -> Version | None:
        """Give the version, if there is one of this id."""
        return self._one(versions.c.id == version_id)

    def get_version(self, version_id: str) -> Version:
        """Give the version. Raises: VersionNotFound."""
        if version := self.find_version(version_id):
            return version
        raise VersionNotFound(version_id)

    def get_versions(self, ids: Iterable[str]) -> dict[str, Version]:
        """Give the versions that there are of these ids, in one go."""
        with self._database.connect() as connection:
            rows = connection.execute(select(versions).where(versions.c.id.in_(list(ids)))).mappings()
            return {row["id"]: version_of(row) for row in rows}

    def get_with_documents(self, ids: Iterable[str]) -> dict[str, tuple[Document, Version]]:
        """Give the versions that there are of these ids, each with its document, in one go."""
        columns = (documents.c.date.label("of_date"), documents.c.title.label("of_title"), versions)
        query = select(*columns).join_from(documents, versions, versions.c.document_id == documents.c.id)
        with self._database.connect() as connection:
            rows = map(dict, connection.execute(query.where(versions.c.id.in_(list(ids)))).mappings())
            named = [(Document(row["document_id"], row.pop("of_title"), row.pop("of_date")), row) for row in rows]
        return {row["id"]: (document, version_of(row)) for document, row in named}

    def find_original(self, sha256: str) -> Version | None:
        """Give the version that has this original, if there is one."""
        return self._one(versions.c.original_sha256 == sha256)

    def find_sources(self, sources: Iterable[str]) -> list[Version]:
        """Give the versions that were added from one of these places, newest editions first."""
        query = select(versions).where(versions.c.source.in_(list(sources))).order_by(versions.c.edition.desc())
        with self._database.connect() as connection:
            return [version_of(row) for row in connection.execute(query).mappings()]

    def find_current(self, document_id: str, language: str) -> Version | None:
        """Give the newest edition of a document in a language, if there is one."""
        return self._one((versions.c.document_id == document_id) & (versions.c.language == language))

    def next_edition(self, document_id: str, language: str) -> int:
        """Give the number of an edition that comes now: none ever had it, not those removed or moved either."""
        held = select(func.max(versions.c.edition)).where(
            versions.c.document_id == document_id, versions.c.language == language
        )
        gone = select(removals.c.version).where(
            removals.c.document_id == document_id, removals.c.language == language
        )
        left = select(func.max(departures.c.edition)).where(
            departures.c.document_id == document_id, departures.c.language == language
        )
        with self._database.connect() as connection:
            editions: list[int] = [row["edition"] for row in connection.scalars(gone)]
            return max([connection.scalar(held) or 0, connection.scalar(left) or 0, *editions]) + 1

    def renumber(self, version_id: str, edition: int) -> None:
        """Give a version another number among the editions; what is asked for by the old one leads to it."""
        of = versions.c.id == version_id
        with self._database.begin() as connection:
            place = connection.execute(select(versions).where(of)).mappings().first()
            if place is None:
                raise VersionNotFound(version_id)
            depart(connection, place, stands_as=version_id)
            connection.execute(update(versions).where(of).values(edition=edition))
            connection.execute(insert(changes).values(version_id=version_id))

    def _one(self, condition: Any) -> Version | None:
        query = select(versions).where(condition).order_by(versions.c.edition.desc()).limit(1)
        with self._database.connect() as connection:
            row = connection.execute(query).mappings().first()
            return version_of(row) if row else None


def newest_of(held: Iterable[Version]) -> list[Version]:
    """Give the newest edition of each document and language, of versions with newer editions first."""
    newest: dict[tuple[str, str], Version] = {}
    for version in held:
        newest.setdefault((version.document_id, version.language), version)
    return list(newest.values())


def keep_name(connection: Connection, document_id: str) -> None:
    """Keep the name of a document that holds something, for good."""
    is_known = select(document_names.c.name).where(document_names.c.name == document_id)
    if connection.scalar(is_known) is None:
        connection.execute(insert(document_names).values(name=document_id))


def version_row(version: Version) -> dict[str, Any]:
    """Give a version as a row of its table."""
    return {
        "id": version.id,
        "document_id": version.document_id,
        "title": version.title,
        "language": version.language,
        "edition": version.edition,
        "original_sha256": version.original_sha256,
        "file_name": version.file_name,
        "source": version.source,
        "status": version.status.value,
        "page_count": version.page_count,
        "passage_count": version.passage_count,
        "added_at": version.added_at,
        "outline": [list(entry) for entry in version.outline],
        "metadata": dict(version.metadata),
        "warnings": [list(warned) for warned in version.warnings],
    }


def version_of(row: Any) -> Version:
    """Give a version from a row of its table, or from what `version_row` gave."""
    fields = dict(row)
    fields["status"] = VersionStatus(row["status"])
    fields["outline"] = tuple(OutlineEntry(*entry) for entry in row["outline"])
    fields["warnings"] = tuple(Warned(*warned) for warned in row["warnings"])
    return Version(**fields)


def _free_id(connection: Connection, wanted: str) -> str:
    # Links into a document that was removed must never lead into another one.
    names = (documents.c.id, document_names.c.name)
    # Not LIKE, for which SQLite reads all names: no letter of a name comes after the last one here.
    alike = [select(name).where(name.between(wanted, f"{wanted}~")) for name in names]
    taken = {taken for query in alike for taken in connection.scalars(query)}
    number, free = 1, wanted
    while free in taken:
        number += 1
        free = f"{wanted}-{number}"
    return free
