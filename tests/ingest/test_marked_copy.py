"""Copies of pages: the mark where the words stand, the page as it was, and nothing else of the file."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    FloatObject,
    NameObject,
)

from archive.words import Box
from ingest.errors import OriginalUnreadable, PageUnreadable
from ingest.frames import Frame
from ingest.highlights import Highlight, Look, MarkedPage
from ingest.marked_copy import copy_pages
from ingest.pdf_text import _as_seen
from tests.corpus import rows
from tests.ingest.copies import LINE, ORIGIN, PLACE, a_page, annotations, changed, copied, marked, picture
from tests.pdf_factory import A4, Sheet, pdf_bytes, with_structure, write_pdf
from tests.poppler import words


def quads_as_seen(page: Any, annotation: Any) -> list[Box]:
    """Turn quadrilaterals into boxes of the page as seen, by the words of the standard and not by our code."""
    left, bottom, right, top = map(float, page.mediabox)
    width, height = right - left, top - bottom
    values = list(map(float, annotation["/QuadPoints"]))
    found = []
    for at in range(0, len(values), 8):
        xs, ys = [x - left for x in values[at : at + 8 : 2]], [y - bottom for y in values[at + 1 : at + 8 : 2]]
        seen = [
            {0: (x, height - y), 90: (y, x), 180: (width - x, y), 270: (height - y, width - x)}[page.rotation]
            for x, y in zip(xs, ys, strict=True)
        ]
        across, down = zip(*seen, strict=True)
        assert (across[0], down[0]) == (min(across), min(down))  # the first corner is where reading begins
        found.append((min(across), min(down), max(across), max(down)))
    return found


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write_pdf(tmp_path / "file.pdf", [a_page(), Sheet().put("Nobody else's business", y=100)])


edges = st.floats(-2000, 2000)
sides = st.floats(1, 1000)


@given(st.sampled_from([0, 90, 180, 270]), edges, edges, sides, sides, st.tuples(*[st.floats(0, 1)] * 4))
def test_boxes_come_back_from_where_they_lie_in_the_file(
    rotation: int, left: float, bottom: float, width: float, height: float, shares: tuple[float, ...]
) -> None:
    """Whatever the rotation and the crop: what reading made of places in user space is undone."""
    area = (left, bottom, left + width, bottom + height)
    across, along = (width, height) if rotation % 180 == 0 else (height, width)
    (x0, x1), (y0, y1) = sorted(shares[:2]), sorted(shares[2:])
    seen = (x0 * across, y0 * along, x1 * across, y1 * along)
    again = _as_seen(np.array([Frame(area, rotation).box(seen)]), area, rotation)[0]
    assert again == pytest.approx(seen, abs=1e-6)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [None, (50.0, 400.0, 400.0, 800.0)])
def test_the_mark_lies_on_its_words_by_popplers_boxes(
    tmp_path: Path, rotation: int, crop: tuple[float, float, float, float] | None
) -> None:
    source = tmp_path / "file.pdf"
    source.write_bytes(with_structure(pdf_bytes([a_page()]), rotate=rotation, crop=crop))
    (x0, y0, x1, y1), (width, height) = PLACE, A4
    if crop:
        (width, height), (x0, y0, x1, y1) = (350, 400), (x0 - 50, y0 - 42, x1 - 50, y1 - 42)
    place = {
        0: (x0, y0, x1, y1),
        90: (height - y1, x0, height - y0, x1),
        180: (width - x1, height - y1, width - x0, height - y0),
        270: (y0, width - x1, y1, width - x0),
    }[rotation]
    made = copied(source, marked(place))
    page = PdfReader(made, strict=True).pages[0]
    (quad,) = quads_as_seen(page, annotations(page)[0])
    assert quad == pytest.approx(place, abs=0.01)
    assert [word.text for word in words(made) if word.is_in(quad)] == LINE.split()


def test_a_unit_of_the_pages_own_is_kept_and_changes_no_place(path: Path) -> None:
    def enlarge(writer: PdfWriter) -> None:
        writer.pages[0][NameObject("/UserUnit")] = FloatObject(2.5)

    page = PdfReader(copied(changed(path, enlarge)), strict=True).pages[0]
    assert page.user_unit == 2.5
    assert quads_as_seen(page, annotations(page)[0]) == [pytest.approx(PLACE, abs=0.01)]


def test_what_pages_inherit_and_boxes_of_turned_corners_are_read(path: Path) -> None:
    def inherit(writer: PdfWriter) -> None:
        pages = writer.root_object["/Pages"]
        for name in ("/MediaBox", "/Resources"):
            pages[NameObject(name)] = writer.pages[0].pop(name)  # type: ignore[index]
        pages[NameObject("/CropBox")] = ArrayObject(map(FloatObject, (400, 800, 50, 400)))  # type: ignore[index]

    made = copied(changed(path, inherit), marked((50, 141, 234, 162)))
    page = PdfReader(made, strict=True).pages[0]
    assert [float(edge) for edge in page.mediabox] == [50, 400, 400, 800]
    assert [word.text for word in words(made) if word.is_in((50, 141, 234, 162))] == LINE.split()


def test_ink_shows_through_the_mark_and_all_else_is_as_it_was(path: Path) -> None:
    made = copied(path)
    before, after = picture(path), picture(made)
    assert (picture(made, annotated=False) == before).all()
    differs = np.argwhere((before != after).any(axis=2))
    (top, left), (bottom, right) = differs.min(axis=0), differs.max(axis=0)
    assert (left, top, right, bottom) == pytest.approx(PLACE, abs=2)
    ink = before.max(axis=2) < 40
    assert ink.any()
    assert (after.max(axis=2)[ink] < 40).all()


def test_the_mark_says_what_it_marks_and_prints(path: Path) -> None:
    page = PdfReader(copied(path, marked(note="Innovación «regional»\nhttps://x/p/abc"))).pages[0]
    (mark,) = annotations(page)
    assert (mark["/Subtype"], mark["/T"], mark["/F"]) == ("/Highlight", "Pasaje", 4)
    assert mark["/Contents"] == "Innovación «regional»\nhttps://x/p/abc"


def test_half_a_character_in_a_note_costs_the_half_alone(path: Path) -> None:
    (mark,) = annotations(PdfReader(copied(path, marked(note="half \ud83d of it"))).pages[0])
    assert mark["/Contents"] == "half ? of it"


def test_every_line_has_a_quad_and_what_is_within_a_passage_is_underlined(path: Path) -> None:
    words_in_it = Highlight(Look.WORDS, ((100, 183, 180, 204),), "regional")
    both = MarkedPage(1, "iv", (Highlight(Look.PASSAGE, (PLACE, (100, 223, 290, 244))), words_in_it))
    passage, inner = annotations(PdfReader(copied(path, both)).pages[0])
    assert len(passage["/QuadPoints"]) == 16
    assert passage["/AP"]["/N"].get_data().count(b" re") == 2
    assert inner["/AP"]["/N"].get_data().count(b" re") == 2  # one to fill and one below it


def test_a_copy_says_where_it_comes_from(path: Path) -> None:
    reader = PdfReader(copied(path, marked(), MarkedPage(2, "v", ())))
    assert reader.page_labels == ["iv", "v"]
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.author) == ("A study, p. iv", "C. Quispe")
    assert reader.metadata.subject == "https://archive.example/p/abc"
    assert reader.metadata.producer == "Pasaje"
    assert list(reader.named_destinations) == ["/abc"]
    assert reader.root_object["/Lang"] == "en"


def test_the_same_copy_has_the_same_bytes(path: Path) -> None:
    assert copy_pages(path, [marked()], ORIGIN) == copy_pages(path, [marked()], ORIGIN)


def test_a_file_that_only_its_owner_may_change_can_be_copied(path: Path) -> None:
    locked = path.with_name("locked.pdf")
    locked.write_bytes(with_structure(path.read_bytes(), owner_password="secret"))
    made = copied(locked)
    assert not PdfReader(made).is_encrypted
    assert [word.text for word in words(made) if word.is_in(PLACE)] == LINE.split()


@pytest.mark.parametrize("size", [(14_400.0, 14_400.0), (250.0, 14_400.0), (300.0, 230.0)])
def test_pages_of_any_size_are_copied(tmp_path: Path, size: tuple[float, float]) -> None:
    sheet = Sheet(size=size).put(LINE, x=20, y=200, size=20)
    made = copied(write_pdf(tmp_path / "file.pdf", [sheet]), marked((20, 183, 204, 204)))
    assert [word.text for word in words(made) if word.is_in((20, 183, 204, 204))] == LINE.split()


def test_pages_are_copied_in_the_order_they_are_named_in(path: Path) -> None:
    made = copied(path, MarkedPage(2, "v", ()), marked())
    assert [word.text for word in words(made, 1)] == ["Nobody", "else's", "business"]


def test_pages_that_two_libraries_count_differently_are_not_copied() -> None:
    (source,) = (row.path for row in rows("odd") if row.path.name == "qpdf__pages-loop.pdf")
    with pytest.raises(PageUnreadable, match="Page 1 cannot be copied"):
        copy_pages(source, [marked()], ORIGIN)


def test_pages_that_are_none_and_files_that_are_no_pdf_are_not_copied(path: Path, tmp_path: Path) -> None:
    with pytest.raises(PageUnreadable, match="Page 9"):
        copy_pages(path, [marked(number=9)], ORIGIN)
    (tmp_path / "no.pdf").write_bytes(b"not a PDF")
    with pytest.raises(OriginalUnreadable):
        copy_pages(tmp_path / "no.pdf", [marked()], ORIGIN)


def test_a_copy_without_marks_is_the_page_alone(path: Path) -> None:
    made = io.BytesIO(copy_pages(path, [MarkedPage(1, "1", ())], ORIGIN))
    reader = PdfReader(made, strict=True)
    assert annotations(reader.pages[0]) == []
    assert "/Dests" not in reader.root_object
