"""What became of every passage from one edition to the next."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive import Change, ChangeKind, Comparison, Part, Passage, compare, differences
from tests.factories import passage

ROADS = "The roads of the region were mended by the people who live beside them, each family a stretch."
FAIRS = "Fairs are held on both shores of the lake, and nobody has counted those who go from one to the other."
LOANS = "A loan was promised by the bank in spring and withdrawn when the council did not meet in autumn."
MAPS = "Maps of the border differ by as much as eleven kilometres, as travellers have known for a century."
SCHOOLS = "Schools on either side teach the same songs, with other words for the name of the mountain."


def edition(*pages: Sequence[str], sections: Sequence[Sequence[str]] = ()) -> list[Passage]:
    """Make the passages of an edition from the texts on each page."""
    made = [(number, text) for number, texts in enumerate(pages, start=1) for text in texts]
    return [
        passage(
            text,
            ordinal=ordinal,
            parts=(Part(number, 0, len(text), 0),),
            section=sections[ordinal] if sections else (),
        )
        for ordinal, (number, text) in enumerate(made)
    ]


def told(comparison: Comparison) -> list[tuple[str, list[str], list[str]]]:
    """Give all that is not kept: the kind, and the texts of before and after."""
    return [
        (change.kind.value, [each.text for each in change.before], [each.text for each in change.after])
        for change in comparison.changes
        if change.kind is not ChangeKind.KEPT
    ]


def test_what_came_and_what_went_is_told_where_it_stands() -> None:
    found = compare(edition([ROADS, FAIRS, LOANS]), edition([ROADS, MAPS, LOANS, SCHOOLS]))
    assert told(found) == [("removed", [FAIRS], []), ("added", [], [MAPS]), ("added", [], [SCHOOLS])]
    assert found.counts[ChangeKind.KEPT] == 2


def test_a_changed_passage_is_told_with_its_likeness() -> None:
    now = ROADS.replace("each family a stretch", "each village a stretch")
    change = compare(edition([FAIRS, ROADS]), edition([FAIRS, now])).of_kind(ChangeKind.CHANGED)[0]
    assert (change.text_before, change.text_after, change.is_moved) == (ROADS, now, False)
    assert 0.9 < change.likeness < 1


def test_what_differs_in_writing_alone_is_kept() -> None:
    written = FAIRS.replace(", and", ",\nand").replace("nobody", "no\u00adbody")
    assert told(compare(edition([ROADS, FAIRS]), edition([ROADS, written]))) == []


def test_a_passage_that_changed_its_order_moved() -> None:
    found = compare(edition([ROADS, FAIRS, LOANS, MAPS]), edition([FAIRS, LOANS, MAPS, ROADS]))
    assert told(found) == [("moved", [ROADS], [ROADS])]


def test_little_rows_move_with_the_table_they_stand_in() -> None:
    """Alone they would say nothing: a 12 that came is not the 12 that went."""
    table = ["Region\tRoads mended by the people", "Cusco\t12", "12"]
    found = compare(edition([*table, ROADS, FAIRS, LOANS]), edition([ROADS, FAIRS, LOANS, *table]))
    assert [kind for kind, *_ in told(found)] == ["moved"] * 3
    assert [kind for kind, *_ in told(compare(edition(["12", ROADS]), edition([ROADS, "12"])))] == [
        "removed",
        "added",
    ]


def test_a_passage_that_moved_and_was_changed_is_told_as_both() -> None:
    now = ROADS.replace("by the people who live", "by the men who lived")
    found = compare(edition([ROADS, FAIRS, LOANS, MAPS]), edition([FAIRS, LOANS, MAPS, now]))
    change = found.of_kind(ChangeKind.CHANGED)[0]
    assert (change.text_before, change.text_after, change.is_moved) == (ROADS, now, True)
    assert len(told(found)) == 1


def test_a_passage_that_went_to_another_section_moved() -> None:
    ours = edition([FAIRS, ROADS, LOANS, MAPS], sections=[("1 Fairs",), ("1 Fairs",), ("2 Loans",), ("2 Loans",)])
    theirs = edition(
        [FAIRS, ROADS, LOANS, MAPS], sections=[("1 Fairs",), ("2 Loans",), ("2 Loans",), ("2 Loans",)]
    )
    assert told(compare(ours, theirs)) == [("moved", [ROADS], [ROADS])]


def test_what_stands_in_a_renamed_section_did_not_move() -> None:
    ours = edition([FAIRS, ROADS], sections=[("1 Fairs",)] * 2)
    theirs = edition([FAIRS, ROADS], sections=[("1 Markets",)] * 2)
    assert told(compare(ours, theirs)) == []


@pytest.mark.parametrize("cut", [8, 30, 60, 84])
def test_a_passage_cut_at_another_place_is_kept(cut: int) -> None:
    cut = ROADS.index(" ", cut)
    whole, in_two = [FAIRS, ROADS, LOANS], [FAIRS, ROADS[:cut], ROADS[cut + 1 :], LOANS]
    found = compare(edition(whole), edition(in_two[:2], in_two[2:]))
    assert told(found) == []
    assert [len(each.after) for each in found.changes] == [1, 2, 1]
    assert told(compare(edition(in_two), edition(whole))) == []


def test_passages_of_another_size_are_kept() -> None:
    """Cut at no place where the others are, over a whole document."""
    words = f"{ROADS} {FAIRS} {LOANS} {MAPS} {SCHOOLS}".split()
    ours = [" ".join(words[at : at + 13]) for at in range(0, len(words), 13)]
    theirs = [" ".join(words[at : at + 19]) for at in range(0, len(words), 19)]
    assert told(compare(edition(ours), edition(theirs))) == []


def test_of_passages_of_another_size_only_the_changed_ones_are_told() -> None:
    """A long chain that is cut nowhere alike; the words around the change are not told as gone."""
    words = " ".join(f"word{number}" for number in range(400)).split()
    now = [*words[:200], "otherwise", *words[201:]]
    ours = [" ".join(words[at : at + 13]) for at in range(0, len(words), 13)]
    theirs = [" ".join(now[at : at + 19]) for at in range(0, len(now), 19)]
    found = compare(edition(ours), edition(theirs))
    assert [kind for kind, *_ in told(found)] == ["changed"]
    change = found.of_kind(ChangeKind.CHANGED)[0]
    before, after = change.text_before, change.text_after
    differs = [(before[slice(*each.before)], after[slice(*each.after)]) for each in differences(before, after)]
    assert differs == [("word200", "otherwise")]
    assert len(change.before) < 4


def test_a_passage_that_was_cut_and_changed_is_told_once() -> None:
    now = ROADS.replace("people", "families")
    cut = now.index("beside")
    found = compare(edition([FAIRS, ROADS, LOANS]), edition([FAIRS, now[:cut], now[cut:], LOANS]))
    assert told(found) == [("changed", [ROADS], [now[:cut], now[cut:]])]


def test_captions_that_are_nearly_the_same_go_with_their_own() -> None:
    """Table 3 came before; Table 4 is no changed Table 3."""
    ours = [f"Table {number}" for number in range(4, 8)]
    found = compare(edition([ROADS, *ours, FAIRS]), edition([ROADS, "Table 3", *ours, FAIRS]))
    assert told(found) == [("added", [], ["Table 3"])]
    found = compare(edition([ROADS, "Table 3", *ours, FAIRS]), edition([ROADS, *ours, FAIRS]))
    assert told(found) == [("removed", ["Table 3"], [])]


def test_rows_that_changed_a_figure_are_the_same_rows() -> None:
    ours = ["Cusco\t412\t13", "Puno\t388\t9", "Tacna\t104\t2"]
    theirs = ["Cusco\t415\t14", "Puno\t390\t9", "Ilo\t77\t1", "Tacna\t104\t3"]
    assert told(compare(edition([ROADS, *ours, FAIRS]), edition([ROADS, *theirs, FAIRS]))) == [
        ("changed", [ours[0]], [theirs[0]]),
        ("changed", [ours[1]], [theirs[1]]),
        ("added", [], [theirs[2]]),
        ("changed", [ours[2]], [theirs[3]]),
    ]


def test_words_that_are_repeated_on_every_page_are_told_once_each() -> None:
    slug = "Draft for discussion, not to be quoted"
    texts = (ROADS, FAIRS, LOANS, MAPS)
    ours = edition(*([slug, text] for text in texts))
    theirs = edition(*([slug, text] for text in (*texts[:2], SCHOOLS, *texts[2:])))
    assert sorted(told(compare(ours, theirs))) == [("added", [], [slug]), ("added", [], [SCHOOLS])]


def test_pages_after_an_inserted_page_are_told_in_one_go() -> None:
    found = compare(edition([ROADS], [FAIRS], [LOANS]), edition([ROADS], [MAPS], [SCHOOLS], [FAIRS], [LOANS]))
    assert [tuple(each) for each in found.shifts] == [(2, 3, 2)]
    assert [kind for kind, *_ in told(found)] == ["added", "added"]


def test_what_changed_comes_in_the_order_of_the_new_edition() -> None:
    found = compare(edition([ROADS, FAIRS, MAPS]), edition([FAIRS, LOANS, MAPS, SCHOOLS]))
    assert [each.after[0].text if each.after else None for each in found.changes] == [
        None,
        FAIRS,
        LOANS,
        MAPS,
        SCHOOLS,
    ]


def test_an_edition_without_passages_has_nothing_in_common() -> None:
    assert compare([], []).changes == ()
    assert told(compare([], edition([ROADS]))) == [("added", [], [ROADS])]
    assert told(compare(edition([ROADS]), [])) == [("removed", [ROADS], [])]


WORDS = ["roads", "of", "the", "region", "Table", "3", "4", "mended", "fairs", "lake", "•", "."]
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join)
editions = st.lists(st.lists(texts | st.sampled_from([ROADS, FAIRS, LOANS]), max_size=6), max_size=3)


@given(editions, editions)
@settings(max_examples=300, deadline=None)  # a machine may be busy
def test_every_passage_is_told_once(before: list[list[str]], after: list[list[str]]) -> None:
    ours, theirs = edition(*before), edition(*after)
    changes = compare(ours, theirs).changes
    assert sorted(_ordinals(changes, "before")) == list(range(len(ours)))
    assert sorted(_ordinals(changes, "after")) == list(range(len(theirs)))


@given(editions)
def test_an_edition_does_not_differ_from_itself(texts_by_page: list[list[str]]) -> None:
    found = compare(edition(*texts_by_page), edition(*texts_by_page))
    assert told(found) == []
    assert found.shifts == ()


@given(editions, editions)
@settings(max_examples=300, deadline=None)  # a machine may be busy
def test_the_other_way_round_added_is_removed(before: list[list[str]], after: list[list[str]]) -> None:
    """And everything else is the same, each with the same other side."""
    ours, theirs = edition(*before), edition(*after)
    assert _sides(compare(ours, theirs).changes) == _sides(
        [_turned(each) for each in compare(theirs, ours).changes]
    )


def test_three_thousand_passages_take_a_second() -> None:
    """Some 0.3 s where every tenth was changed; the bound leaves room for slow machines."""
    texts = [f"{(ROADS, FAIRS, LOANS)[number % 3]} {number * 7919 % 100_003}" for number in range(3_000)]
    now = [f"Otherwise {text[12:]}" if number % 10 == 0 else text for number, text in enumerate(texts)]
    began = time.perf_counter()
    found = compare(edition(texts), edition(now))
    assert time.perf_counter() - began < 5
    assert found.counts[ChangeKind.CHANGED] == 300


def _ordinals(changes: Sequence[Change], side: str) -> list[int]:
    return [each.ordinal for change in changes for each in getattr(change, side)]


def _sides(changes: Sequence[Change]) -> list[tuple[str, tuple[int, ...], tuple[int, ...], bool]]:
    return sorted(
        (
            change.kind.value,
            tuple(each.ordinal for each in change.before),
            tuple(each.ordinal for each in change.after),
            change.is_moved,
        )
        for change in changes
    )


def _turned(change: Change) -> Change:
    kinds = {ChangeKind.ADDED: ChangeKind.REMOVED, ChangeKind.REMOVED: ChangeKind.ADDED}
    return replace(change, kind=kinds.get(change.kind, change.kind), before=change.after, after=change.before)
