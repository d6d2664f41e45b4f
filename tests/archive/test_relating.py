"""Versions moved to other documents, and taken out as copies: what links and addresses say afterwards."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archive import (
    Archive,
    CannotRelate,
    DocumentNotFound,
    Field,
    Order,
    State,
    Version,
    dated_order,
    relate,
    set_apart,
)
from tests.factories import make_version, store_version

QUOTED = "The parties declare their intent to cooperate on regional innovation."
OTHER = "Cusco and Puno are the first regions."
SPANISH = "Las partes declaran su intención de cooperar en la innovación regional."


def ids_of(archive: Archive, version: Version) -> dict[str, str]:
    return {each.text: each.id for each in archive.passages.of_version(version.id)}


def dated(version: Version, date: str) -> Version:
    return replace(version, metadata={"date": date})


def words_at(archive: Archive, passage_id: str) -> tuple[State, str, str]:
    found = archive.permalinks.resolve(passage_id)
    assert found.match
    assert found.version
    return found.state, found.match.text, found.version.document_id


@pytest.fixture
def letter(archive: Archive) -> Version:
    return store_version(archive, make_version("letter", "en"), [[QUOTED], [OTHER]])


@pytest.fixture
def carta(archive: Archive) -> Version:
    return store_version(archive, make_version("carta", "es"), [[SPANISH], ["Cusco y Puno."]])


def test_a_language_version_joins_its_document(archive: Archive, letter: Version, carta: Version) -> None:
    now = relate(archive, carta.id, "letter")
    assert (now.document_id, now.language, now.edition) == ("letter", "es", 1)
    assert [each.id for each in archive.catalogue.versions("letter")] == [letter.id, carta.id]
    assert archive.catalogue.find_document("carta") is None


def test_an_old_link_finds_the_exact_words_in_the_new_document(
    archive: Archive, letter: Version, carta: Version
) -> None:
    old = ids_of(archive, carta)
    relate(archive, carta.id, "letter")
    assert words_at(archive, old[SPANISH]) == (State.EXACT, SPANISH, "letter")
    new = ids_of(archive, carta)
    assert new[SPANISH] != old[SPANISH]
    assert words_at(archive, new[SPANISH]) == (State.EXACT, SPANISH, "letter")


def test_a_quote_in_an_old_link_goes_along(archive: Archive, letter: Version, carta: Version) -> None:
    old = ids_of(archive, carta)[SPANISH]
    relate(archive, carta.id, "letter")
    start = SPANISH.index("intención")
    found = archive.permalinks.resolve(old, (start, start + len("intención")))
    assert (found.state, found.match and found.match.text) == (State.EXACT, "intención")


def test_the_place_that_was_left_leads_on(archive: Archive, letter: Version, carta: Version) -> None:
    relate(archive, carta.id, "letter")
    assert archive.departures.from_place("carta") == carta.id
    assert archive.departures.from_place("carta", "es", 1) == carta.id
    assert archive.departures.from_place("carta", "en") is None
    assert archive.departures.from_place("letter") is None


def test_who_moves_it_back_gets_its_old_ids_again(archive: Archive, letter: Version, carta: Version) -> None:
    old = ids_of(archive, carta)
    relate(archive, carta.id, "letter")
    joined = ids_of(archive, carta)
    apart = set_apart(archive, carta.id, "some-name")
    assert (apart.document_id, ids_of(archive, carta)) == ("carta", old)
    assert words_at(archive, joined[SPANISH]) == (State.EXACT, SPANISH, "carta")


def test_what_stands_by_itself_cannot_be_set_apart(archive: Archive, letter: Version) -> None:
    with pytest.raises(CannotRelate, match="a document of its own already"):
        set_apart(archive, letter.id, "letter")


def test_what_belongs_there_already_or_nowhere_is_refused(archive: Archive, letter: Version) -> None:
    with pytest.raises(CannotRelate, match="belongs to “Letter” already"):
        relate(archive, letter.id, "letter")
    with pytest.raises(DocumentNotFound):
        relate(archive, letter.id, "nothing")


def test_an_edition_keeps_the_links_of_words_that_it_keeps(archive: Archive, letter: Version) -> None:
    """Both documents had the words; now they are those of one passage in two editions."""
    draft = store_version(archive, make_version("draft", "en"), [[QUOTED, "Left out later."]])
    old = ids_of(archive, draft)
    relate(archive, draft.id, "letter", order=Order.OLDER)
    assert ids_of(archive, draft)[QUOTED] == ids_of(archive, letter)[QUOTED]
    assert words_at(archive, old[QUOTED]) == (State.EXACT, QUOTED, "letter")
    assert archive.permalinks.resolve(old["Left out later."]).state is State.GONE


def test_the_newer_edition_is_the_one_that_is_read(archive: Archive, letter: Version) -> None:
    second = store_version(archive, make_version("second", "en"), [[QUOTED, "Added later."]])
    now = relate(archive, second.id, "letter", order=Order.NEWER)
    current = archive.catalogue.find_current("letter", "en")
    assert (now.edition, current and current.id) == (2, second.id)


def test_a_number_of_an_edition_is_never_given_again(archive: Archive, letter: Version) -> None:
    """What was asked for as edition 1 is still found when an older one comes before it."""
    draft = store_version(archive, make_version("draft", "en"), [[QUOTED, "A draft."]])
    relate(archive, draft.id, "letter", order=Order.OLDER)
    numbers = {each.id: each.edition for each in archive.catalogue.versions("letter")}
    assert numbers == {draft.id: 2, letter.id: 3}
    assert archive.departures.from_place("letter", "en", 1) == letter.id
    current = archive.catalogue.find_current("letter", "en")
    assert current
    assert current.id == letter.id
    assert archive.catalogue.next_edition("letter", "en") == 4


def test_dates_tell_which_edition_is_the_newer(archive: Archive) -> None:
    first = store_version(archive, dated(make_version("letter", "en"), "2013-05"), [[QUOTED]])
    second = store_version(archive, dated(make_version("older", "en"), "2012"), [[QUOTED, "A draft."]])
    relate(archive, second.id, "letter")
    assert [each.id for each in archive.catalogue.versions("letter")] == [first.id, second.id]


@pytest.mark.parametrize(("ours", "theirs"), [("", "2013"), ("2013", "2013-05-20"), ("2013-05", "2013-05")])
def test_where_dates_do_not_tell_somebody_is_asked(archive: Archive, ours: str, theirs: str) -> None:
    store_version(archive, dated(make_version("letter", "en"), theirs), [[QUOTED]])
    second = store_version(archive, dated(make_version("other", "en"), ours), [[QUOTED, "Another."]])
    with pytest.raises(CannotRelate, match="say which"):
        relate(archive, second.id, "letter")
    assert archive.catalogue.get_version(second.id).document_id == "other"


def test_a_date_is_compared_as_exactly_as_both_are_known() -> None:
    version = make_version()
    assert dated_order(dated(version, "2013-05-20"), dated(version, "2014")) is Order.OLDER
    assert dated_order(dated(version, "2015"), dated(version, "2014-12-31")) is Order.NEWER


def test_editions_that_stay_behind_keep_their_links(archive: Archive, letter: Version) -> None:
    """The second edition was another document after all: the first is the newest again."""
    second = store_version(archive, make_version("letter", "en", 2), [[QUOTED], ["Of something else."]])
    study = store_version(archive, make_version("study", "en"), [["Something."]])
    shared, own = ids_of(archive, letter), ids_of(archive, second)
    assert shared[QUOTED] == own[QUOTED]
    relate(archive, second.id, "study", order=Order.NEWER)
    assert words_at(archive, shared[QUOTED]) == (State.EXACT, QUOTED, "letter")
    assert words_at(archive, shared[OTHER]) == (State.EXACT, OTHER, "letter")
    assert words_at(archive, own["Of something else."]) == (State.EXACT, "Of something else.", "study")
    assert archive.departures.from_place("letter", "en", 2) == second.id
    assert archive.catalogue.get_version(study.id).edition == 1


def test_what_people_confirmed_goes_along_with_a_language_version(
    archive: Archive, letter: Version, carta: Version
) -> None:
    archive.descriptions.confirm("carta", {Field.PLACE: "Lima", Field.DATE: "2013"}, {"es": "Carta de intención"})
    now = relate(archive, carta.id, "letter")
    told = archive.descriptions.of(archive.catalogue.get_document("letter"), now)
    assert (told.title, told.place, told.date) == ("Carta de intención", "Lima", "2013")
    assert {Field.TITLE, Field.PLACE, Field.DATE} <= told.confirmed


def test_what_is_said_of_the_document_goes_before_what_was_said_of_the_other(
    archive: Archive, letter: Version, carta: Version
) -> None:
    archive.descriptions.confirm("carta", {Field.PLACE: "Lima"})
    archive.descriptions.confirm("letter", {Field.PLACE: "Brussels"})
    now = relate(archive, carta.id, "letter")
    assert archive.descriptions.of(archive.catalogue.get_document("letter"), now).place == "Brussels"


def test_links_to_a_copy_that_was_taken_out_lead_to_the_other(archive: Archive, letter: Version) -> None:
    copy = store_version(archive, make_version("copy", "en"), [[QUOTED], [OTHER]])
    old = ids_of(archive, copy)
    archive.remove(copy.id, stands_as=letter.id)
    assert words_at(archive, old[QUOTED]) == (State.EXACT, QUOTED, "letter")
    assert words_at(archive, old[OTHER]) == (State.EXACT, OTHER, "letter")
    assert archive.departures.from_place("copy") == letter.id


def test_a_copy_that_comes_again_has_its_own_links_again(archive: Archive, letter: Version) -> None:
    copy = store_version(archive, make_version("copy", "en"), [[QUOTED], [OTHER]])
    old = ids_of(archive, copy)
    archive.remove(copy.id, stands_as=letter.id)
    store_version(archive, make_version("copy", "en"), [[QUOTED], [OTHER]])
    assert words_at(archive, old[QUOTED]) == (State.EXACT, QUOTED, "copy")


def test_where_the_other_is_moved_links_to_the_copy_go_along(
    archive: Archive, letter: Version, carta: Version
) -> None:
    copy = store_version(archive, make_version("copy", "en"), [[QUOTED], [OTHER]])
    old = ids_of(archive, copy)[QUOTED]
    archive.remove(copy.id, stands_as=letter.id)
    relate(archive, letter.id, "carta")
    assert words_at(archive, old) == (State.EXACT, QUOTED, "carta")
    assert archive.departures.from_place("copy") == letter.id


def test_two_that_stand_for_each_other_lead_nowhere(archive: Archive, letter: Version) -> None:
    copy = store_version(archive, make_version("copy", "en"), [[QUOTED], [OTHER]])
    archive.remove(copy.id, stands_as=letter.id)
    archive.remove(letter.id, stands_as=copy.id)
    assert archive.departures.stands_for(copy.id) is None
    assert archive.departures.from_place("letter") is None
