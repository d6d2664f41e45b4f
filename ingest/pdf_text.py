"""Characters and their boxes from a PDF page, by pdfium: the one text stream and the one set of boxes.

Rule: only a killable child calls this (`sandbox.py`); pdfium can abort the process, and is not thread-safe.
All coordinates that leave are points of the page as seen: visible area, upright, origin top left.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from numpy.typing import NDArray

from ingest.drawings import drawings
from ingest.errors import OriginalUnreadable, PageUnreadable
from ingest.raised import raise_digits
from ingest.runs import HYPHEN, Boxes, Codes, Face, Run, Sources, is_inside, runs_of

Opened = pdfium.PdfDocument
"""An open file."""

MAXIMUM_CHARACTERS = 100_000
"""More than any page can show to a reader; a hostile one can hold millions."""

_HYPHEN_MARK = 2
"""What pdfium's FPDFText_GetUnicode gives for such a hyphen (FPDFText_GetText: U+FFFE)."""

_SIDEWAYS = (90, 270)
_HIGH_SURROGATES, _LOW_SURROGATES = (0xD800, 0xDC00), (0xDC00, 0xE000)
_REPLACEMENT = 0xFFFD
_ANGLES_ASKED = 40
_TURNED_RADIANS = 0.5
_BOLD_WEIGHT = 700
"""Font weight, as CSS counts. pdfium makes it of the width of stems: 690 for a plain Cambria of some producers."""

_PLAIN_NAMES = (b"regu", b"roman", b"light", b"cmr", b"cmti", b"cmsl")
"""How plain fonts are called whose stems are told as wide as those of bold ones: Computer Modern, Merriweather."""


_FIXED_PITCH = 1
"""flag of a font descriptor (ISO 32000-2, table 121)"""

_BOLD_NAMES = (b"bold", b"black", b"heavy", b"cmbx")
"""Many files give no weight, and tell it by the name of the font alone."""

_NAME_BYTES = 128


@dataclass(frozen=True, slots=True)
class RawPage:
    """What a page holds before anything is made of it.

    `drawn` are the boxes of lines and areas drawn on it (n x (x0, y0, x1, y1)); `image_share` is the part covered
    by pictures, 0 to 1; `left_out` counts characters beyond `MAXIMUM_CHARACTERS`, `hidden` those outside the
    visible area; `turned_share` is the part of the text that stands sideways or upside down.
    """

    number: int
    width_points: float
    height_points: float
    runs: tuple[Run, ...]
    drawn: Boxes
    image_share: float
    left_out: int = 0
    hidden: int = 0
    turned_share: float = 0.0


def nothing(number: int) -> RawPage:
    """Give what stands for a page that cannot be read."""
    return RawPage(number, 0.0, 0.0, (), np.zeros((0, 4)), 0.0)


@contextmanager
def open_pdf(path: Path) -> Iterator[pdfium.PdfDocument]:
    """Open a file with pdfium.

    Raises: OriginalUnreadable (`encrypted`, `damaged`).
    """
    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium_c.FPDF_ERR_PASSWORD:
            raise OriginalUnreadable(
                "encrypted", "It is locked with a password: save a copy without it."
            ) from error
        raise OriginalUnreadable("damaged", "It is damaged beyond reading: ask for a fresh copy.") from error
    try:
        yield document
    finally:
        document.close()


def read_page(document: pdfium.PdfDocument, number: int) -> RawPage:
    """Give the runs of the page with this number (1-based), in the order of the file.

    Raises: PageUnreadable when the page cannot be loaded.
    """
    try:
        page = document[number - 1]
    except pdfium.PdfiumError as error:
        raise PageUnreadable(f"Page {number} cannot be loaded.") from error
    try:
        area = page.get_bbox()
        left, bottom, right, top = area
        rotation = page.get_rotation()
        page.set_rotation(0)  # pdfium 2021-2026 mixes up boxes on rotated pages otherwise
        size = (top - bottom, right - left) if rotation in _SIDEWAYS else (right - left, top - bottom)
        pictures, drawn = drawings(page)
        textpage = page.get_textpage()
        try:
            count = textpage.count_chars()
            turned_share = _turned_share(textpage, count)
            codes, corners, sources = _characters(textpage, min(count, MAXIMUM_CHARACTERS), rotation)
            boxes = _as_seen(corners, area, rotation)
            runs = tuple(runs_of(codes, boxes, sources, size, lambda at: _face(textpage, int(sources[at, 0]))))
        finally:
            textpage.close()
    finally:
        page.close()
    return RawPage(
        number,
        *size,
        runs,
        _as_seen(drawn, area, rotation),
        _covered(pictures, (right - left) * (top - bottom)),
        left_out=max(0, count - MAXIMUM_CHARACTERS),
        hidden=int((~is_inside(boxes, size) & (codes > ord(" "))).sum()),
        turned_share=turned_share,
    )


def _prototype(function: Any, *arguments: Any) -> Any:
    # The same C function with plain integers for pointers: a third of the time of pypdfium2's typed pointers.
    return ctypes.CFUNCTYPE(ctypes.c_uint, *arguments)(ctypes.cast(function, ctypes.c_void_p).value or 0)


_tight_box = _prototype(
    pdfium_c.FPDFText_GetCharBox, ctypes.c_void_p, ctypes.c_int, *[ctypes.POINTER(ctypes.c_double)] * 4
)
_loose_box = _prototype(pdfium_c.FPDFText_GetLooseCharBox, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
_unicode = _prototype(pdfium_c.FPDFText_GetUnicode, ctypes.c_void_p, ctypes.c_int)


def _characters(
    textpage: pdfium.PdfTextPage, count: int, rotation: int
) -> tuple[Codes, NDArray[np.float32], Sources]:
    """Give code points, boxes in user space (left, top, right, bottom) and places in pdfium's own text."""
    handle = ctypes.cast(textpage.raw, ctypes.c_void_p).value
    corners = np.zeros((count, 4), np.float32)
    address, stride = corners.ctypes.data, corners.strides[0]
    for index in range(count):
        _loose_box(handle, index, address)
        address += stride
    codes = _codes(textpage, handle, count)
    codes[codes == _HYPHEN_MARK] = ord(HYPHEN)
    raise_digits(codes, corners, 0 if rotation in _SIDEWAYS else 1, lambda index: _foot(handle, index, rotation))
    sources = np.arange(count, dtype=np.int32)[:, None] + np.array([0, 1], np.int32)
    return _join_surrogates(codes, corners, sources)


def _codes(textpage: pdfium.PdfTextPage, handle: int | None, count: int) -> Codes:
    """Give all code units in one call where pdfium's text and its characters go together, else one by one."""
    units = np.zeros(count + 1, np.uint16)
    buffer = units.ctypes.data_as(ctypes.POINTER(ctypes.c_ushort))
    written = pdfium_c.FPDFText_GetText(textpage.raw, 0, count, buffer)
    # pdfium leaves some characters out of its text, and turns these hyphens into U+FFFE where it moves others.
    if written == count + 1 and ord(HYPHEN) not in units:
        return units[:count].astype(np.uint32)
    return np.fromiter((_unicode(handle, index) for index in range(count)), np.uint32, count)


def _foot(handle: int | None, index: int, rotation: int) -> float:
    """Give how high the lower edge of a character's ink stands, in points along what is up on the page as seen."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    _tight_box(handle, index, left, right, bottom, top)
    return {0: bottom.value, 90: -right.value, 180: -top.value, 270: left.value}[rotation]


def _join_surrogates(
    codes: Codes, corners: NDArray[np.float32], sources: Sources
) -> tuple[Codes, NDArray[np.float32], Sources]:
    is_high = (codes >= _HIGH_SURROGATES[0]) & (codes < _HIGH_SURROGATES[1])
    is_low = (codes >= _LOW_SURROGATES[0]) & (codes < _LOW_SURROGATES[1])
    if not (is_high | is_low).any():
        return codes, corners, sources
    pairs = np.flatnonzero(is_high[:-1] & is_low[1:])
    codes[pairs] = 0x10000 + ((codes[pairs] - _HIGH_SURROGATES[0]) << 10) + codes[pairs + 1] - _LOW_SURROGATES[0]
    sources[pairs, 1] += 1
    kept = np.ones(len(codes), bool)
    kept[pairs + 1] = False
    codes[(codes >= _HIGH_SURROGATES[0]) & (codes < _LOW_SURROGATES[1])] = _REPLACEMENT
    return codes[kept], corners[kept], sources[kept]


def _as_seen(corners: NDArray[Any], area: tuple[float, float, float, float], rotation: int) -> Boxes:
    """Turn boxes in user space, by any two opposite corners, into boxes of the page as seen."""
    left, bottom, right, top = area
    corners = corners.astype(np.float64)
    x0, x1 = np.minimum(corners[:, 0], corners[:, 2]) - left, np.maximum(corners[:, 0], corners[:, 2]) - left
    y0, y1 = (
        np.minimum(corners[:, 1], corners[:, 3]) - bottom,
        np.maximum(corners[:, 1], corners[:, 3]) - bottom,
    )
    width, height = right - left, top - bottom
    turned = {
        0: (x0, height - y1, x1, height - y0),
        90: (y0, x0, y1, x1),
        180: (width - x1, y0, width - x0, y1),
        270: (height - y1, width - x1, height - y0, width - x0),
    }
    return np.stack(turned[rotation], axis=1)


def _turned_share(textpage: pdfium.PdfTextPage, count: int) -> float:
    """Ask some characters at which angle they stand."""
    asked = range(0, min(count, MAXIMUM_CHARACTERS), max(1, count // _ANGLES_ASKED))
    angles = [pdfium_c.FPDFText_GetCharAngle(textpage.raw, index) % math.tau for index in asked]
    turned = sum(_TURNED_RADIANS < angle < math.tau - _TURNED_RADIANS for angle in angles)
    return turned / len(angles) if angles else 0.0


def _face(textpage: pdfium.PdfTextPage, index: int) -> Face:
    """Give the face of the character at this place in pdfium's text."""
    name = ctypes.create_string_buffer(_NAME_BYTES)
    flags = ctypes.c_int()
    pdfium_c.FPDFText_GetFontInfo(textpage.raw, index, name, _NAME_BYTES, ctypes.byref(flags))
    lowered = name.value.lower()
    face = Face.BOLD if _is_bold(lowered, textpage, index) else Face.PLAIN
    return face | Face.FIXED_WIDTH if flags.value & _FIXED_PITCH else face


def _is_bold(name: bytes, textpage: pdfium.PdfTextPage, index: int) -> bool:
    """Ask the font's name first: how wide its stems are said to be is often wrong."""
    if any(mark in name for mark in _BOLD_NAMES):
        return True
    is_plain = any(mark in name for mark in _PLAIN_NAMES)
    return not is_plain and bool(pdfium_c.FPDFText_GetFontWeight(textpage.raw, index) >= _BOLD_WEIGHT)


def _covered(pictures: NDArray[np.float64], area: float) -> float:
    sides = np.abs(pictures[:, 2:] - pictures[:, :2])
    return min(float((sides[:, 0] * sides[:, 1]).sum()) / area, 1.0) if area > 0 else 0.0
