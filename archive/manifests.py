"""What a backup says of itself: what it is at its beginning, and the list of its files at its end.

Rule: it may come from anybody. Nothing in it is taken for a number, a hash or a name that is not written as one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeGuard

from archive.errors import BackupDamaged, BackupTooNew
from archive.placing import CATALOGUE_NAME

FORMAT = 1
"""Raised when an older Pasaje could not read what a newer one writes."""

HEAD_NAME = "pasaje-backup.json"
MANIFEST_NAME = "manifest.json"
SEAL_NAME = "manifest.sha256"

UNLOCKED = "unlocked"
"""The folder of copies of locked originals that were opened with a password: it cannot be made again without."""

_SHA256 = re.compile(r"[0-9a-f]{64}")
_ORIGINAL = re.compile(r"originals/([0-9a-f]{2})/([0-9a-f]{2})/(?P<sha256>\1\2[0-9a-f]{60})\.pdf")
_UNLOCKED = re.compile(UNLOCKED + r"/(?:[0-9a-f]{2}/){0,2}[0-9a-f]{64}\.pdf")


@dataclass(frozen=True, slots=True)
class Head:
    """What a backup says of itself before all else."""

    format: int
    schema: str
    archive: str
    made_at: str
    versions: int


@dataclass(slots=True)
class Manifest:
    """What a backup holds: SHA-256 and size of each file by its name in it.

    `missing` are the hashes of originals that were not there or not as they were received, `purged` of those that
    somebody purged while it was made.
    """

    files: dict[str, tuple[str, int]] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    purged: list[str] = field(default_factory=list)


def original_name(sha256: str) -> str:
    """Give the name of an original in a backup: its place in the data folder."""
    return f"originals/{sha256[:2]}/{sha256[2:4]}/{sha256}.pdf"


def original_of(name: str) -> str | None:
    """Give the hash that the name of an original says, if it is the name of one."""
    found = _ORIGINAL.fullmatch(name)
    return found["sha256"] if found else None


def is_of_archive(name: str) -> bool:
    """Tell whether a file of this name belongs into a data folder: it leads nowhere else."""
    return name == CATALOGUE_NAME or bool(_ORIGINAL.fullmatch(name) or _UNLOCKED.fullmatch(name))


def read_head(data: bytes) -> Head:
    """Read what a backup is. Raises: BackupDamaged; BackupTooNew, whatever else it says."""
    said = _read(HEAD_NAME, data)
    number = said.get("format")
    if _is_count(number) and number > FORMAT:
        raise BackupTooNew(number)
    if said.keys() != _HEAD.keys() or not all(is_right(said[name]) for name, is_right in _HEAD.items()):
        raise BackupDamaged(HEAD_NAME, "it does not say what a backup says")
    return Head(**said)


def read_manifest(data: bytes) -> Manifest:
    """Read what a backup holds. Raises: BackupDamaged."""
    said = _read(MANIFEST_NAME, data)
    files, missing, purged = (said.get(name) for name in ("files", "missing", "purged"))
    if not (_are_files(files) and _are_hashes(missing) and _are_hashes(purged)):
        raise BackupDamaged(MANIFEST_NAME, "it is no list of files")
    return Manifest({name: (sha256, size_bytes) for name, (sha256, size_bytes) in files.items()}, missing, purged)


def _read(name: str, data: bytes) -> dict[str, Any]:
    try:
        said = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise BackupDamaged(name, "it cannot be read") from error
    if not isinstance(said, dict):
        raise BackupDamaged(name, "it cannot be read")
    return said


def _are_files(value: object) -> TypeGuard[dict[str, tuple[str, int]]]:
    return isinstance(value, dict) and all(is_of_archive(name) and _is_file(said) for name, said in value.items())


def _is_file(value: object) -> bool:
    match value:
        case [sha256, size_bytes]:
            return _is_hash(sha256) and _is_count(size_bytes)
    return False


def _are_hashes(value: object) -> TypeGuard[list[str]]:
    return isinstance(value, list) and all(map(_is_hash, value))


def _is_hash(value: object) -> bool:
    return isinstance(value, str) and bool(_SHA256.fullmatch(value))


def _is_count(value: object) -> TypeGuard[int]:
    return type(value) is int and value >= 0  # True is an int too


def _is_line(value: object) -> bool:
    return isinstance(value, str) and value.isprintable()


_HEAD: Mapping[str, Callable[[object], bool]] = {
    "format": _is_count,
    "schema": _is_line,
    "archive": _is_line,
    "made_at": _is_line,
    "versions": _is_count,
}
"""What each field of the head is held against."""
