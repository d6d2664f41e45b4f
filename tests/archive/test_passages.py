"""The pages and passages of a version are read one by one and replaced as a whole."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Connection, event
from sqlalchemy.exc import IntegrityError

from archive import (
    Archive,
    Document,
    Furniture,
    Kind,
    LabelSource,
    PageNotFound,
    Part,
    PassageNotFound,
    Stands,
    Word,
    Words,
)
from tests.factories import make_version, page, passage, store_version


def test_pages_and_passages_come_back_as_they_were_put(archive: Archive) -> None:
    archive.catalogue.put_document(Document("study", "Study"))
    version = make_version()
    pages = [page(1, "Actors of the system", label="iv"), page(2, "")]
    passages = [passage("Actors of the system", of=version, kind=Kind.HEADING, section=["2", "Actores"])]
    archive.passages.replace_version(version, pages, passages)
    assert archive.passages.pages(version.id) == pages
    assert archive.passages.of_version(version.id) == passages
    assert archive.passages.page(version.id, 1).label_source is LabelSource.PDF


def test_furniture_keeps_its_place_and_a_row_its_header(archive: Archive) -> None:
    version = store_version(archive, make_version())
    box = (1.5, 2.25, 30.0, 12.0)
    furniture = (Furniture("Cabeza", box, Words([Word(0, 6, box)])), Furniture("7", box))
    furnished = replace(page(1, "Cusco\t412"), furniture=furniture)
    row = passage("Cusco\t412", of=version, kind=Kind.TABLE, header=["Region", "Emissions"])
    archive.passages.replace_version(version, [furnished], [row])
    assert archive.passages.page(version.id, 1) == furnished
    assert archive.passages.find_in(row.id, version.id) == row


def test_where_passages_stand_is_told_by_page_and_by_parts(archive: Archive) -> None:
    version = store_version(archive, make_version())
    over = passage("One and two", of=version, parts=[Part(1, 0, 7, 0), Part(2, 0, 3, 8)])
    single = passage("tres", of=version, ordinal=1, parts=[Part(3, 0, 4, 0)])
    pages = [page(1, "One and"), page(2, "two"), page(3, "tres")]
    archive.passages.replace_version(version, pages, [over, single])
    stands = archive.passages.stands_on
    assert archive.passages.in_parts(version.id) == [Stands(over.id, over.parts)]
    assert stands(version.id, [2]) == [Stands(over.id, over.parts)]
    assert [each.passage_id for each in stands(version.id, [1, 3])] == [over.id, single.id]
    assert stands(version.id, []) == []


def test_pages_can_be_had_without_the_boxes_of_their_words(archive: Archive) -> None:
    version = store_version(archive, make_version(), [["One."], ["Two."]])
    held = archive.passages.pages(version.id)
    assert all(each.words for each in held)
    plain = [replace(each, words=Words()) for each in held]
    assert archive.passages.plain_pages(version.id) == plain
    assert archive.passages.plain_pages(version.id, with_words=[2, 9]) == [plain[0], held[1]]


def test_where_passages_stand_is_told_with_their_languages(archive: Archive) -> None:
    version = store_version(archive, make_version())
    over = passage("One and two", of=version, parts=[Part(1, 0, 7, 0), Part(2, 0, 3, 8)])
    spanish = passage("tres", of=version, ordinal=1, language="es", parts=[Part(2, 4, 8, 0)])
    archive.passages.replace_version(version, [page(1, "One and"), page(2, "two tres")], [over, spanish])
    other = store_version(archive, make_version("other"), [[]])
    found = archive.passages.stretches([version.id, other.id])
    assert found[version.id] == [("en", Part(1, 0, 7, 0)), ("en", Part(2, 0, 3, 8)), ("es", Part(2, 4, 8, 0))]
    assert found[other.id] == []


def test_replacing_a_version_leaves_nothing_of_what_it_held(archive: Archive) -> None:
    version = store_version(archive, make_version(), [["One.", "Two."], ["Three."]])
    store_version(archive, make_version(), [["Two."]])
    assert [each.text for each in archive.passages.of_version(version.id)] == ["Two."]
    assert len(archive.passages.pages(version.id)) == 1


def test_nothing_is_half_in_when_writing_fails_in_the_middle(archive: Archive) -> None:
    """Two passages with one ordinal cannot both be written; by then the old ones are already deleted."""
    version = store_version(archive, make_version(), [["Old text."]])
    archive.changes.done(change.id for change in archive.changes.pending())
    twice = [passage("New text.", of=version), passage("Other text.", of=version)]
    with pytest.raises(IntegrityError):
        archive.passages.replace_version(replace(version, page_count=9), [page(1, "New text.")], twice)
    assert [each.text for each in archive.passages.of_version(version.id)] == ["Old text."]
    assert archive.passages.page(version.id, 1).text == "Old text."
    assert archive.catalogue.get_version(version.id) == version
    assert archive.changes.pending() == []


def test_a_version_needs_its_document(archive: Archive) -> None:
    with pytest.raises(IntegrityError):
        archive.passages.replace_version(make_version("unheard-of"), [], [])
    assert archive.catalogue.versions() == []


def test_the_change_is_noted_with_the_passages(archive: Archive) -> None:
    version = store_version(archive, make_version())
    assert [change.version_id for change in archive.changes.pending()] == [version.id]


def test_a_new_edition_notes_the_older_ones_too(archive: Archive) -> None:
    first = store_version(archive, make_version(edition=1))
    store_version(archive, make_version(language="es"))
    archive.changes.done(change.id for change in archive.changes.pending())
    second = store_version(archive, make_version(edition=2))
    assert {change.version_id for change in archive.changes.pending()} == {first.id, second.id}


def test_a_version_that_changes_its_document_notes_the_edition_it_uncovers(archive: Archive) -> None:
    """What it hid is the current edition again and must come back into the index."""
    first = store_version(archive, make_version(edition=1))
    second = store_version(archive, make_version(edition=2))
    archive.changes.done(change.id for change in archive.changes.pending())
    archive.catalogue.put_document(Document("letter", "Letter"))
    archive.passages.replace_version(replace(second, document_id="letter", edition=1), [], [])
    assert {change.version_id for change in archive.changes.pending()} == {first.id, second.id}


def test_passages_of_one_id_are_told_apart_by_their_versions(archive: Archive) -> None:
    newest = store_version(archive, make_version(edition=2), [["Kept word for word."]])
    oldest = store_version(archive, make_version(edition=1), [["Gone.", "Kept word for word."]])
    gone, kept = archive.passages.of_version(oldest.id)
    asked = [(newest.id, kept.id), (oldest.id, kept.id), (newest.id, gone.id)]
    assert {key: each.ordinal for key, each in archive.passages.held(asked).items()} == {asked[0]: 0, asked[1]: 1}


def test_reading_the_same_text_again_gives_the_same_ids(archive: Archive) -> None:
    texts = [["Repeated.", "Repeated.", "Once."]]
    version = store_version(archive, make_version(), texts)
    before = [each.id for each in archive.passages.of_version(version.id)]
    store_version(archive, make_version(), texts)
    assert [each.id for each in archive.passages.of_version(version.id)] == before
    assert len(set(before)) == 3


def test_many_passages_can_be_asked_for_at_once(archive: Archive) -> None:
    version = store_version(archive, make_version(), [[f"Passage {number}." for number in range(1200)]])
    asked = [(version.id, each.id) for each in archive.passages.of_version(version.id)]
    assert len(asked) == 1200
    assert archive.passages.held([*asked, asked[0], (version.id, "unknown")]).keys() == set(asked)
    assert archive.passages.held([]) == {}


def test_an_unknown_passage_is_said_by_name(archive: Archive) -> None:
    with pytest.raises(PassageNotFound, match=r"There is no passage “abc” in this archive."):
        archive.permalinks.resolve("abc")


def test_an_unknown_page_is_answered_with_the_pages_there_are(archive: Archive) -> None:
    version = store_version(archive, make_version(), [["One."], ["Two."]])
    with pytest.raises(PageNotFound, match=r"There is no page 3: this version has pages 1 to 2."):
        archive.passages.page(version.id, 3)


def test_a_passage_over_a_page_break_stands_on_both_pages(archive: Archive) -> None:
    archive.catalogue.put_document(Document("study", "Study"))
    version = make_version()
    text = "It begins here and ends there."
    over = passage(text, of=version, parts=[Part(1, 0, 15, 0), Part(2, 0, 14, 16)])
    archive.passages.replace_version(version, [page(1, text[:15]), page(2, text[16:]), page(3)], [over])
    on_pages = [len(archive.passages.on_page(version.id, number)) for number in (1, 2, 3)]
    assert on_pages == [1, 1, 0]
    assert archive.passages.of_version(version.id)[0].page_numbers == (1, 2)


def test_the_pages_of_passages_come_together(archive: Archive) -> None:
    english = store_version(archive, make_version(), [["One."], ["Two."], ["Three."]])
    spanish = store_version(archive, make_version(language="es"), [["Uno."]])
    wanted = [*archive.passages.of_version(english.id)[1:], *archive.passages.of_version(spanish.id)]
    found = archive.passages.pages_of(wanted)
    assert archive.passages.words_of(wanted) == {place: page.words for place, page in found.items()}
    assert found.keys() == {(english.id, 2), (english.id, 3), (spanish.id, 1)}
    assert found[english.id, 3].text == "Three."


def test_pages_are_looked_up_however_many_the_archive_has(archive: Archive) -> None:
    """Every search asks for the labels of its hits' pages: SQLite read all pages for them."""
    version = store_version(archive, make_version(), [["One."], ["Two."]])
    wanted = archive.passages.of_version(version.id)
    engine = archive._database.engine
    plans: list[str] = []

    def explain(connection: Connection, _cursor: object, statement: str, values: Any, *_more: object) -> None:
        if statement.startswith("SELECT"):
            told = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
            plans.extend(row[3] for row in told)

    event.listen(engine, "before_cursor_execute", explain)
    try:
        assert archive.passages.labels_of(wanted) == {(version.id, 1): "1", (version.id, 2): "2"}
        assert archive.passages.pages_of(wanted).keys() == {(version.id, 1), (version.id, 2)}
    finally:
        event.remove(engine, "before_cursor_execute", explain)
    assert sum(plan.startswith("SEARCH pages USING INDEX") for plan in plans) == 2
    assert "SCAN pages" not in plans


def test_a_page_can_be_found_by_its_printed_label(archive: Archive) -> None:
    version = store_version(archive, make_version(), [["a"], ["b"], ["c"], ["d"]], labels=["i", "ii", "1", "1"])
    assert archive.passages.find_label(version.id, "1") == 3
    assert archive.passages.find_label(version.id, "iii") is None
    assert archive.passages.page_labels([version.id])[version.id, 2] == "ii"


def test_pages_without_a_number_are_told_where_others_have_one(archive: Archive) -> None:
    archive.catalogue.put_document(Document("study", "Study"))
    version = make_version()
    archive.passages.replace_version(version, [page(1), page(2, label="1"), page(3)], [])
    assert archive.passages.unnumbered_pages(version.id) == {1, 3}
    archive.passages.replace_version(version, [page(1), page(2)], [])
    assert archive.passages.unnumbered_pages(version.id) == set()


def test_passages_of_several_versions_come_in_one_query(archive: Archive) -> None:
    """Each version's own in reading order; of one that is not there, none."""
    ours = store_version(archive, make_version(), [["One.", "Two."], ["Three."]])
    theirs = store_version(archive, make_version(language="es"), [["Uno."]])
    found = archive.passages.of_versions([theirs.id, ours.id, "none"])
    assert found == {
        theirs.id: archive.passages.of_version(theirs.id),
        ours.id: archive.passages.of_version(ours.id),
        "none": [],
    }
