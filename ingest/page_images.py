"""A page of a PDF -> an image of it, by pdfium: what a reader sees, as few bytes as show it well.

Rule: only a killable child calls this (`artist.py`); pdfium can abort the process, and is not thread-safe.
"""

from __future__ import annotations

import io
import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
from PIL import Image

from ingest.errors import PageUnreadable
from ingest.pdf_text import open_pdf

_DOTS_PER_INCH = 110
"""A letter page is 935 pixels wide: text of 10 points reads well, and nothing is blurred at the usual width."""

_POINTS_PER_INCH = 72

_MAXIMUM_PIXELS = 8_000_000
"""A letter page at twice the density has 4.5 million; a page of a million points, or a poster, gets no more."""

_MAXIMUM_SIDE = 6000
"""pixels; browsers on phones refuse larger images"""

_PALETTE = 64
"""Colours of a page of text: its greys, and those of headings, logos, charts and lines."""

_PAPER = 248
"""The least of a colour that is taken for white: the choice of few colours leaves a veil on the paper."""

_PICTURE_COLOURS = 256
"""A page with more colours, told apart by four bits each, has a photograph or a shaded map on it."""

_SAMPLED = 3
"""Every so many pixels are looked at, across and down."""

_QUALITY = 80


@dataclass(frozen=True, slots=True)
class PageImage:
    """An image of a page, and what kind of file it is."""

    data: bytes
    media_type: str


def draw_page(path: Path, number: int, density: float) -> PageImage:
    """Draw the visible area of a page (1-based), upright as a viewer shows it.

    Raises: OriginalUnreadable (`damaged`, `encrypted`), PageUnreadable.
    """
    return _encoded(drawn(path, number, density)[0])


def drawn(path: Path, number: int, density: float) -> tuple[Image.Image, tuple[float, float]]:
    """Give a page as a picture, and its width and height in points. Raises: as `draw_page`."""
    with open_pdf(path) as document:
        if document.get_formtype():
            document.init_forms()  # what was filled in is part of the page as seen
        try:
            page = document[number - 1]
        except pdfium.PdfiumError as error:
            raise PageUnreadable(f"Page {number} cannot be drawn.") from error
        try:
            size = page.get_size()
            return page.render(scale=_scale(size, density), rev_byteorder=True).to_pil().convert("RGB"), size
        except (pdfium.PdfiumError, ValueError) as error:
            raise PageUnreadable(f"Page {number} cannot be drawn.") from error
        finally:
            page.close()


def has_picture(image: Image.Image) -> bool:
    """Tell whether a page has a photograph or a shaded map on it, by how many colours it has."""
    seen = np.asarray(image)[::_SAMPLED, ::_SAMPLED].astype(np.uint16) >> 4
    return len(np.unique(seen[..., 0] << 8 | seen[..., 1] << 4 | seen[..., 2])) > _PICTURE_COLOURS


def _scale(size: tuple[float, float], density: float) -> float:
    """Give pixels to a point: as wished, or as many as the limits allow."""
    width, height = max(size[0], 1.0), max(size[1], 1.0)
    wished = density * _DOTS_PER_INCH / _POINTS_PER_INCH
    return min(wished, math.sqrt(_MAXIMUM_PIXELS / (width * height)), _MAXIMUM_SIDE / max(width, height))


def _encoded(image: Image.Image) -> PageImage:
    """Give a page of text as PNG with a palette; one with pictures as what is smaller, WebP or JPEG."""
    if not has_picture(image):
        few = image.quantize(_PALETTE, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        few.putpalette(_whitened(few.getpalette() or []))
        return PageImage(_saved(few, "PNG", compress_level=6), "image/png")
    forms = (
        PageImage(_saved(image, "WEBP", quality=_QUALITY, method=1), "image/webp"),
        PageImage(_saved(image, "JPEG", quality=_QUALITY), "image/jpeg"),
    )
    return min(forms, key=lambda form: len(form.data))


def _whitened(palette: list[int]) -> list[int]:
    colours = [palette[at : at + 3] for at in range(0, len(palette), 3)]
    return [value for colour in colours for value in ([255, 255, 255] if min(colour) >= _PAPER else colour)]


def _saved(image: Image.Image, form: str, **options: int) -> bytes:
    written = io.BytesIO()
    image.save(written, form, **options)
    return written.getvalue()
