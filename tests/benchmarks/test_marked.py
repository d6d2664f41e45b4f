"""How phrases are drawn from what poppler reads, and what marks on them are judged by."""

from __future__ import annotations

import random
from typing import Any

import pytest

from benchmarks.marked import judging
from benchmarks.marked.judging import judge
from benchmarks.marked.phrases import any_phrases, draw, over_hyphens, over_line_ends, over_page_breaks
from benchmarks.marked.poppler import Block, PopplerPage, Word


def lines(*texts: str, top: float = 100, line: int = 0) -> Block:
    """Set a block with every letter five points wide."""
    made = []
    for row, text in enumerate(texts):
        x, y = 50.0, top + 12 * row
        for each in text.split():
            made.append(Word(each, (x, y, x + 5 * len(each), y + 10), line + row))
            x += 5 * (len(each) + 1)
    return tuple(made)


def page(*blocks: Block, number: int = 1) -> PopplerPage:
    return PopplerPage(number, 600, 800, blocks)


def located(*rects: tuple[float, float, float, float], state: str = "exact") -> dict[str, Any]:
    boxes = [{"page": 1, "rects": [list(rect) for rect in rects]}] if rects else []
    return {"state": state, "text": "", "boxes": boxes}


PAGE = page(lines("one two three four five six", "seven eight"))
PHRASE = any_phrases([PAGE])[0]


def test_a_phrase_is_five_words_of_one_block_with_what_stands_around() -> None:
    phrases = any_phrases([page(lines("a b c d e f"), lines("g h", top=200))])
    assert [each.text for each in phrases] == ["a b c d e", "b c d e f"]
    assert [(each.prefix, each.suffix) for each in phrases] == [("", "f g h"), ("a", "g h")]


def test_signs_between_words_are_of_the_phrase_and_count_as_no_word() -> None:
    (phrase,) = any_phrases([page(lines("• one two . . . three - four five •"))])
    assert phrase.text == "one two . . . three - four five"


def test_line_ends_and_hyphens_are_classes_of_their_own() -> None:
    phrases = any_phrases([page(lines("one two three", "four five inno-", "vation six"))])
    assert over_line_ends(phrases) == phrases
    assert [each.text for each in over_hyphens(phrases)] == [
        "three four five inno- vation",
        "four five inno- vation six",
    ]


def test_a_phrase_goes_over_a_page_break_where_the_text_goes_on() -> None:
    first = page(lines("A head"), lines("It goes on", "and on behind"), lines("12", top=700))
    second = page(lines("the break of", "the page."), number=2)
    (phrase,) = over_page_breaks([first, second], random.Random(1))
    assert {number for number, _ in phrase.words} == {1, 2}
    assert len(phrase.words) == 5
    assert f"{phrase.prefix} {phrase.text} {phrase.suffix}" == (
        "A head It goes on and on behind the break of the page."
    )
    assert over_page_breaks([second, first], random.Random(1)) == []


def test_the_same_lot_draws_the_same_phrases() -> None:
    phrases = any_phrases([page(lines("a b c d e f g h i j k"))])
    assert draw(phrases, 3, random.Random(5)) == draw(phrases, 3, random.Random(5))
    assert draw(phrases, 99, random.Random(5)) == phrases


@pytest.mark.parametrize(
    ("rects", "verdict"),
    [
        ([(50, 100, 165, 110)], judging.PASSED),
        ([], judging.NOT_FOUND),
        ([(50, 300, 165, 310)], judging.ELSEWHERE),
        ([(50, 100, 120, 110)], judging.NOT_COVERED),
        ([(50, 100, 190, 110)], judging.OTHER_COVERED),
        ([(50, 100, 165, 125)], judging.OTHER_COVERED),
    ],
)
def test_all_words_must_be_covered_and_no_others(rects: list[Any], verdict: str) -> None:
    judged = judge(PHRASE, located(*rects), {1: PAGE})
    assert judged.verdict == verdict
    assert judged.is_wrong_mark == (verdict in (judging.ELSEWHERE, judging.OTHER_COVERED))


def test_a_word_drawn_twice_in_its_place_is_no_other_word() -> None:
    double = Word("two", (70.5, 100, 85.5, 110), 0)
    doubled = page((*PAGE.blocks[0], double))
    assert judge(PHRASE, located((50, 100, 165, 110)), {1: doubled}).verdict == judging.PASSED


def test_a_phrase_of_letters_drawn_again_piece_by_piece_is_left_out() -> None:
    """As bold letters are made: “REPORT” and a “T” over its last; other letters, as in a logo, are words."""
    for text, verdict in (("ne", judging.DOUBLE), ("e", judging.DOUBLE), ("x", judging.PASSED)):
        over = page((*PAGE.blocks[0], Word(text, (60, 94, 65, 104), 0)))
        assert judge(PHRASE, located((50, 105, 165, 110)), {1: over}).verdict == verdict
