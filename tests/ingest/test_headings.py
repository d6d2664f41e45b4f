"""What is a heading, by its looks and by what stands around it."""

from __future__ import annotations

import pytest

from archive import Kind
from tests.ingest.conftest import Read
from tests.pdf_factory import Sheet, wrap

FIRST = (
    "The council meets twice a year in the two regions. Its members say that the money comes too late, and that "
    "the plan of one year is paid for in the next."
)
SECOND = (
    "The producers of the valley sell to three buyers who come once a week. None of them pays before the next "
    "month, and a store would let the families wait for a better price."
)


def kinds_of(read: Read, *sheets: Sheet) -> dict[str, Kind]:
    return {line: draft.kind for draft in read(list(sheets)).drafts for line in draft.text.splitlines()}


def sheet_of(*texts: str, bold: tuple[str, ...] = (), size: float = 11, y: float = 120) -> Sheet:
    """Set texts below each other with white between them, some in bold letters."""
    sheet = Sheet()
    for text in texts:
        for line in wrap(text):
            sheet.put(line, y=y, size=size, font="F2" if text in bold else "F1")
            y += 14
        y += 12
    return sheet


@pytest.mark.parametrize("title", ["Renewable Energy", "Energía renovable", "ACTION 2: Begin to count"])
def test_a_plain_line_by_itself_between_two_texts_is_a_heading(read: Read, title: str) -> None:
    """What underlines or italics mark is told by where it stands."""
    reading = read([sheet_of("About", FIRST, title, SECOND, bold=("About",))])
    assert [(draft.kind, draft.section) for draft in reading.drafts[2:]] == [
        (Kind.HEADING, ("About", title)),
        (Kind.PARAGRAPH, ("About", title)),
    ]


def test_a_plain_heading_may_stand_last_on_a_page(read: Read) -> None:
    assert (
        kinds_of(read, sheet_of(FIRST * 3, "Renewable Energy"), sheet_of(SECOND))["Renewable Energy"]
        is Kind.HEADING
    )


@pytest.mark.parametrize("line", ["make install", "Address: the council", "Calle de Alcalá 1234", "Run it = now"])
def test_lines_of_code_and_addresses_between_texts_are_none(read: Read, line: str) -> None:
    assert kinds_of(read, sheet_of(FIRST, line, SECOND))[line] is Kind.PARAGRAPH


def test_a_plain_line_that_goes_on_a_list_of_lines_is_none(read: Read) -> None:
    """The lines of an address stand above a text as headings do."""
    sheet = sheet_of(FIRST, "Election Division", "Office of the Secretary", SECOND)
    kinds = kinds_of(read, sheet)
    assert kinds["Election Division"] is kinds["Office of the Secretary"] is Kind.PARAGRAPH


def test_a_short_bold_line_may_end_with_a_stop(read: Read) -> None:
    title, sentence = "Política 2: Desarrollo docente.", "None of the members that were asked has ever been paid."
    kinds = kinds_of(read, sheet_of(FIRST, title, SECOND, sentence, FIRST, bold=(title, sentence)))
    assert kinds[title] is Kind.HEADING
    assert kinds[sentence] is Kind.PARAGRAPH


def test_a_bold_label_of_an_item_belongs_to_the_item(read: Read) -> None:
    """A heading has white below it; the label of an item has its text right there, and is one passage with it."""
    sheet = sheet_of(FIRST).put("7. Choice of party.", y=160, font="F2")
    sheet.set(wrap(SECOND, 60), y=174)
    assert kinds_of(read, sheet)[f"7. Choice of party. {SECOND}"] is Kind.LIST_ITEM


@pytest.mark.parametrize("title", ["ii. ACKNOWLEDGEMENTS", "ii) Conditional contributions", "a. Public health"])
def test_headings_numbered_with_small_letters_are_headings(read: Read, title: str) -> None:
    assert kinds_of(read, sheet_of(FIRST, title, SECOND, bold=(title,)))[title] is Kind.HEADING


def test_a_heading_in_a_narrow_column_may_have_many_lines(read: Read) -> None:
    """Six short lines beside the text they head are a heading as one long line is."""
    sheet = Sheet()
    for number, line in enumerate(("What the", "council of", "the two", "regions", "said of it")):
        sheet.put(line, x=60, y=120 + 14 * number, font="F2")
    sheet.set(wrap(FIRST * 3, 56), x=180, y=120)
    first = read([sheet]).drafts[0]
    assert (first.kind, first.text) == (Kind.HEADING, "What the council of the two regions said of it")


@pytest.mark.parametrize(
    "line",
    [
        "San José, September 2015",
        "12 de octubre de 2009",
        "Dear members of the council:",
        "Estimados señores:",
        "Subject: the plan of the council",
        "Note: bold lines come first",
        "“The council comes first”",
        "(unofficial translation)",
        "The plan of the council says that:",
        "Exploitability: 2",
    ],
)
def test_dates_salutations_and_notes_head_nothing_though_they_are_bold(read: Read, line: str) -> None:
    assert kinds_of(read, sheet_of(FIRST, line, SECOND, bold=(line,)))[line] is Kind.PARAGRAPH


def test_numbered_bold_lines_after_a_colon_are_a_list(read: Read) -> None:
    items = ("1. Reduction Targets", "2. Transportation Systems", "3. Energy Systems")
    title = "4. Green Space"
    intro = "The goals of the sections that follow, which the council set itself, are these:"
    kinds = kinds_of(read, sheet_of(intro, *items, FIRST, title, SECOND, bold=(*items, title)))
    assert {kinds[item] for item in items} == {Kind.LIST_ITEM}
    assert kinds[title] is Kind.HEADING


def test_bold_words_far_apart_on_one_line_are_the_head_of_a_table(read: Read) -> None:
    sheet = sheet_of(FIRST).put("Problems", x=72, y=180, font="F2").put("Measures", x=180, y=180, font="F2")
    sheet.put("Goals", x=300, y=180, font="F2").set(wrap(SECOND), y=210)
    assert Kind.HEADING not in {draft.kind for draft in read([sheet]).drafts}


def test_three_bold_cells_in_a_row_are_the_heads_of_columns(read: Read) -> None:
    """Cells of much text are read one by one, and so are their heads where one is a figure."""
    sheet = Sheet().put("What the council does", y=80, font="F2").grid((50, 180, 310, 440, 570), (100, 120, 650))
    for column, head in enumerate(("Problems", "Measures", "Indicators", "Goals (2021-2026)")):
        sheet.put(head, x=54 + 130 * column, y=114, font="F2")
        sheet.set(wrap(FIRST * 4, 24), x=54 + 130 * column, y=140, size=9)
    told = read([sheet]).drafts
    assert [draft.text for draft in told if draft.kind is Kind.HEADING] == ["What the council does"]


def test_large_words_around_a_figure_are_a_picture(read: Read) -> None:
    """A heading has its number beside it, a display made of letters a share or a year."""
    sheet = sheet_of(FIRST)
    for number, text in enumerate(("OUR GOAL", "20%", "REDUCTION")):
        sheet.put(text, x=200, y=200 + 40 * number, size=24)
    sheet.set(wrap(SECOND), y=330)
    assert Kind.HEADING not in {draft.kind for draft in read([sheet]).drafts}


def test_items_with_deep_numbers_are_no_headings_when_they_follow_one_another(read: Read) -> None:
    items = ("7.8 Prevenir la mezcla de las aguas", "7.9 Promover un consumo consciente")
    sheet = sheet_of(FIRST * 3, *items, SECOND * 3, "8.1 What is sold", FIRST * 3)
    told = {draft.text: draft.kind for draft in read([sheet]).drafts}
    assert [text for text, kind in told.items() if kind is Kind.HEADING] == ["8.1 What is sold"]


def test_a_line_that_ends_early_and_the_next_are_one_heading(read: Read) -> None:
    sheet = Sheet().put("Lucha contra la", y=120, font="F2").put("Corrupción", y=133, font="F2")
    sheet.set(wrap(FIRST), y=160)
    reading = read([sheet])
    assert reading.drafts[-1].section == ("Lucha contra la Corrupción",)
    assert [draft.kind for draft in reading.drafts] == [Kind.HEADING, Kind.PARAGRAPH]


def test_a_line_that_cannot_end_a_heading_goes_on_below_though_it_stands_off(read: Read) -> None:
    sheet = Sheet().put("Action for a low emission and", y=120, font="F2").put("Lasting growth", y=138, font="F2")
    sheet.set(wrap(FIRST), y=170)
    assert read([sheet]).drafts[0].text == "Action for a low emission and Lasting growth"


def test_the_second_line_of_a_numbered_heading_stands_under_the_words_of_the_first(read: Read) -> None:
    sheet = Sheet().put("4 Water", x=72, y=120, font="F2").put("Integrity", x=81, y=133, font="F2")
    sheet.set(wrap(FIRST), y=170)
    assert read([sheet]).drafts[0].text == "4 Water Integrity"


def test_two_headings_with_white_between_them_stay_two(read: Read) -> None:
    sheet = sheet_of("Key Assumptions", "Metric Applied", FIRST, bold=("Key Assumptions", "Metric Applied"))
    assert kinds_of(read, sheet)["Metric Applied"] is Kind.HEADING


def test_plain_letters_with_wide_stems_are_not_bold(read: Read) -> None:
    """TeX's fonts are told as heavy as bold ones; a document set in them still has bold headings."""
    sheet = Sheet().put("What is sold", y=120, size=8.5, font="F2")
    for number, line in enumerate(("Maize and beans.", "Milk.", *wrap(FIRST * 2, 70))):
        sheet.put(line, y=150 + 14 * number, font="F5")
    assert read([sheet]).drafts[0].kind is Kind.HEADING
