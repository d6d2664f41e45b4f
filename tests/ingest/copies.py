"""Copies of pages, made and looked at by several tests."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from pypdf import PdfReader, PdfWriter

from archive.words import Box
from ingest.highlights import Highlight, Look, MarkedPage, Origin
from ingest.marked_copy import copy_pages
from ingest.pdf_text import open_pdf
from tests.pdf_factory import Sheet

ORIGIN = Origin("A study, p. iv", "C. Quispe", "https://archive.example/p/abc", "en", "abc")
LINE = "Regional innovation"
PLACE: Box = (100, 183, 284, 204)
"""Where the line stands on an upright page."""


def a_page() -> Sheet:
    return Sheet().put(LINE, x=100, y=200, size=20).put("Another line below it", x=100, y=240, size=20)


def marked(*rects: Box, number: int = 1, look: Look = Look.PASSAGE, note: str = "") -> MarkedPage:
    return MarkedPage(number, "iv", (Highlight(look, rects or (PLACE,), note),))


def copied(path: Path, *pages: MarkedPage) -> Path:
    """Copy pages into a file beside the original."""
    made = path.with_name("copy.pdf")
    made.write_bytes(copy_pages(path, pages or (marked(),), ORIGIN))
    return made


def changed(path: Path, change: Any) -> Path:
    """Give a file that was written again after something was done to its writer."""
    writer = PdfWriter(clone_from=PdfReader(path))
    change(writer)
    made = path.with_name("changed.pdf")
    writer.write(made)
    return made


def annotations(page: Any) -> list[Any]:
    return [each.get_object() for each in page["/Annots"]]


def picture(path: Path, number: int = 1, *, annotated: bool = True) -> np.ndarray[Any, Any]:
    with open_pdf(path) as document:
        page = document[number - 1]
        return page.render(scale=1, may_draw_forms=False, draw_annots=annotated).to_numpy().astype(int)
