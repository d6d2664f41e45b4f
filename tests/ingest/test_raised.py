"""Digits raised at a word are the numbers of notes; those of years, figures and units are told by their feet."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.raised import SUPERSCRIPTS, raise_digits
from tests.ingest.conftest import Read
from tests.pdf_factory import Sheet

_SUPERSCRIPT = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]+")


def line(*pieces: str, size: float = 11) -> Sheet:
    """Set pieces one after the other; one that begins with ^ stands a third of an em higher, and small."""
    sheet, x = Sheet(), 72.0
    for piece in pieces:
        text = piece.removeprefix("^")
        is_raised = text != piece
        piece_size = size * 0.6 if is_raised else size
        sheet.put(text, x=x, y=200 - (size * 0.35 if is_raised else 0), size=piece_size)
        x += sum(map(_width, text)) * piece_size
    return sheet


def _width(char: str) -> float:
    """Give the width of a character of Helvetica in ems, for those that the tests need."""
    narrow = {
        "I": 0.278,
        " ": 0.278,
        ".": 0.278,
        ",": 0.278,
        "i": 0.222,
        "l": 0.222,
        "t": 0.278,
        "f": 0.278,
        "r": 0.333,
    }
    return narrow.get(char, 0.833 if char == "m" else 0.5 if char in "ckvsxyz" else 0.556)


@pytest.mark.parametrize(
    ("pieces", "text"),
    [
        (("It rests on bound", "^2"), "It rests on bound²"),
        (("It rests on bound.", "^2"), "It rests on bound.²"),
        (("It rests on bound.", "^12"), "It rests on bound.¹²"),
        (("It rests on bound", "^2", ", he adds"), "It rests on bound², he adds"),
        (("It began in 2013", "^2"), "It began in 2013²"),
        (("a hundred m", "^2", " of land"), "a hundred m² of land"),
        (("^2", " he adds a note"), "² he adds a note"),
    ],
)
def test_raised_digits_become_superscripts(read: Read, pieces: tuple[str, ...], text: str) -> None:
    """They would glue to the word or the year otherwise, and neither would be found."""
    assert read([line(*pieces)]).pages[0].text == text


@pytest.mark.parametrize(
    "text",
    [
        "The share rose to 4.3 and then to 18,05 of a hundred.",
        "In 2013 and in 2014 it was 1,234.5 in all.",
        "Law 27867 of 2002, art. 4, has it so.",
        "H2O and CO2 are set on the line here.",
        "2 of 3 speak both, 1 of 3 one.",
    ],
)
def test_digits_on_the_line_stay(read: Read, text: str) -> None:
    """A point or a comma before them raises nothing."""
    assert read([Sheet().put(text, y=200)]).pages[0].text == text


def test_digits_below_the_line_stay(read: Read) -> None:
    """Those of formulas stand lower, not higher."""
    sheet = (
        Sheet().put("CO", x=72, y=200).put("2", x=72 + 1.5 * 11, y=203, size=6.5).put("is a gas.", x=110, y=200)
    )
    assert not _SUPERSCRIPT.search(read([sheet]).pages[0].text)


def test_a_number_on_the_line_above_is_no_note_of_the_line_below(read: Read) -> None:
    """Higher is not raised: it stands on a line of its own."""
    sheet = Sheet().put("It was paid in the year 2013", y=200).put("and in the year 2014 again.", y=214)
    assert not _SUPERSCRIPT.search(read([sheet]).pages[0].text)


@given(st.text(alphabet="ab1234567890., \n", max_size=60), st.data())
def test_only_digits_change_and_only_to_their_own_superscripts(text: str, data: st.DataObject) -> None:
    """However characters stand, every one is the same character, raised or not."""
    feet = data.draw(st.lists(st.sampled_from([0.0, 3.0, 12.0]), min_size=len(text), max_size=len(text)))
    corners = np.array([(6.0 * at, foot + 10, 6.0 * at + 6, foot) for at, foot in enumerate(feet)], np.float32)
    codes = np.array([ord(char) for char in text], np.uint32)
    raise_digits(codes, corners.reshape(-1, 4), 1, lambda places: [feet[at] for at in places])
    plain = {raised: digit for digit, raised in SUPERSCRIPTS.items()}
    assert "".join(chr(plain.get(code, code)) for code in codes.tolist()) == text
