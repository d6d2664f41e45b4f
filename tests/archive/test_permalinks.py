"""Every link gets one of five answers, and never another place in silence."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from archive import (
    Anchor,
    Archive,
    Page,
    PageNotFound,
    Part,
    PassageNotFound,
    Resolution,
    State,
    Version,
    VersionNotFound,
)
from tests.factories import make_version, page, passage, store_version

QUOTED = "The region of Cusco brings together firms, universities and communities in its innovation system."
BEFORE = "Nobody had counted them before the survey of the year two thousand and thirteen."
AFTER = "Fairs are held on Sundays, and on the feast of every town between the lake and the pass."
OTHER = "Alpaca wool is sold by weight, and its price is set in another country."
FIRST = [[BEFORE, QUOTED, AFTER], [OTHER]]


@pytest.fixture
def study(archive: Archive) -> Version:
    return store_version(archive, make_version(), FIRST, labels=["iv", "1"])


def id_of(archive: Archive, version: Version, words: str = QUOTED) -> str:
    return next(each.id for each in archive.passages.of_version(version.id) if each.text == words)


def edition(archive: Archive, texts: Sequence[Sequence[str]], number: int = 2) -> Version:
    return store_version(archive, make_version(edition=number), texts)


def read_again(archive: Archive, version: Version, texts: Sequence[str], pieces: Sequence[str]) -> None:
    """Put in place of a version's reading another one: `texts` are its pages, `pieces` its passages on page 1."""
    pages = [page(number, text) for number, text in enumerate(texts, start=1)]
    made = [
        passage(
            piece, of=version, ordinal=number, parts=[Part(1, at := texts[0].index(piece), at + len(piece), 0)]
        )
        for number, piece in enumerate(pieces)
    ]
    archive.passages.replace_version(version, pages, made)


def words_at(archive: Archive, found: Resolution) -> str:
    """Give the words on the pages that an answer marks."""
    assert found.match
    assert found.version
    held: dict[int, Page] = {each.number: each for each in archive.passages.pages(found.version.id)}
    return " ".join(held[each.page_number].text[each.start : each.end] for each in found.match.slices)


def test_what_stands_as_it_stood_is_exact(archive: Archive, study: Version) -> None:
    found = archive.permalinks.resolve(id_of(archive, study))
    assert found.state is State.EXACT
    assert words_at(archive, found) == QUOTED


def test_the_same_passage_on_another_page_has_moved(archive: Archive, study: Version) -> None:
    passage_id = id_of(archive, study)
    edition(archive, [["A preface."], *FIRST])
    found = archive.permalinks.resolve(passage_id)
    assert found.state is State.MOVED
    assert (found.issued.version.edition, found.issued.places[0].label) == (1, "iv")
    assert (words_at(archive, found), found.match and found.match.slices[0].page_number) == (QUOTED, 2)


def test_words_that_stand_in_another_passage_are_exact_there(archive: Archive, study: Version) -> None:
    """Read again by a Pasaje that cuts in larger pieces."""
    passage_id = id_of(archive, study)
    whole = "\n\n".join(FIRST[0])
    read_again(archive, study, [whole, OTHER], [whole])
    found = archive.permalinks.resolve(passage_id)
    assert found.state is State.EXACT
    assert words_at(archive, found) == QUOTED
    assert found.match
    assert found.match.passage_id == archive.passages.of_version(study.id)[0].id


def test_words_that_read_otherwise_are_changed(archive: Archive, study: Version) -> None:
    passage_id = id_of(archive, study)
    corrected = QUOTED.replace("communities", "two hundred communities")
    edition(archive, [[BEFORE, corrected, AFTER], [OTHER]])
    found = archive.permalinks.resolve(passage_id)
    assert found.state is State.CHANGED
    assert (found.issued.text, words_at(archive, found)) == (QUOTED, corrected)


def test_words_that_stand_at_several_places_are_uncertain(archive: Archive, study: Version) -> None:
    passage_id = id_of(archive, study)
    edition(archive, [["Something else stands here.", QUOTED, "And here."], ["More of it.", QUOTED, "The end."]])
    found = archive.permalinks.resolve(passage_id)
    assert (found.state, found.match) == (State.UNCERTAIN, None)
    assert [each.slices[0].page_number for each in found.candidates] == [1, 2]


def test_words_that_stand_nowhere_are_gone_and_are_told(archive: Archive, study: Version) -> None:
    passage_id = id_of(archive, study)
    edition(archive, [[BEFORE, AFTER], [OTHER]])
    found = archive.permalinks.resolve(passage_id)
    assert (found.state, found.match, found.candidates) == (State.GONE, None, ())
    assert (found.issued.text, found.issued.places[0].label) == (QUOTED, "iv")


def test_a_passage_like_it_that_stood_beside_it_is_not_what_became_of_it(archive: Archive) -> None:
    """A row was left out; the row below it stands as it stood."""
    rows = [f"Cusco, {year}: four hundred and twelve firms were counted in the valley" for year in (2010, 2011)]
    old = store_version(archive, make_version(), [[BEFORE, *rows, AFTER]])
    passage_id = id_of(archive, old, rows[0])
    edition(archive, [[BEFORE, rows[1], AFTER]])
    assert archive.permalinks.resolve(passage_id).state is State.GONE


def test_what_became_of_another_passage_is_not_what_became_of_it(archive: Archive) -> None:
    """A row was left out, and the one below it was corrected at the same time: which is which nobody can tell."""
    rows = [f"Cusco, {year}: four hundred and twelve firms were counted in the valley" for year in (2010, 2011)]
    old = store_version(archive, make_version(), [[BEFORE, *rows, AFTER]])
    gone, corrected = (id_of(archive, old, row) for row in rows)
    edition(archive, [[BEFORE, rows[1].replace("valley", "valleys"), AFTER]])
    assert archive.permalinks.resolve(gone).state is State.UNCERTAIN
    assert archive.permalinks.resolve(corrected).state in (State.CHANGED, State.UNCERTAIN)


def test_a_repeat_that_was_left_out_is_not_sought_at_the_others(archive: Archive) -> None:
    source = "Source: own elaboration."
    old = store_version(archive, make_version(), [[BEFORE, source, AFTER, OTHER, source, QUOTED]])
    ids = [each.id for each in archive.passages.of_version(old.id) if each.text == source]
    edition(archive, [[BEFORE, AFTER, OTHER, source, QUOTED]])
    assert [archive.permalinks.resolve(each).state for each in ids] == [State.GONE, State.EXACT]


def test_a_quote_is_found_within_what_became_of_its_passage(archive: Archive, study: Version) -> None:
    """The words quoted stand as they stood; what changed in the passage is elsewhere in it."""
    passage_id = id_of(archive, study)
    edition(archive, [[BEFORE, QUOTED.replace("innovation", "learning"), AFTER], [OTHER]])
    firms = QUOTED.index("firms")
    found = archive.permalinks.resolve(passage_id, (firms, firms + len("firms, universities")))
    assert (found.state, words_at(archive, found)) == (State.EXACT, "firms, universities")
    last = QUOTED.index("communities")
    changed = archive.permalinks.resolve(passage_id, (last, len(QUOTED)))
    assert (changed.state, words_at(archive, changed)) == (State.CHANGED, "communities in its learning system.")


def test_words_left_out_of_a_passage_that_stands_are_told_by_the_passage(archive: Archive, study: Version) -> None:
    passage_id = id_of(archive, study)
    shorter = QUOTED.replace(", universities", "")
    edition(archive, [[BEFORE, shorter, AFTER], [OTHER]])
    start = QUOTED.index("universities")
    found = archive.permalinks.resolve(passage_id, (start, start + len("universities")))
    assert (found.state, words_at(archive, found)) == (State.CHANGED, shorter)


@pytest.mark.parametrize("span", [(0, 10**9), (-5, 0), (7, 7), (10**9, 10**9 + 1)])
def test_a_stretch_that_is_none_is_all_of_the_passage(
    archive: Archive, study: Version, span: tuple[int, int]
) -> None:
    found = archive.permalinks.resolve(id_of(archive, study), span)
    assert found.span == (0, len(QUOTED))


def test_a_passage_read_in_pieces_before_its_edition_was_replaced_is_found_in_the_new_one(
    archive: Archive, study: Version
) -> None:
    """Cut in two by an earlier reading; then its file was read again, and then a new edition came."""
    passage_id = id_of(archive, study)
    whole = "\n\n".join(FIRST[0])
    read_again(archive, study, [whole, OTHER], [whole])
    edition(archive, [["A preface."], [BEFORE, QUOTED.replace("firms", "many firms"), AFTER]])
    found = archive.permalinks.resolve(passage_id)
    assert found.state is State.CHANGED
    assert "many firms" in words_at(archive, found)


FIRST_WORDING = (
    "Fairs of wool are held by the community in the square of the town on every Sunday of the dry season."
)
SECOND_WORDING = (
    "Markets for wool are held by the people in the square of the town on most Sundays of the dry months."
)
THIRD_WORDING = "Markets for cloth are run by people near the bridge of the town on most days of the cold months."


def test_what_was_edited_in_every_edition_is_found_by_way_of_the_one_between(archive: Archive) -> None:
    old = store_version(archive, make_version(), [[BEFORE, FIRST_WORDING, AFTER], [OTHER]])
    passage_id = id_of(archive, old, FIRST_WORDING)
    edition(archive, [[BEFORE, SECOND_WORDING, AFTER], [OTHER]])
    assert archive.permalinks.resolve(passage_id).state is State.CHANGED
    edition(archive, [[BEFORE, THIRD_WORDING, AFTER], [OTHER]], number=3)
    found = archive.permalinks.resolve(passage_id)
    assert (found.state, words_at(archive, found)) == (State.CHANGED, THIRD_WORDING)
    assert found.issued.text == FIRST_WORDING


def test_what_was_left_out_after_it_was_edited_is_gone(archive: Archive) -> None:
    old = store_version(archive, make_version(), [[BEFORE, FIRST_WORDING, AFTER], [OTHER]])
    passage_id = id_of(archive, old, FIRST_WORDING)
    edition(archive, [[BEFORE, SECOND_WORDING, AFTER], [OTHER]])
    edition(archive, [[BEFORE, AFTER], [OTHER]], number=3)
    assert archive.permalinks.resolve(passage_id).state is State.GONE


def test_a_heading_that_was_reworded_is_what_stands_in_its_slot(archive: Archive) -> None:
    """Half of its few words are left; nothing else came or went between its neighbours."""
    old = store_version(archive, make_version(), [[BEFORE, "Time frame", AFTER], [OTHER]])
    passage_id = id_of(archive, old, "Time frame")
    edition(archive, [[BEFORE, "Time limits", AFTER], [OTHER, "In a time frame of ten years all shall be done."]])
    found = archive.permalinks.resolve(passage_id)
    assert (found.state, words_at(archive, found)) == (State.CHANGED, "Time limits")


def test_few_words_that_stand_within_other_sentences_now_are_gone(archive: Archive) -> None:
    old = store_version(archive, make_version(), [[BEFORE, "Financing", AFTER], [OTHER]])
    passage_id = id_of(archive, old, "Financing")
    edition(archive, [[BEFORE, AFTER], [OTHER, "A page on financing was put in behind all others."]])
    assert archive.permalinks.resolve(passage_id).state is State.GONE


def test_a_repeat_that_was_put_in_elsewhere_is_not_the_one_that_was_left_out(archive: Archive) -> None:
    source = "Source: own elaboration."
    old = store_version(archive, make_version(), [[BEFORE, source, AFTER], [OTHER, source, QUOTED]])
    passage_id = next(each.id for each in archive.passages.of_version(old.id) if each.text == source)
    edition(archive, [[BEFORE, AFTER], [OTHER, source, QUOTED, "More of it.", source]])
    assert archive.permalinks.resolve(passage_id).state is State.GONE


def test_of_two_alike_side_by_side_of_which_one_went_both_are_uncertain(archive: Archive) -> None:
    old = store_version(archive, make_version(), [[BEFORE, "8 October", "8 October", AFTER], [OTHER]])
    ids = [each.id for each in archive.passages.of_version(old.id) if each.text == "8 October"]
    edition(archive, [[BEFORE, "8 October", AFTER], [OTHER]])
    found = [archive.permalinks.resolve(each) for each in ids]
    assert [each.state for each in found] == [State.UNCERTAIN] * 2
    assert all(each.candidates for each in found)


def test_a_stretch_misread_at_both_ends_is_found_whole(archive: Archive, study: Version) -> None:
    passage_id = id_of(archive, study)
    misread = QUOTED.replace("firms, univer", "firrns, univer").replace("communities in", "comrnunitiesin")
    edition(archive, [[BEFORE, misread, AFTER], [OTHER]])
    start = QUOTED.index("firms")
    found = archive.permalinks.resolve(passage_id, (start, QUOTED.index(" in its")))
    assert (found.state, words_at(archive, found)) == (State.CHANGED, "firrns, universities and comrnunitiesin")


def test_a_stretch_of_a_sentence_that_changed_places_is_found_where_it_stands(archive: Archive) -> None:
    whole, turned = f"{QUOTED} {BEFORE}", f"{BEFORE} {QUOTED}"
    old = store_version(archive, make_version(), [[OTHER, whole, AFTER]])
    passage_id = id_of(archive, old, whole)
    edition(archive, [[OTHER, turned, AFTER]])
    wanted = "the survey of the year"
    start = whole.index(wanted)
    found = archive.permalinks.resolve(passage_id, (start, start + len(wanted)))
    assert (found.state, words_at(archive, found)) == (State.EXACT, wanted)


def test_a_stretch_that_was_reworded_is_what_stands_between_its_neighbours(
    archive: Archive, study: Version
) -> None:
    passage_id = id_of(archive, study)
    edition(archive, [[BEFORE, QUOTED.replace("firms, universities", "xyz and qqq"), AFTER], [OTHER]])
    start = QUOTED.index("firms")
    found = archive.permalinks.resolve(passage_id, (start, start + len("firms, universities")))
    assert (found.state, words_at(archive, found)) == (State.CHANGED, "xyz and qqq")


def test_a_quote_that_was_never_a_passage_is_found_in_the_newest_edition(archive: Archive, study: Version) -> None:
    edition(archive, [["A preface."], *FIRST])
    anchor = Anchor("firms, universities", "brings together ", " and communities", 1)
    found = archive.permalinks.find(study.id, anchor)
    assert (found.state, words_at(archive, found)) == (State.MOVED, "firms, universities")
    assert found.issued.places[0].label == "iv"


def test_a_quote_from_a_version_that_was_taken_out_is_looked_for_in_the_one_before(
    archive: Archive, study: Version
) -> None:
    newer = edition(archive, [["A preface."], *FIRST])
    archive.remove(newer.id)
    found = archive.permalinks.find(newer.id, Anchor("firms, universities", page_number=2))
    assert (found.version, words_at(archive, found)) == (study, "firms, universities")


def test_what_was_never_issued_is_not_found(archive: Archive, study: Version) -> None:
    with pytest.raises(PassageNotFound):
        archive.permalinks.resolve("abcdefghijklm")
    with pytest.raises(VersionNotFound):
        archive.permalinks.find("nothing", Anchor("words"))
    with pytest.raises(PageNotFound):
        archive.permalinks.find(study.id, Anchor("words", page_number=9))
