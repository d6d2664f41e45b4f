"""Lists of both sides are counted by their marks."""

from __future__ import annotations

from functools import partial

import pytest

from ingest.disagreement import DisagreementKind, find_disagreements
from ingest.disagreement.nearby import Nearby

ENGLISH = {
    "letters": "It asks for: a) water; b) light; c) schools; d) roads.",
    "bullets": "• water\n• light\n• schools\n• roads",
    "numbers": "1) water 2) light 3) schools 4) roads",
    "romans": "(i) water; (ii) light; (iii) schools; (iv) roads",
    "dashes": "- water - light - schools - roads",
}
SPANISH = {
    "letters": "Pide: a) agua; b) luz; c) escuelas; d) caminos.",
    "bullets": "● agua ● luz ● escuelas ● caminos",
    "numbers": "1. agua\n2. luz\n3. escuelas\n4. caminos",
    "romans": "(i) agua; (ii) luz; (iii) escuelas; (iv) caminos",
    "dashes": "– agua\n– luz\n– escuelas\n– caminos",
}


@pytest.mark.parametrize("marks", ENGLISH)
def test_lists_of_as_many_items_agree(marks: str) -> None:
    assert find_disagreements(ENGLISH[marks], SPANISH[marks], "en", "es") == ()


@pytest.mark.parametrize("marks", ENGLISH)
def test_a_list_that_lacks_an_item_is_told(marks: str) -> None:
    shorter = SPANISH[marks][: max(SPANISH[marks].rfind(sign) for sign in ("d)", "●", "4.", "(iv)", "–"))].rstrip()
    (told,) = find_disagreements(ENGLISH[marks], shorter, "en", "es")
    assert (told.kind, told.from_value, told.to_value) == (DisagreementKind.LIST_LENGTH, "4", "3")


def test_dashes_within_a_sentence_are_no_list() -> None:
    english = "The town - and its people - asked for it - again."
    assert find_disagreements(english, "El pueblo - y su gente - lo pidió de nuevo.", "en", "es") == ()


def test_a_list_of_the_same_items_in_fewer_is_not_told() -> None:
    english = "• water and energy\n• schools\n• roads"
    spanish = "• agua\n• energía\n• escuelas\n• carreteras"
    assert find_disagreements(english, spanish, "en", "es") == ()


def test_a_list_whose_last_item_is_another_passage_is_not_told() -> None:
    """But a list of other things beside it says nothing."""
    shorter = SPANISH["bullets"].removesuffix(" ● caminos")
    for after, count in (("● caminos", 0), ("● carreteras", 0), ("● perros y gatos", 1)):
        near = partial(around, after)
        assert len(find_disagreements(ENGLISH["bullets"], shorter, "en", "es", near=near)) == count


def around(after: str) -> tuple[Nearby, Nearby]:
    return Nearby(), Nearby(after=after, language="es")


def test_a_list_that_goes_on_elsewhere_is_not_counted() -> None:
    """Where most of the items are not there, they stand in another passage."""
    assert find_disagreements(ENGLISH["letters"], "Pide: a) agua; b) luz.", "en", "es") == ()
