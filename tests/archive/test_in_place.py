"""Passages of a list of hits come with what is said of each, as it is now, however many they are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archive import Archive, Document, OutlineEntry, Part, Version
from archive.in_place import InPlace
from tests.factories import make_version, page, passage, store_version
from tests.search_app.test_web_search import counting


def placed(archive: Archive, version: Version) -> list[InPlace]:
    """Give a version's passages in place, in reading order."""
    found = archive.in_place.of((version.id, each.id) for each in archive.passages.of_version(version.id))
    return sorted(found.values(), key=lambda each: each.passage.ordinal)


def test_a_passage_comes_with_its_document_its_version_and_its_labels(archive: Archive) -> None:
    version = store_version(archive, make_version(), [["One."], ["Two."]], labels=["iv", "v"], date="2015")
    first, second = placed(archive, version)
    assert [first.passage, second.passage] == archive.passages.of_version(version.id)
    assert (first.document, first.version) == (archive.catalogue.get_document("study"), version)
    assert (first.labels, second.labels) == ({1: "iv"}, {2: "v"})


def test_a_passage_over_a_page_break_has_the_labels_of_both_pages(archive: Archive) -> None:
    archive.catalogue.put_document(Document("study", "Study"))
    version = make_version()
    text = "It begins here and ends there."
    over = passage(text, of=version, parts=[Part(1, 0, 15, 0), Part(2, 0, 14, 16)])
    pages = [page(1, text[:15], label="i"), page(2, text[16:], label="ii")]
    archive.passages.replace_version(version, pages, [over])
    assert [each.labels for each in placed(archive, version)] == [{1: "i", 2: "ii"}]


def test_passages_of_one_id_are_told_apart_by_their_versions(archive: Archive) -> None:
    newest = store_version(archive, make_version(edition=2), [["Kept word for word."]])
    oldest = store_version(archive, make_version(edition=1), [["Gone.", "Kept word for word."]])
    gone, kept = archive.passages.of_version(oldest.id)
    asked = [(newest.id, kept.id), (oldest.id, kept.id), (newest.id, gone.id), (newest.id, "unknown")]
    found = archive.in_place.of(asked)
    assert {key: (each.version, each.passage.ordinal) for key, each in found.items()} == {
        asked[0]: (newest, 0),
        asked[1]: (oldest, 1),
    }


def test_what_has_changed_since_it_was_last_shown_is_shown_as_it_is(archive: Archive) -> None:
    """Rows are remembered; one that has changed is another."""
    version = store_version(archive, make_version(), [["One."]])
    (before,) = placed(archive, version)
    archive.catalogue.put_document(Document("study", "Another title", "2016"))
    archive.catalogue.renumber(version.id, 7)
    (after,) = placed(archive, version)
    assert after == before._replace(
        document=Document("study", "Another title", "2016"), version=replace(version, edition=7)
    )


def test_many_passages_cost_few_statements(archive: Archive) -> None:
    versions = [
        store_version(archive, make_version(language=each), [[f"{each} {number}." for number in range(600)]])
        for each in ("en", "es")
    ]
    asked = [(version.id, each.id) for version in versions for each in archive.passages.of_version(version.id)]
    with counting(archive) as statements:
        assert archive.in_place.of(asked).keys() == set(asked)
    assert len(statements) == 4
    assert archive.in_place.of([]) == {}


def test_versions_are_asked_for_once_in_a_state_of_the_catalogue(archive: Archive) -> None:
    version = store_version(archive, make_version(), [["One."]])
    asked = [(version.id, each.id) for each in archive.passages.of_version(version.id)]
    told = []
    for title in ("Study", "Another title"):
        archive.catalogue.put_document(Document("study", title))
        with archive.reading():
            told += archive.in_place.of(asked).values()
        with counting(archive) as statements, archive.reading():
            told += archive.in_place.of(asked).values()
        assert len(statements) == 1
    assert [each.document.title for each in told] == ["Study", "Study", "Another title", "Another title"]


def test_versions_are_remembered_only_up_to_a_number_of_lines(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever is asked for at once, and however long outlines are."""
    monkeypatch.setattr("archive.in_place._LINES_KEPT", 100)
    short = [store_version(archive, make_version(each), [["One."]]) for each in ("a", "b", "c", "d", "e", "f")]
    outline = tuple(OutlineEntry(f"Heading {number}", 1, 1) for number in range(60))
    long = store_version(archive, replace(make_version("long"), outline=outline), [["One."]])

    def statements(*versions: Version) -> int:
        with counting(archive) as asked:
            assert [each.version for version in versions for each in placed(archive, version)] == [*versions]
        return len(asked) - 2 * len(versions)  # the passages, whose versions these are

    with archive.reading():
        assert statements(*short) == 6
        assert statements(*short[1:]) == 0
        assert statements(long) == 1
        assert statements(short[5], long) == 0
        assert statements(short[1]) == 1
