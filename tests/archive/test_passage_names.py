"""Ids stay with the words at their place; none goes to another place in silence."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from archive.identity import passage_id
from archive.passage_names import Given, Named, name_passages

SOURCE = "Source: own elaboration."
TABLES = [
    "Firms in Cusco number four hundred and twelve, half of them in the valley.",
    "Roads mended in Puno: three hundred kilometres, most of them by the communities that use them.",
    "Fairs are held on Sundays, and on the feast of every town between the lake and the pass.",
]


def named(
    texts: Sequence[str], before: Sequence[str] = (), ids: Sequence[str] = (), had: Sequence[str] = ()
) -> list[str]:
    return name_passages(
        texts,
        document_id="study",
        language="en",
        before=[Named(*each) for each in zip(ids, before, strict=True)],
        issued=lambda asked: {each: Given(None, "study") for each in asked if each in {*had, *ids}},
    )


def first_id(text: str, repeat: int = 0) -> str:
    return passage_id(text, document_id="study", language="en", repeat=repeat)


def with_sources(tables: Sequence[str]) -> list[str]:
    return [text for table in tables for text in (table, SOURCE)]


def test_a_first_reading_counts_the_repeats_of_a_text() -> None:
    assert named(["One.", "Two.", "One."]) == [first_id("One."), first_id("Two."), first_id("One.", 1)]


@given(st.lists(st.sampled_from(["a", "b", "c c", "d"]), max_size=12))
def test_a_second_reading_of_the_same_gives_the_same_ids(texts: list[str]) -> None:
    first = named(texts)
    assert len(set(first)) == len(texts)
    assert named(texts, texts, first) == first


def test_what_stays_keeps_its_id_when_a_repeat_before_it_goes() -> None:
    """Counted anew, the third source line would take the link of the second."""
    old = with_sources(TABLES)
    ids = named(old)
    new = [old[0], *old[2:]]
    assert named(new, old, ids) == [ids[0], *ids[2:]]


def test_a_repeat_put_in_gets_an_id_that_nobody_had() -> None:
    old = with_sources(TABLES[:2])
    ids = named(old)
    put_in = [
        "What was put in later on, as many words of it as stand elsewhere on either side.",
        SOURCE,
        "Its end.",
    ]
    new = named([*old, *put_in], old, ids)
    assert new[:4] == ids
    assert new[5] == first_id(SOURCE, 2)


def test_where_a_repeat_was_put_in_beside_another_neither_takes_its_id() -> None:
    """“A source B” became “A source X source B”: is it the one behind A or the one before B."""
    old = with_sources(TABLES[:2])
    ids = named(old)
    new = named([*old[:2], TABLES[2], *old[1:]], old, ids)
    assert not {new[1], new[3]} & {ids[1], ids[3]}
    assert [new[0], new[4], new[5]] == [ids[0], ids[2], ids[3]]


def test_repeats_that_cannot_be_told_apart_are_not_guessed() -> None:
    """Of three rows alike, between rows alike, one is gone: nobody knows which."""
    old = ["0"] * 60
    ids = named(old)
    new = named(old[:-1], old, ids)
    assert len(set(new)) == len(new)
    middle = set(ids[25:35])
    assert not middle & set(new[25:35])


def test_words_that_come_back_after_an_edition_without_them_have_their_id_again() -> None:
    gone = first_id("It came back.")
    assert named(["It came back."], ["Other."], [first_id("Other.")], had=[gone]) == [gone]


def test_words_that_were_several_do_not_take_the_id_of_one_of_them() -> None:
    """Which of the two it is that came back nobody can tell from its words."""
    had = [first_id(SOURCE), first_id(SOURCE, 1)]
    assert named([SOURCE], had=had) == [first_id(SOURCE, 2)]


def test_a_source_line_goes_with_its_table() -> None:
    old = [
        *with_sources(TABLES),
        "What stands behind them all, and is longer than any of the tables before it is.",
    ]
    ids = named(old)
    new = named([*old[2:], *old[:2]], old, ids)
    assert new == [*ids[2:], *ids[:2]]


def test_a_repeat_put_in_elsewhere_beside_the_same_words_is_a_new_one() -> None:
    """Two boilerplate lines go together in many places; one of them left one place and came to another."""
    note = "The figures of this section are provisional and must not be quoted without this notice."
    old = [TABLES[0], note, SOURCE, TABLES[1], note, TABLES[2], note, SOURCE]
    ids = named(old)
    new = named([*old[:2], *old[3:5], SOURCE, *old[5:]], old, ids)
    assert ids[2] not in new
    assert new[:4] + new[5:] == [*ids[:2], *ids[3:5], *ids[5:]]


def test_in_one_file_no_words_go_to_another_page() -> None:
    """A heading stands on two pages; read again, that of the first is misread, and the other stands once."""
    old = [*TABLES[:1], "Current efforts", *TABLES[1:], "Current efforts"]
    ids = named(old)
    before = [Named(*each, number) for number, each in enumerate(zip(ids, old, strict=True), start=1)]
    new = [*TABLES[:1], "Current effort s", "Current efforts", *TABLES[1:], "Current effort5"]
    again = name_passages(
        new,
        document_id="study",
        language="en",
        before=before,
        page_numbers=[1, 2, 9, 3, 4, 5],
        issued=lambda asked: {each: Given(None, "study") for each in asked if each in ids},
    )
    assert ids[1] not in again
    assert [again[0], *again[3:5]] == [ids[0], *ids[2:4]]


def test_a_cell_elsewhere_is_another_one() -> None:
    old = ["Indiana", *TABLES]
    ids = named(old)
    new = named([*TABLES, "Indiana"], old, ids)
    assert new[:3] == ids[1:]
    assert new[3] != ids[0]


def test_two_alike_side_by_side_of_which_one_went_lose_their_ids() -> None:
    old = [TABLES[0], SOURCE, SOURCE, TABLES[1]]
    ids = named(old)
    assert not {*named([TABLES[0], SOURCE, TABLES[1]], old, ids)} & {*ids[1:3]}


def test_words_that_move_alone_keep_their_id() -> None:
    old = ["One of them.", "Two of them.", "Three of them."]
    ids = named(old)
    assert named([old[2], *old[:2]], old, ids) == [ids[2], *ids[:2]]


def test_a_thousand_cells_alike_take_no_time() -> None:
    rows = [hashlib.sha256(bytes([number % 256, number // 256])).hexdigest() for number in range(1_500)]
    old = [text for row in rows for text in ("0", row)]
    ids = named(old)
    assert named([*old[:40], *old[41:]], old, ids) == [*ids[:40], *ids[41:]]


def test_words_that_are_written_otherwise_get_another_id() -> None:
    """A quote counts characters: “ﬁ” is one, “fi” are two, and the words behind would be others."""
    old = ["The ﬁrst secret of the region."]
    ids = named(old)
    assert named(["The first secret of the region."], old, ids) != ids


@given(st.lists(st.text("aA ﬁfi’'-\u00ad", min_size=1, max_size=6), min_size=1, max_size=6))
def test_an_id_that_stays_has_the_same_text_character_for_character(texts: list[str]) -> None:
    ids = named(texts)
    again = named([text.replace("ﬁ", "fi").upper() for text in texts], texts, ids)
    for each, text in zip(again, texts, strict=True):
        assert each not in ids or texts[ids.index(each)] == text.replace("ﬁ", "fi").upper()


def test_an_id_that_another_document_has_is_not_given_again() -> None:
    taken = first_id("The words of another.")
    new = name_passages(
        ["The words of another."],
        document_id="study",
        language="en",
        issued=lambda asked: {each: Given("The words of another.", "letter") for each in asked if each == taken},
    )
    assert new == [first_id("The words of another.", 1)]
