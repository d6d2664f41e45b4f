"""What who adds a file knows of it goes before what the file says, and is confirmed."""

from __future__ import annotations

from pathlib import Path

from archive import Archive, Field
from ingest import Options
from ingest.pipeline import add
from tests.ingest.taken_in import described, only, study
from tests.ingest.test_reading import ENGLISH, SPANISH, sheet_of
from tests.pdf_factory import write_pdf

__all__ = ["study"]


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
