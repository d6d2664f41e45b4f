"""`pasaje watch`, run as people run it: another process, a folder, and files that come in pieces."""

from __future__ import annotations

import fcntl
import json
import os
import queue
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from archive import Archive
from search_app.commands import watching as watching_command
from tests.conftest import Runner
from tests.ingest.test_reading import ENGLISH, SPANISH
from tests.pdf_factory import Sheet, pdf_bytes, wrap

PATIENCE_SECONDS = 90
"""For a machine that does much else; nothing waits that long."""

QUIET_SECONDS = 6
"""After which nothing more comes that would: twice what a whole file is waited for."""


class Watch:
    """A running `pasaje watch --json`, with what it prints."""

    def __init__(self, data: Path, folder: Path) -> None:
        program = "from search_app.cli import main\nif __name__ == '__main__': main()"
        command = [sys.executable, "-c", program, "--data", str(data), "watch", "--json", str(folder)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.lines: queue.Queue[str] = queue.Queue()
        self.said: queue.Queue[str] = queue.Queue()
        for stream, kept in ((self.process.stdout, self.lines), (self.process.stderr, self.said)):
            threading.Thread(target=self._keep, args=(stream, kept), daemon=True).start()
        self.hears("Watching")

    def _keep(self, stream: Any, kept: queue.Queue[str]) -> None:
        for line in stream:
            kept.put(line)

    def next(self) -> tuple[str, str]:
        """Give the name and the status of the next file that is done."""
        told = json.loads(self.lines.get(timeout=PATIENCE_SECONDS))
        return Path(told["source"]).name, told["status"]

    def says_nothing(self, seconds: float = QUIET_SECONDS) -> bool:
        """Tell whether no file is done for a while."""
        time.sleep(seconds)
        return self.lines.empty()

    def hears(self, words: str) -> str:
        """Wait for a sentence with these words."""
        while words not in (line := self.said.get(timeout=PATIENCE_SECONDS)):
            pass
        return line

    def end(self, number: int = signal.SIGTERM) -> int:
        """Ask it to end; gives its code."""
        self.process.send_signal(number)
        return self.process.wait(PATIENCE_SECONDS)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "dropped"
    made.mkdir()
    return made


@pytest.fixture
def watching(archive: Archive, folder: Path) -> Iterator[Callable[[], Watch]]:
    """Start `watch`; whatever happens, none is left running."""
    started: list[Watch] = []

    def start() -> Watch:
        started.append(Watch(archive.folder, folder))
        return started[-1]

    yield start
    for each in started:
        each.process.kill()
        each.process.wait()
        for stream in (each.process.stdout, each.process.stderr):
            if stream:
                stream.close()


def paper(text: str) -> bytes:
    sheet = Sheet().put("A heading", y=80, size=20)
    sheet.set(wrap(text), y=140)
    return pdf_bytes([sheet])


def test_what_is_there_and_what_is_dropped_is_added_when_it_is_whole(
    watching: Callable[[], Watch], folder: Path, archive: Archive
) -> None:
    """A file comes in pieces, slower than a whole one is waited for; another by its name at the end."""
    (folder / "first.en.pdf").write_bytes(paper(ENGLISH))
    watch = watching()
    assert watch.next() == ("first.en.pdf", "added")
    body = paper(SPANISH)
    below = folder / "below"
    below.mkdir()
    with (below / "slow.pdf").open("wb") as slow:
        for start in range(0, len(body), len(body) // 3 + 1):
            slow.write(body[start : start + len(body) // 3 + 1])
            slow.flush()
            assert watch.says_nothing(2.5)
    (folder / ".part").write_bytes(paper(SPANISH + " Otra."))
    (folder / ".part").rename(folder / "first.es.pdf")
    assert sorted([watch.next(), watch.next()]) == [("first.es.pdf", "added"), ("slow.pdf", "added")]
    versions = archive.catalogue.versions()
    assert sorted(version.page_count for version in versions) == [1, 1, 1]
    assert len(archive.catalogue.documents()) == 2  # first.en.pdf and first.es.pdf are one
    assert watch.end() == 0
    assert "Stopped watching" in watch.hears("Stopped")
    assert sorted(path.name for path in folder.rglob("*.pdf")) == ["first.en.pdf", "first.es.pdf", "slow.pdf"]


def test_it_begins_again_where_it_was_and_brings_nothing_back(
    watching: Callable[[], Watch], folder: Path, archive: Archive, runner: Runner
) -> None:
    for name, text in (("kept.pdf", ENGLISH), ("taken-out.pdf", SPANISH)):
        (folder / name).write_bytes(paper(text))
    watch = watching()
    assert sorted([watch.next(), watch.next()]) == [("kept.pdf", "added"), ("taken-out.pdf", "added")]
    assert archive.writer() is None or watch.says_nothing(3)
    taken = next(each for each in archive.catalogue.versions() if each.file_name == "taken-out.pdf")
    assert runner("remove", taken.id).code == 0  # while it watches: the lock is free
    assert watch.end(signal.SIGINT) == 0
    again = watching()
    assert "taken-out.pdf" in again.hears("left out")
    assert again.says_nothing()
    (folder / "kept.pdf").write_bytes(paper(ENGLISH + " Amended."))
    assert again.next() == ("kept.pdf", "new_edition")
    assert again.end() == 0
    assert [(each.file_name, each.edition) for each in archive.catalogue.versions()] == [
        ("kept.pdf", 2),
        ("kept.pdf", 1),
    ]


def test_a_folder_that_goes_is_waited_for_and_odd_names_are_taken(
    watching: Callable[[], Watch], folder: Path, archive: Archive
) -> None:
    watch = watching()
    odd = Path(os.fsdecode(os.fsencode(folder) + b"/mal\xf3.pdf"))
    odd.write_bytes(paper(ENGLISH))
    (folder / "no.pdf").symlink_to(folder / "nowhere")
    (folder / "note.txt").write_text("no PDF")
    assert watch.next() == ("mal\\xf3.pdf", "added")
    shutil.rmtree(folder)
    watch.hears("it is waited for")
    folder.mkdir()
    (folder / "back.pdf").write_bytes(paper(SPANISH))
    watch.hears("is back")
    assert watch.next() == ("back.pdf", "added")
    assert watch.end() == 0


def test_what_is_no_folder_is_wrong_use(runner: Runner, tmp_path: Path) -> None:
    assert runner("watch", str(tmp_path / "nowhere")).code == 2


def test_an_order_that_python_drops_is_heard_at_the_next_turn(
    runner: Runner, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where it comes while an object goes: an exception would be printed there, and be lost."""

    class Dropping:
        def __del__(self) -> None:
            signal.raise_signal(signal.SIGTERM)

    def wakes(_folder: Path) -> Iterator[bool]:
        yield True
        Dropping()
        yield True
        pytest.fail("it went on")

    monkeypatch.setattr(watching_command, "_wakes", wakes)
    assert runner("watch", str(folder)).code == 0
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL


@pytest.fixture
def ordered_soon(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Have the folder looked at once, all in it taken for whole, and the order to stop come soon after."""
    order = threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGTERM))

    def wakes(_folder: Path) -> Iterator[bool]:
        order.start()
        yield True

    monkeypatch.setattr(watching_command, "_wakes", wakes)
    monkeypatch.setattr(watching_command.Settling, "look", lambda _self, found, _now: list(found))
    yield
    order.cancel()


@pytest.mark.usefixtures("ordered_soon")
def test_an_order_is_heard_while_the_archive_cannot_be_opened(
    runner: Runner, archive: Archive, folder: Path
) -> None:
    """As while somebody puts a backup in its place, which may take long."""
    (folder / "waits.pdf").write_bytes(paper(ENGLISH))
    with (archive.folder / "opening.lock").open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        given_back = threading.Timer(10, fcntl.flock, (lock, fcntl.LOCK_UN))
        given_back.start()
        begun = time.monotonic()
        assert runner("watch", str(folder)).code == 0
        assert time.monotonic() - begun < 5
        given_back.cancel()
    assert not archive.catalogue.versions()


@pytest.mark.usefixtures("ordered_soon")
def test_an_order_is_heard_while_a_large_folder_is_looked_at(
    runner: Runner, archive: Archive, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(_folder: Path) -> Iterator[Path]:
        for number in range(100):
            time.sleep(0.1)
            yield folder / f"{number}.pdf"

    monkeypatch.setattr(watching_command, "pdfs_below", slow)
    begun = time.monotonic()
    assert runner("watch", str(folder)).code == 0
    assert time.monotonic() - begun < 5
