"""What is suggested is kept until somebody decides, and then for good."""

from __future__ import annotations

import pytest

from archive import (
    Action,
    Actor,
    Archive,
    CannotRelate,
    Decision,
    Order,
    Relation,
    Suggestion,
    SuggestionNotFound,
    Version,
    Way,
    accept,
    accept_found,
    decline,
    pair_of,
    relate,
)
from tests.factories import make_version, store_version

ROSA = Actor("rosa", Way.WEB)


@pytest.fixture
def letter(archive: Archive) -> Version:
    return store_version(archive, make_version("letter", "en"), [["The parties declare their intent."]])


@pytest.fixture
def carta(archive: Archive) -> Version:
    return store_version(archive, make_version("carta", "es"), [["Las partes declaran su intención."]])


def put(
    archive: Archive, one: Version, other: Version, kind: Relation = Relation.LANGUAGE_VERSION, score: float = 0.9
) -> int:
    kept = archive.suggestions.put(one.id, [Suggestion(kind, one.id, other.id, score, {"pages": [1, 1]})])
    return kept[-1].number


def test_a_suggestion_is_open_for_both_until_it_is_decided(
    archive: Archive, letter: Version, carta: Version
) -> None:
    number = put(archive, carta, letter)
    assert [each.number for each in archive.suggestions.about("letter")] == [number]
    assert archive.suggestions.about("letter") == archive.suggestions.about("carta") == archive.suggestions.open()
    assert archive.suggestions.get(number).evidence == {"pages": [1, 1]}
    assert archive.suggestions.count() == 1


def test_what_is_declined_does_not_come_back(archive: Archive, letter: Version, carta: Version) -> None:
    number = put(archive, carta, letter)
    decline(archive, number, by=ROSA)
    assert archive.suggestions.put(carta.id, [Suggestion(Relation.NEW_EDITION, carta.id, letter.id, 0.9)]) == ()
    assert archive.suggestions.put(letter.id, [Suggestion(Relation.NEW_EDITION, letter.id, carta.id, 0.9)]) == ()
    (kept,) = archive.suggestions.decided()
    assert (kept.decision, kept.decided_by, kept.decided_at is not None) == (Decision.DECLINED, "rosa", True)


def test_what_is_declined_stays_so_when_its_file_goes_and_comes_again(
    archive: Archive, letter: Version, carta: Version
) -> None:
    decline(archive, put(archive, carta, letter), by=ROSA)
    archive.remove(carta.id)
    again = store_version(archive, make_version("carta", "es"), [["Las partes declaran su intención."]])
    assert archive.suggestions.put(again.id, [Suggestion(Relation.NEW_EDITION, again.id, letter.id, 0.9)]) == ()


def test_a_suggestion_goes_with_its_version(archive: Archive, letter: Version, carta: Version) -> None:
    number = put(archive, carta, letter)
    archive.remove(letter.id)
    assert archive.suggestions.open() == ()
    with pytest.raises(SuggestionNotFound):
        archive.suggestions.get(number)


def test_what_was_joined_by_hand_is_not_to_be_decided(archive: Archive, letter: Version, carta: Version) -> None:
    put(archive, carta, letter)
    relate(archive, carta.id, "letter")
    assert archive.suggestions.open() == ()


def test_a_place_that_another_has_taken_is_not_offered(archive: Archive, letter: Version, carta: Version) -> None:
    other = store_version(archive, make_version("nota", "es"), [["Otra carta."]])
    put(archive, carta, letter)
    relate(archive, other.id, "letter")
    assert archive.suggestions.open() == ()


def test_what_is_found_anew_takes_the_place_of_what_was_open(
    archive: Archive, letter: Version, carta: Version
) -> None:
    number = put(archive, carta, letter)
    assert put(archive, carta, letter) == number
    assert archive.suggestions.put(carta.id, []) == ()


def test_accepting_joins_and_says_who_said_so(archive: Archive, letter: Version, carta: Version) -> None:
    done = accept(archive, put(archive, carta, letter), by=ROSA)
    assert (done.now.document_id, done.is_taken_out) == ("letter", False)
    assert [each.decided_by for each in archive.suggestions.decided()] == ["rosa"]


def test_the_one_that_stands_alone_goes_to_the_document_that_has_more(archive: Archive, letter: Version) -> None:
    """The later file belongs to a document with two languages: the older file joins that, not the reverse."""
    second = store_version(archive, make_version("full", "en"), [["The parties declare their intent. Again."]])
    store_version(archive, make_version("full", "es"), [["Las partes."]])
    number = put(archive, second, letter, Relation.NEW_EDITION)
    pair = pair_of(archive, archive.suggestions.get(number))
    assert (pair.goes.id, pair.stays.id) == (letter.id, second.id)
    done = accept(archive, number, by=ROSA, order=Order.OLDER)
    assert done.now.document_id == "full"
    current = archive.catalogue.find_current("full", "en")
    assert current
    assert current.id == second.id


def test_which_edition_is_the_newer_is_asked_and_nothing_done_before(archive: Archive, letter: Version) -> None:
    second = store_version(archive, make_version("second", "en"), [["The parties declare their intent. Again."]])
    number = put(archive, second, letter, Relation.NEW_EDITION)
    with pytest.raises(CannotRelate, match="older or newer"):
        accept(archive, number, by=ROSA)
    assert archive.suggestions.get(number).decision is Decision.OPEN
    assert accept(archive, number, by=ROSA, order=Order.NEWER).now.edition == 2


def test_of_two_files_with_the_same_words_the_later_is_taken_out(archive: Archive, letter: Version) -> None:
    copy = store_version(archive, make_version("copy", "en"), [["The parties declare their intent."]])
    done = accept(archive, put(archive, copy, letter, Relation.SAME_TEXT), by=ROSA)
    assert (done.now.id, done.is_taken_out) == (letter.id, True)
    assert archive.catalogue.find_version(copy.id) is None
    assert archive.removals.restorable() == {copy.original_sha256}


def test_a_copy_in_another_language_is_none(archive: Archive, letter: Version, carta: Version) -> None:
    number = put(archive, carta, letter)
    with pytest.raises(CannotRelate):
        accept(archive, number, by=ROSA, is_copy=True)


def test_only_kinds_that_were_asked_for_are_done_without_asking(
    archive: Archive, letter: Version, carta: Version
) -> None:
    number = put(archive, carta, letter)
    assert accept_found(archive, carta.id, [Relation.SAME_TEXT], by=ROSA) == []
    (done,) = accept_found(archive, carta.id, [Relation.LANGUAGE_VERSION], by=ROSA)
    assert done.suggestion.number == number


def test_what_cannot_be_told_without_asking_stays_to_be_decided(archive: Archive, letter: Version) -> None:
    second = store_version(archive, make_version("second", "en"), [["The parties declare their intent. Again."]])
    put(archive, second, letter, Relation.NEW_EDITION)
    assert accept_found(archive, second.id, list(Relation), by=ROSA) == []
    assert archive.suggestions.count() == 1


def test_a_number_that_no_database_holds_is_none(archive: Archive) -> None:
    with pytest.raises(SuggestionNotFound):
        archive.suggestions.get(10**30)


def test_the_log_tells_who_decided_what(archive: Archive, letter: Version, carta: Version) -> None:
    number = put(archive, carta, letter)
    accept(archive, number, by=ROSA)
    (event,) = archive.audit.events(about=carta.id)
    assert (event.deed.actor, event.deed.action, event.deed.document_id) == (ROSA, Action.RELATE, "letter")
    assert event.deed.details == {"suggestion": number, "kind": "language_version", "from": "carta"}


def test_the_log_tells_what_was_declined_and_what_taken_out(archive: Archive, letter: Version) -> None:
    for name in ("copy", "twin"):
        copy = store_version(archive, make_version(name, "en"), [["The parties declare their intent."]])
        put(archive, copy, letter, Relation.SAME_TEXT)
    one, other = archive.suggestions.open()
    decline(archive, one.number, by=ROSA)
    accept(archive, other.number, by=ROSA)
    removed, declined = archive.audit.events()
    assert (removed.deed.action, removed.deed.details["copy_of"]) == (Action.REMOVE, letter.id)
    assert (declined.deed.action, declined.deed.details["declined"]) == (Action.RELATE, True)
