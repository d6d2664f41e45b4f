"""`pasaje forget`: what failed is struck off, with its bytes, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive import Archive
from tests.conftest import Runner
from tests.ingest.test_reading import ENGLISH, sheet_of
from tests.pdf_factory import Sheet, locked, pdf_bytes, write_pdf


@pytest.fixture
def letter(tmp_path: Path, runner: Runner) -> Path:
    """Give a locked file that was added and stayed locked."""
    path = tmp_path / "letter.pdf"
    path.write_bytes(locked(pdf_bytes([sheet_of(ENGLISH)]), "secret"))
    runner("add", str(path))
    return path


def test_what_failed_is_forgotten_with_its_bytes(runner: Runner, letter: Path, archive: Archive) -> None:
    assert len(list(archive.originals.hashes())) == 1
    ran = runner("forget", "letter.pdf")
    assert (ran.code, ran.err) == (0, f"{letter}: it is forgotten.\n")
    assert (archive.intakes.all(), list(archive.originals.hashes())) == ([], [])
    assert runner("check").code == 0
    assert runner("log", "--json").objects[0]["details"] == {"source": str(letter)}


def test_bytes_that_another_needs_stay(runner: Runner, letter: Path, archive: Archive, tmp_path: Path) -> None:
    copy = tmp_path / "copy.pdf"
    copy.write_bytes(letter.read_bytes())
    runner("add", str(copy))
    runner("forget", "copy.pdf")
    assert [each.source for each in archive.intakes.all()] == [str(letter)]
    assert len(list(archive.originals.hashes())) == 1


def test_bytes_that_somebody_has_sent_meanwhile_stay(runner: Runner, letter: Path, archive: Archive) -> None:
    """They are noted before they are looked for, and in one transaction with that."""
    (sha256,) = archive.originals.hashes()
    archive.queue.put_upload("batch", "letter.pdf", sha256)
    runner("forget", "letter.pdf")
    assert archive.originals.has(sha256)
    assert [row.sha256 for row in archive.queue.waiting()] == [sha256]


def test_what_was_made_of_it_goes_along(runner: Runner, letter: Path, archive: Archive) -> None:
    (sha256,) = archive.originals.hashes()
    archive.derived.put(sha256, "ocr-1", b"words")
    runner("forget", "letter.pdf")
    assert archive.derived.find(sha256, "ocr-1") is None


def test_a_version_that_waits_is_no_failure(runner: Runner, tmp_path: Path, archive: Archive) -> None:
    runner("add", str(write_pdf(tmp_path / "blank.pdf", [Sheet()])))
    assert "“pasaje remove” takes it out" in runner("forget", "blank.pdf").err
    assert len(archive.catalogue.versions()) == 1


def test_a_name_that_did_not_fail_is_wrong_use(runner: Runner, letter: Path) -> None:
    assert runner("forget", "nobody.pdf").code == 2
