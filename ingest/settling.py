"""Which files of a folder are whole: for files that are copied into it while somebody looks.

Rule: no file says that it is whole. One that nobody has open for writing, that has not changed for a while and
ends as a PDF does is taken for it; one without that end only when it has been quiet for long.
"""

from __future__ import annotations

import errno
import fcntl
import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

_QUIET_SECONDS = 2.0
"""Copies over slow lines pause for a second; the times of some file systems are no finer than two."""

_UNENDED_SECONDS = 30.0
"""A file without its end may be a copy that has stalled; damaged files have none either, and must not wait on."""

_ENDS_WITHIN = 1024
"""Bytes at both ends in which the marks of a PDF stand (PDF Reference 1.7, appendix H, notes 13 and 18)."""


class Stamp(NamedTuple):
    """By what a file is known to be the same as before."""

    size_bytes: int
    changed_ns: int
    inode: int


class Settling:
    """Looks at a folder again and again, and tells each time which files have become whole since."""

    def __init__(
        self, *, quiet_seconds: float = _QUIET_SECONDS, unended_seconds: float = _UNENDED_SECONDS
    ) -> None:
        self._quiet_seconds, self._unended_seconds = quiet_seconds, unended_seconds
        self._seen: dict[Path, tuple[Stamp, float]] = {}
        self._told: dict[Path, Stamp] = {}

    @property
    def is_waiting(self) -> bool:
        """Tell whether any file is not known to be whole yet."""
        return any(self._told.get(path) != stamp for path, (stamp, _) in self._seen.items())

    def look(self, found: Mapping[Path, Stamp], now: float) -> list[Path]:
        """Give the files that are whole now and have not been told of as they are; `now` in seconds."""
        self._forget_all_but(found)
        whole = [path for path, stamp in found.items() if self._is_due(path, stamp, now)]
        for path in whole:
            self._told[path] = found[path]
        return whole

    def _is_due(self, path: Path, stamp: Stamp, now: float) -> bool:
        if self._told.get(path) == stamp:
            return False
        before, since = self._seen.get(path, (None, now))
        if before != stamp:
            self._seen[path] = (stamp, now)
            return False
        quiet = now - since
        if quiet < self._quiet_seconds or is_being_written(path):
            return False
        return quiet >= self._unended_seconds or has_both_ends(path)

    def _forget_all_but(self, found: Mapping[Path, Stamp]) -> None:
        for known in (self._seen, self._told):
            for path in known.keys() - found.keys():
                del known[path]


def stamps(paths: Iterable[Path]) -> dict[Path, Stamp]:
    """Give the files that are there, each with its stamp."""
    found = {}
    for path in paths:
        try:
            status = path.stat()
        except OSError:
            continue  # it went while we looked
        found[path] = Stamp(status.st_size, status.st_mtime_ns, status.st_ino)
    return found


def has_both_ends(path: Path) -> bool:
    """Tell whether a file begins and ends as a PDF; one that cannot be read does not."""
    try:
        with path.open("rb") as reader:
            head = reader.read(_ENDS_WITHIN)
            reader.seek(max(0, os.fstat(reader.fileno()).st_size - _ENDS_WITHIN))
            return b"%PDF-" in head and b"%%EOF" in reader.read(_ENDS_WITHIN)
    except OSError:
        return False


def is_being_written(path: Path) -> bool:
    """Tell whether any program has a file open for writing, as far as the system tells.

    Linux gives a read lease only on a file that nobody writes to (fcntl(2), F_SETLEASE); elsewhere, on network
    folders and for other people's files it tells nothing. Who asks must ignore SIGIO, which Linux sends when
    somebody opens the file in that very moment.
    """
    if sys.platform != "linux":
        return False
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    except OSError:
        return False
    try:
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except OSError as error:
        return error.errno == errno.EAGAIN
    finally:
        os.close(descriptor)
    return False
