"""Copies without a password: there when they are whole, and gone with their original."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from archive import Archive
from archive.unlocked import Unlocked
from tests.factories import make_version, store_version

WORDS = b"%PDF-1.7 without a lock"


def put(copies: Unlocked, sha256: str) -> Path:
    def write(draft: Path) -> None:
        draft.write_bytes(WORDS)

    return copies.put(sha256, write)


def test_what_is_read_is_the_copy_and_what_is_served_the_original(archive: Archive, tmp_path: Path) -> None:
    locked = tmp_path / "locked.pdf"
    locked.write_bytes(b"%PDF-1.7 locked")
    sha256 = archive.originals.put(locked).sha256
    assert archive.originals.readable(sha256) == archive.originals.path(sha256)
    copy = put(archive.originals.unlocked, sha256)
    assert archive.originals.readable(sha256) == copy
    assert copy.read_bytes() == WORDS
    assert archive.originals.path(sha256).read_bytes() == b"%PDF-1.7 locked"
    archive.originals.verify(sha256)


def test_a_copy_is_there_after_a_power_cut_whoever_made_its_folders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They may not have been flushed yet by whoever did; and how it may be read is flushed with its bytes."""
    folder = tmp_path / "unlocked"
    (folder / "ab" / "ab").mkdir(parents=True)
    flushed, modes = [], []
    monkeypatch.setattr("archive.durable.flush_folder", flushed.append)
    monkeypatch.setattr(
        "archive.unlocked.flush_file", lambda draft: modes.append(stat.filemode(draft.stat().st_mode))
    )
    put(Unlocked(folder), "ab" * 32)
    assert flushed == [folder / "ab" / "ab", folder / "ab", folder, tmp_path]
    assert modes == ["-rw-r--r--"]


def test_a_copy_that_cannot_be_written_is_not_there(tmp_path: Path) -> None:
    """Nor is a draft of it."""
    copies = Unlocked(tmp_path)

    def fail(draft: Path) -> None:
        draft.write_bytes(WORDS)
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 - the one raised above
        copies.put("ab" * 32, fail)
    assert not copies.find("ab" * 32)
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_what_a_killed_process_left_is_dropped(tmp_path: Path) -> None:
    copies = Unlocked(tmp_path)
    put(copies, "ab" * 32)
    (tmp_path / ".unlocking-left").write_bytes(WORDS)
    copies.drop_drafts()
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == [f"{'ab' * 32}.pdf"]
    assert list(copies.hashes()) == ["ab" * 32]


def test_a_purge_drops_the_copy_too(archive: Archive) -> None:
    """Its words must be nowhere."""
    version = store_version(archive, make_version())
    put(archive.originals.unlocked, version.original_sha256)
    archive.remove(version.id, is_purged=True)
    assert not archive.originals.unlocked.find(version.original_sha256)
