"""An id that was issued once is known for good, with its words and its place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archive import Archive, Part, PassageNotFound, Place
from archive.passage_names import Given
from tests.factories import make_version, page, passage, store_version

FIRST = ["What stands before it.", "The words that somebody quoted.", "What stands behind it."]


def test_a_passage_that_is_held_is_known_with_what_stands_around_it(archive: Archive) -> None:
    version = store_version(archive, make_version(), [FIRST], labels=["iv"])
    held = archive.passages.of_version(version.id)[1]
    (issued,) = archive.issues.of(held.id)
    assert (issued.text, issued.places, issued.version) == (FIRST[1], (Place(1, "iv"),), version)
    assert issued.prefix.endswith("before it.\n\n")
    assert issued.suffix.startswith("\n\nWhat stands behind")
    assert issued.retired_at is None


def test_a_passage_that_another_reading_lacks_is_kept(archive: Archive) -> None:
    """Read again in other pieces: its words, its page and what stood around are as they were."""
    version = store_version(archive, make_version(), [FIRST], labels=["iv"])
    held = archive.passages.of_version(version.id)[1]
    (before,) = archive.issues.of(held.id)
    whole = "\n\n".join(FIRST)
    archive.passages.replace_version(version, [page(1, whole, label="1")], [passage(whole, of=version)])
    (after,) = archive.issues.of(held.id)
    assert after.retired_at is not None
    assert replace(after, retired_at=None, boxes=()) == before
    assert [(number, len(rects)) for number, rects in after.boxes] == [(1, 1)]


def test_a_passage_that_stands_again_is_no_longer_kept_as_gone(archive: Archive) -> None:
    version = store_version(archive, make_version(), [FIRST])
    held = archive.passages.of_version(version.id)
    pages = archive.passages.pages(version.id)
    archive.passages.replace_version(version, pages, held[:1])
    assert archive.issues.of(held[1].id)[0].retired_at
    archive.passages.replace_version(version, pages, held)
    assert [each.retired_at for each in archive.issues.of(held[1].id)] == [None]


def test_every_edition_in_which_it_stood_is_known_the_first_one_first(archive: Archive) -> None:
    for edition in (1, 2, 3):
        texts = [["Something new."]] * (edition - 1) + [FIRST]
        version = store_version(archive, make_version(edition=edition), texts)
    held = archive.passages.of_version(version.id)[-1]
    assert [(each.version.edition, each.places[0].page_number) for each in archive.issues.of(held.id)] == [
        (1, 1),
        (2, 2),
        (3, 3),
    ]


def test_a_passage_over_a_page_break_keeps_both_its_pages(archive: Archive) -> None:
    version = store_version(archive, make_version())
    over = passage("One and two", of=version, parts=[Part(1, 0, 7, 0), Part(2, 0, 3, 8)])
    archive.passages.replace_version(version, [page(1, "One and"), page(2, "two")], [over])
    archive.passages.replace_version(version, [page(1, "One and"), page(2, "two")], [])
    assert archive.issues.of(over.id)[0].places == (Place(1, "1", 0), Place(2, "2", 8))


def test_which_ids_were_issued_is_told_of_many_at_once(archive: Archive) -> None:
    version = store_version(archive, make_version(), [FIRST])
    held = archive.passages.of_version(version.id)
    archive.passages.replace_version(version, archive.passages.pages(version.id), held[1:])
    asked = [each.id for each in held] + [f"never{number}" for number in range(1_200)]
    assert archive.issues.given(asked) == {each.id: Given(each.text, "study") for each in held}


def test_an_id_that_was_never_issued_is_not_found(archive: Archive) -> None:
    with pytest.raises(PassageNotFound):
        archive.issues.of("abcdefghijklm")
