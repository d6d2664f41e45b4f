"""Listings of programs are read line by line, and lists whose bullets are drawn are lists."""

from __future__ import annotations

import numpy as np
import pytest

from archive import Kind
from ingest.runs import Face, runs_of
from tests.ingest.conftest import Read
from tests.ingest.test_reading import ENGLISH, SPANISH
from tests.pdf_factory import A4, Sheet, wrap

PROGRAM = ["def mark(words):", "    for word in words:", "        yield word.box", "", "mark(page.words)"]


def with_listing(lines: list[str], *, y: float = 200) -> Sheet:
    sheet = Sheet()
    sheet.set(wrap(ENGLISH), y=100)
    for line in lines:
        indent = len(line) - len(line.lstrip())
        if line.strip():
            sheet.put(line.strip(), x=72 + indent * 6, y=y, size=10, font="F4")
        y += 12
    sheet.set(wrap(SPANISH), y=y + 20)
    return sheet


def test_a_listing_is_one_passage_with_its_lines_kept(read: Read) -> None:
    texts = [draft.text for draft in read([with_listing(PROGRAM)]).drafts]
    assert texts == [ENGLISH, "\n".join(line.strip() for line in PROGRAM if line), SPANISH]


def test_what_a_listing_aligns_in_columns_is_no_table(read: Read) -> None:
    sheet = with_listing([])
    for number, y in enumerate((200, 212, 224)):
        sheet.put(f"name_{number} = mark", x=72, y=y, font="F4").put("# why it is so", x=300, y=y, font="F4")
    listing = read([sheet]).drafts[1]
    assert listing.kind is Kind.PARAGRAPH
    assert listing.text.splitlines()[0] == "name_0 = mark # why it is so"


def test_a_minus_at_the_head_of_a_line_of_a_listing_begins_no_item(read: Read) -> None:
    listing = read([with_listing(["pasaje add archive", "- title of the volume", "- name of the file"])]).drafts[1]
    assert listing.kind is Kind.PARAGRAPH
    assert listing.text.count("\n") == 2


def test_a_long_listing_is_cut_at_its_lines(read: Read) -> None:
    lines = [f"word_{number} = count the words of passage number {number}" for number in range(45)]
    text = Sheet()
    text.set(wrap(" ".join([ENGLISH] * 20)), y=80)
    drafts = read([with_listing(lines), text]).drafts
    pieces = [draft.text for draft in drafts if "word_" in draft.text]
    assert len(pieces) > 1
    assert "\n".join(pieces).splitlines() == lines


def test_a_typewritten_file_has_paragraphs_not_listings(read: Read) -> None:
    sheet = Sheet()
    y = 100.0
    for paragraph in (ENGLISH, SPANISH):
        for line in wrap(paragraph, 60):
            sheet.put(line, y=y, size=10, font="F4")
            y += 12
        y += 14
    assert [draft.text for draft in read([sheet]).drafts] == [ENGLISH, SPANISH]


@pytest.mark.parametrize(("text", "face"), [("yield word", Face.FIXED_WIDTH), ("1234 56789", Face.PLAIN)])
def test_letters_as_wide_as_each_other_tell_a_listing_but_figures_do_not(text: str, face: Face) -> None:
    """Not every font says that its letters are equally wide; figures are that in nearly all fonts."""
    codes = np.array([ord(char) for char in text], np.uint32)
    left = np.arange(len(text)) * 6.0
    boxes = np.stack((left, np.full(len(text), 100.0), left + 6.0, np.full(len(text), 110.0)), axis=1)
    sources = np.stack((np.arange(len(text)), np.arange(len(text)) + 1), axis=1).astype(np.int32)
    [run] = runs_of(codes, boxes, sources, A4, lambda places: [Face.PLAIN] * len(places))
    assert run.face == face


@pytest.mark.parametrize("width", [4, 9])
def test_a_bullet_that_is_drawn_makes_its_line_an_item(read: Read, width: float) -> None:
    sheet = Sheet()
    for number, y in enumerate((100, 114, 128)):
        sheet.put(f"entry number {number} of the list", x=90, y=y).area(
            88 - width, y - 8, 88, y - 8 + width, grey=0
        )
    [draft] = read([sheet]).drafts
    assert draft.kind is Kind.LIST_ITEM
    assert draft.text.splitlines() == [f"entry number {number} of the list" for number in range(3)]


def test_a_small_area_over_a_line_is_no_bullet(read: Read) -> None:
    sheet = Sheet().area(90, 92, 96, 98, grey=0)
    sheet.set(wrap(ENGLISH), x=90, y=112)
    assert [draft.kind for draft in read([sheet]).drafts] == [Kind.PARAGRAPH]


def test_a_bold_label_after_an_unfinished_item_is_no_part_of_it(read: Read) -> None:
    sheet = Sheet().put("• the name of the volume and its number", y=100).put("note", y=130, font="F2")
    sheet.set(wrap(ENGLISH), y=144)
    assert read([sheet]).drafts[0].text == "• the name of the volume and its number"


def test_one_small_area_beside_a_heading_or_a_paragraph_is_an_icon(read: Read) -> None:
    sheet = Sheet().put("The regions", x=90, y=100, size=16, font="F2").area(78, 90, 86, 98, grey=0)
    sheet.set(wrap(ENGLISH), x=90, y=130)
    sheet.area(80, 124, 86, 130, grey=0)
    assert [draft.kind for draft in read([sheet]).drafts] == [Kind.HEADING, Kind.PARAGRAPH]


def test_columns_of_a_typewritten_file_stay_apart(read: Read) -> None:
    """Their lines are drawn in turns, as a typewriter would: nothing but the gutter parts them."""
    sheet = Sheet()
    for left, right, y in zip(wrap(ENGLISH, 30), wrap(SPANISH, 30), range(100, 400, 12), strict=False):
        sheet.put(left, x=60, y=y, size=10, font="F4").put(right, x=320, y=y, size=10, font="F4")
    assert [draft.text[:12] for draft in read([sheet]).drafts] == [ENGLISH[:12], SPANISH[:12]]


def test_a_typewritten_table_has_its_header(read: Read) -> None:
    sheet = Sheet()
    for row, y in zip(
        (("Concept", "Amount"), ("Roads", "412.6"), ("Schools", "18.0")), (100, 114, 128), strict=True
    ):
        for cell, x in zip(row, (72, 300), strict=True):
            sheet.put(cell, x=x, y=y, size=10, font="F4")
    assert [draft.header for draft in read([sheet]).drafts] == [(), ("Concept", "Amount"), ("Concept", "Amount")]
