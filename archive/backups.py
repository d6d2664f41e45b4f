"""A whole archive in one file: the catalogue as it was at one moment and every original it speaks of.

Rule: the stream begins with what it is and ends with the hash of all that is in it, and with the hash of that. The
index and the images of pages are not in it: both are made again.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from archive.durable import drafting, drop_unheld, flush_folder
from archive.errors import OriginalMissing
from archive.manifests import (
    FORMAT,
    HEAD_NAME,
    MANIFEST_NAME,
    SEAL_NAME,
    UNLOCKED,
    Head,
    Manifest,
    original_name,
)
from archive.placing import CATALOGUE_NAME
from archive.snapshots import Held
from archive.store import Archive
from archive.ustar import Writer

DRAFT = ".backup-"

_DRAFTS = DRAFT + "[0-9a-f]" * 16
"""What drafts are called: a backup is written where others keep files too, of any name."""

Advance = Callable[[int, int], None]
"""Told (bytes written, bytes in all)."""


@dataclass(frozen=True, slots=True)
class Backup:
    """What was written."""

    head: Head
    manifest: Manifest
    size_bytes: int


def back_up(archive: Archive, path: Path, advance: Advance) -> Backup:
    """Write a backup beside a path and give it that name when it is whole and on disk.

    Raises: OSError, CatalogueFull; then nothing is there that was not there before.
    """
    with drafting(path.parent, DRAFT) as (draft, writer):
        made = write(archive, writer, advance, beside=path.parent)
        writer.flush()
        os.fsync(writer.fileno())
        draft.replace(path)
    flush_folder(path.parent)
    return made


def write(archive: Archive, stream: BinaryIO, advance: Advance, *, beside: Path) -> Backup:
    """Write a backup into a stream; `beside` is where the catalogue is copied to first.

    What backups that were killed left there goes. Raises: as `back_up`.
    """
    drop_unheld(beside, _DRAFTS)
    with drafting(beside, DRAFT) as (catalogue, _):
        held = archive.copy_catalogue(catalogue)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        head = Head(FORMAT, held.schema, archive.id, now, held.versions)
        packer = _Packer(archive, stream, advance)
        packer.plan(catalogue, held)
        packer.put_bytes(HEAD_NAME, _json(asdict(head)))
        packer.put(CATALOGUE_NAME, catalogue)
        packer.put_originals(held)
        packer.put_unlocked()
        return Backup(head, packer.manifest, packer.end())


class _Packer:
    """Puts files into a stream, and writes down what it put."""

    def __init__(self, archive: Archive, stream: BinaryIO, advance: Advance) -> None:
        self._archive, self._advance = archive, advance
        self._writer = Writer(stream, self._tell)
        self._done = self._planned = 0
        self.manifest = Manifest()

    def plan(self, catalogue: Path, held: Held) -> None:
        """Look how much there is to be put."""
        self._planned = catalogue.stat().st_size
        for sha256 in held.needed | held.kept:
            with suppress(OriginalMissing):
                self._planned += self._archive.originals.path(sha256).stat().st_size

    def put_bytes(self, name: str, data: bytes) -> None:
        """Put bytes that are at hand."""
        self._writer.write(name, len(data), io.BytesIO(data), lambda _chunk: None)

    def put(self, name: str, path: Path) -> str | None:
        """Put a file; gives its hash, nothing when it changed meanwhile."""
        digest = hashlib.sha256()
        with path.open("rb") as source:
            size_bytes = os.fstat(source.fileno()).st_size
            is_whole = self._writer.write(name, size_bytes, source, digest.update)
        if not is_whole:
            return None
        self.manifest.files[name] = (digest.hexdigest(), size_bytes)
        return digest.hexdigest()

    def put_originals(self, held: Held) -> None:
        """Put every original that is there; one that is not as it was received is no original."""
        absent = set()
        for sha256 in sorted(held.needed | held.kept):
            name = original_name(sha256)
            try:
                is_there = self.put(name, self._archive.originals.path(sha256)) == sha256
            except (OriginalMissing, FileNotFoundError):
                is_there = False
            if not is_there:
                self.manifest.files.pop(name, None)
                absent.add(sha256)
        gone = self._archive.removals.purged() & absent
        self.manifest.purged = sorted(gone)
        self.manifest.missing = sorted((absent & held.needed) - gone)

    def put_unlocked(self) -> None:
        """Put what was made of locked originals, if anything was."""
        folder, unlocked = self._archive.folder / UNLOCKED, self._archive.originals.unlocked
        for path in filter(None, map(unlocked.find, unlocked.hashes())):
            with suppress(FileNotFoundError):  # it was purged meanwhile
                self.put(f"{UNLOCKED}/{path.relative_to(folder).as_posix()}", path)

    def end(self) -> int:
        """Put the list of all that was put, and its hash; gives the bytes of all files."""
        listed = _json(asdict(self.manifest))
        self.put_bytes(MANIFEST_NAME, listed)
        self.put_bytes(SEAL_NAME, hashlib.sha256(listed).hexdigest().encode())
        self._writer.end()
        return sum(size_bytes for _, size_bytes in self.manifest.files.values())

    def _tell(self, size_bytes: int) -> None:
        self._done += size_bytes
        self._advance(min(self._done, self._planned), self._planned)


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()
