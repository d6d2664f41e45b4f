"""Pages that are printed sideways, and lines that stand sideways among upright text."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive import Furniture, Kind, LabelSource, Page
from ingest.blocks import Block
from ingest.readings import Reading
from ingest.sideways import among
from ingest.turning import turn
from tests.ingest.conftest import Read
from tests.ingest.test_layout import line
from tests.ingest.test_reading import ENGLISH, SPANISH, sheet_of
from tests.pdf_factory import A4, Sheet, pdf_bytes, with_structure, wrap

WIDTH, HEIGHT = A4
TURNS = pytest.mark.parametrize("degrees", [90, 180, 270])
LONG_NOTE = "This is a note that runs down along the margin of the page and takes two of its lines"
NOTE = "A note that runs along the margin of the page"


def landscape() -> Sheet:
    """Set a page as a table printed sideways has it: a heading, columns of text, a ruled table, a note number."""
    sheet = Sheet((HEIGHT, WIDTH)).put("The Budget of the Regions", x=60, y=60, size=18)
    sheet.put("It rests on bound", x=60, y=90).put("2", x=60 + 7.45 * 11, y=86, size=6.6)
    sheet.set(wrap(ENGLISH * 2, 60), x=60, y=120)
    sheet.set(wrap(SPANISH * 2, 60), x=440, y=120)
    sheet.grid((60, 300, 500, 780), (300, 320, 340, 360))
    for number, cells in enumerate((("Region", "Paid", "Owed"), ("North", "21.4", "3.1"), ("South", "18.0", ""))):
        sheet.row(cells, xs=(65, 305, 505), y=314 + 20 * number)
    for number, cells in enumerate((("Store", "Built", "Planned"), ("Upper valley", "4", "12"))):
        sheet.row(cells, xs=(65, 305, 505), y=420 + 14 * number)
    return sheet


def passages(reading: Reading) -> list[tuple[str, Kind, tuple[str, ...]]]:
    return [(draft.text, draft.kind, draft.header) for draft in reading.drafts]


def places(page: Page) -> np.ndarray:
    return np.array([word.box for word in page.words])


@TURNS
@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_page_printed_sideways_is_read_as_if_it_were_upright(read: Read, degrees: int, rotate: int) -> None:
    """Passages, tables and notes are those of the page turned upright, and nothing is uncertain."""
    made = pdf_bytes([landscape()])
    sideways = read(with_structure(made, turn=degrees, rotate=rotate))
    assert passages(sideways) == passages(read(made))
    assert "bound²" in sideways.pages[0].text
    assert sideways.warnings == ()


@TURNS
@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_words_of_a_page_printed_sideways_lie_on_the_page_as_seen(read: Read, degrees: int, rotate: int) -> None:
    """A viewer shows the page sideways, and marks fall on the words there."""
    made = pdf_bytes([landscape()])
    upright, sideways = read(made).pages[0], read(with_structure(made, turn=degrees, rotate=rotate)).pages[0]
    is_turned = (degrees + rotate) % 180 != 0
    assert (sideways.width_points, sideways.height_points) == (A4 if is_turned else A4[::-1])
    assert places(sideways) == pytest.approx(turn(places(upright), degrees + rotate, A4[::-1]), abs=0.05)


ROWS = st.integers(0, 30)
WORDS = st.text("abcdefgh", min_size=4, max_size=9)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(WORDS, st.integers(60, 400), ROWS), min_size=3, max_size=9, unique_by=lambda each: each[2]),
    st.sampled_from([90, 180, 270]),
)
def test_however_a_page_is_turned_its_words_lie_on_the_same_ink(
    read: Read, drawn: list[tuple[str, int, int]], degrees: int
) -> None:
    """A box is where its letters are drawn, wherever they stand; no two words of a line, for pdfium joins some."""
    sheet = Sheet()
    for word, x, row in drawn:
        sheet.put(word, x=x, y=60 + 20 * row)
    made = pdf_bytes([sheet])
    upright, sideways = read(made).pages[0], read(with_structure(made, turn=degrees)).pages[0]
    assert sideways.text == upright.text
    assert places(sideways) == pytest.approx(turn(places(upright), degrees, A4), abs=0.05)


def test_a_page_printed_sideways_with_another_visible_area_has_its_words_in_place(read: Read) -> None:
    """Boxes count from the corner that is seen."""
    sheet = Sheet().put_turned("words that run up the page", x=300, y=500, degrees=270)
    whole, part = (
        read(with_structure(pdf_bytes([sheet]), crop=crop)).pages[0] for crop in (None, (100, 50, 500, 700))
    )
    assert part.text == whole.text == "words that run up the page"
    assert places(part) == pytest.approx(places(whole) - (100, HEIGHT - 700) * 2, abs=0.02)


def sideways_body(sheet: Sheet, text: str) -> Sheet:
    """Set a text that runs down the page, its first line to the right."""
    for number, each in enumerate(wrap(text, 90)):
        sheet.put_turned(each, x=480 - 14 * number, y=120, degrees=90)
    return sheet


def paged(sheet: Sheet, number: int) -> Sheet:
    return sheet.put("The Study of the Regions", y=40, size=8).put(f"{number}", x=290, y=800, size=9)


def test_head_and_folio_that_stand_upright_on_a_sideways_page_are_its_furniture(read: Read) -> None:
    """They stand as on the pages around it, and its text is read without them."""
    sheets = [sheet_of(ENGLISH), sheet_of(SPANISH), sideways_body(Sheet(), ENGLISH + SPANISH), sheet_of(ENGLISH)]
    pages = read([paged(sheet, number) for number, sheet in enumerate(sheets, 7)]).pages
    assert pages[2].text == ENGLISH + SPANISH
    assert [each.text for each in pages[2].furniture] == ["The Study of the Regions", "9"]
    assert furniture(pages[2]) == pytest.approx(furniture(pages[1]), abs=0.05)
    assert (pages[2].label, pages[2].label_source) == ("9", LabelSource.PRINTED)


def test_upright_folios_label_pages_that_are_all_printed_sideways(read: Read) -> None:
    sheets = [sideways_body(Sheet(), ENGLISH + SPANISH).put(str(number), x=290, y=800) for number in range(19, 22)]
    assert [page.label for page in read(sheets).pages] == ["19", "20", "21"]


def test_a_number_set_sideways_at_the_edge_of_an_upright_page_is_no_folio(read: Read) -> None:
    """Charts have such labels; a folio stands as the text does, or upright."""
    page = read([sheet_of(ENGLISH, y=300).put_turned("2019", x=300, y=60, degrees=270)]).pages[0]
    assert (page.text.split("\n")[0], page.furniture) == ("2019", ())


def test_a_figure_at_the_upper_edge_of_a_sideways_page_is_no_folio(read: Read) -> None:
    """There the lines of its text begin, and the first column of its table."""
    sheet = sideways_body(Sheet(), ENGLISH + SPANISH).put_turned("2019", x=300, y=60, degrees=90)
    assert read([sheet]).pages[0].furniture == ()


def furniture(page: Page) -> np.ndarray:
    def box(each: Furniture) -> tuple[float, ...]:
        return each.box or ()

    return np.array([box(each) for each in page.furniture])


def test_upright_text_on_a_sideways_page_that_is_no_furniture_is_read_too(read: Read) -> None:
    """Of a page whatever it says is found."""
    sheet = sideways_body(Sheet(), ENGLISH + SPANISH).put("What the study says", y=420, x=60)
    assert [draft.text for draft in read([sheet]).drafts] == [ENGLISH + SPANISH, "What the study says"]


@TURNS
def test_furniture_along_the_text_of_sideways_pages_is_told_where_it_is_seen(read: Read, degrees: int) -> None:
    """A page turned as a whole has its head and folio at the side of the page as seen."""
    made = pdf_bytes([paged(sheet_of(text), number) for number, text in enumerate((ENGLISH, SPANISH, ENGLISH))])
    upright, sideways = read(made), read(with_structure(made, turn=degrees))
    for one, other in zip(upright.pages, sideways.pages, strict=True):
        assert sorted(each.text for each in one.furniture) == sorted(each.text for each in other.furniture)
        expected = turn(furniture(one), degrees, A4)
        assert sorted(furniture(other).tolist()) == [
            pytest.approx(box, abs=0.05) for box in sorted(expected.tolist())
        ]


@pytest.mark.parametrize(("degrees", "x", "y"), [(90, 40, 100), (180, 400, 400), (270, 40, 350)])
def test_a_note_along_the_margin_is_a_passage_of_its_own(read: Read, degrees: int, x: int, y: int) -> None:
    """It is read in its own direction, and the text beside it is not cut."""
    sheet = sheet_of(ENGLISH, SPANISH).put_turned(NOTE, x=x, y=y, degrees=degrees)
    assert [draft.text for draft in read([sheet]).drafts] == [NOTE, ENGLISH, SPANISH]


def test_a_note_of_several_lines_along_the_margin_is_one_paragraph(read: Read) -> None:
    """Its lines follow from right to left where it runs down the page."""
    sheet = sheet_of(ENGLISH, SPANISH)
    for number, each in enumerate(wrap(LONG_NOTE, 40)):
        sheet.put_turned(each, x=52 - 14 * number, y=100, degrees=90)
    assert [draft.text for draft in read([sheet]).drafts] == [LONG_NOTE, ENGLISH, SPANISH]


def test_words_of_a_note_along_the_margin_have_its_boxes(read: Read) -> None:
    page = read([sheet_of(ENGLISH).put_turned(NOTE, x=40, y=350, degrees=270)]).pages[0]
    first, *_, last = [word.box for word in page.words if word.start < len(NOTE)]
    assert (first[0], first[3]) == pytest.approx((30, 350), abs=3), "it begins at the foot and runs up"
    assert last[3] < first[1]


def test_sideways_text_stands_behind_what_the_file_draws_before_it() -> None:
    """The label of an axis belongs to its chart, wherever that stands on the page."""
    chart, text, late = (Block(1, (line("said", 60, 100, at),)) for at in (40, 20, 60))
    label, first = (Block(1, (line("sideways", 20, 100, at),)) for at in (50, 10))
    assert among([chart, text, late], [first, label]) == [first, chart, label, text, late]


def test_a_paragraph_goes_on_over_a_page_past_a_note_in_the_margin(read: Read) -> None:
    """The note stands apart, as what is in a box does."""
    head, tail = ENGLISH.split(" the study ")
    second = sheet_of(f"the study {tail}").put_turned(LONG_NOTE, x=40, y=600, degrees=270)
    assert [draft.text for draft in read([sheet_of(head, y=700), second]).drafts] == [ENGLISH, LONG_NOTE]


def test_a_header_cell_set_sideways_stays_in_its_cell(read: Read) -> None:
    """Narrow columns have their names turned; the rows below know them."""
    sheet = sheet_of(ENGLISH).grid((60, 300, 330, 360), (250, 340, 360, 380))
    sheet.put("Region", x=65, y=330).put_turned("Paid", x=320, y=330, degrees=270)
    sheet.put_turned("Owed so far", x=350, y=330, degrees=270)
    sheet.row(("North", "21", "3"), xs=(65, 305, 335), y=354).row(("South", "18", "2"), xs=(65, 305, 335), y=374)
    rows = [draft.header for draft in read([sheet]).drafts if draft.kind is Kind.TABLE]
    assert rows[1:] == [("Region", "Paid", "Owed so far")] * 2


def test_a_name_set_sideways_in_a_box_does_not_cut_the_text_beside_it(read: Read) -> None:
    """It stands in the box as along a margin."""
    sheet = sheet_of(ENGLISH).grid((60, 540), (250, 350)).put_turned("Regions", x=76, y=330, degrees=270)
    sheet.set(wrap(SPANISH, 76), x=82, y=290)
    told = [draft.text for draft in read([sheet]).drafts]
    assert sorted(told) == sorted([ENGLISH, "Regions", SPANISH])


def test_a_page_of_which_much_stands_another_way_may_be_read_in_another_order(read: Read) -> None:
    """Nothing tells what of it comes first."""
    sheet = sideways_body(sheet_of(ENGLISH, y=60), ENGLISH)
    assert [warned.code for warned in read([sheet]).warnings] == ["order_uncertain"]
