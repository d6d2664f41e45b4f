"""The stamp in an index folder: whose index it is, of which schema, and how its files ended.

Rule: it is read before anything else, for Whoosh's own table of contents is a pickle and must not be opened
when it came from elsewhere; it is written last, so that a file that is not as it says was torn.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeVar

from archive.durable import flush_file, place
from index.errors import IndexMissing, IndexOutdated, IndexUnready
from index.whoosh_engine.schema import SCHEMA_VERSION

STAMP_NAME = "stamp.json"

_Seen = TypeVar("_Seen")

_SWAP_SECONDS = 0.02
"""While one index takes the place of another there is none for a moment: who misses it looks once more."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """`files`: the size in bytes of each file that the commit of this generation is made of; `sums`: SHA-256."""

    schema: int
    archive_id: str
    generation: int
    files: dict[str, int]
    sums: dict[str, str]


def write_stamp(folder: Path, archive_id: str, generation: int) -> None:
    """Say that all is well up to this commit."""
    files = {each.name: each.stat().st_size for each in folder.iterdir() if each.suffix in {".seg", ".toc"}}
    known = _known_sums(folder)
    sums = {name: known.get(name) or _sum(folder / name) for name in files}
    stamp = Stamp(SCHEMA_VERSION, archive_id, generation, files, sums)
    draft = folder / f"{STAMP_NAME}.new"  # one writes at a time: there is never another
    draft.write_text(json.dumps(asdict(stamp)))
    flush_file(draft)
    place(draft, folder / STAMP_NAME)  # all on disk before anybody strikes off what is in this commit


def check_owner(folder: Path, archive_id: str) -> Stamp:
    """Look whether an index is this archive's and of this release. Raises: IndexMissing; IndexOutdated."""
    stamp = _read(folder)
    if stamp.archive_id != archive_id:
        raise IndexOutdated(folder, "belongs to another archive")
    return stamp


def check_stamp(folder: Path, archive_id: str, generation: int, *, thoroughly: bool = False) -> None:
    """Look whether an index can be opened whose newest commit is this one (-1 for none).

    Only sizes are looked at, unless it is done `thoroughly`: then each file is read. Raises: IndexMissing;
    IndexOutdated.
    """
    stamp = check_owner(folder, archive_id)
    if generation < stamp.generation:
        raise IndexOutdated(folder, "is damaged: a commit is gone")
    for name, size in stamp.files.items():
        path = folder / name
        # A newer commit than the stamp's is whole: its writer was ended before it could say so, and goes on later.
        # It may have taken files away, but those it left are as they were.
        is_whole = path.is_file() and path.stat().st_size == size if generation == stamp.generation else True
        if is_whole and thoroughly and path.is_file():
            is_whole = _sum(path) == stamp.sums.get(name)
        if not is_whole:
            raise IndexOutdated(folder, f"is damaged: the file {name} is not as it was written")


def is_whole(folder: Path) -> bool:
    """Read every file of the last commit that was stamped, and tell whether all hold what was written."""
    try:
        sums = _read(folder).sums
        return all(_sum(folder / name) == known for name, known in sums.items())
    except (IndexUnready, OSError):
        return False


State = tuple[int, int]
"""What changes with every commit."""


def watching(folder: Path) -> Callable[[], State]:
    """Give what tells the state of an index, at the price of one call to the system. It raises IndexMissing."""
    name = str(folder / STAMP_NAME)

    def state() -> State:
        try:
            status = os.stat(name)  # noqa: PTH116 - every search asks, and a path asks for its own name again
        except FileNotFoundError:
            status = _patiently(folder, Path.stat)
        return status.st_ino, status.st_mtime_ns

    return state


def _read(folder: Path) -> Stamp:
    try:
        said = json.loads(_patiently(folder, Path.read_text))
        if said.get("schema") != SCHEMA_VERSION:
            raise IndexOutdated(folder, "was made by another release of Pasaje")
        return Stamp(**said)
    except (ValueError, TypeError, AttributeError) as error:
        raise IndexOutdated(folder, "has a stamp that cannot be read") from error


def _patiently(folder: Path, look: Callable[[Path], _Seen]) -> _Seen:
    path = folder / STAMP_NAME
    try:
        return look(path)
    except FileNotFoundError:
        time.sleep(_SWAP_SECONDS)
    try:
        return look(path)
    except FileNotFoundError:
        raise IndexMissing(folder) from None


def _known_sums(folder: Path) -> dict[str, str]:
    """Give the sums of the segments that were there before: they are written once, under a name of their own."""
    try:
        return {name: known for name, known in _read(folder).sums.items() if name.endswith(".seg")}
    except IndexUnready:
        return {}


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
