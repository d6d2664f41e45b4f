"""An archive from a backup: unpacked beside, held against its own hashes, put in place when all of it is right.

Rule: a backup may come from anybody. Names lead nowhere but to the places of originals, nothing in it is run, and
the folder is as it was until the last of it is on disk. Ended while it is put in place, the next who opens the
folder goes on.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from archive.durable import flush_folder, make_folder
from archive.errors import BackupDamaged, FolderTaken, VersionNotFound
from archive.identity import version_id
from archive.manifests import (
    HEAD_NAME,
    MANIFEST_NAME,
    SEAL_NAME,
    Head,
    Manifest,
    is_of_archive,
    original_of,
    read_head,
    read_manifest,
)
from archive.placing import CATALOGUE_NAME, PARTS, RESTORING, finish, put_in_place
from archive.soundness import DAMAGED, file_faults
from archive.store import Archive
from archive.ustar import Member, TornStream, members
from archive.writers import hold_writer, opening

_LISTED_BYTES = 256 << 20
"""More than the list of a million originals; it is read into memory."""

Tell = Callable[[int], None]
"""Told how many more bytes were read."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put in place; `before` is where what was there lies now, if anything was."""

    head: Head
    versions: int
    originals: int
    missing: tuple[str, ...]
    before: Path | None


def restore(stream: BinaryIO, folder: Path, tell: Tell, *, is_replacing: bool = False) -> Restored:
    """Make a data folder from a backup.

    Raises: FolderTaken, BackupDamaged, BackupTooNew, CatalogueTooNew, WriterBusy; OSError, CatalogueFull. Then all
    is as it was.
    """
    make_folder(folder)
    with hold_writer(folder, "restoring a backup"):
        finish(folder)
        if not is_replacing and any((folder / name).exists() for name in PARTS):
            raise FolderTaken(folder)
        fresh = folder / RESTORING
        _clear(fresh)
        fresh.mkdir(mode=0o700)
        try:
            head, manifest = _Unpacking(fresh, tell).unpack(stream)
            versions = _made_good(fresh, manifest)
        except BaseException:
            _clear(fresh)
            raise
        with opening(folder):
            before = put_in_place(folder)
    originals = sum(name.startswith("originals/") for name in manifest.files)
    return Restored(head, versions, originals, tuple(manifest.missing), before)


class _Unpacking:
    """Writes the files of a stream into an empty folder, and holds them against what it says of them."""

    def __init__(self, folder: Path, tell: Tell) -> None:
        self._folder, self._tell = folder, tell
        self._found: dict[str, tuple[str, int]] = {}
        self._bytes: dict[str, bytes] = {}

    def unpack(self, stream: BinaryIO) -> tuple[Head, Manifest]:
        """Write all of it. Raises: BackupDamaged; BackupTooNew."""
        try:
            for member in members(stream):
                self._take(member)
        except TornStream as error:
            raise BackupDamaged(error.name, error.what) from error
        manifest = self._listed()
        self._compare(manifest)
        for folder, _, _ in os.walk(self._folder):
            flush_folder(Path(folder))
        return read_head(self._bytes[HEAD_NAME]), manifest

    def _take(self, member: Member) -> None:
        name = member.name
        if name in self._found or name in self._bytes:
            raise BackupDamaged(name, "it stands in it twice")
        if not self._bytes and name != HEAD_NAME:
            raise BackupDamaged(name, "it is no backup of Pasaje")
        if name in (HEAD_NAME, MANIFEST_NAME, SEAL_NAME):
            if member.size_bytes > _LISTED_BYTES:
                raise BackupDamaged(name, "it is larger than any list")
            self._bytes[name] = b"".join(member.chunks)
            if name == HEAD_NAME:
                read_head(self._bytes[name])  # of a format that is not known nothing more is read
        elif is_of_archive(name):
            self._found[name] = self._write(member)
        else:
            raise BackupDamaged(name, "nothing of this name belongs in it")

    def _write(self, member: Member) -> tuple[str, int]:
        path = self._folder / member.name
        path.parent.mkdir(parents=True, exist_ok=True)
        digest = hashlib.sha256()
        with path.open("xb") as writer:
            for chunk in member.chunks:
                digest.update(chunk)
                writer.write(chunk)
                self._tell(len(chunk))
            writer.flush()
            os.fsync(writer.fileno())
        return digest.hexdigest(), member.size_bytes

    def _listed(self) -> Manifest:
        listed, seal = self._bytes.get(MANIFEST_NAME), self._bytes.get(SEAL_NAME)
        if listed is None or seal is None:
            last = max(self._found, default=HEAD_NAME)
            raise BackupDamaged(last, "the backup ends behind it, without the list of what is in it")
        if hashlib.sha256(listed).hexdigest().encode() != seal:
            raise BackupDamaged(MANIFEST_NAME, "it is not as it was written")
        return read_manifest(listed)

    def _compare(self, manifest: Manifest) -> None:
        """Hold what was found against the list; what is listed as missing goes. Raises: BackupDamaged."""
        for name, listed in manifest.files.items():
            if self._found.get(name) != listed:
                raise BackupDamaged(
                    name, "it is not as it was written" if name in self._found else "it is not in it"
                )
        absent = {*manifest.missing, *manifest.purged}
        for name in self._found.keys() - manifest.files.keys():
            if original_of(name) not in absent:
                raise BackupDamaged(name, "the list of what is in it does not name it")
            (self._folder / name).unlink()
        for name, (sha256, _) in manifest.files.items():
            if original_of(name) not in (None, sha256):
                raise BackupDamaged(name, "it is not what its name says")
        if CATALOGUE_NAME not in manifest.files:
            raise BackupDamaged(CATALOGUE_NAME, "it is not in it")


def _made_good(fresh: Path, manifest: Manifest) -> int:
    """Look into the catalogue, bring it to this release, finish what was purged; gives the number of versions.

    Raises: BackupDamaged; CatalogueTooNew.
    """
    for fault in file_faults(fresh / CATALOGUE_NAME):
        raise BackupDamaged(CATALOGUE_NAME, fault)
    with Archive.open(fresh) as archive:
        for each in archive.faults():
            if each.code == DAMAGED:
                raise BackupDamaged(CATALOGUE_NAME, each.message)
        for sha256 in manifest.purged:
            _purge(archive, sha256)
        archive.tidy()
        versions = len(archive.catalogue.versions())
    for name in ("opening.lock", "writer.lock"):
        (fresh / name).unlink(missing_ok=True)
    return versions


def _purge(archive: Archive, sha256: str) -> None:
    """Take out what speaks of an original that was purged after the catalogue was copied: its bytes are gone."""
    archive.queue.drop(sha256)
    archive.intakes.drop_original(sha256)
    with suppress(VersionNotFound):  # it still waited to be read
        archive.remove(version_id(sha256), is_purged=True)


def _clear(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
