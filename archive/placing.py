"""A restored archive put in the place of whatever is in a data folder, step by step and to the end.

Rule: once the note is there nothing is decided any more: whoever opens the folder next does what is left to be
done, and what was done is not done twice.
"""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

from archive.durable import flush_file, flush_folder, make_folder, place

CATALOGUE_NAME = "catalogue.sqlite"

PARTS = (
    f"{CATALOGUE_NAME}-shm",
    f"{CATALOGUE_NAME}-wal",
    CATALOGUE_NAME,
    "originals",
    "unlocked",
    "derived",
    "index",
)
"""What an archive consists of, in the order in which it is taken away: the log goes with its catalogue."""

RESTORING = "restoring"
"""The folder within a data folder in which a backup is unpacked: on the same disk, wherever that is mounted."""

_READY, _PLACING = "ready.json", "placing.json"


def is_being_placed(folder: Path) -> bool:
    """Tell whether an archive is whole here, but not yet in its place."""
    return any((folder / RESTORING / name).is_file() for name in (_READY, _PLACING))


def put_in_place(folder: Path) -> Path | None:
    """Put what was unpacked where it belongs; gives where that lies which was there before, if anything was."""
    before = None
    if any((folder / name).exists() for name in PARTS):
        before = f"before-{datetime.now(UTC):%Y-%m-%dT%H%M%S.%fZ}"
    fresh = folder / RESTORING
    draft = fresh / f"{_READY}.new"
    draft.write_text(json.dumps({"before": before}))
    flush_file(draft)
    place(draft, fresh / _READY)
    finish(folder)
    return folder / before if before else None


def finish(folder: Path) -> None:
    """Do what is left of putting an archive in its place; for one process at a time."""
    fresh = folder / RESTORING
    if (fresh / _READY).is_file():
        before = json.loads((fresh / _READY).read_text())["before"]
        if before:
            make_folder(folder / before)
            _move(folder, folder / before)
        place(fresh / _READY, fresh / _PLACING)
    if (fresh / _PLACING).is_file():
        _move(fresh, folder)
        shutil.rmtree(fresh)
        flush_folder(folder)


def _move(source: Path, target: Path) -> None:
    for name in PARTS:
        if (source / name).exists():
            (source / name).rename(target / name)
    for folder in (target, source):
        flush_folder(folder)
