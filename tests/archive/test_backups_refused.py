"""What is damaged, hostile or of a later Pasaje is refused, and named."""

from __future__ import annotations

import hashlib
import io
import json
import sqlite3
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from archive import (
    Archive,
    BackupDamaged,
    BackupTooNew,
    CatalogueTooNew,
)
from archive.restoring import restore
from tests.archive.backed_up import file, held, silent

__all__ = ["file", "held"]


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
