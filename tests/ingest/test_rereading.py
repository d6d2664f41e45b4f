"""Originals that are held are read again, and links to their passages hold."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from archive import Archive, Part, Passage, SourceStatus, State
from archive.identity import passage_id
from ingest import rereading
from ingest.pipeline import add
from ingest.rereading import read_again
from tests.ingest.test_reading import ENGLISH, sheet_of
from tests.pdf_factory import write_pdf


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return write_pdf(tmp_path / "study.pdf", [sheet_of(ENGLISH), sheet_of(ENGLISH), sheet_of(ENGLISH + " Again.")])


def ids(archive: Archive) -> list[str]:
    return [
        each.id for version in archive.catalogue.versions() for each in archive.passages.of_version(version.id)
    ]


def test_a_file_read_again_in_the_same_way_is_as_it_was(archive: Archive, study: Path) -> None:
    add(archive, [study])
    before, held = archive.catalogue.versions(), ids(archive)
    (outcome,) = read_again(archive, before)
    assert (outcome.status, outcome.passages) == (SourceStatus.READ_AGAIN, 3)
    assert archive.catalogue.versions() == before
    assert ids(archive) == held


def test_passages_read_in_other_pieces_leave_links_that_answer(archive: Archive, study: Path) -> None:
    """What this release cuts in one, the release before cut in two."""
    add(archive, [study])
    (version,) = archive.catalogue.versions()
    whole = archive.passages.of_version(version.id)
    cut = len(whole[0].text) // 2
    halves = [
        half
        for each in whole
        for half in (
            _half(each, 0, cut, 2 * each.ordinal),
            _half(each, cut, len(each.text), 2 * each.ordinal + 1),
        )
    ]
    archive.passages.replace_version(version, archive.passages.pages(version.id), halves)
    read_again(archive, [version])
    found = [archive.permalinks.resolve(each.id) for each in halves]
    assert {each.state for each in found} == {State.EXACT}
    assert [each.match and each.match.slices[0].page_number for each in found] == [1, 1, 2, 2, 3, 3]


def test_a_reading_that_finds_nothing_takes_nothing_away(
    archive: Archive, study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(archive, [study])
    held = ids(archive)
    monkeypatch.setattr(rereading, "passages_of", lambda *_: [])
    (outcome,) = read_again(archive, archive.catalogue.versions())
    assert outcome.status is SourceStatus.FAILED
    assert ids(archive) == held


def test_a_file_that_is_lost_or_broken_keeps_what_was_read_of_it(archive: Archive, study: Path) -> None:
    add(archive, [study])
    (version,), held = archive.catalogue.versions(), ids(archive)
    path = archive.originals.path(version.original_sha256)
    path.write_bytes(b"%PDF-1.4 broken")
    assert read_again(archive, [version])[0].status is SourceStatus.FAILED
    path.unlink()
    (outcome,) = read_again(archive, [version])
    assert outcome.reason is not None
    assert outcome.reason.code == "unreachable"
    assert ids(archive) == held


def test_a_file_that_was_taken_out_comes_back_to_its_document(archive: Archive, study: Path) -> None:
    add(archive, [study])
    (version,), held = archive.catalogue.versions(), ids(archive)
    archive.remove(version.id)
    archive.catalogue.add_document("Another study", name="study")
    elsewhere = study.rename(study.with_name("found-again.pdf"))
    add(archive, [elsewhere])
    (back,) = archive.catalogue.versions()
    assert (back.id, back.document_id, back.edition) == (version.id, version.document_id, version.edition)
    assert ids(archive) == held


def _half(passage: Passage, start: int, end: int, ordinal: int) -> Passage:
    (part,) = passage.parts
    text = passage.text[start:end]
    name = passage_id(f"{text} {ordinal}", document_id="study", language="en", repeat=0)
    own = Part(part.page_number, part.page_start + start, part.page_start + end, 0)
    return replace(passage, id=name, text=text, parts=(own,), ordinal=ordinal)


def test_what_cannot_be_kept_of_one_version_does_not_stop_the_others(
    archive: Archive, study: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(archive, [study, write_pdf(tmp_path / "letter.pdf", [sheet_of(ENGLISH)])])
    held, real = ids(archive), rereading.passages_of

    def failing(*arguments: Any) -> list[Passage]:
        if arguments[3] == "letter":
            raise OSError("no space left")
        return real(*arguments)

    monkeypatch.setattr(rereading, "passages_of", failing)
    outcomes = read_again(archive, archive.catalogue.versions())
    assert sorted(each.status for each in outcomes) == [SourceStatus.FAILED, SourceStatus.READ_AGAIN]
    assert ids(archive) == held
