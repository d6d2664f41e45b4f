"""A file is read again where it may have changed, and never otherwise."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest

from archive import seen
from archive.originals import hash_file
from archive.seen import FILE_NAME, Seen


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Give the files that are read, as they are."""
    paths: list[Path] = []

    def hashed(path: Path) -> str:
        paths.append(path)
        return hash_file(path)

    monkeypatch.setattr(seen, "hash_file", hashed)
    monkeypatch.setattr(seen, "_STILL_NS", 0)
    return paths


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "paper.pdf"
    path.write_bytes(b"one")
    return path


def test_a_file_that_stayed_as_it_was_is_read_once(tmp_path: Path, paper: Path, read: list[Path]) -> None:
    first = Seen(tmp_path)
    assert first.hash_of(paper) == first.hash_of(paper) == hash_file(paper)
    first.save()
    assert Seen(tmp_path).hash_of(paper) == hash_file(paper)
    assert read == [paper]


def test_other_bytes_of_the_same_length_and_time_are_seen(tmp_path: Path, paper: Path, read: list[Path]) -> None:
    """Whoever sets the time back cannot set back when that was done."""
    looking = Seen(tmp_path)
    looking.hash_of(paper)
    before = paper.stat()
    time.sleep(0.02)  # longer than a tick of the clock of files
    paper.write_bytes(b"two")
    os.utime(paper, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert paper.stat().st_mtime_ns == before.st_mtime_ns
    assert looking.hash_of(paper) == hash_file(paper)
    assert read == [paper, paper]


def test_what_has_only_just_changed_is_read_again(
    tmp_path: Path, paper: Path, read: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seen, "_STILL_NS", 60_000_000_000)
    looking = Seen(tmp_path)
    looking.hash_of(paper)
    looking.hash_of(paper)
    assert read == [paper, paper]


def test_a_file_of_the_archive_is_one_however_its_folder_is_written(
    tmp_path: Path, paper: Path, read: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path.parent)
    for folder in (tmp_path, Path(tmp_path.name), tmp_path):
        looking = Seen(folder)
        looking.hash_of(folder / paper.name)
        looking.save()
    monkeypatch.chdir(tmp_path)
    Seen(Path()).hash_of(Path(paper.name))
    assert read == [paper]
    assert len(json.loads((tmp_path / FILE_NAME).read_text())) == 1


@pytest.mark.parametrize("said", [b"", b"{", b"[]", b'{"a": 1}', b'{"/a": ["x", 3]}', b"\xff"])
def test_a_file_that_says_nothing_sound_is_none(tmp_path: Path, paper: Path, said: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(said)
    assert Seen(tmp_path).hash_of(paper) == hash_file(paper)


def test_what_is_forgotten_is_not_on_the_disk(tmp_path: Path, paper: Path, read: list[Path]) -> None:
    looking = Seen(tmp_path)
    sha256 = looking.hash_of(paper)
    looking.save()
    assert sha256 in (tmp_path / FILE_NAME).read_text()
    looking.drop(sha256)
    assert sha256 not in (tmp_path / FILE_NAME).read_text()


def test_no_more_than_so_many_are_kept_those_noted_last(
    tmp_path: Path, read: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seen, "_MOST", 2)
    looking = Seen(tmp_path)
    for name in "abc":
        (tmp_path / name).write_text(name)
        looking.hash_of(tmp_path / name)
    looking.hash_of(tmp_path / "a")  # known, and not noted again
    looking.save()
    for name in "bca":
        Seen(tmp_path).hash_of(tmp_path / name)
    assert [path.name for path in read] == ["a", "b", "c", "a"]
