"""Originals are written once, whole or not at all, and can be checked against their names."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

import pytest

from archive import Archive, OriginalAltered, OriginalMissing
from archive.originals import Originals

BYTES = b"%PDF-1.7 a letter of intent"
SHA256 = hashlib.sha256(BYTES).hexdigest()


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "letter.pdf"
    path.write_bytes(BYTES)
    return path


@pytest.fixture
def originals(tmp_path: Path) -> Originals:
    return Originals(tmp_path / "originals")


def test_bytes_are_kept_under_their_hash(originals: Originals, source: Path, tmp_path: Path) -> None:
    stored = originals.put(source)
    assert stored == (SHA256, len(BYTES), True)
    assert originals.path(SHA256) == tmp_path / "originals" / SHA256[:2] / SHA256[2:4] / f"{SHA256}.pdf"
    assert originals.path(SHA256).read_bytes() == BYTES


def test_who_may_read_is_flushed_with_the_bytes(
    originals: Originals, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    modes = []
    monkeypatch.setattr(
        "archive.originals.os.fsync", lambda draft: modes.append(stat.filemode(os.fstat(draft).st_mode))
    )
    originals.put(source)
    assert [mode for mode in modes if mode.startswith("-")] == ["-rw-r--r--"]
    assert stat.filemode(originals.path(SHA256).stat().st_mode) == "-rw-r--r--"


def test_the_same_bytes_are_stored_once(originals: Originals, source: Path) -> None:
    originals.put(source)
    before = originals.path(SHA256).stat().st_ino
    assert not originals.put(source).is_new
    assert originals.path(SHA256).stat().st_ino == before
    assert list(originals.hashes()) == [SHA256]


def test_the_source_is_left_as_it_was(originals: Originals, source: Path) -> None:
    originals.put(source)
    assert source.read_bytes() == BYTES


def test_a_file_larger_than_one_read_is_kept_whole(originals: Originals, tmp_path: Path) -> None:
    large = tmp_path / "large.pdf"
    large.write_bytes(b"0123456789abcdef" * 200_000)
    stored = originals.put(large)
    assert stored.size_bytes == 3_200_000
    originals.verify(stored.sha256)


def test_an_altered_original_is_told(originals: Originals, source: Path) -> None:
    originals.put(source)
    originals.path(SHA256).write_bytes(b"other bytes")
    with pytest.raises(OriginalAltered, match=r"was altered on disk.*Add the same PDF again") as caught:
        originals.verify(SHA256)
    assert caught.value.sha256 == SHA256


def test_a_missing_original_is_told(originals: Originals, source: Path) -> None:
    originals.put(source)
    originals.drop(SHA256)
    with pytest.raises(OriginalMissing, match=r"is missing.*Add the same PDF again") as caught:
        originals.verify(SHA256)
    assert caught.value.sha256 == SHA256


@pytest.mark.parametrize("damage", [b"other bytes", b""])
def test_putting_the_same_file_again_heals_a_damaged_original(
    originals: Originals, source: Path, damage: bytes
) -> None:
    originals.put(source)
    originals.path(SHA256).write_bytes(damage)
    assert originals.put(source).is_new
    originals.verify(SHA256)


def test_what_a_killed_put_left_behind_is_no_original(originals: Originals, source: Path) -> None:
    """A draft is never taken for a file, and goes away when the next writer tidies up."""
    originals.put(source)
    folder = originals.path(SHA256).parents[2]
    (folder / ".incoming-k1lled").write_bytes(BYTES[:5])
    assert list(originals.hashes()) == [SHA256]
    originals.drop_drafts()
    assert not list(folder.glob(".incoming-*"))
    originals.verify(SHA256)


def test_a_source_that_cannot_be_read_leaves_nothing_behind(originals: Originals, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        originals.put(tmp_path / "nowhere.pdf")
    assert [path for path in (tmp_path / "originals").rglob("*") if path.is_file()] == []


def test_a_full_disk_leaves_nothing_behind(
    originals: Originals, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("archive.originals.os.fsync", fail)
    with pytest.raises(OSError, match="No space left"):
        originals.put(source)
    assert list(originals.hashes()) == []
    assert [path for path in source.parent.rglob("*") if path.is_file()] == [source]


def test_an_archive_without_originals_lists_none(archive: Archive) -> None:
    archive.originals.drop_drafts()
    archive.originals.drop(SHA256)
    assert list(archive.originals.hashes()) == []
