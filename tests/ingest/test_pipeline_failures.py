"""A file that cannot be taken in says why, and stops no other."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from archive import Archive, SourceStatus, Version, VersionStatus
from ingest import Options
from ingest.ocr_modes import OcrMode
from ingest.pipeline import add
from tests.ingest.taken_in import only, study
from tests.ingest.test_reading import ENGLISH, SPANISH, sheet_of
from tests.pdf_factory import Sheet, pdf_bytes, with_structure, write_pdf

__all__ = ["study"]


def test_a_file_without_text_waits_and_says_why(archive: Archive, tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "scan.pdf", [Sheet(picture=True)])
    outcome = only(add(archive, [path], Options(ocr=OcrMode.NEVER)))
    assert outcome.status is SourceStatus.WAITING
    assert outcome.reason is not None
    assert outcome.reason.code == "needs_ocr"
    assert archive.catalogue.get_version(outcome.version_id or "").status is VersionStatus.WAITING
    assert [intake.source for intake in archive.intakes.all()] == [str(path)]


def test_a_page_of_nothing_is_no_text(archive: Archive, tmp_path: Path) -> None:
    outcome = only(add(archive, [write_pdf(tmp_path / "blank.pdf", [Sheet()])]))
    assert outcome.reason is not None
    assert outcome.reason.code == "no_text"


BAD = {
    "empty.pdf": (b"", "not_a_pdf"),
    "letter.pdf": (b"Dear Sir or Madam, this is no PDF.", "not_a_pdf"),
    "cut.pdf": (pdf_bytes([sheet_of(ENGLISH)])[:70], "damaged"),
    "locked.pdf": (with_structure(pdf_bytes([sheet_of(ENGLISH)]), password="secret"), "encrypted"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_fails_with_its_reason_and_the_others_go_in(
    archive: Archive, study: Path, tmp_path: Path, name: str
) -> None:
    content, code = BAD[name]
    bad = tmp_path / name
    bad.write_bytes(content)
    outcomes = {Path(outcome.source).name: outcome for outcome in add(archive, [bad, study])}
    failed = outcomes[name]
    assert outcomes["study.pdf"].status is SourceStatus.ADDED
    assert failed.status is SourceStatus.FAILED
    assert failed.reason is not None
    assert failed.reason.code == code
    assert failed.reason.message.endswith(".")
    assert [intake.reason.code for intake in archive.intakes.all()] == [code]


def test_a_path_that_is_not_there_fails_with_its_reason(archive: Archive, tmp_path: Path) -> None:
    outcome = only(add(archive, [tmp_path / "nowhere.pdf"]))
    assert outcome.reason is not None
    assert outcome.reason.code == "unreachable"


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file that even root cannot read from")
def test_a_file_that_cannot_be_read_fails_with_its_reason(archive: Archive, tmp_path: Path) -> None:
    unreadable = tmp_path / "letter.pdf"
    unreadable.symlink_to("/proc/self/mem")
    outcome = only(add(archive, [unreadable]))
    assert outcome.reason is not None
    assert outcome.reason.code == "unreachable"


def test_what_failed_is_struck_off_when_it_comes_good(archive: Archive, study: Path) -> None:
    whole = study.read_bytes()
    study.write_bytes(whole[:70])
    add(archive, [study])
    study.write_bytes(whole)
    assert only(add(archive, [study])).status is SourceStatus.ADDED
    assert archive.intakes.all() == []


def test_what_cannot_be_kept_of_one_file_does_not_stop_the_others(
    archive: Archive, study: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = write_pdf(tmp_path / "other.pdf", [sheet_of(SPANISH)])
    keep = archive.passages.replace_version

    def fail_on_english(version: Version, *rest: Any) -> None:
        if version.language == "en":
            raise OSError("the disk is full")
        keep(version, *rest)

    monkeypatch.setattr(archive.passages, "replace_version", fail_on_english)
    outcomes = {Path(outcome.source).name: outcome for outcome in add(archive, [study, other])}
    assert outcomes["other.pdf"].status is SourceStatus.ADDED
    assert outcomes["study.pdf"].status is SourceStatus.FAILED
    assert archive.intakes.all()[0].reason.message.endswith("(OSError: the disk is full).")
    assert [document.id for document in archive.catalogue.documents()] == ["other"]


def test_what_the_catalogue_refuses_is_told_without_its_words(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_given: object) -> None:
        raise ValueError("no such place\n[SQL: UPDATE versions SET ...]")

    monkeypatch.setattr(archive.passages, "replace_version", refuse)
    outcome = only(add(archive, [write_pdf(tmp_path / "a.pdf", [sheet_of(ENGLISH)])]))
    assert outcome.reason == ("crashed", "It was read but could not be kept (ValueError: no such place).")


def test_a_pipe_is_refused_at_once(archive: Archive, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.pdf"
    os.mkfifo(pipe)
    outcome = only(add(archive, [pipe]))
    assert outcome.reason is not None
    assert outcome.reason.code == "not_a_pdf"


def test_a_mistyped_name_is_not_remembered_as_a_file(archive: Archive, tmp_path: Path) -> None:
    add(archive, [tmp_path / "nowhere.pdf"])
    assert archive.intakes.all() == []


def test_what_failed_is_remembered_with_its_hash(archive: Archive, tmp_path: Path) -> None:
    locked = with_structure(pdf_bytes([sheet_of(ENGLISH)]), password="secret")
    (tmp_path / "locked.pdf").write_bytes(locked)
    add(archive, [tmp_path / "locked.pdf"])
    assert archive.intakes.all()[0].sha256 is not None
