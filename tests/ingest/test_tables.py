"""Tables and boxes that are drawn: their lines part the text, and every row is read as a reader would."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import pytest

from archive import Kind
from ingest.readings import Reading
from tests.ingest.conftest import Read
from tests.pdf_factory import A4, Sheet, wrap

EDGES = (70.0, 200.0, 360.0, 520.0)
HEIGHTS = (200.0, 220.0, 262.0, 304.0)
CELLS = (75.0, 205.0, 365.0)
HEADER = ("Body", "Task", "Seat")
ROWS = [
    ("Body\tTask\tSeat", ()),
    ("Regional Council\tDraws up the plan for the two regions\tPuerto Saywa, on the lake shore", HEADER),
    ("Technical Secretariat\tKeeps the accounts of the common fund\tVilla Quinual, in the upper valley", HEADER),
]
BEFORE = "The table below shows what each of them does in the two regions."
AFTER = "After the table the text goes on with another sentence of its own."
LONG = (
    "The producers of the valley sell their fruit to three buyers who come once a week, and none of them pays "
    "before the next month. They say that a store of their own would let them wait for a better price. "
)


def bodies(sheet: Sheet, *, y: float = 200) -> Sheet:
    """Set the words of a table whose cells take two lines, as they are drawn: line by line across the cells."""
    sheet.row(HEADER, xs=CELLS, y=y + 14, font="F2")
    sheet.row(("Regional", "Draws up the plan for", "Puerto Saywa, on the"), xs=CELLS, y=y + 34)
    sheet.row(("Council", "the two regions", "lake shore"), xs=CELLS, y=y + 47)
    sheet.row(("Technical", "Keeps the accounts of", "Villa Quinual, in the"), xs=CELLS, y=y + 76)
    return sheet.row(("Secretariat", "the common fund", "upper valley"), xs=CELLS, y=y + 89)


def figures(sheet: Sheet, rows: Sequence[Sequence[str]], *, y: float, step: float = 20) -> Sheet:
    """Rule a table and set rows of one line in it, the first bold."""
    sheet.grid(EDGES, [y + step * number for number in range(len(rows) + 1)])
    for number, row in enumerate(rows):
        sheet.row(row, xs=CELLS, y=y + step * number + 14, font="F1" if number else "F2")
    return sheet


def rows_of(reading: Reading) -> list[tuple[str, tuple[str, ...]]]:
    return [(draft.text, draft.header) for draft in reading.drafts if draft.kind is Kind.TABLE]


def test_a_ruled_table_is_read_row_by_row_with_its_header(read: Read) -> None:
    """Lines of neighbouring cells stand at one height, and yet each cell is read to its end."""
    assert rows_of(read([bodies(Sheet().grid(EDGES, HEIGHTS))])) == ROWS


def test_rules_drawn_as_thin_pictures_part_cells_too(read: Read) -> None:
    """Some producers draw every rule as a picture half a point high."""
    sheet = Sheet()
    for x in EDGES:
        sheet.strip(x, HEIGHTS[0], x + 0.6, HEIGHTS[-1])
    for y in HEIGHTS:
        sheet.strip(EDGES[0], y, EDGES[-1], y + 0.6)
    reading = read([bodies(sheet)])
    assert rows_of(reading) == ROWS
    assert reading.warnings == ()


def test_rules_drawn_as_thin_areas_part_cells_too(read: Read) -> None:
    """Office programs fill thin rectangles, cell by cell, where a line is meant."""
    sheet = Sheet()
    for x0, x1 in itertools.pairwise(EDGES):
        for y0, y1 in itertools.pairwise(HEIGHTS):
            sheet.area(x0, y0, x1, y0 + 0.5, grey=0).area(x0, y1, x1, y1 + 0.5, grey=0)
            sheet.area(x0, y0, x0 + 0.5, y1, grey=0).area(x1, y0, x1 + 0.5, y1, grey=0)
    assert rows_of(read([bodies(sheet)])) == ROWS


def test_columns_are_told_by_the_joints_of_level_rules(read: Read) -> None:
    """Level rules drawn cell by cell meet where the columns part, though no upright line is drawn."""
    sheet = Sheet()
    for y in HEIGHTS:
        for x0, x1 in itertools.pairwise(EDGES):
            sheet.rule(x0, y, x1 - 0.5, y)
    assert rows_of(read([bodies(sheet)])) == ROWS


@pytest.mark.parametrize("form", [(1.0, 0.0, 0.0), (0.5, 30.0, -12.0), (3.0, -200.0, 90.0)])
def test_what_a_form_draws_stands_where_its_matrix_puts_it(read: Read, form: tuple[float, float, float]) -> None:
    """Rules may be drawn in a form that has coordinates of its own."""
    assert rows_of(read([bodies(Sheet(form=form).grid(EDGES, HEIGHTS))])) == ROWS


def test_coloured_cells_are_a_table_without_a_line(read: Read) -> None:
    """Grounds that meet edge to edge part cells as lines do."""
    sheet = Sheet()
    for row, (y0, y1) in enumerate(itertools.pairwise(HEIGHTS)):
        for column, (x0, x1) in enumerate(itertools.pairwise(EDGES)):
            sheet.area(x0, y0, x1, y1, grey=0.7 if (row + column) % 2 else 0.9)
    assert rows_of(read([bodies(sheet)])) == ROWS


def test_a_cell_over_all_columns_heads_the_table_and_is_no_row(read: Read) -> None:
    """Where no line is drawn between two cells, they are one."""
    sheet = Sheet()
    for y in (200, 220, 240, 260):
        sheet.rule(70, y, 520, y)
    for x, top in ((70, 200), (200, 220), (360, 220), (520, 200)):
        sheet.rule(x, top, x, 260)
    sheet.put("Figures of the census of both regions", x=120, y=214, size=10)
    sheet.row(("Ancaraya", "412.6", "18.0"), xs=CELLS, y=234).row(("Tarumayo", "538.9", "21.4"), xs=CELLS, y=254)
    drafts = read([sheet]).drafts
    assert [draft.text for draft in drafts] == [
        "Figures of the census of both regions",
        "Ancaraya\t412.6\t18.0",
        "Tarumayo\t538.9\t21.4",
    ]
    assert [draft.kind is Kind.TABLE for draft in drafts] == [False, True, True]


def test_a_header_is_known_below_a_title_over_all_columns(read: Read) -> None:
    sheet = Sheet()
    for y in (200, 220, 240, 260, 280):
        sheet.rule(70, y, 520, y)
    for x, top in ((70, 200), (200, 220), (360, 220), (520, 200)):
        sheet.rule(x, top, x, 280)
    sheet.put("Figures of the census", x=120, y=214, size=10)
    for row, y in ((HEADER, 234), (("Ancaraya", "412.6", "Lima"), 254), (("Tarumayo", "538.9", "Ica"), 274)):
        sheet.row(row, xs=CELLS, y=y)
    assert [header for _, header in rows_of(read([sheet]))] == [(), HEADER, HEADER]


def test_words_in_the_first_cell_alone_head_the_rows_below_where_others_are_full(read: Read) -> None:
    """They may even reach into the next column, as if no line were there."""
    sheet = Sheet().grid((70, 200, 520), (200, 220, 240, 260, 280))
    rows = [("Area", "3.1"), ("", ""), ("People", "412.6"), ("Firms", "18.0")]
    for number, row in enumerate(rows):
        sheet.row(row, xs=(80, 210), y=214 + 20 * number)
    sheet.put("Figures of the year before the census", x=80, y=234, size=10)
    drafts = read([sheet]).drafts
    assert [draft.text for draft in drafts] == [
        "Area\t3.1",
        "Figures of the year before the census",
        "People\t412.6",
        "Firms\t18.0",
    ]
    assert drafts[1].kind is not Kind.TABLE


def test_empty_cells_keep_the_others_in_their_columns(read: Read) -> None:
    """A row shows where a cell is empty, so that a figure is not read under another header."""
    rows = [HEADER, ("Council", "", "Puerto Saywa"), ("Fund", "412.6", ""), ("Office", "538.9", "Quinual")]
    texts = [text for text, _ in rows_of(read([figures(Sheet(), rows, y=200)]))]
    assert texts == ["\t".join(row).rstrip() for row in rows]


def test_a_form_with_level_rules_has_its_labels_on_the_left(read: Read) -> None:
    """Rules across the page part the fields of a form; white parts each label from what it says."""
    fields = [
        ("Title of the project", ["A store for the fruit of the upper valley, with a", "cold room and an office"]),
        ("Who carries it out", ["The association of producers of Ancaraya and", "the two municipalities"]),
        ("What it costs", ["412,600 in the first year, of which two fifths", "are paid by the regions"]),
        ("How long it takes", ["Three years from the day on which the fund", "pays the first share"]),
    ]
    sheet = Sheet()
    for number, (label, lines) in enumerate(fields):
        sheet.rule(70, 200 + 40 * number, 520, 200 + 40 * number)
        sheet.put(label, x=75, y=216 + 40 * number, size=10)
        sheet.set(lines, x=230, y=216 + 40 * number, size=10, leading=13)
    sheet.rule(70, 360, 520, 360)
    texts = [text for text, _ in rows_of(read([sheet]))]
    assert texts == [f"{label}\t{' '.join(lines)}" for label, lines in fields]


def test_long_cells_are_read_one_by_one_under_the_header_of_their_column(read: Read) -> None:
    """Rows of more words than a passage may hold are paragraphs; each knows its column."""
    sheet = Sheet().grid((70, 300, 530), (150, 170, 520, 760))
    sheet.row(("What they say", "What they ask for"), xs=(75, 305), y=164, font="F2")
    for y, first in ((186, "Alpha"), (536, "Beta")):
        sheet.set(wrap(f"{first} left. " + LONG * 2, 42), x=75, y=y, size=10)
        sheet.set(wrap(f"{first} right. " + LONG * 2, 42), x=305, y=y, size=10)
    reading = read([sheet])
    told = [(draft.text.split(". ")[0], draft.header) for draft in reading.drafts if draft.header]
    assert told == [
        ("Alpha left", ("What they say",)),
        ("Alpha right", ("What they ask for",)),
        ("Beta left", ("What they say",)),
        ("Beta right", ("What they ask for",)),
    ]


def test_items_of_a_list_in_a_cell_stay_in_it(read: Read) -> None:
    """Bullets stand before their texts, in their cell, and do not make columns of their own."""
    sheet = Sheet().grid((70, 200, 520), (200, 220, 270, 320))
    sheet.row(("Body", "Tasks"), xs=(75, 205), y=214, font="F2")
    for y, body, tasks in ((234, "Council", ("plan", "budget")), (284, "Secretariat", ("accounts", "minutes"))):
        sheet.put(body, x=75, y=y, size=10)
        for number, task in enumerate(tasks):
            sheet.put("•", x=205, y=y + 14 * number, size=10)
            sheet.put(f"Keeps the {task}", x=220, y=y + 14 * number, size=10)
    texts = [text for text, _ in rows_of(read([sheet]))]
    assert texts[1:] == [
        "Council\t• Keeps the plan • Keeps the budget",
        "Secretariat\t• Keeps the accounts • Keeps the minutes",
    ]


def test_a_header_repeated_on_the_next_page_is_set_aside_and_carried(read: Read) -> None:
    """It is on the page, but no second row: the rows below it go on with the table."""
    first = [HEADER, ("Council", "412.6", "Puerto Saywa"), ("Fund", "538.9", "Quinual")]
    second = [HEADER, ("Office", "21.4", "Puerto Saywa"), ("Store", "18.0", "Quinual")]
    sheets = [figures(Sheet().put(BEFORE, y=630), first, y=660), figures(Sheet(), second, y=110)]
    reading = read(sheets)
    assert [text for text, _ in rows_of(reading)] == ["\t".join(row) for row in (*first, *second[1:])]
    assert all(header == HEADER for _, header in rows_of(reading)[1:])
    assert [aside.text for aside in reading.pages[1].furniture] == list(HEADER)


def test_a_header_that_comes_back_after_pages_of_text_is_set_aside_too(read: Read) -> None:
    rows = [HEADER, ("Council", "412.6", "Puerto Saywa"), ("Fund", "538.9", "Quinual")]
    text = Sheet()
    text.set([BEFORE, AFTER], y=150)
    reading = read([figures(Sheet(), rows, y=110), text, figures(Sheet(), rows, y=110)])
    assert [aside.text for aside in reading.pages[2].furniture] == list(HEADER)


def test_a_table_that_goes_on_without_its_header_keeps_it(read: Read) -> None:
    """Rows at the top of the next page, in the same columns, stand under the header of the page before."""
    first = [HEADER, ("Council", "412.6", "Puerto Saywa"), ("Fund", "538.9", "Quinual")]
    second = [("Office", "21.4", "Puerto Saywa"), ("Store", "18.0", "Quinual")]
    sheets = [figures(Sheet().put(BEFORE, y=630), first, y=660), figures(Sheet(), second, y=110)]
    assert [header for _, header in rows_of(read(sheets))] == [(), HEADER, HEADER, HEADER, HEADER]


def test_a_table_with_a_header_of_its_own_begins_anew_on_the_next_page(read: Read) -> None:
    first = [HEADER, ("Council", "412.6", "Puerto Saywa"), ("Fund", "538.9", "Quinual")]
    second = [("Region", "Goal", "Cost"), ("North", "21.4", "3.1"), ("South", "18.0", "2.2")]
    sheets = [figures(Sheet().put(BEFORE, y=630), first, y=660), figures(Sheet(), second, y=110)]
    assert [header for _, header in rows_of(read(sheets))][3:] == [(), second[0], second[0]]


def test_a_column_named_with_years_has_a_name(read: Read) -> None:
    rows = [("Problem", "Goals 2016-2030"), ("Roads are bad", "Mend them"), ("Schools are far", "Build more")]
    sheet = Sheet().grid((70, 280, 520), (200, 220, 240, 260))
    for number, row in enumerate(rows):
        sheet.row(row, xs=(80, 290), y=214 + 20 * number, font="F2" if number == 0 else "F1")
    assert [header for _, header in rows_of(read([sheet]))] == [(), rows[0], rows[0]]


def test_items_on_grounds_of_their_own_are_a_list(read: Read) -> None:
    """White runs down behind their marks; it parts no columns."""
    sheet = Sheet()
    for y in (200, 230, 260):
        sheet.area(100, y, 520, y + 30, grey=0.99)
        sheet.put("\u2022", x=104, y=y + 18, size=10).put("Keep the plan and the budget", x=130, y=y + 18, size=10)
    assert {draft.kind for draft in read([sheet]).drafts} == {Kind.LIST_ITEM}


def test_a_table_after_a_text_has_a_header_of_its_own(read: Read) -> None:
    """What stands between two tables parts them: the first one's header is not the second one's."""
    first = [HEADER, ("Council", "412.6", "Puerto Saywa"), ("Fund", "538.9", "Quinual")]
    second = [("Year", "Paid", "Owed"), ("2013", "21.4", "3.1"), ("2014", "18.0", "2.2")]
    sheets = [figures(Sheet(), first, y=660), figures(Sheet().put(AFTER, y=120), second, y=160)]
    headers = [header for _, header in rows_of(read(sheets))]
    assert headers == [(), HEADER, HEADER, (), ("Year", "Paid", "Owed"), ("Year", "Paid", "Owed")]


def test_two_tables_alike_on_one_page_stay_apart(read: Read) -> None:
    """Each begins with its own header, and what stands between them is read between them."""
    first = [HEADER, ("Council", "412.6", "Puerto Saywa"), ("Fund", "538.9", "Quinual")]
    second = [("Year", "Paid", "Owed"), ("2013", "21.4", "3.1"), ("2014", "18.0", "2.2")]
    reading = read([figures(figures(Sheet(), first, y=150).put(AFTER, y=250), second, y=280)])
    assert [draft.text for draft in reading.drafts] == [
        *("\t".join(row) for row in first),
        AFTER,
        *("\t".join(row) for row in second),
    ]
    assert rows_of(reading)[3][1] == ()


def test_shading_line_by_line_does_not_cut_text(read: Read) -> None:
    """Grounds drawn behind each line of a paragraph are no rows: its sentences go on over them."""
    sheet = Sheet()
    lines = wrap(LONG * 2, 84)
    for number in range(len(lines)):
        sheet.area(70, 190 + 14 * number, 525, 204 + 14 * number)
    sheet.set(lines, y=200)
    assert [draft.text for draft in read([sheet]).drafts] == [(LONG * 2).strip()]


@pytest.mark.parametrize("inset", [0.0, 18.0])
def test_a_frame_around_the_page_parts_nothing(read: Read, inset: float) -> None:
    """A border or ground of the whole page holds all of it, and is read as if it were not there."""
    width, height = A4
    plain, framed, grounded = (Sheet() for _ in range(3))
    framed.grid((inset, width - inset), (inset, height - inset))
    grounded.area(inset, inset, width - inset, height - inset)
    for sheet in (plain, framed, grounded):
        sheet.set(wrap(LONG * 2, 38), x=60, y=150)
        sheet.set(wrap(LONG.upper() * 2, 34), x=320, y=150)
    told = [[draft.text for draft in read([sheet]).drafts] for sheet in (plain, framed, grounded)]
    assert told[0] == told[1] == told[2]


def test_a_word_too_long_for_its_cell_stays_whole(read: Read) -> None:
    """It belongs to the cell in which it begins, though it runs over the line."""
    sheet = Sheet().grid((70, 150, 360, 520), (200, 220, 240, 260))
    xs = (75, 155, 365)
    sheet.row(HEADER, xs=xs, y=214, font="F2")
    sheet.row(("Intergovernmental", "", "Puerto Saywa"), xs=xs, y=234).row(
        ("Fund", "538.9", "Quinual"), xs=xs, y=254
    )
    assert rows_of(read([sheet]))[1][0] == "Intergovernmental\t\tPuerto Saywa"


def test_lines_of_a_chart_part_no_text(read: Read) -> None:
    """A grid behind labels that stand across its lines is a chart's, and cuts no words."""
    sheet = Sheet().grid([100 + 30 * number for number in range(10)], [200 + 25 * number for number in range(8)])
    labels = ["Exports of fruit and maize", "Imports of cloth from the coast", "Wages paid in the upper valley"]
    for number, label in enumerate(labels):
        sheet.put(label, x=112, y=212 + 50 * number, size=10)
    text = read([sheet]).pages[0].text
    assert all(label in text for label in labels)


@pytest.mark.parametrize(
    "step",
    [8.0, 14.0, 57.0],
)
def test_squared_paper_behind_columns_parts_nothing(read: Read, step: float) -> None:
    """Squares that cut words are a ground or a map, however many they are."""
    plain, squared = Sheet(), Sheet()
    squared.grid(
        [10 + step * at for at in range(int(575 / step))], [10 + step * at for at in range(int(820 / step))]
    )
    for sheet in (plain, squared):
        sheet.set(wrap(LONG, 38), x=60, y=150)
        sheet.set(wrap(LONG.upper(), 32), x=320, y=150)
    assert [draft.text for draft in read([squared]).drafts] == [draft.text for draft in read([plain]).drafts]
