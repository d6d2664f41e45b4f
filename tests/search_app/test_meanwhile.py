"""What comes after reading is begun while files are read, and what goes wrong with it costs nothing."""

from __future__ import annotations

from errno import ENOSPC
from pathlib import Path

import pytest

from archive import Archive, SourceStatus
from index import IndexBusy
from ingest.outcome import Outcome, Silence
from search_app import learned
from search_app.commands import meanwhile
from search_app.commands.meanwhile import Meanwhile


class _Ahead:
    """Stands for one who works ahead: notes what is begun."""

    def __init__(self, _archive: Archive) -> None:
        self.begun: list[str] = []
        self.is_closed = False

    def begin(self, document_id: str) -> None:
        self.begun.append(document_id)

    def close(self) -> None:
        self.is_closed = True


@pytest.fixture(autouse=True)
def ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learned, "ahead", _Ahead)


def read(document_id: str, passages: int, status: SourceStatus = SourceStatus.ADDED) -> Outcome:
    return Outcome(f"/{document_id}.pdf", status, 0.0, document_id=document_id, passages=passages)


def test_it_works_when_another_file_is_under_way_and_not_before_it_is_worth_it(archive: Archive) -> None:
    indexed: list[bool] = []
    with Meanwhile(Silence(), archive, lambda: indexed.append(True)) as hearing:
        hearing.finished(read("a", 999))
        hearing.advanced("/b.pdf", 1, 2)
        assert hearing.ahead is None
        hearing.finished(read("b", 4_001))
        assert hearing.ahead is None  # nothing else is read: what is left is done at once
        hearing.advanced("/c.pdf", 2, 2)
        hearing.advanced("/d.pdf", 0, 0)
        assert indexed == []  # it may be that these are kept, and not yet struck off what waits
        hearing.advanced("/c.pdf", 1, 2)
        working = hearing.ahead
        assert isinstance(working, _Ahead)
        assert (working.begun, indexed, hearing.unindexed) == (["a", "b"], [True], 0)
        hearing.finished(read("c", 10))
        hearing.advanced("/d.pdf", 1, 2)
        assert (working.begun, indexed, hearing.unindexed) == (["a", "b", "c"], [True], 10)
    assert working.is_closed


def test_what_is_here_already_makes_no_work(archive: Archive) -> None:
    with Meanwhile(Silence(), archive, lambda: pytest.fail("indexed")) as hearing:
        hearing.finished(read("a", 9_000, SourceStatus.UNCHANGED))
        hearing.advanced("/b.pdf", 1, 2)
        assert (hearing.ahead, hearing.unindexed) == (None, 0)


@pytest.mark.parametrize("fault", [IndexBusy(Path("/index"), 1.0), OSError(ENOSPC, "No space left on device")])
def test_an_index_that_cannot_be_written_stops_no_reading(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    tries: list[bool] = []

    def fail() -> None:
        tries.append(True)
        raise fault

    monkeypatch.setattr(meanwhile, "_WORTH_A_COMMIT", 10)
    with Meanwhile(Silence(), archive, fail) as hearing:
        for name in "abc":
            hearing.finished(read(name, 20))
            hearing.advanced("/next.pdf", 1, 2)
        assert (tries, hearing.unindexed) == ([True], 60)
