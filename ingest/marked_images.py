"""A page of a PDF -> an image with a passage marked on it, always PNG: for slides and other programs.

Rule: only a killable child calls this (`artist.py`), as it does for images of pages.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw

from archive.words import Box
from ingest.highlights import EDGE, MarkedPage
from ingest.page_images import drawn, has_picture

_MARGIN_POINTS = 12.0
"""White around the lines that are cut out: a line's height of text."""

_COLOURS = 256
"""Greys of letters on white and on each colour of a highlight; a page with pictures has more, and keeps them."""


def draw_marked_page(path: Path, page: MarkedPage, density: int, *, is_cropped: bool) -> bytes:
    """Draw a page with its highlights; cropped, only the lines that are marked.

    Raises: as `draw_page`.
    """
    image, (width, height) = drawn(path, page.number, density)
    scale = image.width / max(width, 1.0), image.height / max(height, 1.0)
    for highlight, edges in page.edges():
        image = _over(image, highlight.rects, highlight.look, scale)
        image = _over(image, edges, EDGE, scale)
    rects = [rect for highlight in page.highlights for rect in highlight.rects]
    if is_cropped and rects:
        image = image.crop(_around(rects, image, scale))
    if not has_picture(image):
        image = image.quantize(_COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    written = io.BytesIO()
    image.save(written, "PNG")
    return written.getvalue()


def _over(image: Image.Image, rects: Iterable[Box], colour: str, scale: tuple[float, float]) -> Image.Image:
    """Lay a colour over rectangles of an image, ink showing through."""
    across, down = scale
    cover = Image.new("RGB", image.size, "white")
    pen = ImageDraw.Draw(cover)
    for x0, y0, x1, y1 in rects:
        left, top = round(x0 * across), round(y0 * down)
        # At least a pixel each way, whatever the scale: the last row and column are inside.
        pen.rectangle((left, top, max(round(x1 * across) - 1, left), max(round(y1 * down) - 1, top)), fill=colour)
    return ImageChops.multiply(image, cover)


def _around(rects: list[Box], image: Image.Image, scale: tuple[float, float]) -> tuple[int, int, int, int]:
    across, down = scale
    x0, y0, x1, y1 = zip(*rects, strict=True)
    return (
        max(0, round((min(x0) - _MARGIN_POINTS) * across)),
        max(0, round((min(y0) - _MARGIN_POINTS) * down)),
        min(image.width, round((max(x1) + _MARGIN_POINTS) * across)),
        min(image.height, round((max(y1) + _MARGIN_POINTS) * down)),
    )
