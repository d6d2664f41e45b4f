"""After a power cut an index is what it was, what it became, or known not to be whole: never quietly behind.

What a disk holds is worked out from what was flushed: of a file the bytes of its last flush, of a folder the names
of its last flush. Names that were not flushed may be there all the same, with nothing in them.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from index import IndexUnready
from index.engine import Entry, PutVersion
from index.engines import replacing
from index.whoosh_engine import WhooshEngine
from tests.index.makers import entry

ARCHIVE = "an-archive"


class Disk:
    """What of a folder would be there after a power cut."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._data: dict[int, bytes] = {}
        self._names: dict[Path, dict[str, int]] = {}
        self.images: list[tuple[dict[Path, bytes], dict[Path, bytes]]] = []

    def flushed(self, descriptor: int) -> None:
        """Note what is on disk now."""
        path = Path(f"/proc/self/fd/{descriptor}").readlink()
        if path.is_dir():
            self._names[path] = {each.name: each.stat().st_ino for each in path.iterdir() if each.is_file()}
        else:
            self._data[path.stat().st_ino] = path.read_bytes()
        self.images.append((self._sure(), self._likely()))

    def now(self) -> tuple[dict[Path, bytes], dict[Path, bytes]]:
        """Give what is surely there, and what may be."""
        return self._sure(), self._likely()

    def _sure(self) -> dict[Path, bytes]:
        return {
            folder / name: self._data.get(inode, b"")
            for folder, names in self._names.items()
            for name, inode in names.items()
        }

    def _likely(self) -> dict[Path, bytes]:
        files = (path for path in self._folder.rglob("*") if path.is_file())
        return {path: self._data.get(path.stat().st_ino, b"") for path in files}


@pytest.fixture
def disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Disk:
    if not Path("/proc/self/fd").exists():
        pytest.skip("what is flushed can be told from /proc alone")
    watched, flush = Disk(tmp_path), os.fsync

    def fsync(descriptor: int) -> None:
        flush(descriptor)
        watched.flushed(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    return watched


def entries(count: int, word: str) -> tuple[Entry, ...]:
    return tuple(
        entry(f"{word} innovation {number}", passage_id=f"{word}-{number}", ordinal=number)
        for number in range(count)
    )


def counts_after(images: Iterator[dict[Path, bytes]], folder: Path, scratch: Path) -> Iterator[int | None]:
    """Give what an index says it holds after each cut; nothing where it says that it is not whole."""
    for number, image in enumerate(images):
        place = scratch / str(number)
        place.mkdir(parents=True)
        for path, data in image.items():
            if path.parent == folder:
                (place / path.name).write_bytes(data)
        try:
            engine = WhooshEngine.open(place, archive_id=ARCHIVE)
            yield engine.count()
            engine.close()
        except IndexUnready:
            yield None


def test_a_commit_is_there_or_not_and_there_once_it_is_done(disk: Disk, tmp_path: Path) -> None:
    """What is done is struck off the outbox: an index that went back would lack it for ever."""
    folder, scratch = tmp_path / "index", tmp_path.with_name(f"{tmp_path.name}-images")
    engine = WhooshEngine.create(folder, archive_id=ARCHIVE)
    held = 0
    for number, size in enumerate((3, 5, 600, 2)):
        disk.images.clear()
        engine.apply([PutVersion(f"v{number}", entries(size, f"word{number}"))])
        before, held = held, held + size
        during = [image for pair in disk.images for image in pair]
        allowed = {None, before, held}
        assert set(counts_after(iter(during), folder, scratch / f"{number}-during")) <= allowed
        assert set(counts_after(iter(disk.now()), folder, scratch / f"{number}-after")) == {held}


def test_an_index_that_took_anothers_place_is_there_once_it_is_done(disk: Disk, tmp_path: Path) -> None:
    folder = tmp_path / "index"
    WhooshEngine.create(folder, archive_id=ARCHIVE).apply([PutVersion("v", entries(1, "old"))])
    with replacing("whoosh", folder, archive_id=ARCHIVE) as fresh:
        fresh.apply([PutVersion("v", entries(4, "new"))])
        whole = disk.now()[0]
    held = {path.name: data for path, data in whole.items() if ".new-" in path.parent.name}
    assert {
        path.name: path.read_bytes() for path in folder.iterdir() if path.suffix in {".seg", ".toc"}
    }.items() <= (held.items())
