"""Which bytes files had when they were last read, so that files which stayed as they were are not read again.

Rule: it is a cache beside the catalogue, and can be deleted at any time. A file is taken for what it was only
where the system says the same of it as then: device, number, size, and both times, of which nobody can set the
second. What had changed just before it was read is not noted, for it may change again within a tick of that clock;
but originals are: they are written once.
"""

from __future__ import annotations

import json
import os
import time
from contextlib import suppress
from pathlib import Path

from archive.durable import drafting, drop_unheld
from archive.originals import hash_file

FILE_NAME = "seen.json"
"""In the data folder."""

_DRAFT = ".seen-"
_STILL_NS = 2_000_000_000
"""The coarsest clock of a file system in use, that of FAT, ticks every two seconds."""

_MOST = 20_000
"""Files that are remembered, those noted last: 4 MB, read in less time than a few files are."""

_Told = list[int]
"""What the system says of a file: device, number, size, and when its bytes, and when anything of it, changed."""


class Seen:
    """The hashes of files by their paths, read when first asked; for the holder of the writer lock.

    Files below the data folder go by where they lie in it, however that is written.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE_NAME
        self._below = f"{folder}{os.sep}"
        self._known: dict[str, tuple[str, _Told]] | None = None
        self._is_changed = False

    def hash_of(self, path: Path) -> str:
        """Give the SHA-256 of a file, which is read only where it may have changed. Raises: OSError."""
        before = _told(path)
        known = self._read().get(self._name(path))
        if known and known[1] == before:
            return known[0]
        sha256 = hash_file(path)
        if before == _told(path) and time.time_ns() - before[-1] > _STILL_NS:
            self._note(path, sha256, before)
        return sha256

    def note(self, path: Path, sha256: str) -> None:
        """Note an original that was just put in its place, whole. Raises: OSError.

        It need not have been still for long: nobody writes into it, others take its place by a rename, and have
        another number.
        """
        self._note(path, sha256, _told(path))

    def drop(self, sha256: str) -> None:
        """Forget which files had these bytes, also for whoever comes next. Raises: OSError on a full disk."""
        had = [path for path, known in self._read().items() if known[0] == sha256]
        for path in had:
            del self._read()[path]
        if had:
            self._write()

    def save(self) -> None:
        """Keep what was seen for whoever comes next; on a full disk what was kept before stands."""
        if self._is_changed:
            with suppress(OSError):
                self._write()

    def _write(self) -> None:
        drop_unheld(self._path.parent, _DRAFT)
        kept = dict(list(self._read().items())[-_MOST:])
        with drafting(self._path.parent, _DRAFT) as (draft, writer):
            writer.write(json.dumps(kept).encode())
            writer.flush()
            draft.replace(self._path)
        self._is_changed = False

    def _note(self, path: Path, sha256: str, told: _Told) -> None:
        known, name = self._read(), self._name(path)
        known.pop(name, None)  # those noted last stand last
        known[name] = sha256, told
        self._is_changed = True

    def _name(self, path: Path) -> str:
        return str(path).removeprefix(self._below)

    def _read(self) -> dict[str, tuple[str, _Told]]:
        if self._known is None:
            try:
                said = json.loads(self._path.read_bytes())
                self._known = {path: (str(sha256), list(told)) for path, (sha256, told) in said.items()}
            except (OSError, ValueError, TypeError, AttributeError):  # not there, torn, or anything else at all
                self._known = {}
        return self._known


def _told(path: Path) -> _Told:
    told = os.stat(path)  # noqa: PTH116 - one call for each of many files
    return [told.st_dev, told.st_ino, told.st_size, told.st_mtime_ns, told.st_ctime_ns]
