"""The head of the index of SQLite's log, by which a commit is seen (SQLite, WAL-mode File Format, 2.1).

Rule: what SQLite has open is not closed here. Closing any descriptor of a file gives back all locks that the
process has on it (POSIX, fcntl), also SQLite's own; the next process that opens the catalogue takes itself for the
only one, and cuts this very file off under who has mapped it (SQLite, How To Corrupt A Database File, 2.2).
"""

from __future__ import annotations

import os
import threading

_HEAD_BYTES = 96
"""The head of the index stands there twice."""

_descriptors: dict[tuple[int, int], int] = {}
"""By device and number of a file; that number goes to no other file as long as it is open here."""

_lock = threading.Lock()


def read_head(path: str) -> bytes | None:
    """Give the head as it is now, both times; nothing where there is no such file. Raises: OSError."""
    try:
        found = os.stat(path)  # noqa: PTH116 - at each request: to make a path takes as long as to look
        with _lock:
            descriptor = _descriptors.get((found.st_dev, found.st_ino))
            if descriptor is None:
                descriptor = _open(path)
            return os.pread(descriptor, _HEAD_BYTES, 0)
    except FileNotFoundError:
        return None


def _open(path: str) -> int:
    """Open what lies there now, and close what SQLite has taken away, on which nobody has locks any more."""
    for name, descriptor in list(_descriptors.items()):
        if not os.fstat(descriptor).st_nlink:
            os.close(_descriptors.pop(name))
    opened = os.open(path, os.O_RDONLY)
    found = os.fstat(opened)
    # Where another came there since it was looked at, and that one is open already, both stay open.
    return _descriptors.setdefault((found.st_dev, found.st_ino), opened)


def _forget_lock() -> None:
    global _lock  # noqa: PLW0603 - a thread that is not in the child may have held it
    _lock = threading.Lock()


os.register_at_fork(after_in_child=_forget_lock)
