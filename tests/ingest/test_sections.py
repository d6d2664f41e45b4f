"""Under which headings a passage stands: by the outline of the file, and by how headings look."""

from __future__ import annotations

import pytest

from archive import Kind, OutlineEntry
from ingest.outlines import says_something
from ingest.readings import Reading
from ingest.sections import Looks, held_above
from tests.ingest.conftest import Read
from tests.pdf_factory import Sheet, pdf_bytes, with_structure, wrap

TEXT = (
    "The council meets twice a year in the two regions. Its members say that the money comes too late, and that "
    "the plan of one year is paid for in the next."
)


def sheet_of(*headings: tuple[str, float], bold: bool = True) -> Sheet:
    """Set headings of some size, each with a text below it."""
    sheet, y = Sheet(), 80.0
    for title, size in headings:
        sheet.put(title, y=y, size=size, font="F2" if bold else "F1")
        y = sheet.set(wrap(f"{title}: {TEXT}"), y=y + 30) + 30
    return sheet


def paths(reading: Reading) -> list[tuple[str, ...]]:
    """Give the sections of the texts."""
    return [draft.section for draft in reading.drafts if draft.kind is Kind.PARAGRAPH]


def test_a_poor_outline_gives_way_to_the_headings_on_the_pages(read: Read) -> None:
    """One entry for a file of many chapters says where none of them is."""
    sheets = [sheet_of(("Overview", 16), ("Profile", 16), ("Goals", 13)), sheet_of(("Progress", 16))]
    made = with_structure(pdf_bytes(sheets), outline=[("Plan Final 9-29-14", 1, 1)])
    assert paths(read(made)) == [("Overview",), ("Profile",), ("Profile", "Goals"), ("Progress",)]


def test_entries_of_a_poor_outline_that_say_something_stay_outermost(read: Read) -> None:
    sheets = [sheet_of(("Overview", 16), ("Profile", 16)), sheet_of(("Method", 16), ("Findings", 16))]
    made = with_structure(pdf_bytes(sheets), outline=[("Rooftop Assessment", 2, 1)])
    assert paths(read(made))[1:] == [
        ("Profile",),
        ("Rooftop Assessment", "Method"),
        ("Rooftop Assessment", "Findings"),
    ]


def test_a_good_outline_is_followed_though_the_pages_show_more_headings(read: Read) -> None:
    sheet = sheet_of(("Overview", 16), ("Profile", 13), ("Goals", 16))
    made = with_structure(pdf_bytes([sheet]), outline=[("Overview", 1, 1), ("Goals", 1, 1)])
    assert paths(read(made)) == [("Overview",), ("Overview",), ("Goals",)]


@pytest.mark.parametrize(
    "title",
    ["report_v2.indd", "Plan.pdf", "Page 12", "Página 3", "7", "Microsoft Word - Draft", "Cover Rev 9-22-14"],
)
def test_names_of_files_and_numbers_of_pages_are_no_sections(title: str) -> None:

    assert not says_something(OutlineEntry(title, 1, 1))
    assert says_something(OutlineEntry("Goals for 2030", 1, 1))


def test_an_entry_begins_where_its_title_stands_in_two_lines(read: Read) -> None:
    """Laws set "Title I" and what it is about apart; the outline has both in one."""
    sheet = sheet_of(("Artículo 9.", 11))
    sheet.put("TÍTULO I", x=250, y=200).put("De los derechos", x=240, y=230, font="F2")
    sheet.put("Artículo 10.", y=260, font="F2").set(wrap(f"Ten: {TEXT}"), y=290)
    outline = [("Artículo 9", 1, 2), ("TÍTULO I. De los derechos", 1, 1), ("Artículo 10", 1, 2)]
    made = with_structure(pdf_bytes([sheet]), outline=[("Ley", 1, 1), *outline])
    reading = read(made)
    assert paths(reading) == [("Ley", "Artículo 9"), ("TÍTULO I. De los derechos", "Artículo 10")]
    title = next(draft for draft in reading.drafts if draft.text == "TÍTULO I")
    assert (title.kind, title.section) == (Kind.HEADING, ("TÍTULO I. De los derechos",))


def test_an_entry_that_stands_nowhere_begins_with_the_next_one(read: Read) -> None:
    """What is above it on the page still belongs to the entry before."""
    sheet = sheet_of(("First", 16), ("Second", 16), ("Third", 16))
    outline = [("First", 1, 1), ("A part that is not printed", 1, 1), ("Second", 1, 2), ("Third", 1, 2)]
    part = "A part that is not printed"
    assert paths(read(with_structure(pdf_bytes([sheet]), outline=outline))) == [
        ("First",),
        (part, "Second"),
        (part, "Third"),
    ]


def test_an_entry_after_all_that_its_page_shows_begins_overleaf(read: Read) -> None:
    sheets = [sheet_of(("First", 16)), Sheet()]
    sheets[1].set(wrap(TEXT), y=80)
    made = with_structure(pdf_bytes(sheets), outline=[("First", 1, 1), ("Not printed", 1, 1)])
    assert paths(read(made)) == [("First",), ("Not printed",)]


def test_the_number_of_an_appendix_may_be_missing_in_the_outline(read: Read) -> None:
    sheet = sheet_of(("A.1 The maze", 16), ("A.2 The history", 16))
    made = with_structure(pdf_bytes([sheet]), outline=[("The maze", 1, 1), ("The history", 1, 1)])
    assert paths(read(made)) == [("The maze",), ("The history",)]


def test_what_stands_on_a_cover_is_no_section(read: Read) -> None:
    cover = Sheet().put("A Plan for the County", y=200, size=24).put("Prepared by the Forum", y=300, size=24)
    assert paths(read([cover, sheet_of(("Overview", 14))])) == [("Overview",)]


@pytest.mark.parametrize("title", ["TABLE OF CONTENTS", "Índice general", "List of Figures", "CONTENIDO"])
def test_a_table_of_contents_is_no_section_of_what_comes_after_it(read: Read, title: str) -> None:
    contents = Sheet().put(title, y=100, size=24).put("Overview ........................ 3", y=140)
    sheets = [sheet_of(("Thanks", 14)), contents, sheet_of(("Overview", 16))]
    assert paths(read(sheets)) == [("Thanks",), ("Overview",)]


def test_a_number_that_stands_alone_takes_its_words_from_the_line_below(read: Read) -> None:
    sheet = Sheet().put("CAPÍTULO SEGUNDO", y=80, font="F2").put("De las leyes", y=110, font="F2")
    sheet.set(wrap(TEXT), y=140)
    assert paths(read([sheet])) == [("CAPÍTULO SEGUNDO De las leyes",)]


def test_a_much_smaller_heading_does_not_name_the_number_above_it(read: Read) -> None:
    sheet = Sheet().put("SECTION 2", y=80, size=26).put("Objectives", y=120, size=14)
    sheet.set(wrap(TEXT), y=150)
    assert paths(read([sheet])) == [("SECTION 2", "Objectives")]


@pytest.mark.parametrize(
    ("path", "looks", "held"),
    [
        pytest.param([Looks(16)], Looks(12, bold=True), 1, id="a larger one holds a smaller one"),
        pytest.param([Looks(12, capitals=True)], Looks(12), 1, id="capitals hold small letters"),
        pytest.param([Looks(12, bold=True)], Looks(12, capitals=True), 1, id="bold ones hold plain ones"),
        pytest.param([Looks(12.5, bold=True)], Looks(12, bold=True), 0, id="a hair of size says nothing"),
        pytest.param([Looks(12, number=(3,))], Looks(12, number=(3, 1)), 1, id="3 holds 3.1"),
        pytest.param([Looks(12, number=(3,))], Looks(13.5, number=(3, 1)), 1, id="3 holds 3.1, however large"),
        pytest.param([Looks(12, number=(1, 4))], Looks(12, numeral=2), 0, id="1.4 holds no II"),
        pytest.param([Looks(13.2, numeral=2), Looks(11, numeral=3)], Looks(11, numeral=3), 0, id="III follows II"),
        pytest.param(
            [Looks(12, True, number=(5,))], Looks(12, number=(7,)), 0, id="7 follows 5 when 6 was missed"
        ),
        pytest.param([Looks(12), Looks(12, number=(8,))], Looks(12), 0, id="what looks the same is of one rank"),
        pytest.param(
            [Looks(12, division=1), Looks(12, bold=True)], Looks(14, division=2), 1, id="titles hold chapters"
        ),
        pytest.param(
            [Looks(20), Looks(12, division=3)], Looks(10, is_annex=True), 1, id="an annex ends what is counted"
        ),
    ],
)
def test_which_headings_still_hold_when_another_comes(path: list[Looks], looks: Looks, held: int) -> None:
    assert held_above(looks, path) == held
