"""Who writes in a data folder: one at a time, and the others are told who it is.

Rule: the lock is the system's, which frees it when its holder dies; the note is for people, and may be old.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import BaseFileLock, FileLock, Timeout

from archive.errors import WriterBusy

_LOCK, _NOTE = "writer.lock", "writer.json"


@contextmanager
def hold_writer(folder: Path, purpose: str, *, patience: float | None = None) -> Iterator[str | None]:
    """Hold the writer lock of a data folder; gives who held it when it had to be waited for, else None.

    `patience` is how many seconds to wait for it, without end where it is None. Raises: WriterBusy.
    """
    waited_for = None
    lock = FileLock(folder / _LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        waited_for = who_writes(folder)
        _wait_for(lock, patience, waited_for)
    note = folder / _NOTE
    try:
        with suppress(OSError):  # a full disk must not keep anybody from making room
            note.write_text(json.dumps({"process": os.getpid(), "purpose": purpose}))
        yield waited_for
    finally:
        with suppress(OSError):
            note.unlink(missing_ok=True)
        lock.release()


def who_writes(folder: Path) -> str | None:
    """Say who is writing now, if anybody is."""
    lock = FileLock(folder / _LOCK)
    try:
        with lock.acquire(timeout=0):
            return None
    except Timeout:
        try:
            note = json.loads((folder / _NOTE).read_text())
            return f"{note['purpose']} (process {note['process']})"
        except (OSError, ValueError, LookupError, TypeError):
            return "another process"


def opening(folder: Path) -> BaseFileLock:
    """Give the lock of who makes, migrates or puts in place what others then open."""
    return FileLock(folder / "opening.lock")


def _wait_for(lock: BaseFileLock, patience: float | None, writer: str | None) -> None:
    try:
        lock.acquire(timeout=-1 if patience is None else patience)
    except Timeout:
        raise WriterBusy(writer or "another process") from None
