"""What generated documents are judged by: cuts in words, verdicts on pieces, joins at line ends."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from benchmarks.printed.documents import Piece, write
from benchmarks.printed.hyphens import english_cuts, soften, spanish_cuts
from benchmarks.printed.joins import furniture_left, joins_of, text_aside
from benchmarks.printed.readers import Read, Unit
from benchmarks.printed.real import begins_within, ends_sentence
from benchmarks.printed.scores import judge
from benchmarks.printed.styles import FIXED, drawn


@pytest.mark.parametrize(
    ("word", "cut"),
    [
        ("cooperación", "coo-pe-ra-ción"),
        ("instrucción", "ins-truc-ción"),
        ("desarrollo", "de-sa-rro-llo"),
        ("guitarra", "gui-ta-rra"),
        ("construir", "cons-truir"),
    ],
)
def test_spanish_is_cut_at_syllables(word: str, cut: str):
    """Inseparable pairs stay together, vowels that meet are not parted, "qu" and "gu" count as consonants."""
    assert _shown(word, spanish_cuts(word)) == cut


@pytest.mark.parametrize(
    ("word", "cut"), [("government", "govern-ment"), ("content", "con-tent"), ("through", "through")]
)
def test_english_is_cut_where_it_is_plain(word: str, cut: str):
    """A doubtful word stays whole."""
    assert _shown(word, english_cuts(word)) == cut


def _shown(word: str, cuts: list[int]) -> str:
    edges = [0, *cuts, len(word)]
    return "-".join(word[start:end] for start, end in pairwise(edges))


def test_soft_hyphens_change_nothing_else():
    """Without them the text is what it was."""
    text = "La administración socio-económica, 1998."
    assert soften(text, "es").replace("\u00ad", "") == text


def test_styles_differ_and_are_the_same_for_a_seed():
    """Twenty fixed ones at least; lots fall alike for one seed."""
    assert len({style.name for style in FIXED}) == len(FIXED) >= 20
    assert {style.columns for style in FIXED} == {1, 2, 3}
    assert drawn("a", random.Random(3)) == drawn("a", random.Random(3))


def test_a_document_is_its_seed():
    """The same seed says the same; paragraphs stay below the length at which passages are cut."""
    sources = [[f"Sentence {place} of source {source} is here." for place in range(9)] for source in range(400)]
    one, other = (write(FIXED[1], sources, "7") for _ in range(2))
    assert one == other
    assert all(len(piece.text.split()) < 200 for piece in one.pieces)


def _verdict(piece: Piece, *texts: str, aside: tuple[str, ...] = ()) -> str:
    return judge([piece], Read(tuple(Unit(text, "paragraph") for text in texts), aside))[0].verdict


@pytest.mark.parametrize(
    ("texts", "verdict"),
    [
        (("Uno  dos\ntres.",), "exact"),
        (("Uno dos-tres.",), "spelled"),
        (("Uno", "dos tres."), "split"),
        (("Cero. Uno dos tres.",), "merged"),
        (("Cero. Uno", "dos tres."), "shifted"),
        (("Uno ajeno dos tres.",), "scrambled"),
    ],
)
def test_verdicts_tell_what_became_of_a_piece(texts: tuple[str, ...], verdict: str):
    """Each has its own sentence in the module."""
    assert _verdict(Piece("paragraph", "Uno dos tres."), *texts) == verdict


def test_text_that_was_set_aside_is_told():
    """It stands in no unit."""
    assert _verdict(Piece("heading", "Uno dos"), "otro", aside=("Uno dos",)) == "aside"


def test_a_unit_makes_one_piece_exact():
    """Two equal items need two units."""
    piece = Piece("list item", "• uno")
    assert [each.verdict for each in judge([piece, piece], Read((Unit("– uno"),)))] == ["exact", "spelled"]


def test_rows_are_right_by_their_cells():
    """Cells that ran together are not."""
    row = Piece("table row", "a | b c", cells=("a", "b c"))
    assert _verdict(row, "a\tb c") == "exact"
    assert _verdict(row, "a b c") == "spelled"


def test_raised_digits_and_case_of_headings_do_not_count():
    """A note's number is the same number on the line."""
    assert _verdict(Piece("paragraph", "Fin.¹²"), "Fin.12") == "exact"
    assert _verdict(Piece("heading", "Uno dos"), "UNO DOS") == "exact"


def test_joins_are_false_or_missed():
    """A compound without its hyphen, a word with one too many, a word in two halves."""
    joins = joins_of(["franco-peruano cooperación nación"], ["francoperuano coope-ración na- ción"])
    assert joins.false == (("franco-peruano", "francoperuano"),)
    assert set(joins.missed) == {("cooperación", "coope-ración"), ("nación", "na ción")}


def test_margins_are_counted_above_what_the_text_says():
    """A heading that the head repeats is no head left behind."""
    heads = [("Salud", "1"), ("Salud", "2")]
    assert furniture_left(heads, ["Salud"], ["Salud", "algo Salud 2 más"]) == ["Salud", "2"]
    assert text_aside(heads, ["Uno dos tres"], ["Salud", "dos tres"]) == ["dos tres"]


def test_real_text_is_told_by_its_ends():
    """A note's number or a bracket may close a sentence; an opening quote does not begin one."""
    assert ends_sentence("Fin.¹")
    assert ends_sentence("(véase abajo)")
    assert not ends_sentence("y los")
    assert begins_within("«que sigue")
    assert not begins_within("¿Qué?")
