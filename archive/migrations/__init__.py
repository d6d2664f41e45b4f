"""Bring a catalogue to the schema of this Pasaje, from the first table on, with Alembic."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from archive.errors import CatalogueTooNew

HEAD = "0009"
"""The revision that `archive.tables` describes."""


def migrate(database: Engine, writing: Engine | None = None) -> None:
    """Upgrade the catalogue to `HEAD`, if it is not there yet; else nobody who writes is waited for.

    `writing` is the engine whose transactions write, where that is another. Raises: CatalogueTooNew when a later
    Pasaje wrote it.
    """
    if _revision(database) == HEAD:
        return
    # Imported here because it takes a tenth of a second that no later start needs to pay.
    from alembic import command  # noqa: PLC0415 - see above
    from alembic.config import Config  # noqa: PLC0415 - see above
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - see above

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    revision = _revision(database)
    if revision is not None and revision not in known:
        raise CatalogueTooNew(revision)
    with (writing or database).begin() as connection:
        if database.dialect.name == "sqlite" and not _has_begun(connection):
            # Python's driver opens no transaction for CREATE TABLE; in one, a crash leaves nothing half made.
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        config.attributes["connection"] = connection
        command.upgrade(config, HEAD)


def _has_begun(connection: Connection) -> bool:
    """Tell whether an engine that begins transactions by itself has done so (`archive/database.py`)."""
    return bool(getattr(connection.connection.dbapi_connection, "in_transaction", False))


def _revision(database: Engine) -> str | None:
    if not inspect(database).has_table("alembic_version"):
        return None
    with database.connect() as connection:
        revision = connection.scalar(text("SELECT version_num FROM alembic_version"))
        return str(revision) if revision is not None else None
