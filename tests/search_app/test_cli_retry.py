"""`pasaje retry`: what failed is tried again by name or all at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest import working_through
from ingest.errors import OriginalUnreadable
from tests.conftest import Runner
from tests.ingest.test_reading import ENGLISH, sheet_of
from tests.pdf_factory import write_pdf
from tests.scan_factory import needs_program, write_scan


@pytest.fixture
def failed(tmp_path: Path, runner: Runner, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Give two files that failed while the machine was busy, and are away since."""
    paths = [write_pdf(tmp_path / f"{name}.pdf", [sheet_of(f"{ENGLISH} {name}")]) for name in ("one", "two")]

    def all_slow(tasks, **_named):
        return ((number, OriginalUnreadable("timed_out", "Too slow.")) for number, _ in enumerate(tasks))

    with monkeypatch.context() as patched:
        patched.setattr(working_through, "read_all", all_slow)
        assert runner("add", *map(str, paths)).code == 3
    for path in paths:
        path.unlink()
    return paths


def test_all_that_failed_is_tried_again(runner: Runner, failed: list[Path]) -> None:
    ran = runner("retry", "--json")
    assert ran.code == 0, ran.err
    assert [(each["source"], each["status"]) for each in ran.objects] == [(str(path), "added") for path in failed]
    assert "Nothing failed, nothing waits." in runner("status").out


def test_what_failed_is_tried_again_by_its_file_name(runner: Runner, failed: list[Path]) -> None:
    assert [each["source"] for each in runner("retry", "two.pdf", "--json").objects] == [str(failed[1])]
    assert "one.pdf" in runner("status").out


def test_a_name_that_did_not_fail_is_wrong_use(runner: Runner, failed: list[Path]) -> None:
    ran = runner("retry", "three.pdf")
    assert ran.code == 2
    assert "Nothing that failed or waits is called “three.pdf”" in ran.err


def test_where_nothing_failed_there_is_nothing_to_do(runner: Runner, tmp_path: Path) -> None:
    runner("add", str(write_pdf(tmp_path / "one.pdf", [sheet_of(ENGLISH)])))
    ran = runner("retry")
    assert (ran.code, ran.err) == (0, "Nothing failed, nothing waits.\n")


@needs_program
def test_ocr_is_asked_for_as_it_was_unless_it_is_said_otherwise(runner: Runner, tmp_path: Path) -> None:
    path = write_scan(tmp_path / "scan.pdf", [sheet_of(ENGLISH)])
    assert runner("add", str(path), "--ocr", "never", "--json").objects[0]["status"] == "waiting"
    assert runner("retry", "--json").objects[0]["reason"]["code"] == "needs_ocr"
    told = runner("retry", "--ocr", "auto", "--json").objects[0]
    assert (told["status"], {each["code"] for each in told["warnings"]}) == ("read_again", {"read_by_ocr"})
