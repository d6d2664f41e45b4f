"""A restored archive put in the place of whatever is in a data folder, step by step and to the end.

Rule: once the note is there nothing is decided any more: whoever opens the folder next does what is left to be
done, and what was done is not done twice.
"""

from __future__ import annotations

import json
import secrets
import shutil
from collections.abc import Iterable
from contextlib import suppress
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
    before, fresh = _new_name(), folder / RESTORING
    draft = fresh / f"{_READY}.new"
    draft.write_text(json.dumps({"before": before}))
    flush_file(draft)
    place(draft, fresh / _READY)
    finish(folder)
    return folder / before if (folder / before).is_dir() else None


def finish(folder: Path) -> None:
    """Do what is left of putting an archive in its place; for one process at a time.

    What is written there meanwhile, by somebody who had the old archive open, goes where that is kept.
    """
    fresh = folder / RESTORING
    if (fresh / _READY).is_file():
        _take_away(folder, _before(fresh / _READY), PARTS)
        place(fresh / _READY, fresh / _PLACING)
    if (fresh / _PLACING).is_file():
        _move_in(fresh, folder, _before(fresh / _PLACING))
        shutil.rmtree(fresh)
        flush_folder(folder)


def _new_name() -> str:
    return f"before-{datetime.now(UTC):%Y-%m-%dT%H%M%S.%fZ}"


def _before(note: Path) -> str:
    return json.loads(note.read_text())["before"] or _new_name()  # an earlier Pasaje named none where none was


def _take_away(folder: Path, before: str, names: Iterable[str]) -> None:
    standing = [name for name in names if (folder / name).exists()]
    if not standing:
        return
    make_folder(folder / before)
    for name in standing:
        _keep(folder / name, folder / before / name)
    for each in (folder / before, folder):
        flush_folder(each)


def _move_in(fresh: Path, folder: Path, before: str) -> None:
    """Move the catalogue in, then the rest: as long as it is to come, whatever stands there is in the way."""
    for name in (CATALOGUE_NAME, *PARTS):
        if (fresh / name).exists():
            _take_away(folder, before, PARTS if name == CATALOGUE_NAME else (name,))
            (fresh / name).rename(folder / name)
    for each in (folder, fresh):
        flush_folder(each)


def _keep(path: Path, kept: Path) -> None:
    """Move a file or folder, in one step; what is kept under its name already stays, and folders become one."""
    if not kept.exists():
        path.rename(kept)
        return
    beside = kept.with_name(f"{kept.name}.{secrets.token_hex(4)}")
    path.rename(beside)
    _join(beside, kept)


def _join(source: Path, target: Path) -> None:
    """Move into a folder what is in another and not in it; what is in both stays where it is."""
    if not all(each.is_dir() and not each.is_symlink() for each in (source, target)):
        return
    for each in list(source.iterdir()):
        if (target / each.name).exists():
            _join(each, target / each.name)
        else:
            each.rename(target / each.name)
    flush_folder(target)
    with suppress(OSError):  # something is in both
        source.rmdir()
