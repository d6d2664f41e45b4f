"""What takes files in is watched from outside, and its steps add up to what it does."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from whoosh.index import open_dir

from archive import Archive
from benchmarks.taken import plain
from benchmarks.taken.steps import steps
from benchmarks.taken.watched import watch
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
    child = "b = bytearray(50_000_000); sum(range(3_000_000))"
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
    assert all(cpu >= 0 and wall >= 0 for _, cpu, wall in told)


def test_the_plain_way_has_a_document_a_page(
    papers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["plain", str(tmp_path / "index"), str(papers)])
    plain.main()
    assert open_dir(tmp_path / "index").doc_count() == 2
