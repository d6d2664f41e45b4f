"""The bytes as received, each file under its SHA-256: written once, flushed to disk, verifiable.

Rule: a file appears under its name only when all of it is on disk; nothing here ever changes a byte.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from archive.durable import drafting, drop_unheld, flush_folders, make_folder, unheld
from archive.errors import OriginalAltered, OriginalMissing, WriterBusy
from archive.placing import is_being_placed
from archive.unlocked import Unlocked

_CHUNK_BYTES = 1 << 20
_DRAFT = ".incoming-"


class Stored(NamedTuple):
    """What `put` did: the hash, and whether the bytes are new here."""

    sha256: str
    size_bytes: int
    is_new: bool


class Originals:
    """A folder of write-once files, `ab/cd/<sha256>.pdf`, and beside it unlocked copies of locked ones."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.unlocked = Unlocked(folder.with_name("unlocked"))

    def put(self, source: Path) -> Stored:
        """Copy a file in; an intact copy that is already there stays, a damaged one is replaced.

        Several may do so at once, of the same bytes too. Raises: OSError when the source cannot be read or the
        disk is full; WriterBusy while another archive is put in the place of this one.
        """
        if is_being_placed(self._folder.parent):
            raise WriterBusy("restoring a backup")
        make_folder(self._folder)
        digest = hashlib.sha256()
        with source.open("rb") as reader, drafting(self._folder, _DRAFT) as (draft, writer):
            while chunk := reader.read(_CHUNK_BYTES):
                digest.update(chunk)
                writer.write(chunk)
            writer.flush()
            os.fchmod(writer.fileno(), 0o644)
            os.fsync(writer.fileno())
            return self._keep(draft, digest.hexdigest())

    def has(self, sha256: str) -> bool:
        """Tell whether the bytes are there."""
        return self._place(sha256).is_file()

    def is_whole(self, sha256: str) -> bool:
        """Tell whether the bytes are there and as they were received, by reading them."""
        path = self._place(sha256)
        return path.is_file() and hash_file(path) == sha256

    def path(self, sha256: str) -> Path:
        """Give where the bytes lie.

        Raises: OriginalMissing.
        """
        path = self._place(sha256)
        if not path.is_file():
            raise OriginalMissing(sha256, path)
        return path

    def readable(self, sha256: str) -> Path:
        """Give what can be read without a password: the unlocked copy if there is one, else the bytes as received.

        Raises: OriginalMissing.
        """
        return self.unlocked.find(sha256) or self.path(sha256)

    def verify(self, sha256: str) -> None:
        """Read the bytes again and compare.

        Raises: OriginalMissing, OriginalAltered.
        """
        path = self.path(sha256)
        if hash_file(path) != sha256:
            raise OriginalAltered(sha256, path)

    def drop(self, sha256: str) -> None:
        """Remove the bytes, and a copy of them; nothing happens when they are not there."""
        self.unlocked.drop(sha256)
        self._place(sha256).unlink(missing_ok=True)

    def hashes(self) -> Iterator[str]:
        """Give the hash of every file that is there, in order."""
        for path in sorted(self._folder.glob("??/??/*.pdf")):
            yield path.stem

    def drafts(self) -> list[Path]:
        """Give what killed `put`s left behind."""
        return [*unheld(self._folder, _DRAFT), *self.unlocked.drafts()]

    def drop_drafts(self) -> None:
        """Remove what killed `put`s left behind; those at work keep theirs."""
        drop_unheld(self._folder, _DRAFT)
        self.unlocked.drop_drafts()

    def _keep(self, draft: Path, sha256: str) -> Stored:
        size_bytes = draft.stat().st_size
        kept = self._place(sha256)
        is_new = not self.is_whole(sha256)
        make_folder(kept.parent)
        if is_new:
            draft.replace(kept)
        # Also of what was there: whoever put it may not have come so far.
        flush_folders(kept.parent, self._folder.parent)
        return Stored(sha256, size_bytes, is_new)

    def _place(self, sha256: str) -> Path:
        return self._folder / sha256[:2] / sha256[2:4] / f"{sha256}.pdf"


def hash_file(path: Path) -> str:
    """Give the SHA-256 of a file as hexadecimal digits."""
    with path.open("rb") as reader:
        return hashlib.file_digest(reader, "sha256").hexdigest()
