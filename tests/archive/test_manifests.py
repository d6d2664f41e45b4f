"""What a backup says of itself may come from anybody: only what is written as we write it is taken."""

from __future__ import annotations

import hashlib
import io
import json
import tarfile
from pathlib import Path
from typing import Any

import pytest

from archive import Archive, BackupDamaged
from archive.backups import back_up
from archive.restoring import restore

SHA256 = "ab" * 32


@pytest.fixture
def files(archive: Archive, tmp_path: Path) -> dict[str, bytes]:
    """Give the files in a backup of an empty archive, by name and in order."""
    path = tmp_path / "backup.tar"
    back_up(archive, path, lambda *_told: None)
    with tarfile.open(path) as tar:
        return {name: tar.extractfile(name).read() for name in tar.getnames()}  # type: ignore[union-attr]


def sealed(files: dict[str, bytes]) -> io.BytesIO:
    """Give a backup of files, right in the hash of its list."""
    out = io.BytesIO()
    files = {**files, "manifest.sha256": hashlib.sha256(files["manifest.json"]).hexdigest().encode()}
    with tarfile.open(fileobj=out, mode="w", format=tarfile.GNU_FORMAT) as tar:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
    return io.BytesIO(out.getvalue())


def refused(files: dict[str, bytes], folder: Path) -> str:
    """Give the name of the file for which a backup is refused, and nothing is left of it."""
    with pytest.raises(BackupDamaged) as caught:
        restore(sealed(files), folder, lambda _more: None)
    assert [path.name for path in folder.iterdir()] == ["writer.lock"]
    return caught.value.name


@pytest.mark.parametrize(
    "said",
    [
        {"purged": [5]},
        {"purged": None},
        {"purged": {SHA256: 1}},
        {"purged": [SHA256.upper()]},
        {"purged": [f"{SHA256}\n"]},
        {"missing": [[1]]},
        {"missing": ["secret"]},
        {"missing": SHA256},
        {"files": []},
        {"files": None},
    ],
)
def test_a_list_of_anything_but_hashes_is_refused(
    files: dict[str, bytes], tmp_path: Path, said: dict[str, Any]
) -> None:
    files["manifest.json"] = json.dumps({**json.loads(files["manifest.json"]), **said}).encode()
    assert refused(files, tmp_path / "new") == "manifest.json"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("catalogue.sqlite", [SHA256, float("inf")]),
        ("catalogue.sqlite", [SHA256, float("nan")]),
        ("catalogue.sqlite", [SHA256, 1.0]),
        ("catalogue.sqlite", [SHA256, True]),
        ("catalogue.sqlite", [SHA256, -1]),
        ("catalogue.sqlite", [SHA256, "1"]),
        ("catalogue.sqlite", [5, 1]),
        ("catalogue.sqlite", [SHA256]),
        ("catalogue.sqlite", {SHA256: 1, "1": 1}),
        ("catalogue.sqlite", None),
        ("../escaped", [SHA256, 1]),
        ("\ud800", [SHA256, 1]),
    ],
)
def test_a_file_that_is_not_described_as_we_do_is_refused(
    files: dict[str, bytes], tmp_path: Path, name: str, said: object
) -> None:
    manifest = json.loads(files["manifest.json"])
    manifest["files"][name] = said
    files["manifest.json"] = json.dumps(manifest).encode()
    assert refused(files, tmp_path / "new") == "manifest.json"


@pytest.mark.parametrize("data", [b"[" * 200_000, b'{"a":' * 200_000, b"", b"\xff", b"[]", b"9" * 10_000])
@pytest.mark.parametrize("name", ["pasaje-backup.json", "manifest.json"])
def test_what_cannot_be_read_is_refused(files: dict[str, bytes], tmp_path: Path, name: str, data: bytes) -> None:
    assert refused({**files, name: data}, tmp_path / "new") == name


@pytest.mark.parametrize(
    "said",
    [
        {"format": "x"},
        {"format": True},
        {"format": 0.5},
        {"format": -1},
        {"versions": "3"},
        {"versions": False},
        {"made_at": "\x1b[31mred"},
        {"made_at": 5},
        {"schema": None},
        {"archive": ["ab"]},
        {"more": 1},
    ],
)
def test_a_head_of_other_kinds_of_values_is_refused(
    files: dict[str, bytes], tmp_path: Path, said: dict[str, object]
) -> None:
    head = json.loads(files["pasaje-backup.json"])
    files["pasaje-backup.json"] = json.dumps({**head, **said}).encode()
    assert refused(files, tmp_path / "new") == "pasaje-backup.json"


def test_hashes_of_what_the_catalogue_never_held_are_passed_over(files: dict[str, bytes], tmp_path: Path) -> None:
    manifest = {**json.loads(files["manifest.json"]), "purged": [SHA256], "missing": ["cd" * 32]}
    restored = restore(
        sealed({**files, "manifest.json": json.dumps(manifest).encode()}), tmp_path / "new", lambda _more: None
    )
    assert (restored.versions, restored.missing) == (0, ("cd" * 32,))
