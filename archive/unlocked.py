"""Copies without a password of originals that are locked with one: what is drawn, copied and read again.

Passwords are not kept, and pages must be shown; so whoever has the data folder can read these, as well as the text
of their pages in the catalogue. The original stays as it was received, and is what readers download.

Rule: a copy appears under its original's hash only when all of it is on disk.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

_DRAFT = ".unlocking-"


class Unlocked:
    """A folder of copies, `ab/cd/<sha256 of the original>.pdf`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find(self, sha256: str) -> Path | None:
        """Give where the copy of an original lies, if there is one."""
        place = self._place(sha256)
        return place if place.is_file() else None

    def put(self, sha256: str, write: Callable[[Path], None]) -> Path:
        """Keep what `write` writes to the path it is given; where it fails nothing is kept."""
        place = self._place(sha256)
        place.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=self._folder, prefix=_DRAFT)
        os.close(descriptor)
        draft = Path(name)
        try:
            write(draft)
            _flush(draft)
            draft.chmod(0o644)  # as the originals: who may read the catalogue may read its text anyway
            draft.replace(place)
        finally:
            draft.unlink(missing_ok=True)
        for folder in (place.parent, place.parent.parent, self._folder):
            _flush(folder)
        return place

    def drop(self, sha256: str) -> None:
        """Remove a copy; nothing happens when there is none."""
        self._place(sha256).unlink(missing_ok=True)

    def hashes(self) -> Iterator[str]:
        """Give the hashes of the originals that have a copy here, in order."""
        for path in sorted(self._folder.glob("??/??/*.pdf")):
            yield path.stem

    def drop_drafts(self) -> None:
        """Remove what a killed `put` left behind; only for the one who holds the writer lock."""
        for draft in self._folder.glob(f"{_DRAFT}*"):
            draft.unlink(missing_ok=True)

    def _place(self, sha256: str) -> Path:
        return self._folder / sha256[:2] / sha256[2:4] / f"{sha256}.pdf"


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
