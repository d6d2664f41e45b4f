"""What is set aside: running heads, feet and folios; and what stands in their place but is text."""

from __future__ import annotations

import time

import pytest

from archive import LabelSource
from ingest.readings import Reading
from tests.ingest.conftest import Read
from tests.ingest.test_reading import ENGLISH, SPANISH
from tests.pdf_factory import LEADING, Sheet, wrap


def page_of(number: int, *, head: str = "", foot: str = "", y: float = 120) -> Sheet:
    sheet = Sheet()
    if head:
        sheet.put(head, x=72, y=50, size=9)
    if foot:
        sheet.put(foot, x=290, y=800, size=9)
    y = sheet.set(wrap(f"{number + 10} {ENGLISH}"), y=y)
    sheet.set(wrap(SPANISH), y=y + 12)
    return sheet


def aside(reading: Reading, page_number: int) -> list[str]:
    return [each.text for each in reading.pages[page_number - 1].furniture]


def test_the_head_of_a_chapter_of_one_page_is_told_by_its_place(read: Read) -> None:
    heads = ["The regions"] * 3 + ["What is said of method"] + ["The networks"] * 3
    reading = read([page_of(number, head=head) for number, head in enumerate(heads)])
    assert aside(reading, 4) == ["What is said of method"]


def test_the_words_of_a_head_have_boxes_of_their_own(read: Read) -> None:
    reading = read([page_of(number, head="The regions", foot=str(number)) for number in range(4)])
    head, folio = reading.pages[2].furniture
    assert [head.text[word.start : word.end] for word in head.words] == ["The", "regions"]
    first, second = head.words
    assert head.box[0] <= first.box[0] < first.box[2] < second.box[0] < second.box[2] <= head.box[2]
    assert [(word.start, word.end) for word in folio.words] == [(0, 1)]


def test_a_first_line_higher_than_where_heads_stand_is_text(read: Read) -> None:
    pages = [page_of(number, head="The regions") for number in range(6)]
    pages[3] = Sheet().put("A remark of its own above all else", y=40, size=11)
    pages[3].set(wrap(ENGLISH), y=120)
    reading = read(pages)
    assert aside(reading, 4) == []


def test_a_folio_beside_a_title_counts_on(read: Read) -> None:
    """It stands neither alone nor on a line of its own: only its counting tells it."""
    pages = [
        Sheet().put(f"Title number {name}", y=60, size=24).put(str(number), x=510, y=55, size=9)
        for number, name in enumerate(("one", "two", "three", "four", "five"), 7)
    ]
    for sheet in pages:
        sheet.set(wrap(ENGLISH), y=120)
    reading = read(pages)
    assert [page.label for page in reading.pages] == ["7", "8", "9", "10", "11"]
    assert {page.label_source for page in reading.pages} == {LabelSource.PRINTED}
    assert "Title number three" in [draft.text for draft in reading.drafts]


def test_a_folio_in_a_box_with_the_title_is_taken_out_of_it(read: Read) -> None:
    pages = [
        Sheet()
        .grid((60, 500, 540), (40, 90, 400))
        .put(f"Title {name}", y=70, size=20)
        .put(str(number), x=510, y=60)
        for number, name in enumerate(("one", "two", "three", "four"), 3)
    ]
    for sheet in pages:
        sheet.set(wrap(ENGLISH, 60), y=120)
    reading = read(pages)
    assert aside(reading, 2) == ["4"]
    assert "Title two" in [draft.text for draft in reading.drafts]


def test_numbers_that_do_not_count_pages_stay_in_the_text(read: Read) -> None:
    pages = []
    for number, (value, name) in enumerate(((12, "Cusco"), (40, "Puno"), (17, "Tacna"), (5, "Ica"))):
        pages.append(page_of(number).put(str(value), x=510, y=60, size=9).put(f"Firms in {name}", y=60))
    reading = read(pages)
    assert all(not page.furniture for page in reading.pages)


def test_a_foot_beside_a_folio_needs_one_other_page_to_be_told(read: Read) -> None:
    """The last line of a column stands at the same height, and is text."""
    pages = [Sheet().put("The cover of a leaflet about the two regions", y=300, size=24)]
    for number, text in enumerate((ENGLISH, SPANISH), 1):
        sheet = Sheet().put(str(number), x=300, y=800, size=10).put("Revised in May 2013", x=450, y=800, size=10)
        lines = wrap(text, 40)
        sheet.set(lines, y=804 - (len(lines) - 1) * LEADING)
        pages.append(sheet)
    reading = read([*pages, Sheet().put("A form to be filled in", y=300)])
    assert aside(reading, 2) == ["1", "Revised in May 2013"]
    assert ENGLISH in [draft.text for draft in reading.drafts]


def test_heads_that_other_pages_have_in_a_table_are_heads_in_the_open(read: Read) -> None:
    """A head is often set in cells; where the table of the text stands close below, both look like one."""
    open_head = page_of(0).row(("Problems", "Aims"), xs=(72, 300), y=50)
    pages = [open_head]
    for _ in range(3):
        sheet = Sheet().grid((60, 280, 540), (40, 60, 140)).row(("Problems", "Aims"), xs=(72, 300), y=54)
        pages.append(sheet.row(("Roads are bad", "Mend them"), xs=(72, 300), y=90))
    assert aside(read(pages), 1) == ["Problems", "Aims"]


def test_a_large_title_that_the_next_pages_repeat_is_text_on_the_first(read: Read) -> None:
    pages = [Sheet().put("Two regions", y=60, size=26) for _ in range(3)]
    for number, sheet in enumerate(pages):
        sheet.set(wrap(f"{number + 10} {ENGLISH}"), y=120)
    reading = read(pages)
    assert reading.title == "Two regions"
    assert [aside(reading, number) for number in (1, 2, 3)] == [[], ["Two regions"], ["Two regions"]]


def test_where_a_folio_is_known_no_other_number_is_taken_for_one(read: Read) -> None:
    pages = [page_of(number, foot=str(number)) for number in range(1, 6)]
    pages[2].put("v", x=72, y=90, size=11)
    reading = read(pages)
    assert aside(reading, 3) == ["3"]


def test_headings_at_one_place_are_text_though_two_are_alike(read: Read) -> None:
    titles = ["Amazonas", "Objetivos", "Cusco", "Objetivos", "Piura", "Puno", "Resultados"]
    pages = []
    for number, title in enumerate(titles):
        sheet = Sheet().put(f"Proyecto {title}" if title != "Objetivos" else title, y=60, font="F2")
        sheet.set(wrap(f"{number + 10} {ENGLISH}"), y=100)
        pages.append(sheet)
    told = [draft.text for draft in read(pages).drafts]
    assert {"Proyecto Amazonas", "Proyecto Puno", "Proyecto Resultados"} <= set(told)


def test_two_letters_in_one_file_keep_the_title_of_the_first(read: Read) -> None:
    pages = [Sheet().put("Carta de intención", y=70, size=14, font="F2") for _ in range(2)]
    for sheet, text in zip(pages, (ENGLISH, SPANISH), strict=True):
        sheet.set(wrap(text), y=120)
    assert read(pages).title == "Carta de intención"


def test_years_that_head_pages_are_no_folios(read: Read) -> None:
    pages = [Sheet().put(str(year), y=60, size=18, font="F2") for year in range(2010, 2016)]
    for sheet in pages:
        sheet.set(wrap(ENGLISH), y=100)
    reading = read(pages)
    assert [page.label for page in reading.pages] == ["1", "2", "3", "4", "5", "6"]
    assert "2013" in [draft.text for draft in reading.drafts]


def test_a_number_where_no_folio_stands_is_text(read: Read) -> None:
    """The folios of the file stand at the foot."""
    pages = [page_of(number, foot=str(number)) for number in range(1, 6)]
    pages[2] = Sheet().put("2021", y=60, size=12)
    pages[2].set(wrap(ENGLISH), y=100)
    assert aside(read(pages), 3) == []


@pytest.mark.parametrize("word", ["mil", "CIVIL", "mm-ii"])
def test_words_of_the_letters_of_roman_numerals_are_no_folios(read: Read, word: str) -> None:
    sheet = Sheet()
    sheet.set(wrap(ENGLISH), y=100)
    assert aside(read([sheet.put(word, y=780)]), 1) == []


def test_a_slug_along_the_side_of_pages_is_furniture(read: Read) -> None:
    pages = [page_of(number) for number in range(4)]
    for sheet in pages:
        sheet.put_turned("Draft of May 2013", x=30, y=500, degrees=90)
    reading = read(pages)
    assert [aside(reading, number) for number in (1, 4)] == [["Draft of May 2013"]] * 2
    assert all("Draft" not in draft.text for draft in reading.drafts)


def test_a_page_full_of_numbers_costs_no_more_than_others(read: Read) -> None:
    """Numbers in the margin are compared page by page: not each with each."""
    pages = []
    for number in range(6):
        sheet = Sheet()
        for row in range(12):
            for column in range(60):
                sheet.put(str(number + row + column), x=20 + 9 * column, y=10 + 8 * row, size=4)
        pages.append(sheet)
    started = time.process_time()
    read(pages)
    assert time.process_time() - started < 6


def test_a_file_with_one_line_a_page_has_text(read: Read) -> None:
    """A line that stands on every page is a running head only where something runs below it."""
    reading = read([Sheet().put(f"Original page {number}", y=40) for number in range(1, 21)])
    assert [page.text for page in reading.pages] == [f"Original page {number}" for number in range(1, 21)]
    assert len(reading.drafts) == 20


def test_a_file_with_page_numbers_alone_has_none(read: Read) -> None:
    reading = read([Sheet().put(str(number), x=290, y=800) for number in range(1, 21)])
    assert not reading.drafts


def test_a_large_title_beside_a_number_that_counts_on_is_text(read: Read) -> None:
    """A1, A2 and A3 count like folios from page to page, but with their titles they head the pages."""
    pages = [page_of(number) for number in range(5)]
    for number, (sheet, title) in enumerate(
        zip(pages, ("Water", "Roads", "Schools", "Markets", "Bridges"), strict=True)
    ):
        sheet.put(f"A{number + 1}", x=72, y=60, size=26).put(title, x=150, y=62, size=24)
    reading = read(pages)
    told = [draft.text for draft in reading.drafts]
    assert [title for title in told if title.startswith("A")] == [
        "A1 Water",
        "A2 Roads",
        "A3 Schools",
        "A4 Markets",
        "A5 Bridges",
    ]
