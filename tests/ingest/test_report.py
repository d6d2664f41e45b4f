"""What the reading report says of a page: its state, and what a reader will not find on it."""

from __future__ import annotations

import pytest

from archive import PageState
from ingest.pdf_text import MAXIMUM_CHARACTERS
from ingest.readings import Reading
from tests.ingest.conftest import Read
from tests.ingest.test_reading import ENGLISH, SPANISH, sheet_of
from tests.pdf_factory import A4, Sheet, pdf_bytes, with_structure, wrap

WIDTH, HEIGHT = A4


def told(reading: Reading) -> list[tuple[str, int | None]]:
    return [(warned.code, warned.page) for warned in reading.warnings]


def states(reading: Reading) -> list[PageState]:
    return [page.state for page in reading.pages]


def test_a_plain_page_needs_no_note(read: Read) -> None:
    """A report that speaks of every page is read by nobody."""
    reading = read([sheet_of(ENGLISH), sheet_of(SPANISH)])
    assert told(reading) == []
    assert states(reading) == [PageState.TEXT, PageState.TEXT]


def test_a_page_of_meaningless_signs_is_garbled_and_gives_no_passages(read: Read) -> None:
    """A font that does not say what its letters are leaves nothing that can be found."""
    sheet = Sheet()
    for number, line in enumerate(wrap(ENGLISH)):
        sheet.put(line, y=120 + 14 * number, font="F3")
    reading = read([sheet, sheet_of(ENGLISH)])
    assert states(reading) == [PageState.GARBLED, PageState.TEXT]
    assert told(reading) == [("garbled", 1)]
    assert {part.page_number for draft in reading.drafts for part in draft.parts} == {2}


def test_a_few_meaningless_words_are_part_of_a_page_that_is_read(read: Read) -> None:
    """The rest of its words can be found; the report says that some cannot."""
    reading = read([sheet_of(ENGLISH * 2).put("signs", y=300, font="F3")])
    assert states(reading) == [PageState.TEXT]
    assert told(reading) == [("part_garbled", 1)]


def test_one_odd_sign_is_not_worth_a_note(read: Read) -> None:
    """Bullets of symbol fonts are private characters too."""
    assert told(read([sheet_of(ENGLISH).put("x", x=60, y=120, font="F3")])) == []


def test_a_large_picture_beside_text_may_hold_words(read: Read) -> None:
    """A chart or map pasted as a picture is on the page, but its words are not found."""
    reading = read([_with_picture(sheet_of(ENGLISH, y=600), 0.5)])
    assert states(reading) == [PageState.TEXT]
    assert told(reading) == [("pictures", 1)]


def test_a_small_picture_is_not_worth_a_note(read: Read) -> None:
    """Crests and portraits hold no words."""
    assert told(read([_with_picture(sheet_of(ENGLISH, y=600), 0.2)])) == []


def test_a_scan_that_was_read_by_ocr_is_text(read: Read) -> None:
    """Its picture covers the page, and its words are those under the picture."""
    sheet = sheet_of(ENGLISH, SPANISH)
    sheet.picture = True
    reading = read([sheet])
    assert states(reading) == [PageState.TEXT]
    assert told(reading) == []


def test_a_scan_with_a_stamp_still_needs_ocr(read: Read) -> None:
    """A page number added to a picture makes no text of it."""
    reading = read([Sheet(picture=True).put("p. 12", y=800)])
    assert states(reading) == [PageState.NEEDS_OCR]
    assert told(reading) == [("needs_ocr", 1)]


def test_rules_drawn_as_pictures_are_no_pictures(read: Read) -> None:
    """However many there are, no words are in them."""
    sheet = sheet_of(ENGLISH, y=300)
    for number in range(400):
        sheet.strip(20, 320 + number, 575, 321 + number)
    assert told(read([sheet])) == []


def test_text_outside_the_visible_page_is_noted(read: Read) -> None:
    """Its words are in the file, and a reader who knows of them would miss them."""
    sheet = sheet_of(ENGLISH, y=300)
    sheet.set(wrap(SPANISH), x=72, y=40)
    reading = read(with_structure(pdf_bytes([sheet]), crop=(0, 0, WIDTH, HEIGHT - 150)))
    assert told(reading) == [("hidden_text", 1)]
    assert reading.pages[0].text == ENGLISH


def test_a_few_letters_outside_the_page_are_not_worth_a_note(read: Read) -> None:
    """Printers' marks stand beyond the edge of many pages."""
    sheet = sheet_of(ENGLISH, y=300).put("cut here", x=72, y=40)
    assert told(read(with_structure(pdf_bytes([sheet]), crop=(0, 0, WIDTH, HEIGHT - 150)))) == []


def test_characters_beyond_the_bound_are_left_out_and_noted(read: Read) -> None:
    """What comes first is read; the sentence says how much that is."""
    sheet = Sheet()
    for number in range(MAXIMUM_CHARACTERS // 1000 + 1):
        sheet.put("word " * 200, x=20, y=20 + 7 * number, size=1)
    reading = read([sheet])
    assert told(reading) == [("too_much_text", 1)]
    assert reading.warnings[0].message.startswith("More than 100,000 characters stand on page 1")
    assert len(reading.pages[0].text) <= MAXIMUM_CHARACTERS


def test_lines_drawn_in_another_order_than_they_are_read_are_noted(read: Read) -> None:
    """Where file and page disagree often, one of them is wrong, and a reader should look."""
    sheet = Sheet()
    lines = wrap(ENGLISH * 4)
    for number in sorted(range(len(lines)), key=lambda at: (at * 7 % 10, at)):
        sheet.put(lines[number], y=120 + 14 * number)
    assert told(read([sheet])) == [("order_uncertain", 1)]


def test_columns_and_notes_drawn_after_the_text_are_no_other_order(read: Read) -> None:
    """A few steps back are on any page: a head drawn last, a column drawn first."""
    sheet = Sheet()
    sheet.set(wrap(SPANISH * 3, 38), x=320, y=150)
    sheet.set(wrap(ENGLISH * 3, 38), x=60, y=150)
    sheet.put("The Study of the Regions", y=40, size=8)
    assert told(read([sheet])) == []


@pytest.mark.parametrize("sheet", [Sheet(), Sheet().put("   ", y=100), Sheet().rule(72, 100, 500, 100)])
def test_a_page_without_a_letter_is_blank(read: Read, sheet: Sheet) -> None:
    """Nobody looks for words on it, and nobody is warned."""
    reading = read([sheet, sheet_of(ENGLISH)])
    assert reading.pages[0].state is PageState.BLANK
    assert told(reading) == []


def _with_picture(sheet: Sheet, share: float) -> Sheet:
    """Draw a picture over the upper part of a page."""
    return sheet.strip(0, 0, WIDTH, HEIGHT * share)
