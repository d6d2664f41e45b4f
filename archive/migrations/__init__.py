"""Bring a catalogue to the schema of this Pasaje: an empty one at once, an older one with Alembic.

Rule: both ways lead to the same tables (`tests/archive/test_migrations.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Column, Connection, Engine, MetaData, String, Table, inspect, text

from archive.errors import CatalogueTooNew
from archive.tables import metadata

HEAD = "0011"
"""The revision that `archive.tables` describes."""

_REVISION = Table("alembic_version", MetaData(), Column("version_num", String(32), primary_key=True))
"""As Alembic makes it."""


def migrate(database: Engine, writing: Engine | None = None) -> None:
    """Upgrade the catalogue to `HEAD`, if it is not there yet; else nobody who writes is waited for.

    `writing` is the engine whose transactions write, where that is another. Raises: CatalogueTooNew when a later
    Pasaje wrote it.
    """
    revision = _revision(database)
    if revision == HEAD:
        return
    make = _create if revision is None and not inspect(database).get_table_names() else _upgrading(revision)
    with (writing or database).begin() as connection:
        if database.dialect.name == "sqlite" and not _has_begun(connection):
            # Python's driver opens no transaction for CREATE TABLE; in one, a crash leaves nothing half made.
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        make(connection)


def _create(connection: Connection) -> None:
    """Make all tables in an empty catalogue, faster than by every migration there ever was."""
    metadata.create_all(connection)
    _REVISION.create(connection)
    connection.execute(_REVISION.insert().values(version_num=HEAD))


def _upgrading(revision: str | None) -> Callable[[Connection], None]:
    """Give what goes on from a revision. Raises: CatalogueTooNew."""
    # Imported here because it takes a tenth of a second that no later start needs to pay.
    from alembic import command  # noqa: PLC0415 - see above
    from alembic.config import Config  # noqa: PLC0415 - see above
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - see above

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if revision is not None and revision not in known:
        raise CatalogueTooNew(revision)

    def upgrade(connection: Connection) -> None:
        config.attributes["connection"] = connection
        command.upgrade(config, HEAD)

    return upgrade


def _has_begun(connection: Connection) -> bool:
    """Tell whether an engine that begins transactions by itself has done so (`archive/database.py`)."""
    return bool(getattr(connection.connection.dbapi_connection, "in_transaction", False))


def _revision(database: Engine) -> str | None:
    if not inspect(database).has_table("alembic_version"):
        return None
    with database.connect() as connection:
        revision = connection.scalar(text("SELECT version_num FROM alembic_version"))
        return str(revision) if revision is not None else None
