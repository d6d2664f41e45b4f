"""Words are damaged as people damage them, and by a seed always in the same way."""

from __future__ import annotations

import random

import pytest

from benchmarks.damaged.damages import DAMAGES, remembered, slipped
from tests.index.memory_words import changes_between


def damaged(kind: str, words: list[str], language: str = "es", seed: int = 1) -> list[str]:
    return DAMAGES[kind](words, "zebra", language, random.Random(seed))


@pytest.mark.parametrize("seed", range(50))
def test_a_slip_is_one_change_and_leaves_the_first_letter(seed: int) -> None:
    slip = slipped("government", random.Random(seed))
    assert changes_between("government", slip) <= 1
    assert slip[0] == "g"


def test_one_word_slips_and_no_short_one() -> None:
    words = damaged("typo", ["año", "cooperación", "lago"])
    assert (words[0], words[2]) == ("año", "lago")
    assert damaged("typo", ["año", "lago"]) == ["año", "lago"]


def test_accents_are_left_out_or_one_is_put() -> None:
    assert damaged("accent", ["año", "cooperación"]) == ["ano", "cooperacion"]
    (word,) = damaged("accent", ["gobierno"])
    assert changes_between("gobierno", word) == 1


@pytest.mark.parametrize(
    ("language", "word", "other"),
    [
        ("en", "policies", "policy"),
        ("en", "policy", "policies"),
        ("en", "roads", "road"),
        ("en", "process", "processes"),
        ("es", "regiones", "region"),
        ("es", "cooperación", "cooperaciones"),
        ("es", "cooperaciones", "cooperación"),
        ("es", "lagos", "lago"),
        ("es", "ciudad", "ciudades"),
    ],
)
def test_words_come_in_the_other_number(language: str, word: str, other: str) -> None:
    """By rule: people who type fast do not look it up either."""
    assert damaged("number", [word], language) == [other]


def test_a_word_of_another_passage_is_added() -> None:
    words = damaged("too many", ["lago", "norte"])
    assert sorted(words) == ["lago", "norte", "zebra"]


def test_what_is_remembered_is_telling_and_in_its_order() -> None:
    rarity = {"cooperation": 3.0, "border": 2.0, "lake": 5.0}
    text = "Cooperation over the border of the lake."
    assert remembered(text, rarity, 3, random.Random(1)) == ["cooperation", "border", "lake"]
    assert len(remembered(text, rarity, 2, random.Random(1))) == 2
