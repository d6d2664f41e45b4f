"""Pages of a PDF as others print them: turned, cropped, two on a sheet. Made with pypdf."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

from pypdf import PageObject, PdfReader, PdfWriter, Transformation
from pypdf.errors import PyPdfError
from pypdf.generic import RectangleObject

ANGLES = (90, 180, 270)
_INSET = 0.12
"""of width and height: deep enough to cut into the text"""

_OFFSET = (130.0, -70.0)
"""Where the lower left corner of a page lies that does not begin at zero."""


def make_variants(path: Path, folder: Path, chance: random.Random) -> dict[str, Path]:
    """Write a file of three pages by lot for each kind, if pypdf can; gives the paths by kind."""
    made = {}
    for kind, make in KINDS.items():
        target = folder / f"{path.stem}-{kind}.pdf"
        try:
            writer = PdfWriter()
            reader = PdfReader(path)
            numbers = sorted(chance.sample(range(len(reader.pages)), min(len(ANGLES), len(reader.pages))))
            make(writer, [reader.pages[number] for number in numbers])
            if not target.exists():
                writer.write(target)
        except (PyPdfError, ValueError, KeyError, TypeError, AttributeError):
            continue
        made[kind] = target
    return made


def _rotated(writer: PdfWriter, pages: Sequence[PageObject]) -> None:
    for page, angle in zip(pages, ANGLES, strict=False):
        writer.add_page(page).rotate(angle)


def _cropped(writer: PdfWriter, pages: Sequence[PageObject]) -> None:
    """Crop one inside its media box, set one off from zero, and do both with the third."""
    for at, page in enumerate(pages):
        added = writer.add_page(page)
        if at in (1, 2):
            _set_off(added)
        if at in (0, 2):
            _crop(added)


def _crop(page: PageObject) -> None:
    left, bottom, right, top = map(float, page.cropbox)
    across, up = (right - left) * _INSET, (top - bottom) * _INSET
    page.cropbox = RectangleObject((left + across, bottom + up, right - across, top - up))


def _set_off(page: PageObject) -> None:
    x, y = _OFFSET
    left, bottom, right, top = map(float, page.cropbox)
    page.add_transformation(Transformation().translate(x, y))
    page.mediabox = page.cropbox = RectangleObject((left + x, bottom + y, right + x, top + y))


def _two_columns(writer: PdfWriter, pages: Sequence[PageObject]) -> None:
    """Set pages side by side on one sheet, each beside the next."""
    for one, other in pairwise(pages):
        width, height = float(one.mediabox.width), max(float(one.mediabox.height), float(other.mediabox.height))
        sheet = writer.add_blank_page(width + float(other.mediabox.width), height)
        for page, shift in ((one, 0.0), (other, width)):
            x, y = float(page.mediabox.left), float(page.mediabox.bottom)
            sheet.merge_transformed_page(page, Transformation().translate(shift - x, -y))


KINDS: dict[str, Callable[[PdfWriter, Sequence[PageObject]], None]] = {
    "rotated": _rotated,
    "cropped": _cropped,
    "two columns": _two_columns,
}
