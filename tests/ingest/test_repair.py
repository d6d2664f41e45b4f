"""What producers do to characters, mended; and every mended character still knows its place."""

from __future__ import annotations

import unicodedata

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.repair import Mended, mend
from ingest.runs import HYPHEN, Boxes, Sources


def typewriter(text: str) -> Boxes:
    """Give each character a box 6 points wide, one after the other; accents stand over the next letter."""
    boxes = np.array([(6.0 * i, 0.0, 6.0 * i + 6, 10.0) for i in range(len(text))]).reshape(-1, 4)
    for i, char in enumerate(text[:-1]):
        if char in "´`¨˜~^":
            boxes[i] = boxes[i + 1]
    return boxes


def places(text: str) -> Sources:
    """Give each character its own place in the file's text."""
    return np.array([(i, i + 1) for i in range(len(text))], np.int32).reshape(-1, 2)


def mended(text: str) -> Mended:
    return mend(text, typewriter(text), places(text))


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("Secci´on", "Sección"),
        ("l´ınea", "línea"),
        ("An˜ o", "An˜ o"),
        ("espa˜nol", "español"),
        ("cooperacio\u0301n", "cooperación"),
        ("e\ufb03cient \ufb01eld", "efficient field"),
        ("a\u00a0b", "a b"),
        ("zero\u200bwidth", "zerowidth"),
        ("soft\u00adhyphen", "softhyphen"),
        ("coopera\u00ad", "coopera" + HYPHEN),
        ("\uf0b7 item", "• item"),
        ("Contents . . . . . . . . 12", "Contents … 12"),
        ("sectores D, E y F", "sectores D, E y F"),
        ("franco-peruano, ¿qué? “sí” 1.234,5 €", "franco-peruano, ¿qué? “sí” 1.234,5 €"),
    ],
)
def test_characters_are_mended(raw: str, text: str) -> None:
    assert mended(raw).text == text


def test_an_accent_that_stands_alone_stays() -> None:
    text = "`code` and ~home"
    boxes = np.array([(6.0 * i, 0.0, 6.0 * i + 6, 10.0) for i in range(len(text))])
    assert mend(text, boxes, places(text)).text == text


def test_letter_spaced_words_are_closed_up_and_stay_apart() -> None:
    """The space between two such words is wider than those between their letters."""
    text = "R E S U M E N E J E C U T I V O"
    boxes = typewriter(text)
    boxes[text.index("N E") + 2 :, [0, 2]] += 6.0
    assert mend(text, boxes, places(text)).text == "RESUMEN EJECUTIVO"


def test_short_words_in_a_row_are_not_closed_up() -> None:
    text = "si no es lo de la y a mí me da"
    assert mended(text).text == text


def test_a_composed_letter_has_the_box_around_accent_and_letter() -> None:
    boxes = np.array([(0.0, 0.0, 4.0, 3.0), (0.0, 4.0, 6.0, 10.0)])
    letter = mend("´o", boxes, places("´o"))
    assert letter.boxes.tolist() == [[0.0, 0.0, 6.0, 10.0]]
    assert letter.sources.tolist() == [[0, 2]]


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=60))
def test_text_and_boxes_go_together_and_boxes_come_from_the_page(text: str) -> None:
    """Every character that leaves has a box inside the line's, in the order of the line."""
    result = mended(text)
    assert len(result.text) == len(result.boxes) == len(result.sources)
    assert unicodedata.is_normalized("NFC", result.text) or not unicodedata.is_normalized("NFC", text)
    if len(result.boxes):
        line = typewriter(text)
        assert result.boxes[:, 0].min() >= line[:, 0].min()
        assert result.boxes[:, 2].max() <= line[:, 2].max()
        assert (np.diff(result.boxes[:, 2]) >= -6).all()


@given(st.text(alphabet="abcdefghijklmnñopqrstuvwxyzáéíóúABC ,.;:-()0123456789", min_size=1, max_size=80))
def test_clean_text_is_left_alone(text: str) -> None:
    if "....." not in text.replace(" ", ""):
        assert mended(text).text == text
