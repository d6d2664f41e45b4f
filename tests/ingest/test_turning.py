"""Which way characters stand, and boxes turned with their page."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from ingest.turning import turn, turned_size, turns_of

SIZE = (595.0, 842.0)
QUARTERS = st.sampled_from([0, 90, 180, 270])
PLACES = st.floats(0, 500)
BOXES = st.lists(st.tuples(PLACES, PLACES, PLACES, PLACES), min_size=1, max_size=5).map(
    lambda rows: np.array([(x, y, x + width, y + height) for x, y, width, height in rows])
)


@given(BOXES, QUARTERS, QUARTERS)
def test_turning_twice_is_turning_by_both(boxes: NDArray[np.float64], one: int, other: int) -> None:
    """A page turned and turned back is the page as it was."""
    twice = turn(turn(boxes, one, SIZE), other, turned_size(SIZE, one))
    assert twice == pytest.approx(turn(boxes, one + other, SIZE))
    assert turn(turn(boxes, one), -one) == pytest.approx(boxes), "about the origin too"


def test_a_quarter_turn_is_clockwise() -> None:
    """What stands at the top left corner of a page comes to its top right."""
    assert turn(np.array([(0.0, 0.0, 10.0, 2.0)]), 90, SIZE).tolist() == [[840.0, 0.0, 842.0, 10.0]]


def typed(text: str, degrees: int, x: float = 100, y: float = 100) -> NDArray[np.float32]:
    """Set a line, typewritten, turned clockwise; boxes in user space (left, top, right, bottom)."""
    along = {0: (5, 0), 90: (0, -5), 180: (-5, 0), 270: (0, 5)}[degrees]
    width, height = (5, 10) if degrees % 180 == 0 else (10, 5)
    left, bottom = x + along[0] * np.arange(len(text)), y + along[1] * np.arange(len(text))
    return np.stack((left, bottom + height, left + width, bottom), axis=1).astype(np.float32)


def told(*lines: tuple[str, int, float], usual: int = 0, step: int | None = None) -> tuple[int, list[int]]:
    """Give what `turns_of` tells of lines of (text, how it goes on, angle); `step` is how all of them go on."""
    corners = [
        typed(text, angle if step is None else step, y=100 * at) for at, (text, angle, _) in enumerate(lines)
    ]
    codes = np.array([ord(char) for text, _, _ in lines for char in text], np.uint32)
    angles = np.array([math.radians(angle) for text, _, angle in lines for _ in text])
    text, turns = turns_of(codes, np.concatenate(corners), usual, angles.__getitem__)
    return text, turns.tolist()


def test_a_plain_page_is_asked_for_no_angle() -> None:
    """Asking costs, and nearly all pages are plain."""

    def fail(places: object) -> NDArray[np.float64]:
        raise AssertionError

    codes = np.array([ord(char) for char in "plain text of fi fi fi"], np.uint32)
    corners = typed("plain text of fi fi fi", 0)
    corners[[15, 18, 21]] = corners[[14, 17, 20]]  # the letters of a ligature have one box
    assert turns_of(codes, corners, 0, fail)[0] == 0


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
@pytest.mark.parametrize("usual", [0, 90])
def test_text_that_all_goes_on_in_one_direction_has_its_turn(degrees: int, usual: int) -> None:
    assert told(("sideways", degrees, degrees), usual=usual) == (degrees, [degrees] * 8)


def test_most_of_the_text_tells_how_the_page_is_read_and_the_rest_keeps_its_own_turn() -> None:
    """An upright head and folio over a table printed sideways are common."""
    assert told(("head", 0, 0), ("a long body", 90, 90)) == (90, [0] * 4 + [90] * 11)


def test_a_single_upright_digit_of_a_sideways_page_is_upright() -> None:
    """Folios are as short as that."""
    assert told(("7", 0, 0), ("a long body", 90, 90)) == (90, [0] + [90] * 11)


def test_a_page_of_white_alone_stands_as_it_is_seen() -> None:
    assert told(("   ", 90, 0), usual=90) == (90, [90] * 3)


def test_a_page_of_about_as_much_upright_as_sideways_text_is_read_upright() -> None:
    assert told(("upright", 0, 0), ("sideways", 90, 90)) == (0, [0] * 7 + [90] * 8)
    assert told(("upright", 90, 90), ("sideways", 0, 0), usual=90) == (90, [90] * 7 + [0] * 8)


def test_single_characters_that_stand_sideways_belong_to_the_text() -> None:
    """Arrows and marks are turned for their looks."""
    lines = (("upright text", 0, 0), ("ab", 90, 90), ("going up", 270, 270))
    assert told(*lines) == (0, [0] * 14 + [270] * 8)


def test_text_aslant_is_read_as_upright() -> None:
    """No page can be turned for it."""
    assert told(("upright text", 0, 0), ("aslant", 90, 60)) == (0, [0] * 18)


def test_letters_stacked_upright_are_not_sideways() -> None:
    """Vertical writing goes down the page, and its letters stand upright."""
    assert told(("stacked", 90, 0)) == (0, [0] * 7)


def test_arrows_beside_stacked_letters_are_not_sideways_text() -> None:
    """Some characters go on downwards and others are turned, but none is both."""
    arrows = [("-", 0, 90)] * 4
    assert told(("stacked", 90, 0), *arrows, ("going up", 270, 270))[1] == [0] * 11 + [270] * 8


def test_text_mirrored_by_its_matrix_is_read_as_it_goes_on() -> None:
    """Its angle says upside down, but it goes on to the right."""
    assert told(("mirrored text", 0, 180), ("going up", 270, 270))[0] == 0


def test_white_belongs_to_what_stands_before_it() -> None:
    """The spaces that pdfium makes have no angle."""
    _, turns = told(("upright text", 0, 0), ("side", 90, 90), ("  \n", 0, 0))
    assert turns[-3:] == [90] * 3
