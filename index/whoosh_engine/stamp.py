"""The stamp in an index folder: whose index it is, of which schema, and how its files ended.

Rule: it is read before anything else, for Whoosh's own table of contents is a pickle and must not be opened
when it came from elsewhere; it is written last, so that a file that is not as it says was torn.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from index.errors import IndexMissing, IndexOutdated
from index.whoosh_engine.schema import SCHEMA_VERSION

STAMP_NAME = "stamp.json"


@dataclass(frozen=True, slots=True)
class Stamp:
    """`files`: the size in bytes of each file that the commit of this generation is made of."""

    schema: int
    archive_id: str
    generation: int
    files: dict[str, int]


def write_stamp(folder: Path, archive_id: str, generation: int) -> None:
    """Say that all is well up to this commit."""
    files = {each.name: each.stat().st_size for each in folder.iterdir() if each.suffix in {".seg", ".toc"}}
    stamp = Stamp(SCHEMA_VERSION, archive_id, generation, files)
    draft = folder / f"{STAMP_NAME}.{os.getpid()}"
    draft.write_text(json.dumps(asdict(stamp)))
    draft.replace(folder / STAMP_NAME)


def check_stamp(folder: Path, archive_id: str, generation: int) -> None:
    """Look whether an index can be opened whose newest commit is this one (-1 for none).

    Raises: IndexMissing; IndexOutdated.
    """
    stamp = _read(folder)
    if stamp.schema != SCHEMA_VERSION:
        raise IndexOutdated(folder, "was made by another release of Pasaje")
    if stamp.archive_id != archive_id:
        raise IndexOutdated(folder, "belongs to another archive")
    if generation < stamp.generation:
        raise IndexOutdated(folder, "is damaged: a commit is gone")
    # A newer commit than the stamp's is whole: its writer was ended before it could say so, and goes on later.
    if generation == stamp.generation and not all(
        _is_whole(folder / name, size) for name, size in stamp.files.items()
    ):
        raise IndexOutdated(folder, "is damaged: a file is not as it was written")


def state_of(folder: Path) -> tuple[int, int]:
    """Give what changes with every commit, at the price of one call to the system. Raises: IndexMissing."""
    try:
        status = (folder / STAMP_NAME).stat()
    except FileNotFoundError:
        raise IndexMissing(folder) from None
    return status.st_ino, status.st_mtime_ns


def _read(folder: Path) -> Stamp:
    try:
        return Stamp(**json.loads((folder / STAMP_NAME).read_text()))
    except FileNotFoundError:
        raise IndexMissing(folder) from None
    except (ValueError, TypeError) as error:
        raise IndexOutdated(folder, "has a stamp that cannot be read") from error


def _is_whole(path: Path, size_bytes: int) -> bool:
    return path.is_file() and path.stat().st_size == size_bytes
