"""Whether the catalogue holds together: the file itself, and what its tables say of each other.

Rule: nothing is changed here; what is wrong is told with a code and a sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import (
    URL,
    ColumnElement,
    Connection,
    Engine,
    NullPool,
    ScalarSelect,
    create_engine,
    func,
    inspect,
    select,
    text,
)
from sqlalchemy.exc import DBAPIError

from archive.database import Database
from archive.errors import CatalogueUnusable
from archive.tables import documents, metadata, pages, passages, versions

_MOST_TOLD = 10
"""A damaged file has faults by the thousand that say the same."""


DAMAGED = "catalogue_damaged"
"""The code of a fault that nothing but a backup mends."""


class Fault(NamedTuple):
    """Something that is not as it should be, with the version that it is of, if it is of one."""

    code: str
    message: str
    version_id: str | None = None


def file_faults(path: Path) -> list[str]:
    """Look into a catalogue that may come from anybody; gives what is wrong with the file.

    Whatever would run when it is read or written is a fault: triggers, views, tables that are programs.
    """
    query = {"mode": "ro", "immutable": "1", "uri": "true"}
    address = URL.create("sqlite", database=path.absolute().as_uri(), query=query)
    engine = create_engine(address, poolclass=NullPool)
    try:
        with engine.connect() as connection:
            connection.execute(text("PRAGMA trusted_schema=OFF"))
            return [*_strange(connection), *_broken(connection)]
    except DBAPIError as error:
        return [str(error.orig)]
    finally:
        engine.dispose()


def faults(database: Database) -> Iterator[Fault]:
    """Look into the catalogue of an archive."""
    engine = database.engine
    try:
        if broken := [*_lacking(engine), *(_broken_in(engine) if database.is_sqlite else [])]:
            yield _damaged(broken)
            return
        with database.reading(), database.connect() as connection:
            yield from _of_versions(connection)
            yield from _of_documents(connection)
    except CatalogueUnusable as error:
        yield _damaged([str(error)])


def _damaged(broken: list[str]) -> Fault:
    told = "; ".join(broken[:2])
    return Fault(
        DAMAGED,
        f"The catalogue is damaged ({told}). Put a backup in its place: pasaje restore FILE --replace. Without "
        "one, keep a copy of the data folder before anything else: its originals can be added to a new archive.",
    )


def _lacking(engine: Engine) -> list[str]:
    lacking = set(metadata.tables) - set(inspect(engine).get_table_names())
    return [f"it lacks the table “{name}”" for name in sorted(lacking)]


def _broken_in(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        return list(_broken(connection))


def _strange(connection: Connection) -> Iterator[str]:
    query = text("SELECT type, name, sql FROM sqlite_master")
    for kind, name, sql in connection.execute(query):
        if kind not in ("table", "index") or str(sql or "").lstrip().upper().startswith("CREATE VIRTUAL"):
            yield f"it has something that no catalogue has, “{str(name)[:100]}”"


def _broken(connection: Connection) -> Iterator[str]:
    for told in connection.scalars(text(f"PRAGMA integrity_check({_MOST_TOLD})")):
        if told != "ok":
            yield " ".join(str(told).split())[:200]
    for row in connection.execute(text("PRAGMA foreign_key_check")).fetchmany(_MOST_TOLD):
        yield f"a row of “{row[0]}” belongs to none of “{row[2]}”"


def _of_versions(connection: Connection) -> Iterator[Fault]:
    counts = {table.name: _count_of(table.c.version_id).label(table.name) for table in (pages, passages)}
    query = select(*versions.c, *counts.values())
    for row in connection.execute(query.order_by(versions.c.id)).mappings():
        for code, said, held in (
            ("pages_missing", row["page_count"], row["pages"]),
            ("passages_differ", row["passage_count"], row["passages"]),
        ):
            if said != held:
                noun = code.split("_")[0]
                message = f"{row['file_name']}: of {said:,} {noun} the catalogue holds {held:,}."
                yield Fault(code, f"{message} “pasaje check --repair” reads it again.", row["id"])


def _count_of(column: ColumnElement[str]) -> ScalarSelect[int]:
    return select(func.count()).where(column == versions.c.id).scalar_subquery()


def _of_documents(connection: Connection) -> Iterator[Fault]:
    held = select(versions.c.document_id)
    for document_id in connection.scalars(select(documents.c.id).where(documents.c.id.not_in(held))):
        told = f"The document “{document_id}” holds nothing. Whoever writes next takes it away."
        yield Fault("document_empty", told)
