"""The same search in other words."""

from __future__ import annotations

import pytest

from index import as_phrase, parse, unquoted, without_words, words_of
from index.rewording import replaced


def test_words_are_those_that_are_wanted_in_the_text() -> None:
    """Of phrases too; not what is excluded, or asked of a title."""
    tree = parse('roads "letter of intent" -trade title:study (lake OR river)').tree
    assert words_of(tree) == ("roads", "letter", "of", "intent", "lake", "river")
    assert words_of(None) == ()


def test_words_are_replaced_where_they_stand() -> None:
    assert replaced('Inovation "inovation policy" lang:es', {"inovation": "innovation"}) == (
        'innovation "innovation policy" lang:es'
    )


@pytest.mark.parametrize(
    ("text", "word", "left"),
    [
        ("roads in cusco", "roads", "in cusco"),
        ("roads AND zebra", "zebra", "roads"),
        ("roads zebra -trade lang:es", "zebra", "roads -trade lang:es"),
        ('"zebra roads" lake', "zebra", '"roads" lake'),
        ("zebra", "zebra", ""),
        ("How many have Moved, and where?", "moved", "How many have, and where?"),
        ("Where do zebras roam?", "roam", "Where do zebras?"),
        ('roads "old zebra" lake', "zebra", 'roads "old" lake'),
        ("zebra, roads", "zebra", "roads"),
        ("roads zebra -zebra title:zebra", "zebra", "roads -zebra title:zebra"),
    ],
)
def test_words_are_left_out_and_what_is_left_is_sound(text: str, word: str, left: str) -> None:
    assert without_words(text, {word}) == left
    assert not parse(left).remarks


def test_quotation_marks_go_with_their_distance() -> None:
    assert unquoted('"regional policy"~5 «letter»') == "regional policy letter"


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("regional innovation", '"regional innovation"'),
        ("regional", ""),
        ("regional AND innovation", ""),
        ("regional innovation*", ""),
        ('"regional innovation"', ""),
        ("lang:es regional innovation", ""),
    ],
)
def test_plain_words_alone_make_a_phrase(text: str, phrase: str) -> None:
    assert as_phrase(text) == phrase
