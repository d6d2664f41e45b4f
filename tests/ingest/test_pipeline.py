"""A document's way in, from a path to the archive, with real children reading real bytes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from archive import Archive, SourceStatus, Stage
from ingest import Options, Outcome, Silence, sandbox, working_through
from ingest.pipeline import add
from tests.ingest.taken_in import only, study
from tests.ingest.test_reading import ENGLISH, SPANISH, sheet_of
from tests.pdf_factory import Sheet, write_pdf

__all__ = ["study"]


def test_a_pdf_is_in_with_its_original_pages_and_passages(archive: Archive, study: Path) -> None:
    outcome = only(add(archive, [study]))
    assert (outcome.status, outcome.language, outcome.pages, outcome.passages) == (SourceStatus.ADDED, "en", 2, 2)
    version = archive.catalogue.get_version(outcome.version_id or "")
    assert archive.originals.path(version.original_sha256).read_bytes() == study.read_bytes()
    assert [passage.text for passage in archive.passages.of_version(version.id)] == [ENGLISH, ENGLISH + " Again."]
    assert [change.version_id for change in archive.changes.pending()] == [version.id]


@pytest.mark.real_children
def test_the_same_file_read_in_another_archive_has_the_same_passage_ids(tmp_path: Path, study: Path) -> None:
    """Whatever the order of a set is there: each child that begins as the product's do has its own."""
    ids = []
    for name in ("one", "two"):
        with Archive.open(tmp_path / name) as archive:
            version_id = only(add(archive, [study])).version_id
            ids.append([passage.id for passage in archive.passages.of_version(version_id or "")])
    assert ids[0] == ids[1]
    assert len(set(ids[0])) == 2


def test_the_same_words_twice_in_a_document_have_two_ids(archive: Archive, tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "twice.pdf", [sheet_of(ENGLISH), sheet_of(ENGLISH)])
    version_id = only(add(archive, [path])).version_id
    assert len({passage.id for passage in archive.passages.of_version(version_id or "")}) == 2


def test_the_same_bytes_again_are_unchanged_and_said_to_be_here(archive: Archive, study: Path) -> None:
    first = only(add(archive, [study]))
    again = only(add(archive, [study]))
    assert again.status is SourceStatus.UNCHANGED
    assert again.version_id == first.version_id
    assert "study.pdf" in again.warnings[0].message


def test_of_what_is_here_already_nothing_is_written(
    archive: Archive, study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder of a thousand files is looked through in no time: each copy would be flushed to the disk."""
    add(archive, [study])

    def refuse(source: Path) -> None:
        raise AssertionError(source)

    monkeypatch.setattr(archive.originals, "put", refuse)
    assert [each.status for each in add(archive, [study])] == [SourceStatus.UNCHANGED]


def test_the_same_bytes_twice_in_one_batch_are_read_once(archive: Archive, study: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.pdf"
    copy.write_bytes(study.read_bytes())
    statuses = sorted(outcome.status for outcome in add(archive, [study, copy]))
    assert statuses == [SourceStatus.ADDED, SourceStatus.UNCHANGED]


def test_files_named_alike_but_for_their_language_are_one_document(archive: Archive, tmp_path: Path) -> None:
    write_pdf(tmp_path / "letter.en.pdf", [sheet_of(ENGLISH)])
    write_pdf(tmp_path / "letter.es.pdf", [sheet_of(SPANISH)])
    outcomes = add(archive, [tmp_path])
    assert {outcome.document_id for outcome in outcomes} == {"letter"}
    assert {version.language for version in archive.catalogue.versions("letter")} == {"en", "es"}
    assert any(warned.code == "joined" for outcome in outcomes for warned in outcome.warnings)


def test_a_name_that_promises_another_language_joins_nothing(archive: Archive, tmp_path: Path) -> None:
    write_pdf(tmp_path / "letter.en.pdf", [sheet_of(ENGLISH)])
    write_pdf(tmp_path / "letter.es.pdf", [sheet_of(ENGLISH + " Untranslated.")])
    outcomes = add(archive, [tmp_path])
    assert len({outcome.document_id for outcome in outcomes}) == 2
    assert any(warned.code == "language_unlike_name" for outcome in outcomes for warned in outcome.warnings)


def test_other_bytes_at_a_known_path_are_a_new_edition(archive: Archive, study: Path) -> None:
    first = only(add(archive, [study]))
    write_pdf(study, [sheet_of(ENGLISH + " Corrected.")])
    second = only(add(archive, [study]))
    assert second.status is SourceStatus.NEW_EDITION
    assert second.document_id == first.document_id
    assert [version.edition for version in archive.catalogue.versions(first.document_id)] == [2, 1]
    assert [version.id for version in archive.catalogue.current_versions()] == [second.version_id]


def test_an_original_lost_from_disk_comes_back_when_it_is_added_again(archive: Archive, study: Path) -> None:
    version = archive.catalogue.get_version(only(add(archive, [study])).version_id or "")
    archive.originals.drop(version.original_sha256)
    assert only(add(archive, [study])).status is SourceStatus.UNCHANGED
    archive.originals.verify(version.original_sha256)


def test_a_folder_gives_every_pdf_below_it_once_and_nothing_hidden(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "a" / ".hidden").mkdir(parents=True)
    for name in ("a/one.pdf", "a/two.PDF", "a/.hidden/three.pdf", "a/.four.pdf"):
        write_pdf(tmp_path / name, [sheet_of(f"{ENGLISH} {name}")])
    (tmp_path / "a" / "notes.txt").write_text("no PDF")
    names = {Path(outcome.source).name for outcome in add(archive, [tmp_path, tmp_path / "a" / "one.pdf"])}
    assert names == {"one.pdf", "two.PDF"}


class Ear(Silence):
    """Keeps what it hears."""

    def __init__(self) -> None:
        self.heard: list[tuple[object, ...]] = []

    def planned(self, source_count: int) -> None:
        self.heard.append(("planned", source_count))

    def advanced(self, source: str, pages_done: int, page_count: int, stage: Stage = Stage.READING) -> None:
        self.heard.append(("advanced", pages_done, page_count))

    def finished(self, outcome: Outcome) -> None:
        self.heard.append(("finished", outcome.status.value))


def test_progress_is_told_page_by_page_to_the_end(archive: Archive, study: Path) -> None:
    ear = Ear()
    add(archive, [study], listener=ear)
    assert ear.heard[0] == ("planned", 1)
    assert ear.heard[-2:] == [("advanced", 2, 2), ("finished", "added")]


def test_a_file_whose_name_is_no_text_is_taken_in_all_the_same(archive: Archive, study: Path) -> None:
    odd = Path(os.fsdecode(os.fsencode(study.parent) + b"/informaci\xf3n.pdf"))
    try:
        odd.write_bytes(study.read_bytes())
    except OSError:
        pytest.skip("this file system takes only names in UTF-8")
    outcome = only(add(archive, [odd]))
    assert outcome.status is SourceStatus.ADDED
    assert outcome.source.endswith("informaci\\xf3n.pdf")


def test_editions_and_ids_follow_the_order_named_however_many_read(tmp_path: Path) -> None:
    """A long file named first stays first, though a short one is read sooner."""
    long = write_pdf(tmp_path / "a" / "report.pdf", [sheet_of(f"{ENGLISH} {n}") for n in range(60)])
    short = write_pdf(tmp_path / "b" / "report.pdf", [sheet_of(ENGLISH)])
    for workers in (1, 2):
        with Archive.open(tmp_path / f"data{workers}") as archive:
            outcomes = add(archive, [long, short], workers=workers)
            assert [outcome.document_id for outcome in outcomes] == ["report", "report-2"]


def test_a_name_never_puts_another_file_aside(archive: Archive, tmp_path: Path) -> None:
    write_pdf(tmp_path / "annex.en.pdf", [sheet_of(ENGLISH)])
    write_pdf(tmp_path / "annex.es.pdf", [sheet_of(SPANISH)])
    add(archive, [tmp_path])
    write_pdf(tmp_path / "annex.ES.pdf", [sheet_of(SPANISH + " Otro.")])
    outcome = only([each for each in add(archive, [tmp_path / "annex.ES.pdf"]) if each.version_id])
    assert outcome.document_id != "annex"
    assert [version.edition for version in archive.catalogue.versions("annex")] == [1, 1]


def test_a_scan_that_comes_again_with_text_is_a_new_edition_of_its_document(
    archive: Archive, tmp_path: Path
) -> None:
    path = write_pdf(tmp_path / "letter.pdf", [Sheet(picture=True)])
    first = only(add(archive, [path]))
    write_pdf(path, [sheet_of(ENGLISH)])
    second = only(add(archive, [path]))
    assert (second.document_id, second.status) == (first.document_id, SourceStatus.NEW_EDITION)
    assert [version.id for version in archive.catalogue.current_versions()] == [second.version_id]
    assert archive.intakes.all() == []


def test_a_scan_that_comes_again_with_text_finds_its_place_beside_other_versions(
    archive: Archive, tmp_path: Path
) -> None:
    """What had no language counted by itself; now it is one of the editions in a language that is there."""
    scan = write_pdf(tmp_path / "scan.pdf", [Sheet(picture=True)])
    add(archive, [scan], Options(document_id="letter"))
    add(archive, [write_pdf(tmp_path / "other.pdf", [sheet_of(SPANISH)])], Options(document_id="letter"))
    write_pdf(scan, [sheet_of(SPANISH + " Otro.")])
    outcome = only(add(archive, [scan]))
    assert (outcome.document_id, outcome.status) == ("letter", SourceStatus.NEW_EDITION)
    found = [(each.language, each.edition, each.file_name) for each in archive.catalogue.versions("letter")]
    assert sorted(found) == [("es", 1, "other.pdf"), ("es", 2, "scan.pdf"), ("es", 3, "scan.pdf")]


def test_what_goes_in_is_told_before_it_is_struck_off(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ended in between, it is told once more by who comes next, rather than never."""
    monkeypatch.setattr(archive.queue, "finish", _end)
    heard = Heard()
    with pytest.raises(KeyboardInterrupt):
        add(archive, [write_pdf(tmp_path / "a.pdf", [sheet_of(ENGLISH)])], listener=heard)
    assert [each.status for each in heard.outcomes] == [SourceStatus.ADDED]


def _end(*_given: object) -> None:
    raise KeyboardInterrupt


class Heard(Silence):
    def __init__(self) -> None:
        self.outcomes: list[Outcome] = []

    def finished(self, outcome: Outcome) -> None:
        self.outcomes.append(outcome)


def test_the_seconds_of_a_file_are_those_of_its_reading_and_keeping(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And not those for which it waited until others were kept."""
    sources = [write_pdf(tmp_path / f"{name}.pdf", [sheet_of(f"{ENGLISH} {name}.")]) for name in "ab"]

    def read_all(*tasks: Any, **limits: Any) -> Iterator[tuple[int, Any]]:
        for number, result in sandbox.read_all(*tasks, **limits):
            yield number, replace(result, seconds=100.0 * (number + 1))

    monkeypatch.setattr(working_through, "read_all", read_all)
    first, second = (each.seconds for each in add(archive, sources))
    assert 100 < first < 190
    assert 200 < second < 290
