"""Copies without a password of originals that are locked with one: what is drawn, copied and read again.

Passwords are not kept, and pages must be shown; so whoever has the data folder can read these, as well as the text
of their pages in the catalogue. The original stays as it was received, and is what readers download.

Rule: a copy appears under its original's hash only when all of it is on disk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from archive.durable import drafting, drop_unheld, flush_file, flush_folders, make_folder, unheld

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
        path = self._place(sha256)
        make_folder(path.parent)
        with drafting(self._folder, _DRAFT) as (draft, _):
            write(draft)
            draft.chmod(0o644)  # as the originals: who may read the catalogue may read its text anyway
            flush_file(draft)
            draft.replace(path)
        flush_folders(path.parent, self._folder.parent)
        return path

    def drop(self, sha256: str) -> None:
        """Remove a copy; nothing happens when there is none."""
        self._place(sha256).unlink(missing_ok=True)

    def hashes(self) -> Iterator[str]:
        """Give the hashes of the originals that have a copy here, in order."""
        for path in sorted(self._folder.glob("??/??/*.pdf")):
            yield path.stem

    def drafts(self) -> Iterator[Path]:
        """Give what a killed `put` left behind."""
        yield from unheld(self._folder, _DRAFT)

    def drop_drafts(self) -> None:
        """Remove what killed `put`s left behind; those at work keep theirs."""
        drop_unheld(self._folder, _DRAFT)

    def _place(self, sha256: str) -> Path:
        return self._folder / sha256[:2] / sha256[2:4] / f"{sha256}.pdf"
