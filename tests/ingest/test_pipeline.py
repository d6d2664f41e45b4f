"""A document's way in, from a path to the archive, with real children reading real bytes."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from archive import Archive, Description, Field, SourceStatus, Stage, Version, VersionStatus
from ingest import Options, Outcome, Silence
from ingest.ocr_modes import OcrMode
from ingest.pipeline import add
from tests.ingest.test_reading import ENGLISH, SPANISH, sheet_of
from tests.pdf_factory import Sheet, pdf_bytes, with_structure, write_pdf


def only(outcomes: list[Outcome]) -> Outcome:
    assert len(outcomes) == 1
    return outcomes[0]


def described(archive: Archive, outcome: Outcome) -> Description:
    version = archive.catalogue.get_version(outcome.version_id or "")
    return archive.descriptions.of(archive.catalogue.get_document(version.document_id), version)


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return write_pdf(tmp_path / "study.pdf", [sheet_of(ENGLISH), sheet_of(ENGLISH + " Again.")])


def test_a_pdf_is_in_with_its_original_pages_and_passages(archive: Archive, study: Path) -> None:
    outcome = only(add(archive, [study]))
    assert (outcome.status, outcome.language, outcome.pages, outcome.passages) == (SourceStatus.ADDED, "en", 2, 2)
    version = archive.catalogue.get_version(outcome.version_id or "")
    assert archive.originals.path(version.original_sha256).read_bytes() == study.read_bytes()
    assert [passage.text for passage in archive.passages.of_version(version.id)] == [ENGLISH, ENGLISH + " Again."]
    assert [change.version_id for change in archive.changes.pending()] == [version.id]


def test_the_same_file_read_in_another_archive_has_the_same_passage_ids(tmp_path: Path, study: Path) -> None:
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


def test_what_the_asker_knows_goes_before_what_the_file_says(archive: Archive, study: Path) -> None:
    options = Options(document_id="the-study", language="es", title="El estudio", date="2015")
    outcome = only(add(archive, [study], options))
    document = archive.catalogue.get_document("the-study")
    assert (document.title, document.date, outcome.language) == ("El estudio", "2015", "es")
    assert described(archive, outcome).unconfirmed == ()


def test_what_nobody_said_is_not_confirmed(archive: Archive, study: Path) -> None:
    added = only(add(archive, [study], Options(date="2015")))
    assert described(archive, added).unconfirmed == (Field.TITLE,)


def test_what_the_asker_knew_can_be_taken_back(archive: Archive, study: Path) -> None:
    added = only(add(archive, [study], Options(title="A better title", date="2015")))
    archive.descriptions.forget("study", [Field.DATE], ["en"])
    document = archive.catalogue.get_document("study")
    version = archive.catalogue.get_version(added.version_id or "")
    assert (document.title, version.title, document.date) == ("Study", "Study", None)


def test_what_the_asker_knows_now_goes_before_what_was_confirmed(archive: Archive, study: Path) -> None:
    first = only(add(archive, [study]))
    archive.descriptions.confirm("study", {Field.DATE: "2013"}, {"en": "Confirmed before"})
    write_pdf(study, [sheet_of(ENGLISH + " Corrected.")])
    second = only(add(archive, [study], Options(title="Said now", date="2014")))
    document = archive.catalogue.get_document("study")
    assert (document.title, document.date) == ("Said now", "2014")
    assert described(archive, second).title == "Said now"
    assert archive.catalogue.get_version(first.version_id or "").title == "Confirmed before"


def test_a_confirmed_title_stays_where_the_asker_gives_none(archive: Archive, study: Path) -> None:
    add(archive, [study], Options(title="Said once"))
    write_pdf(study, [sheet_of(ENGLISH + " Corrected.")])
    second = only(add(archive, [study]))
    assert described(archive, second).title == "Said once"
    assert described(archive, second).unconfirmed == ()


def test_the_title_of_a_language_version_is_not_that_of_the_document(archive: Archive, tmp_path: Path) -> None:
    write_pdf(tmp_path / "letter.en.pdf", [sheet_of(ENGLISH)])
    write_pdf(tmp_path / "letter.es.pdf", [sheet_of(SPANISH)])
    add(archive, [tmp_path / "letter.en.pdf"], Options(title="The letter"))
    spanish = only(add(archive, [tmp_path / "letter.es.pdf"], Options(title="La carta")))
    assert archive.catalogue.get_document("letter").title == "The letter"
    assert described(archive, spanish).title == "La carta"


def test_an_edition_that_comes_back_behind_the_newest_renames_nothing(archive: Archive, study: Path) -> None:
    first, held = only(add(archive, [study])), study.read_bytes()
    write_pdf(study, [sheet_of(ENGLISH + " Corrected.")])
    second = only(add(archive, [study]))
    newest = described(archive, second).title
    archive.remove(first.version_id or "")
    study.write_bytes(held)
    again = only(add(archive, [study], Options(title="The first one")))
    assert again.version_id == first.version_id
    assert described(archive, again).title == "The first one"
    assert described(archive, second).title == newest


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


def test_what_the_catalogue_refuses_is_told_without_its_words(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_given: object) -> None:
        raise ValueError("no such place\n[SQL: UPDATE versions SET ...]")

    monkeypatch.setattr(archive.passages, "replace_version", refuse)
    outcome = only(add(archive, [write_pdf(tmp_path / "a.pdf", [sheet_of(ENGLISH)])]))
    assert outcome.reason == ("crashed", "It was read but could not be kept (ValueError: no such place).")


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
