"""What a document is called when the version has left from which it had its title and date.

Rule: a document has the title and the date of a version that it holds, or those that people have confirmed. What
was taken out is cited as it was: its removal keeps the document as it was then.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from archive.confirmed import EVERY_LANGUAGE, find_said, put
from archive.description import Field
from archive.tables import changes, documents, versions


def name_anew(connection: Connection, left: Any) -> None:
    """Give a document the title and the date of a version that is still there, where it had them of one that left.

    `left` is the row of that version as it was. The edition before it is asked first, then the version that came
    first. In the transaction in which it leaves.
    """
    document_id = left["document_id"]
    held = _newest(connection, document_id, left["language"])
    document = connection.execute(select(documents).where(documents.c.id == document_id)).mappings().first()
    if not held or document is None:
        return
    title = _title(connection, document["title"], left, held)
    date = _date(connection, document["date"], left, held)
    if (title, date) != (document["title"], document["date"]):
        connection.execute(update(documents).where(documents.c.id == document_id).values(title=title, date=date))
        touched = select(versions.c.id).where(versions.c.document_id == document_id)
        connection.execute(insert(changes).from_select(["version_id"], touched))


def _newest(connection: Connection, document_id: str, language: str) -> list[Row[Any]]:
    """Give the newest edition in each language, that in a language first, then by when they came."""
    query = select(versions).where(versions.c.document_id == document_id).order_by(versions.c.edition)
    newest = {row.language: row for row in connection.execute(query)}
    return sorted(newest.values(), key=lambda row: (row.language != language, row.added_at, row.id))


def _title(connection: Connection, title: str, left: Any, held: Sequence[Row[Any]]) -> str:
    before = find_said(connection, left["document_id"], left["language"], Field.TITLE) or {"files": {}}
    of_left = {left["title"], before["files"].get(left["id"])}
    if title not in of_left or title in [row.title for row in held]:
        return title
    heir = held[0]
    said = find_said(connection, heir.document_id, heir.language, Field.TITLE)
    if said and heir.id in said["files"] and said["document"] is None:
        # Taken back to, should what was said of this title be taken back.
        put(connection, heir.document_id, heir.language, Field.TITLE, {**said, "document": said["files"][heir.id]})
    return str(heir.title)


def _date(connection: Connection, date: str | None, left: Any, held: Sequence[Row[Any]]) -> str | None:
    own: list[str | None] = [row.metadata.get("date") for row in held]
    of_left = left["metadata"].get("date")
    said = find_said(connection, left["document_id"], EVERY_LANGUAGE, Field.DATE)
    in_file = said["file"] if said else date
    if in_file is None or in_file != of_left or in_file in own:
        return date
    heir = next((each for each in own if each), None)
    if not said:
        return heir
    put(connection, left["document_id"], EVERY_LANGUAGE, Field.DATE, {**said, "file": heir})
    return date
