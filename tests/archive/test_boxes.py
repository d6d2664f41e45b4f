"""The characters of a passage have rectangles on its pages, one a line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archive import Box, Furniture, Page, PageBoxes, Part, Passage, Slice, Word, Words, boxes, slice_boxes
from archive.boxes import lines
from tests.factories import page, passage


def whole(text: str) -> tuple[Passage, dict[int, Page]]:
    return passage(text), {1: page(1, text)}


def test_words_on_one_line_share_a_rectangle() -> None:
    where = boxes(*_spans("the regional system", "regional system"))
    assert where == (PageBoxes(1, ((96.0, 72.0, 186.0, 82.0),)),)


def test_a_span_over_two_lines_has_two_rectangles() -> None:
    ((_, rects),) = boxes(*_spans("the regional\ninnovation system", "regional\ninnovation"))
    assert rects == ((96.0, 72.0, 144.0, 82.0), (72.0, 86.0, 132.0, 96.0))


def test_a_hyphenated_word_has_two_rectangles() -> None:
    """Its two entries adjoin in the text, where no hyphen and no line end is left."""
    halves = Words(
        [Word(0, 7, (500, 72, 542, 82)), Word(7, 11, (72, 86, 96, 96)), Word(12, 14, (102, 86, 114, 96))]
    )
    where = boxes(passage("cooperación de"), [(0, 11)], {1: halves})
    assert where == (PageBoxes(1, ((500, 72, 542, 82), (72, 86, 96, 96))),)


def test_a_span_over_a_page_break_has_rectangles_on_both_pages() -> None:
    over = passage("ends here", parts=[Part(1, 4, 8, 0), Part(2, 0, 4, 5)])
    where = boxes(over, [(0, 9)], {1: page(1, "and ends").words, 2: page(2, "here and").words})
    assert where == (
        PageBoxes(1, ((96.0, 72.0, 120.0, 82.0),)),
        PageBoxes(2, ((72.0, 72.0, 96.0, 82.0),)),
    )


def test_each_span_has_rectangles_of_its_own() -> None:
    ((_, rects),) = boxes(passage("one two"), [(0, 3), (4, 7)], {1: page(1, "one two").words})
    assert rects == ((72.0, 72.0, 90.0, 82.0), (96.0, 72.0, 114.0, 82.0))


def test_half_a_word_has_the_rectangle_of_the_word() -> None:
    assert boxes(passage("innovation"), [(2, 4)], {1: page(1, "innovation").words}) == (
        PageBoxes(1, ((72.0, 72.0, 132.0, 82.0),)),
    )


def test_a_page_that_is_not_given_has_no_rectangles() -> None:
    assert boxes(passage("one"), [(0, 3)], {}) == ()
    assert boxes(passage("one"), [], {1: page(1, "one").words}) == ()


def test_two_columns_at_one_height_are_two_rectangles() -> None:
    left, right = (72.0, 72.0, 200.0, 82.0), (320.0, 72.0, 400.0, 82.0)
    assert lines([Word(0, 9, left), Word(10, 15, right)]) == [left, right]
    assert lines([Word(0, 9, right), Word(10, 15, left)]) == [right, left]


def test_a_raised_footnote_number_stays_on_its_line() -> None:
    assert lines([Word(0, 4, (72, 72, 100, 82)), Word(4, 5, (100, 70, 103, 76))]) == [(72, 70, 103, 82)]


def test_a_slice_has_the_boxes_of_its_words_and_of_as_much_of_a_word_as_is_in_it() -> None:
    where = slice_boxes([Slice(1, 2, 14)], {1: page(1, "CO2 innovation")})
    assert where == (PageBoxes(1, ((84.0, 72.0, 156.0, 82.0),)),)


@pytest.mark.parametrize(
    ("first", "second", "half"),
    [
        ((70, 10, 100, 20), (30, 10, 60, 20), (45, 10, 60, 20)),  # turned round: read from right to left
        ((10, 100, 20, 130), (10, 140, 20, 170), (10, 140, 20, 155)),  # downwards
        ((10, 140, 20, 170), (10, 100, 20, 130), (10, 115, 20, 130)),  # upwards
    ],
)
def test_a_word_is_cut_the_way_its_line_runs(first: Box, second: Box, half: Box) -> None:
    turned = Words([Word(0, 4, first), Word(5, 9, second)])
    where = slice_boxes([Slice(1, 5, 7)], {1: replace(page(1, "word more"), words=turned)})
    assert where == (PageBoxes(1, (half,)),)


def test_a_slice_of_furniture_has_the_boxes_of_its_words_or_that_of_all() -> None:
    head = Furniture("Study of regions", (72.0, 30.0, 168.0, 40.0), page(1, "Study of regions").words)
    old = Furniture("Study", (1.0, 2.0, 3.0, 4.0))
    nowhere = Furniture("7", (0.0, 0.0, 0.0, 0.0))
    pages = {1: replace(page(1), furniture=(head, old, nowhere))}
    assert slice_boxes([Slice(1, 6, 8, 0)], pages) == (PageBoxes(1, ((108.0, 72.0, 120.0, 82.0),)),)
    assert slice_boxes([Slice(1, 0, 2, 1)], pages) == (PageBoxes(1, (old.box,)),)
    assert slice_boxes([Slice(1, 0, 1, 2)], pages) == (PageBoxes(1, ()),)


def _spans(text: str, wanted: str) -> tuple[Passage, list[tuple[int, int]], dict[int, Words]]:
    start = text.index(wanted)
    return passage(text), [(start, start + len(wanted))], {1: page(1, text).words}
