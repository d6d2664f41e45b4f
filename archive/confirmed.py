"""What people said of documents, row by row, and its way into the catalogue's own titles and dates.

Rule: what a confirmed title or date replaces is kept beside it, and the change is noted for the index.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from archive.description import Field
from archive.model import Version
from archive.returns import settle
from archive.tables import changes, descriptions, documents, versions

EVERY_LANGUAGE = ""
"""What stands in a language's place where a value is said of the document."""


def title_to_keep(connection: Connection, version: Version) -> str:
    """Give the title under which a version is written to the catalogue: the confirmed one goes before its own.

    Its own is kept, to be taken back to. An edition that is no longer the newest keeps the title it had. What was
    said of a document that was gone may count no more for what comes in its place.
    """
    settle(connection, version)
    kept = find_said(connection, version.document_id, version.language, Field.TITLE)
    if kept is None:
        return version.title
    newest = _newest(connection, version.document_id, version.language)
    is_newest = newest is None or newest.id == version.id or newest.edition < version.edition
    if not is_newest and version.id not in kept["files"]:
        return version.title
    held = select(versions.c.title).where(versions.c.id == version.id)
    title = kept["said"] if is_newest else connection.scalar(held) or version.title
    if version.id not in kept["files"] or version.title != title:
        kept["files"][version.id] = version.title
        put(connection, version.document_id, version.language, Field.TITLE, kept)
    return str(title)


def confirm_title(connection: Connection, document_id: str, language: str, title: str) -> None:
    """Give the newest edition in a language a title, and the document where its own is of that language."""
    kept = find_said(connection, document_id, language, Field.TITLE) or {"files": {}, "document": None}
    newest = _newest(connection, document_id, language)
    if newest is not None:
        kept["files"].setdefault(newest.id, newest.title)
        own = connection.scalar(select(documents.c.title).where(documents.c.id == document_id))
        if _names_document(connection, document_id, language, own):
            kept["document"] = own if kept["document"] is None else kept["document"]
            connection.execute(update(documents).where(documents.c.id == document_id).values(title=title))
        _set_title(connection, newest.id, title)
    put(connection, document_id, language, Field.TITLE, {**kept, "said": title})


def forget_title(connection: Connection, document_id: str, language: str) -> None:
    """Give all editions in a language the titles back that they had of themselves."""
    kept = find_said(connection, document_id, language, Field.TITLE)
    if kept is None:
        return
    here = select(versions.c.id).where(versions.c.document_id == document_id, versions.c.language == language)
    for version_id in connection.scalars(here).all():
        if version_id in kept["files"]:
            _set_title(connection, version_id, kept["files"][version_id])
    is_ours = (documents.c.id == document_id) & (documents.c.title == kept["said"])
    if kept["document"] is not None:
        connection.execute(update(documents).where(is_ours).values(title=kept["document"]))
    drop(connection, document_id, language, Field.TITLE)


def confirm_date(connection: Connection, document_id: str, date: str) -> None:
    """Give a document a date; none where it is empty."""
    kept = find_said(connection, document_id, EVERY_LANGUAGE, Field.DATE)
    before = connection.scalar(select(documents.c.date).where(documents.c.id == document_id))
    _set_date(connection, document_id, date or None)
    value = {"said": date, "file": kept["file"] if kept else before}
    put(connection, document_id, EVERY_LANGUAGE, Field.DATE, value)


def forget_date(connection: Connection, document_id: str) -> None:
    """Take a confirmed date back to what was known before."""
    if kept := find_said(connection, document_id, EVERY_LANGUAGE, Field.DATE):
        _set_date(connection, document_id, kept["file"])
        drop(connection, document_id, EVERY_LANGUAGE, Field.DATE)


def carry(connection: Connection, left_id: str, version: Version) -> None:
    """Let what was said of a document count for the one its only version went to, where that says nothing."""
    own = select(versions.c.id).where(
        versions.c.document_id == version.document_id, versions.c.language == version.language
    )
    is_alone = connection.scalars(own).all() == [version.id]
    for row in connection.execute(select(descriptions).where(descriptions.c.document_id == left_id)).mappings():
        field, language, value = Field(row["field"]), row["language"], row["value"]
        is_its_title = field is Field.TITLE and version.id in value.get("files", ())
        if not (is_alone and (is_its_title or language == EVERY_LANGUAGE)):
            continue
        if find_said(connection, version.document_id, language, field) is not None:
            continue
        if field is Field.DATE:
            confirm_date(connection, version.document_id, value["said"])
        else:
            is_title = {"files": value["files"], "document": None} if is_its_title else {}
            put(connection, version.document_id, language, field, {"said": value["said"], **is_title})


def find_said(connection: Connection, document_id: str, language: str, field: Field) -> dict[str, Any] | None:
    """Give what people said of a field and what it replaced, if they did."""
    return connection.scalar(select(descriptions.c.value).where(_is(document_id, language, field)))


def put(connection: Connection, document_id: str, language: str, field: Field, value: Mapping[str, Any]) -> None:
    """Write what people said of a field, in place of what they said before."""
    drop(connection, document_id, language, field)
    said_at = datetime.now(UTC).isoformat(timespec="seconds")
    place = {"document_id": document_id, "language": language, "field": field.value}
    connection.execute(insert(descriptions).values(**place, value=dict(value), said_at=said_at))


def drop(connection: Connection, document_id: str, language: str, field: Field) -> None:
    """Forget what people said of a field."""
    connection.execute(delete(descriptions).where(_is(document_id, language, field)))


def _names_document(connection: Connection, document_id: str, language: str, title: str | None) -> bool:
    """Tell whether a document's own title is that of its version in a language, or of none."""
    rows = connection.execute(
        select(versions.c.language, versions.c.title).where(versions.c.document_id == document_id)
    ).all()
    return (language, title) in [tuple(row) for row in rows] or title not in [row.title for row in rows]


def _set_date(connection: Connection, document_id: str, date: str | None) -> None:
    connection.execute(update(documents).where(documents.c.id == document_id).values(date=date))
    dated = select(versions.c.id).where(versions.c.document_id == document_id)
    connection.execute(insert(changes).from_select(["version_id"], dated))


def _set_title(connection: Connection, version_id: str, title: str) -> None:
    connection.execute(update(versions).where(versions.c.id == version_id).values(title=title))
    connection.execute(insert(changes).values(version_id=version_id))


def _newest(connection: Connection, document_id: str, language: str) -> Any:
    query = select(versions.c.id, versions.c.title, versions.c.edition)
    there = query.where(versions.c.document_id == document_id, versions.c.language == language)
    return connection.execute(there.order_by(versions.c.edition.desc()).limit(1)).first()


def _is(document_id: str, language: str, field: Field) -> Any:
    table = descriptions.c
    return (table.document_id == document_id) & (table.language == language) & (table.field == field.value)
