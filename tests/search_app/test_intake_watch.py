"""Whoever watches over the reader tells a file that ends it from a machine that stops it."""

from __future__ import annotations

import os
import select
from pathlib import Path
from typing import Any

import pytest

from archive import Archive, Reason, SourceStatus, Stage
from ingest.outcome import Outcome
from search_app import intake_watch
from search_app.bell import Bell
from search_app.intake_watch import FAULT, IntakeWatch
from search_app.intake_worker import Noting
from search_app.settings import Settings
from tests.ingest.test_ocr import stand_in


class Ended:
    """A process that has ended with a code."""

    pid = None

    def __init__(self, code: int) -> None:
        self.exitcode = code

    def is_alive(self) -> bool:
        return False


@pytest.fixture
def watch(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> IntakeWatch:
    """Give a watch that starts nobody, over an archive in which two files wait."""
    for name in ("a.pdf", "b.pdf"):
        archive.queue.put_upload("batch", name, "ab" * 32)
    monkeypatch.setattr(intake_watch, "_PAUSE_SECONDS", 0.0)
    monkeypatch.setattr(intake_watch, "_FAULT_SECONDS", 0.0)
    monkeypatch.setattr(IntakeWatch, "_start", lambda self, forget: None)
    return IntakeWatch(Settings(data=archive.folder), Bell())


def end(watch: IntakeWatch, code: int, times: int = 1) -> dict[int, int]:
    for _ in range(times):
        watch.process = Ended(code)  # type: ignore[assignment]
        watch.look(lambda: None)
    return dict(watch._deaths)


def test_a_reader_that_is_killed_blames_what_it_had_in_hand(archive: Archive, watch: IntakeWatch) -> None:
    second = archive.queue.waiting()[1].id
    archive.queue.advance(second, Stage.READING, 1, 9)
    assert end(watch, -9, times=2) == {second: 2}


def test_before_it_has_said_what_it_reads_the_first_is_to_blame(archive: Archive, watch: IntakeWatch) -> None:
    assert end(watch, -11) == {archive.queue.waiting()[0].id: 1}


def test_a_fault_of_the_machine_blames_no_file(watch: IntakeWatch) -> None:
    assert end(watch, FAULT, times=5) == {}


def test_a_reader_that_leaves_in_order_clears_all_blame(watch: IntakeWatch) -> None:
    end(watch, -9)
    assert end(watch, 0) == {}


def test_the_reader_is_started_when_ocr_appears_and_not_again(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing was received: what is there may wait for it."""
    started: list[str] = []
    monkeypatch.setattr(IntakeWatch, "_start", lambda self, forget: started.append(os.environ["PATH"]))
    watch = IntakeWatch(Settings(data=archive.folder), Bell())
    monkeypatch.setenv("PATH", "")
    watch.look(lambda: None)
    assert started == []
    stand_in(tmp_path, "exit 1")
    monkeypatch.setenv("PATH", str(tmp_path))
    watch.look(lambda: None)
    watch.look(lambda: None)
    assert started == [str(tmp_path)]


def test_no_archive_is_made_by_watching(tmp_path: Path) -> None:
    IntakeWatch(Settings(data=tmp_path / "none"), Bell()).look(lambda: None)
    assert not (tmp_path / "none").exists()


def test_a_bell_can_be_rung_by_another_process_and_never_holds_anybody_up() -> None:
    bell = Bell()
    for _ in range(100_000):
        bell.ring()
    assert select.select([bell], [], [], 0)[0]
    for _ in range(20):
        bell.silence()
    assert not select.select([bell], [], [], 0)[0]
    if (child := os.fork()) == 0:
        bell.ring()
        os._exit(0)
    os.waitpid(child, 0)
    assert select.select([bell], [], [], 1)[0]


def test_progress_is_noted_at_most_twice_a_second(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr("search_app.intake_worker.time.monotonic", lambda: now[0])
    notes: list[tuple[Any, ...]] = []
    archive.queue.put_upload("batch", "a.pdf", "ab" * 32)
    noting = Noting(archive, lambda: notes.append(("indexed",)))
    monkeypatch.setattr(archive.queue, "advance", lambda *given: notes.append(given[1:]))
    for page in range(1, 11):
        now[0] += 0.1
        noting.advanced("upload:batch/a.pdf", page, 10)
        noting.advanced("upload:batch/a.pdf", page, 10)
    assert notes == [(Stage.READING, 1, 10), (Stage.READING, 6, 10)]
    now[0] += 5
    noting.advanced("upload:batch/a.pdf", 1, 2, Stage.RECOGNISING)
    assert notes[-1] == (Stage.RECOGNISING, 1, 2)
    reason = Reason("damaged", "It is damaged.")
    noting.finished(Outcome("upload:batch/a.pdf", SourceStatus.FAILED, 0.0, reason=reason))
    assert notes[-1] == ("indexed",)


def test_a_reader_killed_with_nothing_in_hand_is_started_less_and_less_often(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As while it learns words on a machine without memory: there is nothing to give up, and no end of trying."""
    now = 1_000.0
    monkeypatch.setattr(intake_watch.time, "monotonic", lambda: now)
    monkeypatch.setattr(IntakeWatch, "_start", lambda self, forget: None)
    watch = IntakeWatch(Settings(data=archive.folder), Bell())
    pauses = []
    for _ in range(14):
        end(watch, -9)
        pauses.append(watch._not_before - now)
    assert pauses[0] < pauses[3] < pauses[6]
    assert pauses[-1] == pauses[-2] == intake_watch._LONGEST_PAUSE_SECONDS
    end(watch, 0)
    end(watch, -9)
    assert watch._not_before - now == pauses[0]
