"""What people said of a document, when all of it was removed and it comes in again.

Rule: it counts again for a PDF that the document had. Of any other PDF nobody has said anything, whatever its
document is called; what was said before stays with the versions that were removed, which go on being cited.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from archive.description import Field
from archive.model import Version
from archive.tables import descriptions, documents, removals, versions


def own_key(version_id: str) -> str:
    """Give what stands in a document's place where a removed version is described for itself; no id has colons."""
    return f"removed:{version_id}"


def settle(connection: Connection, version: Version) -> None:
    """See what is still said of a document that a version comes into; to be asked before it is written."""
    if not _is_beside_others(connection, version):
        gone = removals.c.document_id == version.document_id
        removed = set(connection.scalars(select(removals.c.version_id).where(gone)))
        if version.id in removed:
            _bring_back(connection, version, removed - {version.id})
        elif not connection.scalar(select(versions.c.id).where(versions.c.id == version.id)):
            _leave_to(connection, version.document_id, removed)
    connection.execute(delete(descriptions).where(descriptions.c.document_id == own_key(version.id)))


def _is_beside_others(connection: Connection, version: Version) -> bool:
    others = select(versions.c.id).where(versions.c.document_id == version.document_id)
    return connection.scalar(others.where(versions.c.id != version.id).limit(1)) is not None


def _bring_back(connection: Connection, version: Version, others: Iterable[str]) -> None:
    """Let count again what was said while the document had this PDF."""
    own = _rows(connection, own_key(version.id))
    if own:
        _leave_to(connection, version.document_id, others)
        _write(connection, version.document_id, [row for row in own if row["field"]])
    for row in _rows(connection, version.document_id):
        document = update(documents).where(documents.c.id == version.document_id)
        if row["field"] == Field.DATE:
            connection.execute(document.values(date=row["value"]["said"] or None))
        elif row["field"] == Field.TITLE and row["value"]["document"] is not None:
            connection.execute(document.values(title=row["value"]["said"]))


def _leave_to(connection: Connection, document_id: str, removed: Iterable[str]) -> None:
    """Take away what was said of a document, and keep it with its removed versions; not with those of before."""
    said = _rows(connection, document_id)
    for version_id in removed:
        if not _rows(connection, own_key(version_id)):
            nothing = {
                "language": "",
                "field": "",
                "value": {},
                "said_at": "",
            }  # so that it has its own in any case
            _write(connection, own_key(version_id), [nothing, *said])
    connection.execute(delete(descriptions).where(descriptions.c.document_id == document_id))


def _rows(connection: Connection, key: str) -> list[dict[str, Any]]:
    query = select(descriptions).where(descriptions.c.document_id == key)
    return [dict(row) for row in connection.execute(query).mappings()]


def _write(connection: Connection, key: str, rows: Iterable[dict[str, Any]]) -> None:
    written = [{**row, "document_id": key} for row in rows]
    if written:
        connection.execute(insert(descriptions), written)
