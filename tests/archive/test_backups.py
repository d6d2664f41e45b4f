"""An archive goes into one file while others work in it, and comes out of it as it was; nothing else does."""

from __future__ import annotations

import hashlib
import io
import json
import os
import sqlite3
import tarfile
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from archive import (
    Archive,
    BackupDamaged,
    BackupTooNew,
    CatalogueTooNew,
    Document,
    Field,
    FolderTaken,
    Intake,
    Reason,
    SourceStatus,
)
from archive.backups import back_up
from archive.durable import drafting
from archive.restoring import restore
from archive.tables import metadata
from tests.factories import make_version, store_version


def silent(*_told: int) -> None:
    """Hear of progress, and say nothing."""


@pytest.fixture
def held(archive: Archive) -> Archive:
    """Give an archive with two editions, words that went, and what was removed, purged and confirmed."""
    store_version(archive, make_version(), [["Regional innovation.", "Networks of firms."]])
    store_version(archive, make_version(edition=2), [["Regional innovation.", "Networks of universities."]])
    removed = store_version(archive, make_version("letter", "es"), [["Una carta de intención."]])
    archive.remove(removed.id)
    purged = store_version(archive, make_version("secret"), [["Nobody may read this."]])
    archive.remove(purged.id, is_purged=True)
    archive.descriptions.confirm("study", {Field.DATE: "2014-05"}, {"en": "The study"})
    return archive


@pytest.fixture
def file(held: Archive, tmp_path: Path) -> Path:
    path = tmp_path / "backup.tar"
    back_up(held, path, silent)
    return path


def restored(file: Path, folder: Path, **options: bool) -> None:
    with file.open("rb") as stream:
        restore(stream, folder, silent, **options)


def rows(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """Give all that a catalogue holds, table by table."""
    with Archive.open(folder) as archive, archive._database.connect() as connection:
        return {
            name: sorted(map(tuple, connection.execute(text(f"SELECT * FROM {name}"))), key=repr)
            for name in metadata.tables
        }


def originals(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "originals").rglob("*.pdf")}


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
    done = threading.Event()

    def write() -> None:
        with Archive.open(held.folder) as writer:
            for number in range(1000):
                store_version(writer, make_version(f"added-{number}"), [["One.", "Two."]])
                if done.is_set():
                    return

    thread = threading.Thread(target=write)
    thread.start()
    try:
        for number in range(5):
            back_up(held, tmp_path / f"{number}.tar", silent)
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


def test_a_bit_that_flipped_is_found(file: Path, tmp_path: Path) -> None:
    """Wherever it is: in a file, a header, the filling, the end."""
    whole = file.read_bytes()
    for step in range(0, 1 << 16, 499):
        data = bytearray(whole)
        data[(step * 7919) % len(data)] ^= 1 << (step % 8)
        with pytest.raises((BackupDamaged, BackupTooNew)):
            restore(io.BytesIO(bytes(data)), tmp_path / "new", silent)
        assert not [path for path in (tmp_path / "new").iterdir() if path.name != "writer.lock"]


def test_a_bit_that_flipped_in_an_original_is_named(held: Archive, file: Path, tmp_path: Path) -> None:
    sha256 = held.catalogue.versions()[0].original_sha256
    data = bytearray(file.read_bytes())
    data[data.index(f"originals/{sha256[:2]}/{sha256[2:4]}/{sha256}".encode()) + 600] ^= 4
    with pytest.raises(BackupDamaged, match=f"originals/.*{sha256}.pdf.*it is not as it was written"):
        restore(io.BytesIO(bytes(data)), tmp_path / "new", silent)


@pytest.mark.parametrize("share", [0.0, 0.01, 0.5, 0.9, 0.999])
def test_a_backup_that_was_cut_short_is_found(file: Path, tmp_path: Path, share: float) -> None:
    data = file.read_bytes()
    end = len(data.rstrip(b"\0"))
    with pytest.raises(BackupDamaged):
        restore(io.BytesIO(data[: int(end * share)]), tmp_path / "new", silent)


Made = Callable[[tarfile.TarFile], None]


def hostile(file: Path, change: Made) -> io.BytesIO:
    """Give a backup in which something is put behind its first file."""
    out = io.BytesIO()
    with tarfile.open(file) as tar, tarfile.open(fileobj=out, mode="w", format=tarfile.GNU_FORMAT) as made:
        for number, member in enumerate(tar.getmembers()):
            made.addfile(member, tar.extractfile(member))
            if number == 0:
                change(made)
    return io.BytesIO(out.getvalue())


def plain(name: str, data: bytes = b"x", **fields: object) -> Made:
    def add(tar: tarfile.TarFile) -> None:
        info = tarfile.TarInfo(name)
        info.size = len(data)
        for field, value in fields.items():
            setattr(info, field, value)
        tar.addfile(info, io.BytesIO(data))

    return add


@pytest.mark.parametrize(
    "change",
    [
        plain("../escaped"),
        plain("/tmp/escaped"),
        plain("originals/../../escaped"),
        plain(f"originals/aa/bb/{'cc' * 32}.pdf"),
        plain(f"originals/aa/bb/aabb{'cc' * 30}.pdf\n"),
        plain(f"originals/aa/bb/aabb{'cc' * 30}.pdf"),
        plain("index/_MAIN_1.toc", b"a pickle"),
        plain("restoring/ready.json", b'{"before": "/"}'),
        plain("ready.json", b'{"before": "/"}'),
        plain("pasaje-backup.json", b"{}"),
        plain("originals", b"", type=tarfile.SYMTYPE, linkname="/"),
        plain("catalogue.sqlite", b"", type=tarfile.LNKTYPE, linkname="/etc/passwd"),
        plain("originals", b"", type=tarfile.DIRTYPE),
        plain("catalogue.sqlite", b"", type=tarfile.FIFOTYPE),
        plain("catalogue.sqlite", b"", type=tarfile.CHRTYPE),
        plain("catalogue.sqlite", b"0" * 512, type=tarfile.GNUTYPE_SPARSE),
        plain("a" * 300),
        plain("catalogue.sqlite", b"27 path=../../escaped\n", type=tarfile.XHDTYPE),
    ],
)
def test_what_no_backup_holds_is_refused(file: Path, tmp_path: Path, change: Made) -> None:
    with pytest.raises(BackupDamaged):
        restore(hostile(file, change), tmp_path / "new", silent)
    assert not [path for path in (tmp_path / "new").iterdir() if path.name != "writer.lock"]
    assert not list(tmp_path.rglob("escaped"))


def with_catalogue(file: Path, change: Callable[[sqlite3.Connection], object], folder: Path) -> io.BytesIO:
    """Give a backup, right in all its hashes, whose catalogue somebody changed."""
    path = folder / "changed.sqlite"
    out = io.BytesIO()
    with tarfile.open(file) as tar, tarfile.open(fileobj=out, mode="w", format=tarfile.GNU_FORMAT) as made:
        files = {member.name: tar.extractfile(member).read() for member in tar.getmembers()}  # type: ignore[union-attr]
        path.write_bytes(files["catalogue.sqlite"])
        connection = sqlite3.connect(path)
        change(connection)
        connection.commit()
        connection.close()
        files["catalogue.sqlite"] = path.read_bytes()
        manifest = json.loads(files["manifest.json"])
        digest = hashlib.sha256(files["catalogue.sqlite"]).hexdigest()
        manifest["files"]["catalogue.sqlite"] = [digest, len(files["catalogue.sqlite"])]
        files["manifest.json"] = json.dumps(manifest).encode()
        files["manifest.sha256"] = hashlib.sha256(files["manifest.json"]).hexdigest().encode()
        for name, data in files.items():
            plain(name, data)(made)
    return io.BytesIO(out.getvalue())


@pytest.mark.parametrize(
    "change",
    [
        "CREATE TRIGGER t AFTER INSERT ON versions BEGIN DELETE FROM documents; END",
        "CREATE VIEW v AS SELECT * FROM versions",
        "UPDATE versions SET document_id = 'nobody'",
        "DROP TABLE passages",
    ],
)
def test_a_catalogue_that_would_do_something_is_refused(file: Path, tmp_path: Path, change: str) -> None:
    stream = with_catalogue(file, lambda connection: connection.execute(change), tmp_path)
    with pytest.raises(BackupDamaged, match=r"catalogue\.sqlite"):
        restore(stream, tmp_path / "new", silent)


def test_a_catalogue_of_a_later_pasaje_is_refused(file: Path, tmp_path: Path) -> None:
    change = "UPDATE alembic_version SET version_num = '9999'"
    stream = with_catalogue(file, lambda connection: connection.execute(change), tmp_path)
    with pytest.raises(CatalogueTooNew, match="9999"):
        restore(stream, tmp_path / "new", silent)
    assert not (tmp_path / "new" / "catalogue.sqlite").exists()


def test_a_backup_of_a_later_format_is_refused_before_it_is_read(tmp_path: Path) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        plain("pasaje-backup.json", b'{"format": 2, "what": "else"}')(tar)
        plain("of-a-later-format")(tar)
    with pytest.raises(BackupTooNew, match="the format 2"):
        restore(io.BytesIO(out.getvalue()), tmp_path / "new", silent)


def test_an_archive_is_not_written_over(held: Archive, file: Path) -> None:
    before = rows(held.folder)
    with pytest.raises(FolderTaken, match="--replace"):
        restored(file, held.folder)
    assert rows(held.folder) == before


def test_what_is_replaced_is_kept_aside(archive: Archive, held: Archive, file: Path) -> None:
    before = rows(held.folder)
    store_version(held, make_version("later"))
    later = rows(held.folder)
    held.close()
    restored(file, held.folder, is_replacing=True)
    (aside,) = held.folder.glob("before-*")
    assert rows(held.folder) == before
    assert rows(aside) == later
    assert len(originals(aside)) == 4


def test_even_a_ruined_archive_can_be_replaced(held: Archive, file: Path) -> None:
    before = rows(held.folder)
    held.close()
    (held.folder / "catalogue.sqlite").write_text("Dear diary, " * 1000)
    restored(file, held.folder, is_replacing=True)
    assert rows(held.folder) == before


@pytest.mark.parametrize("moves", range(12))
def test_ended_while_it_is_put_in_place_the_next_goes_on(
    held: Archive, file: Path, monkeypatch: pytest.MonkeyPatch, moves: int
) -> None:
    """Whoever opens the folder sees the one archive or the other, and in the end the restored one."""
    before = rows(held.folder)
    store_version(held, make_version("later"))
    held.close()
    rename, left = Path.rename, moves

    def die(self: Path, target: Path) -> Path:
        nonlocal left
        if self.name.startswith(("catalogue", "originals", "index", "derived")):
            left -= 1
            if left < 0:
                raise KeyboardInterrupt
        return rename(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", die)
        try:
            restored(file, held.folder, is_replacing=True)
        except KeyboardInterrupt:
            pass
        else:
            assert left >= 0
    assert rows(held.folder) == before
    assert len(originals(held.folder)) == 3
    assert not (held.folder / "restoring").exists()
