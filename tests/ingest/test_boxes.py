"""Boxes and panels that are drawn: what stands in one is read together, and a label before the box beside it."""

from __future__ import annotations

import pytest

from archive import Kind
from tests.ingest.conftest import Read
from tests.ingest.test_tables import LONG
from tests.pdf_factory import Sheet, wrap


def test_boxes_keep_their_place_among_the_text(read: Read) -> None:
    """What stands above a box is read before it, what stands below after it."""
    sheet = Sheet().grid((90, 500), (200, 290))
    sheet.set(wrap(f"Above. {LONG}"), y=130)
    sheet.set(wrap(f"Inside. {LONG}", 70), x=100, y=220)
    sheet.set(wrap(f"Below. {LONG}"), y=320)
    reading = read([sheet])
    assert [draft.text.split(".")[0] for draft in reading.drafts] == ["Above", "Inside", "Below"]
    assert {draft.kind for draft in reading.drafts} == {Kind.PARAGRAPH}


def test_a_box_beside_text_is_read_apart_from_it(read: Read) -> None:
    """Lines of a box and of the column beside it stand at one height, and each is read to its end."""
    sheet = Sheet().area(330, 140, 530, 300)
    sheet.set(wrap(f"Column. {LONG * 2}", 44), x=60, y=156)
    sheet.set(wrap(f"Boxed. {LONG}", 32), x=340, y=156)
    texts = [draft.text for draft in read([sheet]).drafts]
    assert texts == [f"Column. {LONG * 2}".strip(), f"Boxed. {LONG}".strip()]


def test_a_label_beside_a_box_is_read_before_it(read: Read) -> None:
    """Slides set the name of a step left of the box that tells of it, in the middle of its height."""
    sheet = Sheet().rule(40, 110, 550, 110).rule(40, 500, 550, 500).rule(40, 110, 40, 500).rule(550, 110, 550, 500)
    for number, (name, step) in enumerate((("Planning", "and paying"), ("Building", "and selling"))):
        top = 130 + 160 * number
        sheet.area(150, top, 530, top + 120)
        for line, text in enumerate(wrap(f"{name} first. {LONG}", 54)):
            sheet.put(text, x=160, y=top + 20 + 14 * line)
            if line in (2, 3):
                sheet.put((name, step)[line - 2], x=60, y=top + 21 + 14 * line)
    texts = [draft.text for draft in read([sheet]).drafts]
    named = (("Planning and paying", "Planning first."), ("Building and selling", "Building first."))
    assert [text.split(". The")[0].rstrip(".") for text in texts] == [
        said.rstrip(".") for pair in named for said in pair
    ]


def test_a_last_box_in_the_foot_of_a_page_is_read_like_the_boxes_above_it(read: Read) -> None:
    """A box so far down is a foot of the page only where none like it stands above it."""
    sheet = Sheet()
    for number, name in enumerate(("First", "Second", "Third", "Last")):
        top = 130 + 190 * number
        sheet.area(150, top, 530, top + 60)
        sheet.put(f"Step {name.lower()}", x=60, y=top + 26)
        sheet.set(
            wrap(f"{name} the council meets, and it tells what was paid for in the two regions.", 54),
            x=160,
            y=top + 20,
        )
    texts = [draft.text for draft in read([sheet]).drafts]
    assert [text.split()[0] for text in texts] == [
        "Step",
        "First",
        "Step",
        "Second",
        "Step",
        "Third",
        "Step",
        "Last",
    ]


def test_the_title_of_a_panel_is_read_before_its_text_though_panels_make_a_grid(read: Read) -> None:
    """Four panels ruled as one table: each title introduces the long cell below it."""
    sheet = Sheet().grid((50, 300, 550), (100, 130, 370, 400, 640))
    for number, name in enumerate(("Water", "Roads", "Schools", "Markets")):
        x, top = 60 + 250 * (number % 2), 100 + 270 * (number // 2)
        sheet.put(f"{name} of the valley", x=x, y=top + 20, font="F2")
        sheet.set(wrap(f"{name} come first. {LONG * 2}", 36), x=x, y=top + 50)
    texts = [draft.text for draft in read([sheet]).drafts]
    order = [text.split()[0] for text in texts]
    assert order == ["Water", "Water", "Roads", "Roads", "Schools", "Schools", "Markets", "Markets"]


@pytest.mark.parametrize("thick", [0.5, 5.0])
def test_borders_part_cells_however_thick_they_are_drawn(read: Read, thick: float) -> None:
    """Three paragraphs beside each other in a frame are read one after the other, not line by line."""
    sheet = Sheet()
    half = thick / 2
    for y in (140, 330):
        sheet.area(40, y - half, 560, y + half, grey=0)
    for x in (40, 210, 380, 560):
        sheet.area(x - half, 140, x + half, 330, grey=0)
    texts = [wrap(f"{name}. {LONG}", 31) for name in ("Left", "Middle", "Right")]
    for line in range(max(map(len, texts))):
        for column, text in enumerate(texts):
            if line < len(text):
                sheet.put(text[line], x=44 + 170 * column, y=160 + 14 * line)
    told = [draft.text.split(".")[0] for draft in read([sheet]).drafts]
    assert told == ["Left", "Middle", "Right"]


def test_a_box_beside_text_is_read_apart_from_it_in_whatever_order_it_is_drawn(read: Read) -> None:
    """Printers' files draw what stands at one height together, over all columns."""
    sheet = Sheet().area(330, 140, 530, 300)
    text, boxed = wrap(f"Column. {LONG * 2}", 44), wrap(f"Boxed. {LONG}", 32)
    for number, line in enumerate(text):
        sheet.put(line, x=60, y=156 + 14 * number)
        if number < len(boxed):
            sheet.put(boxed[number], x=340, y=156 + 14 * number)
    texts = [draft.text for draft in read([sheet]).drafts]
    assert sorted(texts) == sorted([f"Column. {LONG * 2}".strip(), f"Boxed. {LONG}".strip()])
