"""The order in which a page is read: columns, labels beside them, headings over them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import Kind
from ingest.layout import regions
from ingest.lines import Line, line_of
from ingest.runs import Face
from tests.ingest.conftest import Read
from tests.pdf_factory import Sheet, wrap

FIRST = (
    "The council meets twice a year in the two regions. Its members say that the money comes too late, and that "
    "the plan of one year is paid for in the next. They ask for a fund of their own. "
)
SECOND = (
    "The producers of the valley sell to three buyers who come once a week. None of them pays before the next "
    "month, and a store would let the families wait for a better price. "
)
THIRD = (
    "The schools teach in two languages up to the fourth year. After it most books are in one of them, and the "
    "teachers write the others by hand when they find the time for it. "
)
TEXTS = (FIRST, SECOND, THIRD)


def texts_of(read: Read, sheet: Sheet) -> list[str]:
    return [draft.text for draft in read([sheet]).drafts]


@pytest.mark.parametrize("gutter", [12, 30])
def test_columns_are_read_one_after_the_other_in_whatever_order_they_are_drawn(read: Read, gutter: int) -> None:
    """Justified columns stand close; what is drawn line by line across them is read down each."""
    sheet = Sheet()
    columns = [wrap(text * 3, 38) for text in (FIRST, SECOND)]
    for number in range(min(map(len, columns))):
        for column, lines in enumerate(columns):
            sheet.put(lines[number], x=60 + (226 + gutter) * column, y=150 + 14 * number)
    text = read([sheet]).pages[0].text
    assert text.index("money comes too late") < text.index("plan of one year") < text.index("three buyers")


def test_a_column_of_labels_beside_paragraphs_is_read_in_the_order_of_the_file(read: Read) -> None:
    """A label drawn before its paragraph introduces it, however few lines the labels are."""
    sheet = Sheet()
    labels = ("What the council says", "What is sold", "What is taught")
    for number, (label, text) in enumerate(zip(labels, TEXTS, strict=True)):
        sheet.put(label, x=60, y=120 + 90 * number)
        sheet.set(wrap(text, 54), x=220, y=120 + 90 * number)
    told = texts_of(read, sheet)
    assert told == [said.strip() for pair in zip(labels, TEXTS, strict=True) for said in pair]


def test_labels_drawn_before_all_paragraphs_do_not_cut_them(read: Read) -> None:
    """A margin of labels that the file draws to its end is a column of its own."""
    sheet = Sheet()
    for number, label in enumerate(("The council", "The valley", "The schools")):
        sheet.put(label, x=60, y=134 + 90 * number)
    for number, text in enumerate(TEXTS):
        sheet.set(wrap(text, 54), x=220, y=120 + 90 * number)
    told = texts_of(read, sheet)
    assert told[-3:] == [text.strip() for text in TEXTS]


def test_three_columns_under_grey_heading_boxes_each_have_their_heading(read: Read) -> None:
    """Small boxes at the head of columns are no table of their own: each is read before its column."""
    sheet = Sheet()
    headings = ("Council", "Valley", "Schools")
    for column, (heading, text) in enumerate(zip(headings, TEXTS, strict=True)):
        x = 40 + 180 * column
        sheet.area(x, 100, x + 160, 120).put(heading, x=x + 8, y=114, font="F2")
        sheet.set(wrap(text * 2, 28), x=x + 2, y=140, size=10)
    assert texts_of(read, sheet) == [
        said.strip() for heading, text in zip(headings, TEXTS, strict=True) for said in (heading, text * 2)
    ]


def test_a_heading_over_two_columns_comes_first_though_it_is_no_wider_than_one(read: Read) -> None:
    """What the file draws above both columns before it begins them is over both."""
    sheet = Sheet().put("Two regions", x=60, y=110, size=16, font="F2")
    sheet.set(wrap(FIRST * 2, 38), x=60, y=150)
    sheet.set(wrap(SECOND * 2, 38), x=320, y=150)
    reading = read([sheet])
    assert next(draft.kind for draft in reading.drafts) is Kind.HEADING
    assert {draft.section for draft in reading.drafts} == {("Two regions",)}


def test_a_heading_between_two_pairs_of_columns_parts_them(read: Read) -> None:
    """Both columns above it are read before it, both below after it."""
    sheet = Sheet()
    for y, left, right in ((120, FIRST, SECOND), (380, SECOND, THIRD)):
        sheet.set(wrap(left * 2, 38), x=60, y=y)
        sheet.set(wrap(right * 2, 38), x=320, y=y)
    sheet.put("What the families of the two regions expect of the store", x=60, y=350, size=16, font="F2")
    told = texts_of(read, sheet)
    assert [text.split(".")[0] for text in told] == [
        "The council meets twice a year in the two regions",
        "The producers of the valley sell to three buyers who come once a week",
        "What the families of the two regions expect of the store",
        "The producers of the valley sell to three buyers who come once a week",
        "The schools teach in two languages up to the fourth year",
    ]


def test_a_large_title_beside_a_table_is_no_part_of_its_rows(read: Read) -> None:
    sheet = Sheet().put("Full", x=50, y=130, size=22).put("Roster", x=50, y=156, size=22)
    names = [f"Person {name}" for name in ("one", "two", "three", "four", "five", "six")]
    for number, name in enumerate(names):
        sheet.row((name, f"Firm {number}"), xs=(200, 380), y=120 + 14 * number)
    assert texts_of(read, sheet)[-6:] == [f"{name}\tFirm {number}" for number, name in enumerate(names)]


def test_lines_drawn_between_columns_part_them_whatever_else_lines_up(read: Read) -> None:
    """Grounds of headings side by side look like a table, and the file draws below what is above first."""
    sheet = Sheet().rule(300, 100, 300, 700)
    for x in (50, 310):
        sheet.put("Address of the office", x=x, y=120, font="F2")
    for x, heading in ((50, "North"), (310, "South")):
        sheet.area(x, 130, x + 252, 150).put(heading, x=x + 60, y=144, font="F2")
    for x, text in ((50, FIRST), (310, SECOND)):
        sheet.set(wrap(text * 2, 40), x=x, y=180)
    office = "Address of the office"
    assert texts_of(read, sheet) == [office, "North", (FIRST * 2).strip(), office, "South", (SECOND * 2).strip()]


def test_a_line_through_a_table_of_short_cells_parts_no_columns(read: Read) -> None:
    sheet = Sheet().rule(200, 100, 200, 260)
    for number in range(8):
        sheet.row((f"Item {number}", str(10 + number)), xs=(72, 220), y=120 + 14 * number)
    assert texts_of(read, sheet)[0] == "Item 0\t10"


def test_a_label_that_ends_with_a_dash_goes_on_with_what_it_names(read: Read) -> None:
    sheet = Sheet().put("Registration Deadline \u2014", y=120, font="F2")
    sheet.set(wrap(FIRST, 60), y=134)
    assert texts_of(read, sheet) == [f"Registration Deadline \u2014 {FIRST.strip()}"]


def test_an_item_goes_on_behind_its_bold_name(read: Read) -> None:
    sheet = Sheet().put("6. Number.", y=120, font="F2")
    sheet.set(wrap(FIRST, 60), y=134)
    [draft] = read([sheet]).drafts
    assert (draft.kind, draft.text) == (Kind.LIST_ITEM, f"6. Number. {FIRST.strip()}")


def test_a_sentence_goes_on_with_a_word_in_quotation_marks(read: Read) -> None:
    """The line before is short, as if a paragraph ended; a small letter behind the mark tells otherwise."""
    lines = [
        "Those who live far from the office may send their form by letter, if",
        "no court has said that they are",
    ]
    sheet = Sheet()
    sheet.set([*lines, "\u201cunfit\u201d to vote"], y=120)
    assert texts_of(read, sheet) == [" ".join([*lines, "\u201cunfit\u201d to vote"])]


def test_a_table_under_two_columns_is_read_after_both(read: Read) -> None:
    """A ruled table over the whole page is cut by its own lines, not by the columns above it."""
    sheet = Sheet()
    sheet.set(wrap(FIRST * 2, 38), x=60, y=120)
    sheet.set(wrap(SECOND * 2, 38), x=320, y=120)
    sheet.grid((60, 200, 360, 530), (360, 380, 400, 420))
    for number, row in enumerate((("Region", "Paid", "Owed"), ("North", "21.4", "3.1"), ("South", "18.0", "2.2"))):
        sheet.row(row, xs=(65, 205, 365), y=374 + 20 * number)
    kinds = [draft.kind for draft in read([sheet]).drafts]
    assert kinds == [Kind.PARAGRAPH] * 2 + [Kind.TABLE] * 3


def test_numbers_in_the_margin_belong_to_the_text_beside_them(read: Read) -> None:
    """Marks of paragraphs stand to their left and are no column, though they are drawn apart."""
    sheet = Sheet()
    for number in range(3):
        sheet.put(f"{number + 1}.", x=50, y=120 + 90 * number)
    for number, text in enumerate(TEXTS):
        sheet.set(wrap(text, 70), x=72, y=120 + 90 * number)
    assert [text[:7] for text in texts_of(read, sheet)] == ["1. The ", "2. The ", "3. The "]


def line(text: str, x: float, y: float, at: int) -> Line:
    """Set a line, typewritten; `at` is its first character's place in the file."""
    boxes = np.array([(x + 5.0 * i, y, x + 5.0 * i + 5, y + 10) for i in range(len(text))])
    sources = np.array([(at + i, at + i + 1) for i in range(len(text))], np.int32)
    return line_of(text, boxes, sources, 10.0, Face.PLAIN)


def test_a_page_of_a_thousand_lines_is_cut_too() -> None:
    """Long lists of short rows are legal; what cuts them must not go as deep as they are long."""
    rows = [
        line("abc", x, 12.0 * at, 100 * at + x) for at in range(1000) for x in ((20, 120) if at % 2 else (120,))
    ]
    assert sum(map(len, regions(rows))) == len(rows)


LINES = st.lists(
    st.tuples(
        st.text(alphabet="abc ", min_size=1, max_size=40).filter(str.strip),
        st.integers(0, 500),
        st.integers(0, 800),
    ),
    max_size=40,
)


@given(LINES)
def test_every_line_is_in_one_region_with_all_of_its_words(drawn: Sequence[tuple[str, int, int]]) -> None:
    """However lines stand, cutting loses no word, doubles none, and keeps text, boxes and sources together."""
    given_lines = [line(text.strip(), x, y, 100 * at) for at, (text, x, y) in enumerate(drawn)]
    cut = [each for region in regions(given_lines) for each in region]
    assert all(isinstance(each, Line) and len(each.text) == len(each.boxes) == len(each.sources) for each in cut)
    assert sorted(_words(cut)) == sorted(_words(given_lines))


def _words(lines: Sequence[object]) -> list[tuple[str, int]]:
    return [
        (each.text[start], int(each.sources[start, 0]))
        for each in lines
        if isinstance(each, Line)
        for start in range(len(each.text))
        if each.text[start] != " "
    ]
