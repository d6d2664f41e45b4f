"""What people say of a document goes before what its files say, everywhere, and can be taken back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archive import Archive, Description, Document, Field, Person, Removal, Said, Version
from tests.factories import make_version, page, passage, store_version


@pytest.fixture
def study(archive: Archive) -> Version:
    """Give a version of a study whose file names an author."""
    version = store_version(archive, make_version(), title="Study", date="2015")
    version = replace(version, metadata={"author": "Quispe, María; Ministerio del Ambiente"})
    archive.passages.replace_version(version, [page()], [passage(of=version)])
    archive.changes.done(change.id for change in archive.changes.pending())
    return version


def known(archive: Archive, language: str = "en") -> Description:
    version = archive.catalogue.find_current("study", language)
    assert version is not None
    return archive.descriptions.of(archive.catalogue.get_document("study"), version)


def pending(archive: Archive) -> set[str]:
    return {change.version_id for change in archive.changes.pending()}


def test_a_file_says_what_it_can_and_nobody_has_confirmed_it(archive: Archive, study: Version) -> None:
    assert known(archive) == Description(
        title="Study", authors=(Person("Quispe", "María"), Person("Ministerio del Ambiente")), date="2015"
    )
    assert known(archive).unconfirmed == (Field.TITLE, Field.AUTHORS, Field.DATE)


def test_what_people_say_goes_before_it(archive: Archive, study: Version) -> None:
    said = {
        Field.AUTHORS: ("Pérez, José",),
        Field.ISSUERS: ("European Commission",),
        Field.DATE: "2013-05",
        Field.PLACE: "Lima",
        Field.SERIES: "Working papers",
        Field.NUMBER: "12",
    }
    archive.descriptions.confirm("study", said, {"en": "A study"})
    assert known(archive) == Description(
        title="A study",
        authors=(Person("Pérez", "José"),),
        issuers=("European Commission",),
        date="2013-05",
        place="Lima",
        series="Working papers",
        number="12",
        confirmed=frozenset(Field),
    )
    assert known(archive).unconfirmed == ()


def test_that_there_is_no_author_can_be_said_too(archive: Archive, study: Version) -> None:
    archive.descriptions.confirm("study", {Field.AUTHORS: ()})
    assert known(archive).authors == ()
    assert Field.AUTHORS in known(archive).confirmed


def test_a_title_and_a_date_show_everywhere_and_the_index_is_told(archive: Archive, study: Version) -> None:
    archive.descriptions.confirm("study", {Field.DATE: "2013"}, {"en": "A study"})
    assert archive.catalogue.get_document("study") == Document("study", "A study", "2013")
    assert archive.catalogue.get_version(study.id).title == "A study"
    assert archive.catalogue.titles("en") == {"study": "A study"}
    assert pending(archive) == {study.id}


def test_what_was_said_can_be_taken_back(archive: Archive, study: Version) -> None:
    before = known(archive)
    for date, title in (("2013", "A study"), ("2014-02-28", "Another study")):
        archive.descriptions.confirm("study", {Field.DATE: date, Field.AUTHORS: ("A, B",)}, {"en": title})
    archive.changes.done(change.id for change in archive.changes.pending())
    archive.descriptions.forget("study", list(Field), ["en"])
    assert known(archive) == before
    assert archive.catalogue.get_document("study") == Document("study", "Study", "2015")
    assert pending(archive) == {study.id}


def test_what_nobody_said_is_taken_back_to_what_it_is(archive: Archive, study: Version) -> None:
    archive.descriptions.forget("study", list(Field), ["en", "es"])
    assert known(archive).title == "Study"
    assert pending(archive) == set()


def test_each_language_has_its_title(archive: Archive, study: Version) -> None:
    """And the document's own is that of the language it came from."""
    store_version(archive, make_version(language="es", title="Estudio"))
    archive.descriptions.confirm("study", {}, {"es": "El estudio"})
    assert (known(archive).title, known(archive, "es").title) == ("Study", "El estudio")
    assert archive.catalogue.get_document("study").title == "Study"
    archive.descriptions.confirm("study", {}, {"en": "The study"})
    assert archive.catalogue.get_document("study").title == "The study"
    assert Field.TITLE in known(archive, "es").confirmed


def test_reading_again_keeps_what_was_said(archive: Archive, study: Version) -> None:
    """And what the file says now is what a title is taken back to."""
    archive.descriptions.confirm("study", {Field.PLACE: "Lima"}, {"en": "A study"})
    read = replace(study, title="Study, as a better reader has it")
    archive.passages.replace_version(read, [page()], [passage(of=study)])
    assert (known(archive).title, known(archive).place) == ("A study", "Lima")
    written = archive.catalogue.get_version(study.id)
    archive.passages.replace_version(written, [page()], [passage(of=study)])
    archive.descriptions.forget("study", [], ["en"])
    assert known(archive).title == read.title


def test_a_new_edition_keeps_what_was_said_and_the_old_one_its_own(archive: Archive, study: Version) -> None:
    archive.descriptions.confirm("study", {}, {"en": "A study"})
    newer = store_version(archive, make_version(edition=2))
    assert archive.catalogue.get_version(newer.id).title == "A study"
    archive.descriptions.confirm("study", {}, {"en": "A study, second edition"})
    assert archive.catalogue.get_version(study.id).title == "A study"
    archive.passages.replace_version(study, [page()], [passage(of=study)])
    assert archive.catalogue.get_version(study.id).title == "A study"
    archive.descriptions.forget("study", [], ["en"])
    titles = [archive.catalogue.get_version(version.id).title for version in (study, newer)]
    assert titles == ["Study", "Study"]
    assert archive.catalogue.get_document("study").title == "Study"


def test_an_older_edition_that_nobody_spoke_of_is_not_confirmed(archive: Archive, study: Version) -> None:
    newer = store_version(archive, make_version(edition=2))
    archive.descriptions.confirm("study", {}, {"en": "A study"})
    document = archive.catalogue.get_document("study")
    older = archive.descriptions.of(document, archive.catalogue.get_version(study.id))
    assert (older.title, Field.TITLE in older.confirmed) == ("Study", False)
    archive.passages.replace_version(study, [page()], [passage(of=study)])
    assert archive.catalogue.get_version(study.id).title == "Study"
    assert archive.catalogue.get_version(newer.id).title == "A study"


def test_a_change_is_made_as_a_whole_or_not_at_all(
    archive: Archive, study: Version, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.descriptions.confirm("study", {Field.PLACE: "Lima"}, {"en": "A study"})
    monkeypatch.setattr("archive.descriptions.confirm_date", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        archive.descriptions.change("study", {Field.DATE: "2013"}, {"en": "Other"}, [Field.PLACE], ["en"])
    assert (known(archive).title, known(archive).place) == ("A study", "Lima")


SAID: dict[Field, Said] = {Field.DATE: "2013", Field.AUTHORS: ("Pérez, José",)}


def say_and_remove(archive: Archive, version: Version, title: str = "A study") -> Removal:
    archive.descriptions.confirm("study", SAID, {"en": title})
    return archive.remove(version.id)


def test_another_pdf_in_place_of_a_document_that_is_gone_starts_unconfirmed(
    archive: Archive, study: Version
) -> None:
    gone = say_and_remove(archive, study)
    store_version(archive, make_version(edition=2), title="Another study", date="2020")
    told = known(archive)
    assert (told.title, told.authors, told.date) == ("Another study", (), "2020")
    assert told.confirmed == frozenset()
    assert archive.catalogue.titles("en") == {"study": "Another study"}
    before = archive.descriptions.of(gone.document, gone.version)
    assert (before.title, before.authors, before.date) == ("A study", (Person("Pérez", "José"),), "2013")
    assert before.unconfirmed == ()


def test_what_is_said_of_it_then_is_not_said_of_what_was_there_before(archive: Archive, study: Version) -> None:
    gone = archive.remove(study.id)
    store_version(archive, make_version(edition=2), title="Another study", date="2020")
    archive.descriptions.confirm("study", {Field.DATE: "2021", Field.PLACE: "Lima"})
    before = archive.descriptions.of(gone.document, gone.version)
    assert (before.date, before.place, before.confirmed) == ("2015", "", frozenset())


def test_a_pdf_that_the_document_had_brings_back_what_was_said(archive: Archive, study: Version) -> None:
    """Although it comes in as if it were new, with what its file says."""
    say_and_remove(archive, study)
    store_version(archive, make_version(), title="Study", date="2015")
    told = known(archive)
    assert (told.title, told.date) == ("A study", "2013")
    assert {Field.TITLE, Field.DATE, Field.AUTHORS} <= told.confirmed
    assert archive.catalogue.get_document("study") == Document("study", "A study", "2013")
    archive.descriptions.forget("study", [Field.DATE], ["en"])
    assert archive.catalogue.get_document("study") == Document("study", "Study", "2015")


def test_each_pdf_brings_back_its_own(archive: Archive, study: Version) -> None:
    say_and_remove(archive, study)
    other = store_version(archive, make_version(edition=2), title="Another study", date="2020")
    archive.descriptions.confirm("study", {Field.PLACE: "Lima"}, {"en": "The other study"})
    gone = archive.remove(other.id)
    store_version(archive, make_version(), title="Study", date="2015")
    told = known(archive)
    assert (told.title, told.date, told.place) == ("A study", "2013", "")
    before = archive.descriptions.of(gone.document, gone.version)
    assert (before.title, before.date, before.place) == ("The other study", "2020", "Lima")
    assert before.unconfirmed == (Field.DATE,)


def test_a_date_and_whether_it_is_confirmed_are_told_from_one_source(archive: Archive, study: Version) -> None:
    """Of a removed edition too, whose document is kept as it was then."""
    store_version(archive, make_version(language="es", title="Estudio"))
    gone = archive.remove(study.id)
    archive.descriptions.confirm("study", {Field.DATE: "2013"})
    before = archive.descriptions.of(gone.document, gone.version)
    assert (before.date, Field.DATE in before.confirmed) == ("2013", True)


def test_issuing_bodies_of_all_documents_are_given_at_once(archive: Archive, study: Version) -> None:
    assert archive.descriptions.issuers() == {}
    archive.descriptions.confirm("study", {Field.ISSUERS: ("OECD", "Gobierno del Perú"), Field.PLACE: "Lima"})
    assert archive.descriptions.issuers() == {"study": ("OECD", "Gobierno del Perú")}
