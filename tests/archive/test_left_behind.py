"""A document is called after a version that it holds, or as people have said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archive import Archive, Document, Field, State, Version, relate
from tests.factories import make_version, store_version


@pytest.fixture
def pair(archive: Archive) -> tuple[Version, Version]:
    """Give two language versions of a document that has title and date of the first, the English one."""
    english = replace(make_version(title="The harbour"), metadata={"date": "2013-05"})
    english = store_version(archive, english, date="2013-05")
    spanish = replace(make_version(language="es", title="El puerto"), metadata={"date": "2014"})
    return english, store_version(archive, spanish)


def called(archive: Archive) -> tuple[str, str | None]:
    document = archive.catalogue.get_document("study")
    return document.title, document.date


def test_a_document_whose_first_version_is_taken_out_is_called_after_the_one_that_stays(
    archive: Archive, pair: tuple[Version, Version]
) -> None:
    """And what was taken out is cited as it was; its index entries are made again."""
    passage_id = archive.passages.of_version(pair[0].id)[0].id
    archive.changes.done([each.id for each in archive.changes.pending()])
    archive.remove(pair[0].id)
    assert called(archive) == ("El puerto", "2014")
    gone = archive.permalinks.resolve(passage_id)
    assert (gone.state, gone.issued.document.title, gone.issued.document.date) == (
        State.GONE,
        "The harbour",
        "2013-05",
    )
    assert pair[1].id in {each.version_id for each in archive.changes.pending()}


def test_so_is_one_whose_first_version_goes_to_another_document(
    archive: Archive, pair: tuple[Version, Version]
) -> None:
    archive.catalogue.put_document(Document("other", "Other", None))
    relate(archive, pair[0].id, "other")
    assert called(archive) == ("El puerto", "2014")
    assert archive.catalogue.get_document("other").title == "Other"


def test_where_another_version_leaves_nothing_changes(archive: Archive, pair: tuple[Version, Version]) -> None:
    archive.remove(pair[1].id)
    assert called(archive) == ("The harbour", "2013-05")


def test_the_edition_before_is_asked_before_another_language(
    archive: Archive, pair: tuple[Version, Version]
) -> None:
    later = replace(make_version(edition=2, title="The new harbour"), metadata={"date": "2020"})
    later = store_version(archive, later, title="The new harbour", date="2020")
    archive.remove(later.id)
    assert called(archive) == ("The harbour", "2013-05")


def test_an_edition_before_without_a_date_leaves_it_to_another_language(archive: Archive) -> None:
    """English undated, Spanish of 2014, a second English one of 2020 that leaves: it is of 2014."""
    store_version(archive, replace(make_version(title="The harbour"), metadata={}))
    spanish = replace(make_version(language="es", title="El puerto"), metadata={"date": "2014"})
    store_version(archive, spanish)
    second = replace(make_version(edition=2, title="The harbour"), metadata={"date": "2020"})
    second = store_version(archive, second, date="2020")
    archive.catalogue.put_document(Document("study", "The harbour", "2020"))
    archive.remove(second.id)
    assert called(archive)[1] == "2014"


def test_what_is_no_versions_title_or_date_stays(archive: Archive, pair: tuple[Version, Version]) -> None:
    """As the name that a web page gave, or a date of no file."""
    archive.catalogue.put_document(Document("study", "As a page lists it", "1999"))
    archive.remove(pair[0].id)
    assert called(archive) == ("As a page lists it", "1999")


def test_a_date_that_people_have_confirmed_stays(archive: Archive, pair: tuple[Version, Version]) -> None:
    """Taken back, that of the file that is there counts, not of the one that left."""
    archive.descriptions.confirm("study", {Field.DATE: "2012"})
    archive.remove(pair[0].id)
    assert called(archive) == ("El puerto", "2012")
    archive.descriptions.forget("study", [Field.DATE])
    assert called(archive) == ("El puerto", "2014")


def test_titles_that_people_have_confirmed_are_titles_of_versions(
    archive: Archive, pair: tuple[Version, Version]
) -> None:
    """That of the version that left goes with it; that of the other is taken, and can be taken back."""
    archive.descriptions.confirm("study", {}, {"en": "Harbours", "es": "Los puertos"})
    archive.remove(pair[0].id)
    assert called(archive)[0] == "Los puertos"
    archive.descriptions.forget("study", [], ["es"])
    assert called(archive)[0] == "El puerto"


def test_the_last_version_takes_its_document_along(archive: Archive, pair: tuple[Version, Version]) -> None:
    for version in pair:
        archive.remove(version.id)
    assert archive.catalogue.documents() == []
