"""The bytes as received, each file under its SHA-256: written once, flushed to disk, verifiable.

Rule: a file appears under its name only when all of it is on disk; nothing here ever changes a byte.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from archive.errors import OriginalAltered, OriginalMissing
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

        Raises: OSError when the source cannot be read or the disk is full.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        digest = hashlib.sha256()
        with (
            source.open("rb") as reader,
            tempfile.NamedTemporaryFile(dir=self._folder, prefix=_DRAFT, delete=False) as writer,
        ):
            draft = Path(writer.name)
            try:
                while chunk := reader.read(_CHUNK_BYTES):
                    digest.update(chunk)
                    writer.write(chunk)
                writer.flush()
                os.fsync(writer.fileno())
                return self._keep(draft, digest.hexdigest())
            finally:
                draft.unlink(missing_ok=True)

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

    def drop_drafts(self) -> None:
        """Remove what a killed `put` left behind; only for the one who holds the writer lock."""
        for draft in self._folder.glob(f"{_DRAFT}*"):
            draft.unlink(missing_ok=True)
        self.unlocked.drop_drafts()

    def _keep(self, draft: Path, sha256: str) -> Stored:
        size_bytes = draft.stat().st_size
        place = self._place(sha256)
        if place.is_file() and hash_file(place) == sha256:
            return Stored(sha256, size_bytes, is_new=False)
        place.parent.mkdir(parents=True, exist_ok=True)
        draft.chmod(0o644)
        shutil.move(draft, place)
        for folder in (place.parent, place.parent.parent, self._folder):
            _flush_folder(folder)
        return Stored(sha256, size_bytes, is_new=True)

    def _place(self, sha256: str) -> Path:
        return self._folder / sha256[:2] / sha256[2:4] / f"{sha256}.pdf"


def hash_file(path: Path) -> str:
    """Give the SHA-256 of a file as hexadecimal digits."""
    with path.open("rb") as reader:
        return hashlib.file_digest(reader, "sha256").hexdigest()


def _flush_folder(folder: Path) -> None:
    # A rename is durable only when the folder that holds the name is flushed too (POSIX fsync).
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
