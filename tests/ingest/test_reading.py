"""A PDF as it is read: pages with text and boxes, passages, language, labels."""

from __future__ import annotations

import pytest

from archive import Kind, LabelSource, PageState
from ingest.errors import OriginalUnreadable
from tests.ingest.conftest import Read
from tests.pdf_factory import A4, Sheet, pdf_bytes, with_structure, wrap

ENGLISH = (
    "The regional innovation system of the two regions brings together universities, producers and public "
    "bodies, and the study describes how they work with one another across the border."
)
SPANISH = (
    "El sistema regional de innovación de las dos regiones reúne a universidades, productores y organismos "
    "públicos, y el estudio describe cómo trabajan entre sí a ambos lados de la frontera."
)


def sheet_of(*paragraphs: str, y: float = 120) -> Sheet:
    sheet = Sheet()
    for paragraph in paragraphs:
        y = sheet.set(wrap(paragraph), y=y) + 12
    return sheet


def test_a_paragraph_is_one_passage_with_its_lines_joined(read: Read) -> None:
    reading = read([sheet_of(ENGLISH)])
    assert [draft.text for draft in reading.drafts] == [ENGLISH]
    assert reading.drafts[0].kind is Kind.PARAGRAPH


def test_every_passage_says_where_its_characters_stand_on_the_page(read: Read) -> None:
    reading = read([sheet_of(ENGLISH, SPANISH)])
    for draft in reading.drafts:
        for part in draft.parts:
            page = reading.pages[part.page_number - 1]
            length = part.page_end - part.page_start
            assert page.text[part.page_start : part.page_end] == draft.text[part.start : part.start + length]


def test_words_have_boxes_where_they_were_set(read: Read) -> None:
    page = read([Sheet().put("Border cooperation, said twice.", x=100, y=200, size=10)]).pages[0]
    found = {page.text[word.start : word.end]: word.box for word in page.words}
    assert found["Border"][0] == pytest.approx(100, abs=1)
    x0, y0, x1, y1 = found["cooperation"]
    assert y0 < 197
    assert y1 > 200
    assert x0 < x1 < found["said"][0]
    assert "," in found, "punctuation has a box of its own"


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_boxes_of_a_rotated_page_are_those_of_the_page_as_seen(read: Read, rotation: int) -> None:
    plain = pdf_bytes([Sheet().put("innovation", x=100, y=200)])
    width, height = A4
    page = read(with_structure(plain, rotate=rotation)).pages[0]
    (x0, y0, x1, y1) = page.words[0].box
    # A corner of the plain page, turned clockwise.
    expected = {90: (height - 200, 100), 180: (width - 100, height - 200), 270: (200, width - 100)}[rotation]
    assert x0 - 4 <= expected[0] <= x1 + 4
    assert y0 - 4 <= expected[1] <= y1 + 4
    assert (page.width_points, page.height_points) == ((height, width) if rotation != 180 else A4)


def test_text_outside_the_visible_page_is_left_out_and_boxes_count_from_its_corner(read: Read) -> None:
    sheet = Sheet().put("visible words here", x=150, y=300).put("hidden words here", x=150, y=40)
    page = read(with_structure(pdf_bytes([sheet]), crop=(100, 100, 500, 700))).pages[0]
    assert page.text == "visible words here"
    assert page.words[0].box[0] == pytest.approx(50, abs=1)
    assert page.words[0].box[1] < 300 - (842 - 700) < page.words[0].box[3] + 1


def test_two_columns_are_read_one_after_the_other(read: Read) -> None:
    left, right = wrap(ENGLISH * 3, 38), wrap(SPANISH * 3, 38)
    sheet = Sheet()
    sheet.set(left, x=60, y=150)
    sheet.set(right, x=320, y=150)
    text = read([sheet]).pages[0].text
    assert text.index("describes how they work") < text.index("El sistema regional")
    assert "regions El" not in text


def test_a_heading_over_two_columns_comes_first(read: Read) -> None:
    sheet = Sheet().put("Regional systems of innovation in two regions", x=60, y=110, size=20, font="F2")
    sheet.set(wrap(ENGLISH * 3, 38), x=60, y=150)
    sheet.set(wrap(SPANISH * 3, 38), x=320, y=150)
    reading = read([sheet])
    assert reading.drafts[0].kind is Kind.HEADING
    assert all(draft.section == ("Regional systems of innovation in two regions",) for draft in reading.drafts)


def test_a_word_cut_at_a_line_end_is_joined_when_the_document_knows_it(read: Read) -> None:
    lines = [
        "All of this cooperation is an inno-",
        "vation. Every innovation is well-",
        "known, and well-known ones last.",
    ]
    sheet = Sheet()
    sheet.set(lines, y=150)
    page = read([sheet]).pages[0]
    assert "an innovation. Every innovation is well-known, and" in page.text
    pieces = [word for word in page.words if page.text[word.start : word.end] in ("inno", "vation")]
    assert pieces[0].end == pieces[1].start, "both halves are one word of the text"
    assert pieces[0].box[1] < pieces[1].box[1], "and stand on two lines of the page"


def test_a_paragraph_goes_on_over_a_page_break(read: Read) -> None:
    first, second = ENGLISH.split(" and the study ", 1)
    one, two = (
        sheet_of("First things first, in a paragraph of its own.", first + " and the study"),
        sheet_of(second),
    )
    one.put("Running head of the study", y=40, size=8).put("1", x=300, y=810)
    two.put("Running head of the study", y=40, size=8).put("2", x=300, y=810)
    reading = read([one, two])
    joined = next(draft for draft in reading.drafts if "brings together" in draft.text)
    assert joined.text == ENGLISH
    assert [part.page_number for part in joined.parts] == [1, 2]


def test_a_figure_at_the_top_of_the_next_page_does_not_cut_the_paragraph(read: Read) -> None:
    first, second = ENGLISH.split(" and the study ", 1)
    one, two = sheet_of("First things first, in a paragraph of its own.", first + " and the study"), Sheet()
    two.put("Plenary", x=100, y=90).put("Secretariat", x=300, y=130)
    two.put("Figure 2. Structure of the committee", y=170, size=9)
    two.set(wrap(second), y=210)
    reading = read([one, two])
    assert any(draft.text == ENGLISH for draft in reading.drafts)
    assert any(draft.kind is Kind.CAPTION for draft in reading.drafts)


def test_running_heads_and_folios_are_kept_as_furniture_and_out_of_passages(read: Read) -> None:
    sheets = []
    for number in range(1, 5):
        sheet = sheet_of(f"{ENGLISH} Page text {'abcd'[number - 1]}.")
        sheets.append(sheet.put("The Study of the Regions", y=40, size=8).put(str(number + 6), x=300, y=815))
    reading = read(sheets)
    told = [[aside.text for aside in page.furniture] for page in reading.pages]
    assert told == [["The Study of the Regions", str(number + 6)] for number in range(1, 5)]
    assert not any("The Study of the Regions" in draft.text for draft in reading.drafts)
    assert [(page.label, page.label_source) for page in reading.pages] == [
        (str(number), LabelSource.PRINTED) for number in (7, 8, 9, 10)
    ]


def test_a_line_that_repeats_closely_above_its_text_is_text(read: Read) -> None:
    """Forms begin many columns with the same words; a running head stands apart from what is below."""
    sheets = []
    for number in range(1, 5):
        sheet = Sheet().put("Mailing address:", y=60)
        sheet.set([f"Office of page {'abcd'[number - 1]}", "Capitol Street", "A town of some name"], y=74)
        sheets.append(sheet)
    assert all(page.furniture == () for page in read(sheets).pages)


def test_repeated_article_headings_are_text_and_no_furniture(read: Read) -> None:
    texts = (ENGLISH, SPANISH, "Another text altogether.")
    numbers = (27, 31, 36)
    sheets = [sheet_of(f"Article {number}.", text, y=60) for number, text in zip(numbers, texts, strict=True)]
    assert all(page.furniture == () for page in read(sheets).pages)


def test_labels_of_the_file_come_before_what_is_printed(read: Read) -> None:
    made = pdf_bytes([sheet_of(ENGLISH) for _ in range(4)])
    made = with_structure(made, labels=[(1, 2, "LOWERCASE_ROMAN"), (3, 4, "DECIMAL")])
    pages = read(made).pages
    assert [page.label for page in pages] == ["i", "ii", "1", "2"]
    assert {page.label_source for page in pages} == {LabelSource.PDF}


def test_sections_come_from_the_outline(read: Read) -> None:
    sheet = sheet_of("The idea", ENGLISH, "Its uses", SPANISH)
    made = with_structure(pdf_bytes([sheet]), outline=[("Part one", 1, 1), ("The idea", 1, 2), ("Its uses", 1, 2)])
    sections = {draft.text: draft.section for draft in read(made).drafts}
    assert sections[ENGLISH] == ("Part one", "The idea")
    assert sections[SPANISH] == ("Part one", "Its uses")


def test_without_an_outline_sections_come_from_numbered_and_larger_headings(read: Read) -> None:
    sheet = (
        Sheet()
        .put("1 Introduction", y=100, size=18, font="F2")
        .put("1.1 Why two regions", y=130, size=13, font="F2")
    )
    sheet.set(wrap(ENGLISH), y=160)
    assert read([sheet]).drafts[-1].section == ("1 Introduction", "1.1 Why two regions")


def test_each_passage_has_its_own_language_and_a_file_with_both_is_mul(read: Read) -> None:
    reading = read([sheet_of(ENGLISH, ENGLISH[::1] + " More."), sheet_of(SPANISH, SPANISH + " Más.")])
    assert reading.language == "mul"
    assert list(reading.languages) == ["en", "en", "es", "es"]


def test_a_heading_in_capitals_is_not_taken_for_german(read: Read) -> None:
    sheet = Sheet().put("RESUMEN EJECUTIVO", y=100, font="F2")
    sheet.set(wrap(SPANISH), y=140)
    assert set(read([sheet]).languages) == {"es"}


def test_a_quotation_does_not_change_the_language_of_its_paragraph(read: Read) -> None:
    quoting = SPANISH + " Lo llaman “regional innovation system” en la literatura europea."
    assert read([sheet_of(quoting)]).languages == ("es",)


def test_rows_of_a_table_keep_their_cells_apart_and_know_their_header(read: Read) -> None:
    sheet = sheet_of(ENGLISH)
    for row, cells in enumerate([("Indicator", "Ancaraya", "Tarumayo"), ("Population", "412.6", "538.9")]):
        for column, cell in enumerate(cells):
            sheet.put(cell, x=72 + 160 * column, y=300 + 16 * row)
    rows = [(draft.text, draft.header) for draft in read([sheet]).drafts if draft.kind is Kind.TABLE]
    assert rows == [
        ("Indicator\tAncaraya\tTarumayo", ()),
        ("Population\t412.6\t538.9", ("Indicator", "Ancaraya", "Tarumayo")),
    ]


def test_items_of_a_list_stay_together(read: Read) -> None:
    sheet = sheet_of("The study draws three conclusions:", ENGLISH)
    sheet.set(["• Links come first.", "• Money comes second.", "• Committees come last."], y=300)
    item = next(draft for draft in read([sheet]).drafts if draft.kind is Kind.LIST_ITEM)
    assert item.text.count("\n") == 2


def test_a_long_paragraph_is_cut_at_sentence_ends(read: Read) -> None:
    long_text = " ".join(
        f"Sentence number {number} says one more thing about the two regions." for number in range(40)
    )
    drafts = read([sheet_of(long_text)]).drafts
    assert len(drafts) > 1
    assert all(draft.text.endswith(".") and len(draft.text.split()) <= 220 for draft in drafts)
    assert " ".join(draft.text for draft in drafts) == long_text


def test_a_footnote_is_set_aside_and_its_number_does_not_glue_to_the_word(read: Read) -> None:
    sheet = sheet_of(ENGLISH)
    sheet.put("It rests on trust.", y=250)
    sheet.put("2", x=157, y=246, size=6)
    sheet.put("2", y=745, size=5).put("The argument is set out for European regions.", x=76, y=748, size=8)
    reading = read([sheet])
    assert any("trust. ²" in draft.text for draft in reading.drafts)
    note = next(draft for draft in reading.drafts if draft.kind is Kind.FOOTNOTE)
    assert note.text.endswith("The argument is set out for European regions.")


@pytest.mark.parametrize("number", ["4.3", "6.1", "1,234.5", "18,00", "2010-2012"])
def test_digits_of_a_number_are_no_note_marks(read: Read, number: str) -> None:
    sheet = sheet_of(f"They pay by {number} per cent, say {number} of them, and {number} in all.")
    assert read([sheet]).drafts[0].text.count(number) == 3


def test_three_columns_are_read_one_after_the_other(read: Read) -> None:
    sheet = Sheet()
    for column, words in enumerate(("alpha " * 60, "beta " * 60, "gamma " * 60)):
        sheet.set(wrap(words, 26), x=40 + 180 * column, y=120, size=10)
    words = read([sheet]).pages[0].text.split()
    assert words == ["alpha"] * 60 + ["beta"] * 60 + ["gamma"] * 60


def test_a_name_cut_by_a_page_break_is_joined(read: Read) -> None:
    one, two = Sheet(), Sheet()
    one.set(
        [
            "The committee meets twice a year in the two regions and its",
            "secretariat of three has a seat in the lake town of Puerto",
        ],
        y=120,
    )
    two.set(
        ["Saywa and works for the two regions, each of which pays two", "fifths of what it costs in a year."],
        y=120,
    )
    assert any("Puerto Saywa" in draft.text for draft in read([one, two]).drafts)


def test_a_picture_without_text_is_a_page_that_needs_ocr(read: Read) -> None:
    reading = read([Sheet(picture=True), sheet_of(ENGLISH)])
    assert [page.state for page in reading.pages] == [PageState.NEEDS_OCR, PageState.TEXT]
    assert [(warned.code, warned.page) for warned in reading.warnings] == [("needs_ocr", 1)]


def test_an_empty_page_is_blank_and_no_cause_for_a_warning(read: Read) -> None:
    reading = read([Sheet(), sheet_of(ENGLISH)])
    assert reading.pages[0].state is PageState.BLANK
    assert reading.warnings == ()


def test_the_title_comes_from_the_file_unless_it_is_junk(read: Read) -> None:
    made = pdf_bytes([Sheet().put("Letter of Intent", y=100, size=22).put(ENGLISH[:60], y=140)])
    assert read(with_structure(made, metadata={"/Title": "A Study of Regions"})).title == "A Study of Regions"
    assert (
        read(with_structure(made, metadata={"/Title": "Microsoft Word - final3.doc"})).title == "Letter of Intent"
    )


def test_without_a_title_the_name_of_the_file_is_one(read: Read) -> None:
    assert read([sheet_of(ENGLISH)], "letter_of-intent.en.pdf").title == "Letter of intent"


@pytest.mark.parametrize(
    ("printed", "date"),
    [
        ("Lima, 22 May 2013", "2013-05-22"),
        ("Lima, 22 de mayo de 2013", "2013-05-22"),
        ("May 2013", "2013-05"),
        ("setiembre del 2015", "2015-09"),
        ("June 3, 2014", "2014-06-03"),
    ],
)
def test_the_date_is_the_one_printed_on_the_first_page(read: Read, printed: str, date: str) -> None:
    assert read([sheet_of(printed, ENGLISH)]).date == date


def test_reading_twice_gives_the_same(read: Read) -> None:
    sheets = [sheet_of(ENGLISH, SPANISH), sheet_of(SPANISH)]
    assert read(sheets) == read(sheets)


def test_a_locked_file_is_refused_with_its_reason(read: Read) -> None:
    with pytest.raises(OriginalUnreadable) as refused:
        read(with_structure(pdf_bytes([sheet_of(ENGLISH)]), password="secret"))
    assert refused.value.reason.code == "encrypted"


def test_a_file_that_only_its_owner_restricts_is_read(read: Read) -> None:
    made = with_structure(pdf_bytes([sheet_of(ENGLISH)]), owner_password="owner", outline=[("Kept", 1, 1)])
    reading = read(made)
    assert reading.drafts[0].text == ENGLISH
    assert reading.outline[0].title == "Kept"


def test_a_file_cut_short_is_read_or_called_damaged(read: Read) -> None:
    whole = pdf_bytes([sheet_of(ENGLISH)])
    with pytest.raises(OriginalUnreadable) as refused:
        read(whole[:60])
    assert refused.value.reason.code == "damaged"


def test_a_replacement_with_fewer_letters_than_pieces_of_text_is_not_believed(read: Read) -> None:
    """Some forms say that all the text of a page reads "0"."""
    sheet = Sheet()
    sheet.drawn.append(b"BT /F1 11 Tf 72 700 Td /P <</ActualText (0)>> BDC (Voter) Tj 40 0 Td (form) Tj EMC ET")
    reading = read([sheet])
    assert reading.pages[0].text == "Voter form"


def test_a_replacement_that_may_be_right_is_believed(read: Read) -> None:
    """Here each piece shows a letter that no font could tell."""
    sheet = Sheet()
    sheet.drawn.append(b"BT /F1 11 Tf 72 700 Td /Span <</ActualText (so)>> BDC (x) Tj (y) Tj EMC ET")
    reading = read([sheet.put("And more.", y=300)])
    assert reading.pages[0].text.split("\n")[0] == "so"
