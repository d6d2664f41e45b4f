"""The catalogue knows documents and their versions by name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archive import Archive, Document, DocumentNotFound, OutlineEntry, VersionNotFound, VersionStatus, Warned
from tests.factories import make_version, store_version


def test_a_document_can_be_found_by_the_id_it_was_given(archive: Archive) -> None:
    made = archive.catalogue.add_document("Letter of intent", name="Letter of intent.pdf", date="2013-05")
    assert made == Document("letter-of-intent-pdf", "Letter of intent", "2013-05")
    assert archive.catalogue.get_document(made.id) == made


def test_a_name_that_is_taken_gets_a_number(archive: Archive) -> None:
    ids = [archive.catalogue.add_document("Study", name="study").id for _ in range(3)]
    assert ids == ["study", "study-2", "study-3"]


def test_a_longer_name_does_not_take_a_shorter_one(archive: Archive) -> None:
    archive.catalogue.add_document("Study of regions", name="study-of-regions")
    assert archive.catalogue.add_document("Study", name="study").id == "study"


def test_documents_come_by_title_whatever_its_case(archive: Archive) -> None:
    for title in ("beta", "Alpha", "Gamma"):
        archive.catalogue.add_document(title, name=title)
    assert [document.title for document in archive.catalogue.documents()] == ["Alpha", "beta", "Gamma"]


def test_putting_a_document_makes_it_or_changes_it(archive: Archive) -> None:
    archive.catalogue.put_document(Document("study", "Study"))
    archive.catalogue.put_document(Document("study", "The study", "2015"))
    assert archive.catalogue.documents() == [Document("study", "The study", "2015")]


def test_what_is_not_there_is_said_by_name(archive: Archive) -> None:
    assert archive.catalogue.find_document("nothing") is None
    assert archive.catalogue.find_version("nothing") is None
    with pytest.raises(DocumentNotFound, match=r"There is no document “nothing” in this archive."):
        archive.catalogue.get_document("nothing")
    with pytest.raises(VersionNotFound, match="There is no version “nothing”"):
        archive.catalogue.get_version("nothing")


def test_a_version_comes_back_as_it_was_put(archive: Archive) -> None:
    archive.catalogue.put_document(Document("study", "Study"))
    version = replace(
        make_version(status=VersionStatus.WAITING, warnings=[Warned("needs_ocr", 3, "Page 3 is a picture.")]),
        outline=(OutlineEntry("Actors", 2, 1),),
        metadata={"author": "Ñusta Quispe"},
    )
    archive.passages.replace_version(version, [], [])
    assert archive.catalogue.get_version(version.id) == version


def test_versions_come_by_document_language_and_newest_edition(archive: Archive) -> None:
    for place in (("study", "es", 1), ("study", "en", 1), ("letter", "es", 1), ("study", "en", 2)):
        store_version(archive, make_version(*place))
    listed = [(v.document_id, v.language, v.edition) for v in archive.catalogue.versions()]
    assert listed == [("letter", "es", 1), ("study", "en", 2), ("study", "en", 1), ("study", "es", 1)]


def test_only_the_newest_edition_in_each_language_is_current(archive: Archive) -> None:
    store_version(archive, make_version("study", "en", 1))
    newest = store_version(archive, make_version("study", "en", 2))
    spanish = store_version(archive, make_version("study", "es", 1))
    assert archive.catalogue.current_versions("study") == [newest, spanish]
    assert archive.catalogue.find_current("study", "en") == newest
    assert archive.catalogue.find_current("study", "fr") is None


def test_a_version_can_be_found_by_its_original(archive: Archive) -> None:
    version = store_version(archive, make_version())
    assert archive.catalogue.find_original(version.original_sha256) == version
    assert archive.catalogue.find_original("0" * 64) is None


def test_documents_without_versions_are_forgotten(archive: Archive) -> None:
    store_version(archive, make_version("study"))
    archive.catalogue.add_document("Empty", name="empty")
    archive.catalogue.drop_empty_documents()
    assert [document.id for document in archive.catalogue.documents()] == ["study"]


def test_a_document_comes_with_its_versions_at_once(archive: Archive) -> None:
    """As each is given by itself; one without versions has none."""
    store_version(archive, make_version("study"), title="The study", date="2015")
    store_version(archive, make_version("study", "es", 2))
    store_version(archive, make_version("study", "es"))
    found = archive.catalogue.with_versions("study")
    assert found == (archive.catalogue.get_document("study"), archive.catalogue.versions("study"))
    archive.catalogue.put_document(Document("empty", "Empty"))
    assert archive.catalogue.with_versions("empty") == (Document("empty", "Empty"), [])
    with pytest.raises(DocumentNotFound):
        archive.catalogue.with_versions("nothing")


def test_versions_are_given_with_their_documents_at_once(archive: Archive) -> None:
    made = [
        store_version(archive, make_version(name, language), title=f"The {name}", date=date)
        for name, language, date in (("study", "en", "2015"), ("study", "es", None), ("letter", "en", None))
    ]
    found = archive.catalogue.get_with_documents([*(each.id for each in made[1:]), "nothing"])
    assert found == {
        each.id: (archive.catalogue.get_document(each.document_id), archive.catalogue.get_version(each.id))
        for each in made[1:]
    }


def test_what_is_searched_is_told_with_its_size(archive: Archive) -> None:
    store_version(archive, make_version("study", "en", 1), [["One."], ["Two."]])
    newest = store_version(archive, make_version("study", "en", 2), [["One."]])
    letter = store_version(archive, make_version("letter", "es"), [["Uno.", "Dos."]])
    assert archive.catalogue.current_sizes() == {letter.id: 2, newest.id: 1}
    assert list(archive.catalogue.current_sizes()) == [each.id for each in archive.catalogue.current_versions()]
