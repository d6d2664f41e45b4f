"""An archive with something of every kind in it, its backup, and what both hold."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from archive import (
    Archive,
    Field,
)
from archive.backups import back_up
from archive.restoring import restore
from archive.tables import metadata
from tests.factories import make_version, store_version


def silent(*_told: int) -> None:
    """Hear of progress, and say nothing."""


@pytest.fixture
def held(archive: Archive) -> Archive:
    """Give an archive with two editions, words that went, and what was removed, purged and confirmed."""
    store_version(archive, make_version(), [["Regional innovation.", "Networks of firms."]])
    store_version(archive, make_version(edition=2), [["Regional innovation.", "Networks of universities."]])
    removed = store_version(archive, make_version("letter", "es"), [["Una carta de intención."]])
    archive.remove(removed.id)
    purged = store_version(archive, make_version("secret"), [["Nobody may read this."]])
    archive.remove(purged.id, is_purged=True)
    archive.descriptions.confirm("study", {Field.DATE: "2014-05"}, {"en": "The study"})
    return archive


@pytest.fixture
def file(held: Archive, tmp_path: Path) -> Path:
    path = tmp_path / "backup.tar"
    back_up(held, path, silent)
    return path


def restored(file: Path, folder: Path, **options: bool) -> None:
    with file.open("rb") as stream:
        restore(stream, folder, silent, **options)


def rows(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """Give all that a catalogue holds, table by table."""
    with Archive.open(folder) as archive, archive._database.connect() as connection:
        return {
            name: sorted(map(tuple, connection.execute(text(f"SELECT * FROM {name}"))), key=repr)
            for name in metadata.tables
        }


def originals(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "originals").rglob("*.pdf")}
