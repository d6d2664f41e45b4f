"""An archive goes into one file while others work in it, and comes out of it as it was."""

from __future__ import annotations

import hashlib
import json
import os
import tarfile
import threading
from pathlib import Path

import pytest
from sqlalchemy import text

from archive import (
    Archive,
    Document,
    Intake,
    Reason,
    SourceStatus,
)
from archive.backups import back_up
from archive.durable import drafting
from tests.archive.backed_up import file, held, originals, restored, rows, silent
from tests.factories import make_version, store_version

__all__ = ["file", "held"]


def test_what_comes_out_is_what_went_in(held: Archive, file: Path, tmp_path: Path) -> None:
    """Ids, editions, links, tombstones, removals, what people said: row by row, and every original."""
    restored(file, tmp_path / "new")
    assert rows(tmp_path / "new") == rows(held.folder)
    assert originals(tmp_path / "new") == originals(held.folder)
    assert len(originals(held.folder)) == 3


@pytest.mark.parametrize(
    "name", ["a?b", "a#b", "100%25", "a%20b", "a&mode=rw", "año 1", "a:b", os.fsdecode(b"\xff")]
)
def test_a_folder_of_any_name_takes_a_backup(file: Path, tmp_path: Path, name: str) -> None:
    """And the catalogue that is looked into is the one in it, not one beside."""
    beside = {path.name for path in tmp_path.iterdir()}
    restored(file, tmp_path / name)
    assert len(originals(tmp_path / name)) == 3
    assert {path.name for path in tmp_path.iterdir()} == {*beside, name}


def test_a_folder_may_be_named_from_where_one_stands(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    restored(file, Path("new"))
    assert len(originals(tmp_path / "new")) == 3


def test_any_tar_program_takes_the_originals_out(held: Archive, file: Path) -> None:
    with tarfile.open(file) as tar:
        names = tar.getnames()
        assert names[0] == "pasaje-backup.json"
        assert json.loads(tar.extractfile(names[0]).read())["archive"] == held.id  # type: ignore[union-attr]
        for name in (each for each in names if each.startswith("originals/")):
            data = tar.extractfile(name).read()  # type: ignore[union-attr]
            assert hashlib.sha256(data).hexdigest() == Path(name).stem


def test_nobody_is_let_in_by_a_backup(held: Archive, tmp_path: Path) -> None:
    with held._database.begin() as connection:
        connection.execute(text("CREATE TABLE IF NOT EXISTS sessions (key VARCHAR)"))
        connection.execute(text("INSERT INTO settings VALUES ('form_secret', 'tell-nobody')"))
    back_up(held, tmp_path / "backup.tar", silent)
    assert b"tell-nobody" not in (tmp_path / "backup.tar").read_bytes()
    assert b"Nobody may read this" not in (tmp_path / "backup.tar").read_bytes()


def test_a_backup_is_of_one_moment_while_others_write(held: Archive, tmp_path: Path) -> None:
    done, has_written = threading.Event(), threading.Event()

    def write() -> None:
        with Archive.open(held.folder) as writer:
            for number in range(1000):
                store_version(writer, make_version(f"added-{number}"), [["One.", "Two."]])
                has_written.set()
                if done.is_set():
                    return

    thread = threading.Thread(target=write)
    thread.start()
    try:
        for number in range(5):
            back_up(held, tmp_path / f"{number}.tar", silent)
            has_written.clear()
            assert has_written.wait(60)
    finally:
        done.set()
        thread.join()
    counts = []
    for number in range(5):
        folder = tmp_path / str(number)
        restored(tmp_path / f"{number}.tar", folder)
        with Archive.open(folder) as archive:
            assert list(archive.faults()) == []
            for version in archive.catalogue.versions():
                archive.originals.verify(version.original_sha256)
            counts.append(len(archive.catalogue.versions()))
    assert counts == sorted(counts)
    assert counts[-1] > counts[0]


def test_what_is_missing_is_named_and_the_rest_is_kept(held: Archive, tmp_path: Path) -> None:
    gone, altered = held.catalogue.versions()[:2]
    held.originals.drop(gone.original_sha256)
    held.originals.path(altered.original_sha256).write_bytes(b"other bytes")
    made = back_up(held, tmp_path / "backup.tar", silent)
    assert made.manifest.missing == sorted([gone.original_sha256, altered.original_sha256])
    restored(tmp_path / "backup.tar", tmp_path / "new")
    assert len(originals(tmp_path / "new")) == 1
    assert rows(tmp_path / "new") == rows(held.folder)


def test_what_is_purged_meanwhile_does_not_come_back(
    held: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = held.catalogue.versions()[0]
    copy = held.copy_catalogue

    def copy_and_purge(path: Path) -> object:
        taken = copy(path)
        held.remove(version.id, is_purged=True)
        return taken

    monkeypatch.setattr(held, "copy_catalogue", copy_and_purge)
    made = back_up(held, tmp_path / "backup.tar", silent)
    assert (made.manifest.missing, made.manifest.purged) == ([], [version.original_sha256])
    restored(tmp_path / "backup.tar", tmp_path / "new")
    with Archive.open(tmp_path / "new") as archive:
        assert archive.catalogue.find_version(version.id) is None
        assert archive.removals.find(version.id).is_purged  # type: ignore[union-attr]


@pytest.mark.parametrize("is_failed", [False, True])
def test_what_is_read_and_purged_meanwhile_neither_waits_nor_failed(
    held: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_failed: bool
) -> None:
    """The catalogue was copied when it was no version yet: waited in the queue, or could not be read."""
    (tmp_path / "quick.pdf").write_bytes(b"%PDF-1.7 soon gone")
    version = make_version("quick", sha256=held.originals.put(tmp_path / "quick.pdf").sha256)
    if is_failed:
        reason = Reason("timed_out", "It took too long.")
        failed = Intake("/quick.pdf", version.original_sha256, SourceStatus.FAILED, reason, "2026-11-26")
        held.intakes.put(failed)
    else:
        held.queue.put("/quick.pdf", "quick.pdf", version.original_sha256)
    copy = held.copy_catalogue

    def copy_read_and_purge(path: Path) -> object:
        taken = copy(path)
        held.queue.drop(version.original_sha256)
        held.catalogue.put_document(Document("quick", "Quick"))
        held.passages.replace_version(version, [], [])
        held.remove(version.id, is_purged=True)
        return taken

    monkeypatch.setattr(held, "copy_catalogue", copy_read_and_purge)
    made = back_up(held, tmp_path / "backup.tar", silent)
    assert (made.manifest.missing, made.manifest.purged) == ([], [version.original_sha256])
    restored(tmp_path / "backup.tar", tmp_path / "new")
    with Archive.open(tmp_path / "new") as archive:
        assert (archive.queue.waiting(), archive.intakes.all()) == ([], [])
        assert archive.catalogue.find_version(version.id) is None


def test_a_full_disk_leaves_the_backup_before(
    held: Archive, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = file.read_bytes()

    def fail(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("archive.backups.os.fsync", fail)
    with pytest.raises(OSError, match="No space left"):
        back_up(held, file, silent)
    assert file.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir() if each.is_file()] == ["backup.tar"]


def test_what_a_killed_backup_left_goes_with_the_next(held: Archive, tmp_path: Path) -> None:
    """Not what somebody else writes there now, nor what only has a name like it."""
    (tmp_path / f".backup-{'0' * 16}").write_bytes(b"half")
    (tmp_path / ".backup-of-mine.tar").write_bytes(b"whole")
    with drafting(tmp_path, ".backup-") as (other, _):
        back_up(held, tmp_path / "backup.tar", silent)
        assert {each.name for each in tmp_path.glob(".backup-*")} == {".backup-of-mine.tar", other.name}
