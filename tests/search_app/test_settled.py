"""Where nothing has changed since all was done, an `add` with nothing new looks at nothing else."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from archive import Archive
from search_app import learned, wiring
from search_app.commands import adding
from search_app.settings import Settings
from search_app.settled import FILE_NAME, is_settled
from tests.conftest import Runner
from tests.factories import make_version, store_version
from tests.ingest.test_reading import ENGLISH, sheet_of
from tests.pdf_factory import write_pdf

_PATIENCE_SECONDS = 20
"""Less than the 30 for which SQLite waits for others."""


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    return write_pdf(tmp_path / "papers" / "letter.pdf", [sheet_of(ENGLISH)])


@pytest.fixture
def settings(tmp_path: Path, paper: Path, runner: Runner) -> Settings:
    """Give the settings of an archive to which a file was added."""
    assert runner("add", str(paper)).code == 0
    return Settings(data=tmp_path / "data")


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give what an `add` brings up to date."""
    done: list[str] = []
    monkeypatch.setattr(wiring, "update_index", lambda *_given, **_named: done.append("index"))
    monkeypatch.setattr(learned, "align_missing", lambda *_given, **_named: done.append("pairs"))
    return done


def test_a_second_add_with_nothing_new_looks_at_nothing_else(
    runner: Runner, settings: Settings, paper: Path, looked: list[str]
) -> None:
    assert is_settled(settings)
    told = runner("add", str(paper))
    assert "unchanged" in told.err
    assert looked == []
    assert is_settled(settings)


def test_whatever_has_changed_all_is_looked_at(
    runner: Runner, settings: Settings, paper: Path, looked: list[str]
) -> None:
    (settings.data / "index" / "stamp.json").touch()
    assert not is_settled(settings)
    runner("add", str(paper))
    assert looked == ["index", "pairs"]
    assert is_settled(settings)
    runner("edit", "letter", "--title", "Another")
    assert not is_settled(settings)
    runner("add", str(paper))
    assert looked[-2:] == ["index", "pairs"]


def test_that_others_have_the_archive_open_keeps_nothing_from_being_noted(
    runner: Runner, settings: Settings, paper: Path
) -> None:
    (settings.data / FILE_NAME).unlink()
    with Archive.open(settings.data) as other:
        other.catalogue.versions()
        runner("add", str(paper))
        assert is_settled(settings)
    assert is_settled(settings)


def test_while_others_read_what_was_before_nothing_is_noted_and_nobody_waits(
    runner: Runner, settings: Settings, paper: Path
) -> None:
    started = time.monotonic()
    with Archive.open(settings.data) as other, other.reading():
        other.catalogue.versions()
        runner("edit", "letter", "--title", "Another")
        runner("add", str(paper))
        assert not is_settled(settings)
    assert time.monotonic() - started < _PATIENCE_SECONDS
    runner("add", str(paper))
    assert is_settled(settings)


def test_what_one_who_was_killed_left_undone_is_done_by_whoever_waited_meanwhile(
    runner: Runner, settings: Settings, paper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file had been kept and was not yet in the index, when who only waited for a server went on."""

    @contextmanager
    def fetched(*_given: object, **_named: object) -> Iterator[list[str]]:
        with Archive.open(settings.data) as killed, killed.writing("adding"):
            store_version(killed, make_version())
        yield [str(paper)]

    monkeypatch.setattr(adding, "fetched", fetched)
    assert "1 unchanged" in runner("add", str(paper)).err
    with Archive.open(settings.data) as archive:
        assert not archive.changes.pending()
    assert is_settled(settings)


@pytest.mark.parametrize("step", ["align_missing", "is_due"])
def test_what_somebody_writes_while_all_is_brought_up_to_date_is_not_taken_for_done(
    runner: Runner, settings: Settings, paper: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """Whoever corrects something in the browser has no writer lock."""
    done = getattr(learned, step)

    def and_somebody_writes(archive: Archive, *given: object, **named: object) -> object:
        result = done(archive, *given, **named)
        with Archive.open(archive.folder) as other:
            other.changes.note_all()
        return result

    (settings.data / FILE_NAME).unlink()
    with monkeypatch.context() as patched:
        patched.setattr(learned, step, and_somebody_writes)
        runner("add", str(paper))
    assert not is_settled(settings)
    runner("add", str(paper))
    assert is_settled(settings)


def test_an_index_that_is_gone_is_made_again(runner: Runner, settings: Settings, paper: Path) -> None:
    shutil.rmtree(settings.data / "index")
    assert "made again" in runner("add", str(paper)).err
    assert "Letter" in runner("search", ENGLISH.split()[-1].strip(".")).out


@pytest.mark.parametrize("said", ["[", "null", "{}"])
def test_a_note_that_cannot_be_read_is_none(settings: Settings, said: str) -> None:
    (settings.data / FILE_NAME).write_text(said)
    assert not is_settled(settings)


def test_a_second_add_reads_no_file_and_imports_nothing_that_searches(settings: Settings, paper: Path) -> None:
    program = """
import sys
from archive import originals, seen
from search_app.cli import pasaje
whole = originals.hash_file
def read(path):
    print("read", path)
    return whole(path)
seen.hash_file = originals.hash_file = read
seen._STILL_NS = 0
try:
    pasaje.main(sys.argv[1:], prog_name="pasaje")
finally:
    print(" ".join(sorted(sys.modules)))
"""
    command = [sys.executable, "-c", program, "--data", str(settings.data), "add", "--quiet", str(paper)]
    before, now = (
        subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines() for _ in range(2)
    )
    assert before[0].startswith("read ")
    assert len(now) == 1
    imported = set(now[0].split())
    assert {"numpy", "whoosh", "pypdf", "pypdfium2", "index.whoosh_engine", "ingest.aligning"}.isdisjoint(imported)
