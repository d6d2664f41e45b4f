"""A page of a PDF -> an image of it, by pdfium: what a reader sees, as few bytes as show it well.

Rule: only a killable child calls this (`artist.py`); pdfium can abort the process, and is not thread-safe.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
from PIL import Image, ImageChops

from ingest.errors import PageUnreadable
from ingest.page_sizes import pixels_a_point
from ingest.pdf_text import open_pdf

_PALETTE = 64
"""Colours of a page of text: its greys, and those of headings, logos, charts and lines."""

_GREYS = 16
"""As many as four bits hold."""

_GREY_STEP = 255 // (_GREYS - 1)
_NEAREST_GREY = [round(value / _GREY_STEP) for value in range(256)]

_PAPER = 248
"""The least of a colour that is taken for white: the choice of few colours leaves a veil on the paper."""

_PICTURE_COLOURS = 256
"""A page with more colours, told apart by four bits each, has a photograph or a shaded map on it."""

_DARK, _LIGHT = 32, 224
_SHADED = 0.2
"""Of pages of text a seventh at the most is neither black nor white: the edges of letters."""

_SAMPLED = 3
"""Every so many pixels are looked at, across and down."""

_QUALITY = 80

_EFFORT = 3
"""Of nine: with six, files are a sixth smaller and take twice as long to write."""


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
            width, height = page.get_size()
            scale = pixels_a_point(width, height, density)
            return page.render(scale=scale, rev_byteorder=True).to_pil().convert("RGB"), (width, height)
        except (pdfium.PdfiumError, ValueError) as error:
            raise PageUnreadable(f"Page {number} cannot be drawn.") from error
        finally:
            page.close()


def has_picture(image: Image.Image) -> bool:
    """Tell whether a page has a photograph or a shaded map on it, by how many colours it has."""
    seen = np.asarray(image)[::_SAMPLED, ::_SAMPLED].astype(np.uint16) >> 4
    codes = seen[..., 0] << 8 | seen[..., 1] << 4 | seen[..., 2]
    return bool(np.count_nonzero(np.bincount(codes.ravel(), minlength=1 << 12)) > _PICTURE_COLOURS)


def _encoded(image: Image.Image) -> PageImage:
    """Give a page of text as PNG with a palette; one with pictures as what is smaller, WebP or JPEG."""
    is_grey = _is_grey(image)
    if _is_shaded(image) if is_grey else has_picture(image):
        forms = (
            PageImage(_saved(image, "WEBP", quality=_QUALITY, method=1), "image/webp"),
            PageImage(_saved(image, "JPEG", quality=_QUALITY), "image/jpeg"),
        )
        return min(forms, key=lambda form: len(form.data))
    if is_grey:
        return PageImage(_saved(_in_greys(image), "PNG", bits=4, compress_level=_EFFORT), "image/png")
    return PageImage(_saved(_in_few_colours(image), "PNG", compress_level=_EFFORT), "image/png")


def _is_shaded(image: Image.Image) -> bool:
    """Tell whether more of a page without colours is of several greys than the edges of letters are."""
    counts = image.getchannel(1).histogram()
    greys = counts[_DARK:_LIGHT]
    return sum(greys) - max(greys) > _SHADED * sum(counts)  # the commonest may be a plain ground


def _is_grey(image: Image.Image) -> bool:
    if image.resize((64, 64), Image.Resampling.NEAREST).convert("HSV").getchannel(1).getextrema()[1]:
        return False  # most pages with colours are told by a few of their points
    red, green, blue = image.split()
    return not any(ImageChops.difference(green, other).getbbox() for other in (red, blue))


def _in_greys(image: Image.Image) -> Image.Image:
    """Give a page without colours in sixteen greys: as good to the eye, and in a third of the time."""
    few = image.getchannel(1).point(_NEAREST_GREY)
    few.putpalette([grey for step in range(_GREYS) for grey in [step * _GREY_STEP] * 3])
    return few


def _in_few_colours(image: Image.Image) -> Image.Image:
    few = image.quantize(_PALETTE, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    palette = few.getpalette() or []
    colours = [palette[at : at + 3] for at in range(0, len(palette), 3)]
    few.putpalette([value for each in colours for value in ([255] * 3 if min(each) >= _PAPER else each)])
    return few


def _saved(image: Image.Image, form: str, **options: int) -> bytes:
    written = io.BytesIO()
    image.save(written, form, **options)
    return written.getvalue()
