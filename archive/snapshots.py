"""A copy of the catalogue as it was at one moment, made while others read and write.

Rule: who is signed in does not travel with it; what it holds besides is all there is to be known.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from sqlalchemy import URL, Engine, NullPool, create_engine, inspect, text

from archive.database import Database
from archive.errors import CatalogueUnusable

_LEFT_BEHIND = (
    ("sessions", ""),
    ("tokens", ""),
    ("sign_ins", ""),
    ("settings", "WHERE name = 'form_secret'"),
)
"""Rows by which somebody is let in: whoever is signed in signs in again, a program gets a new token."""


class Held(NamedTuple):
    """What a copy of the catalogue speaks of.

    `needed`: hashes of the originals without which it is not whole; `kept`: of others that may be there, of files
    that could not be read.
    """

    schema: str
    versions: int
    needed: set[str]
    kept: set[str]


def take(database: Database, path: Path) -> Held:
    """Write the catalogue as it is now into an empty file; gives what it speaks of.

    Raises: CatalogueUnusable where it is no SQLite file; CatalogueFull.
    """
    if not database.is_sqlite:
        address = database.engine.url.render_as_string()
        raise CatalogueUnusable(
            address, "it is a server's: back it up with its own programs, and originals/ beside"
        )
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        # One reading of one state, packed: what was deleted is not in it. The online copy of SQLite would begin
        # again with every commit of a writer.
        connection.execute(text("VACUUM INTO :path"), {"path": str(path)})
    copy = _opened(path)
    try:
        _leave_behind(copy)
        return _held(copy)
    finally:
        copy.dispose()


def _opened(path: Path) -> Engine:
    return create_engine(URL.create("sqlite", database=str(path)), poolclass=NullPool)


def _leave_behind(copy: Engine) -> None:
    there = set(inspect(copy).get_table_names())
    with copy.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("PRAGMA secure_delete=ON"))
        for table, which in _LEFT_BEHIND:
            if table in there:
                connection.execute(text(f"DELETE FROM {table} {which}"))  # noqa: S608 - from above


def _held(copy: Engine) -> Held:
    with copy.connect() as connection:
        schema = str(connection.scalar(text("SELECT version_num FROM alembic_version")))
        needed = set(connection.scalars(text("SELECT original_sha256 FROM versions")))
        versions = len(needed)
        removed = "SELECT json_extract(version, '$.original_sha256') FROM removals WHERE NOT is_purged"
        needed |= set(connection.scalars(text(removed)))
        if inspect(copy).has_table("queue"):
            waiting = "SELECT sha256 FROM queue WHERE stage <> 'done'"
            needed |= set(connection.scalars(text(waiting)))
        kept = set(connection.scalars(text("SELECT sha256 FROM intakes WHERE sha256 IS NOT NULL")))
        return Held(schema, versions, needed, kept - needed)
