"""Scans for tests: sheets with text, drawn and put into a PDF as pictures, crooked or turned if that is asked."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from PIL import Image, ImageFilter
from pypdf import PdfReader, PdfWriter

from ingest.ocr import find_program
from ingest.page_images import drawn
from tests.pdf_factory import Sheet, pdf_bytes

DOTS_PER_INCH = 150

needs_program = pytest.mark.skipif(find_program() is None, reason="needs tesseract with English and Spanish")


def picture_of(sheet: Sheet, folder: Path, *, lean: float = 0.0, turned: int = 0) -> Image.Image:
    """Draw a sheet in greys, leaning clockwise by degrees and turned by quarters."""
    path = folder / "drawn.pdf"
    path.write_bytes(pdf_bytes([sheet]))
    image = drawn(path, 1, DOTS_PER_INCH / 100)[0].convert("L").filter(ImageFilter.GaussianBlur(0.5))
    if lean:
        image = image.rotate(-lean, Image.Resampling.BICUBIC, fillcolor=255)
    return image.rotate(-turned, expand=True)


def scan_bytes(
    sheets: Sequence[Sheet],
    folder: Path,
    *,
    lean: float = 0.0,
    turned: int = 0,
    over: Sequence[Sheet] | None = None,
) -> bytes:
    """Give a PDF with a picture of each sheet on a page; with `over`, on sheets that have text of their own."""
    pictures = [picture_of(sheet, folder, lean=lean, turned=turned) for sheet in sheets]
    written = io.BytesIO()
    first, *others = pictures
    first.save(written, "PDF", resolution=DOTS_PER_INCH, save_all=True, append_images=others)
    if over is None:
        return written.getvalue()
    scans, texts = PdfReader(written), PdfReader(io.BytesIO(pdf_bytes(over)))
    writer = PdfWriter()
    for scan, text in zip(scans.pages, texts.pages, strict=True):
        page = writer.add_page(text)
        page.merge_page(scan)
    joined = io.BytesIO()
    writer.write(joined)
    return joined.getvalue()


def write_scan(path: Path, sheets: Sequence[Sheet], **lay: float) -> Path:
    """Write a scan of sheets to a file."""
    path.write_bytes(scan_bytes(sheets, path.parent, **lay))  # type: ignore[arg-type]
    return path
