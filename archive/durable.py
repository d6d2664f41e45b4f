"""Files that a power cut leaves whole or not there, and drafts that nobody takes from whoever writes them.

Rule: data first, then the name, then the folders that hold the name; each is flushed before the next.
"""

from __future__ import annotations

import errno
import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

_UNSUPPORTED = {errno.EINVAL, errno.ENOTSUP, errno.EBADF}
"""What file systems answer that cannot flush a folder, such as some over a network."""


def make_folder(folder: Path) -> None:
    """Make a folder with all above it, each with its name flushed; nothing happens when it is there."""
    if folder.is_dir():
        return
    if folder.parent != folder:
        make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    flush_folder(folder.parent)


def flush_folder(folder: Path) -> None:
    """Flush the names in a folder: a rename is durable only then (POSIX fsync)."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _UNSUPPORTED:
            raise
    finally:
        os.close(descriptor)


def flush_folders(folder: Path, top: Path) -> None:
    """Flush a folder and all above it as far as `top`: whoever made them may not have come so far."""
    for each in (folder, *folder.parents):
        flush_folder(each)
        if each == top:
            return


def flush_file(path: Path) -> None:
    """Flush what is in a file, whoever wrote it."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def place(draft: Path, path: Path) -> None:
    """Give a draft that is flushed its name, in place of what bore it, and flush the folder."""
    draft.replace(path)
    flush_folder(path.parent)


@contextmanager
def drafting(folder: Path, prefix: str) -> Iterator[tuple[Path, BinaryIO]]:
    """Give a new file to write, held as long as it is written; it goes unless it was given another name.

    The system lets go of it when its writer dies: then `drop_unheld` may take it away.
    """
    path, descriptor = _new_held(folder, prefix)
    with os.fdopen(descriptor, "wb") as writer:
        try:
            yield path, writer
        finally:
            path.unlink(missing_ok=True)


def unheld(folder: Path, prefix: str) -> Iterator[Path]:
    """Give the drafts in a folder whose writers are gone."""
    for path in sorted(folder.glob(f"{prefix}*")):
        if _is_unheld(path):
            yield path


def drop_unheld(folder: Path, prefix: str) -> None:
    """Remove the drafts in a folder whose writers are gone, held meanwhile: somebody may be about to write.

    Those of another user stay. The prefix may be a pattern.
    """
    for path in sorted(folder.glob(f"{prefix}*")):
        _is_unheld(path, is_dropped=True)


def _new_held(folder: Path, prefix: str) -> tuple[Path, int]:
    while True:
        path = folder / f"{prefix}{secrets.token_hex(8)}"
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        # Between the two it is nobody's: who tidies up just then takes it away, and another is made.
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        if os.fstat(descriptor).st_nlink:
            return path, descriptor
        os.close(descriptor)


def _is_unheld(path: Path, *, is_dropped: bool = False) -> bool:
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except (FileNotFoundError, PermissionError):
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if is_dropped:
            path.unlink(missing_ok=True)
    except BlockingIOError:
        return False
    finally:
        os.close(descriptor)
    return True
