"""Two wordings of a text are told apart by whole words, as somebody would mark them with a pen."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archive import differences
from archive.anchors.folding import spelling

WORDS = [
    "the",
    "de",
    "y",
    "region",
    "roads",
    "2013",
    "2014",
    "1,234.5",
    "co-operation",
    ",",
    ".",
    "—",
    "niño",
    "\t",
]
sentences = st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join)
texts = sentences | st.text(max_size=60)


def read(before: str, after: str) -> str:
    """Write the after with what went and what came: [-went-]{+came+}."""
    written, place = "", 0
    for went, came in differences(before, after):
        written += after[place : came[0]]
        written += f"[-{before[slice(*went)]}-]" if went[0] < went[1] else ""
        written += f"{{+{after[slice(*came)]}+}}" if came[0] < came[1] else ""
        place = came[1]
    return written + after[place:]


def kept(text: str, spans: list[tuple[int, int]]) -> str:
    """Give how a text is spelled without these stretches."""
    place, pieces = 0, []
    for start, end in [*spans, (len(text), len(text))]:
        pieces.append(spelling(text[place:start]))
        place = end
    return "".join(pieces)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("Roads were mended.", "Roads will be mended.", "Roads [-were-]{+will be+} mended."),
        ("Roads were mended.", "Roads were not mended.", "Roads were {+not+} mended."),
        ("Roads were not mended.", "Roads were mended.", "Roads were [-not-]mended."),
        ("A budget of 1,234.5 soles", "A budget of 1,234.6 soles", "A budget of [-1,234.5-]{+1,234.6+} soles"),
        ("Puno, Cusco", "Puno; Cusco", "Puno[-,-]{+;+} Cusco"),
        ("el ano 2013", "el año 2013", "el [-ano-]{+año+} 2013"),
        ("", "Roads", "{+Roads+}"),
        ("Roads", "", "[-Roads-]"),
    ],
)
def test_whole_words_numbers_and_signs_are_told(before: str, after: str, told: str) -> None:
    assert read(before, after) == told


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The roads\nof  the\tregion", "The roads of the region"),
        ("“Roads”, 2007–2013", '"roads", 2007-2013'),
        ("co-operation", "coopera-tion"),
        ("the co\u00adoperation", "the cooperation"),
        ("nin\u0303o", "niño"),
    ],
)
def test_what_is_free_in_a_quote_is_no_difference(before: str, after: str) -> None:
    assert differences(before, after) == ()


def test_a_little_word_between_rewritten_ones_is_rewritten_with_them() -> None:
    told = read("La cooperación de los alcaldes empieza", "La colaboración de los vecinos empieza")
    assert told == "La [-cooperación de los alcaldes-]{+colaboración de los vecinos+} empieza"


def test_little_words_put_in_at_two_places_stay_two() -> None:
    """Nothing was rewritten, so nothing may look rewritten."""
    told = read("roads of the region", "mended roads of the border region")
    assert told == "{+mended+} roads of the {+border+} region"


def test_a_word_that_two_other_sentences_share_by_chance_is_not_kept_alone() -> None:
    before = "Every harbour master reported annually regarding fishing permits issued throughout the year"
    after = "Some fifteen mountain villages complained bitterly regarding drinking water promised since autumn"
    assert len(differences(before, after)) == 1


def test_a_long_stretch_between_rewritten_ones_is_kept() -> None:
    before = "Firms that mend the roads of the region by contract were paid"
    after = "People who mend the roads of the region without any were not"
    assert read(before, after).count(" mend the roads of the region ") == 1


def test_cells_of_a_table_are_told_one_by_one() -> None:
    assert read("Cusco\t412\t13", "Cusco\t415\t14") == "Cusco\t[-412-]{+415+}\t[-13-]{+14+}"


@given(sentences, sentences)
@example("a\tb", "\tab")
@example("..", "...")
def test_what_is_not_told_is_spelled_alike(before: str, after: str) -> None:
    found = differences(before, after)
    ours, theirs = [each.before for each in found], [each.after for each in found]
    assert kept(before, ours) == kept(after, theirs)


@given(texts)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert differences(text, text) == ()


@given(texts, texts)
def test_the_other_way_round_the_same_places_differ(before: str, after: str) -> None:
    turned = [(came, went) for went, came in differences(after, before)]
    assert [tuple(each) for each in differences(before, after)] == turned


@given(texts, texts)
def test_differences_are_in_order_and_apart(before: str, after: str) -> None:
    for side, text in enumerate((before, after)):
        edges = [edge for each in differences(before, after) for edge in each[side]]
        assert edges == sorted(edges)
        assert not edges or (edges[0] >= 0 and edges[-1] <= len(text))


def test_a_long_text_takes_milliseconds() -> None:
    """20,000 characters, every tenth word another: some 15 ms; the bound leaves room for slow machines."""
    words = [f"{WORDS[number % 11]}{number * 7919 % 601}" for number in range(2_300)]
    changed = [word if number % 10 else "other" for number, word in enumerate(words)]
    before, after = " ".join(words), " ".join(changed)
    began = time.perf_counter()
    assert differences(before, after)
    assert time.perf_counter() - began < 0.5
