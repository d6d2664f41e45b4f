"""Characters and their boxes from a PDF page, by pdfium: the one text stream and the one set of boxes.

Rule: only a killable child calls this (`sandbox.py`); pdfium can abort the process, and is not thread-safe.
All coordinates that leave are points of the page as seen: visible area, upright, origin top left.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from numpy.typing import NDArray

from ingest.errors import OriginalUnreadable, PageUnreadable
from ingest.runs import HYPHEN, Boxes, Run, runs_of

_HYPHEN_MARK = 2
"""What pdfium's FPDFText_GetUnicode gives for such a hyphen (FPDFText_GetText: U+FFFE)."""

_SUPERSCRIPTS = dict(zip(map(ord, "0123456789"), map(ord, "⁰¹²³⁴⁵⁶⁷⁸⁹"), strict=True))
_SIDEWAYS = (90, 270)

_BESIDE = 24
"""characters that are looked at"""

_COMPARED = 6
_DIGITS = {raised: digit for digit, raised in _SUPERSCRIPTS.items()}
_DECIMAL_MARKS = (ord("."), ord(","))
_LINE_ENDS = (ord("\r"), ord("\n"))
_RAISED_SHARE = 0.15
"""Note numbers stand a third of an em above the line: a quarter of the height from descender to ascender."""

_HIGH_SURROGATES, _LOW_SURROGATES, _SURROGATES = (
    range(0xD800, 0xDC00),
    range(0xDC00, 0xE000),
    range(0xD800, 0xE000),
)
_REPLACEMENT = 0xFFFD


@dataclass(frozen=True, slots=True)
class RawPage:
    """What a page holds before anything is made of it. `image_share` is the part covered by pictures, 0 to 1."""

    number: int
    width_points: float
    height_points: float
    runs: tuple[Run, ...]
    image_share: float


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
        left, bottom, right, top = page.get_bbox()
        rotation = page.get_rotation()
        page.set_rotation(0)  # pdfium 2021-2026 mixes up boxes on rotated pages otherwise
        width, height = (top - bottom, right - left) if rotation in _SIDEWAYS else (right - left, top - bottom)
        pictures = _image_share(page, (right - left) * (top - bottom))
        textpage = page.get_textpage()
        try:
            codes, corners, sources = _characters(textpage, rotation)
            boxes = _as_seen(corners, (left, bottom, right, top), rotation)
            runs = tuple(runs_of(codes, boxes, (width, height), lambda at: _is_bold(textpage, sources[at])))
        finally:
            textpage.close()
    finally:
        page.close()
    return RawPage(number, width, height, runs, pictures)


def _prototype(function: Any, *arguments: Any) -> Any:
    # The same C function with plain integers for pointers: a third of the time of pypdfium2's typed pointers.
    return ctypes.CFUNCTYPE(ctypes.c_uint, *arguments)(ctypes.cast(function, ctypes.c_void_p).value or 0)


_tight_box = _prototype(
    pdfium_c.FPDFText_GetCharBox, ctypes.c_void_p, ctypes.c_int, *[ctypes.POINTER(ctypes.c_double)] * 4
)
_loose_box = _prototype(pdfium_c.FPDFText_GetLooseCharBox, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
_unicode = _prototype(pdfium_c.FPDFText_GetUnicode, ctypes.c_void_p, ctypes.c_int)


def _characters(textpage: pdfium.PdfTextPage, rotation: int) -> tuple[list[int], Boxes, list[int]]:
    """Give code points, boxes in user space (left, top, right, bottom) and pdfium's character indexes."""
    count = textpage.count_chars()
    handle = ctypes.cast(textpage.raw, ctypes.c_void_p).value
    corners = np.zeros((count, 4), np.float32)
    base, stride = corners.ctypes.data, corners.strides[0]
    for index in range(count):
        _loose_box(handle, index, base + stride * index)
    codes = [_unicode(handle, index) for index in range(count)]
    if _HYPHEN_MARK in codes:
        codes = [ord(HYPHEN) if code == _HYPHEN_MARK else code for code in codes]
    _raise_digits(handle, codes, corners, rotation)
    sources = list(range(count))
    if any(code in _SURROGATES for code in codes):
        codes, sources = _join_surrogates(codes)
    return codes, corners[sources].astype(np.float64), sources


def _raise_digits(handle: int | None, codes: list[int], corners: NDArray[np.float32], rotation: int) -> None:
    """Turn digits that stand raised at a word, as note numbers do, into superscripts: they would glue to it.

    Only the ink tells: fonts with superscript forms give them the loose box of full digits.
    """
    across = 0 if rotation in _SIDEWAYS else 1
    for index, code in enumerate(codes):
        if code not in _SUPERSCRIPTS:
            continue
        digit = _digit_before(codes, index)
        beside = [digit] if digit is not None else _letters_beside(codes, index)[:_COMPARED]
        beside = [at for at in beside if _overlap(corners[at], corners[index], across)]
        if beside:
            # Some letters reach below the line, none stands above it: the highest foot is the line's.
            line = max(_foot(handle, at, rotation) for at in beside)
            height = abs(float(corners[beside[0], across] - corners[beside[0], across + 2]))
            if _foot(handle, index, rotation) > line + height * _RAISED_SHARE:
                codes[index] = _SUPERSCRIPTS[code]
    for index in range(len(codes) - 2, -1, -1):
        if codes[index] in _DIGITS and codes[index + 1] in _SUPERSCRIPTS:
            codes[index] = _DIGITS[codes[index]]  # a number of which a later digit is not raised is a plain one


def _digit_before(codes: list[int], index: int) -> int | None:
    """Give the plain digit of the number that a digit goes on with, over a point or comma too: 4.3 is no note."""
    at = index - 2 if index > 1 and codes[index - 1] in _DECIMAL_MARKS else index - 1
    return at if at >= 0 and codes[at] in _SUPERSCRIPTS else None


def _letters_beside(codes: list[int], index: int) -> list[int]:
    """Give the letters a digit may be raised against: before it on its line, after it where a note begins."""
    before = []
    for at in range(index - 1, max(-1, index - _BESIDE), -1):
        if codes[at] in _LINE_ENDS:
            break
        if chr(codes[at]).isalpha():
            before.append(at)
    if before or (index and codes[index - 1] not in _LINE_ENDS and codes[index - 1] not in _SUPERSCRIPTS.values()):
        return before
    return [at for at in range(index + 1, min(len(codes), index + _BESIDE)) if chr(codes[at]).isalpha()]


def _overlap(one: NDArray[np.float32], other: NDArray[np.float32], across: int) -> bool:
    """Tell whether two characters share a line: text may go on elsewhere without a line end between."""
    (low, high), (its_low, its_high) = sorted(one[across::2].tolist()), sorted(other[across::2].tolist())
    return bool(min(high, its_high) - max(low, its_low) > 0.5 * min(high - low, its_high - its_low))


def _foot(handle: int | None, index: int, rotation: int) -> float:
    """Give how high the lower edge of a character's ink stands, in points along what is up on the page as seen."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    _tight_box(handle, index, left, right, bottom, top)
    return {0: bottom.value, 90: -right.value, 180: -top.value, 270: left.value}[rotation]


def _join_surrogates(codes: list[int]) -> tuple[list[int], list[int]]:
    joined: list[int] = []
    sources: list[int] = []
    for index, code in enumerate(codes):
        if code in _LOW_SURROGATES and joined and joined[-1] in _HIGH_SURROGATES:
            joined[-1] = 0x10000 + ((joined[-1] - _HIGH_SURROGATES.start) << 10) + code - _LOW_SURROGATES.start
        else:
            joined.append(code)
            sources.append(index)
    return [_REPLACEMENT if code in _SURROGATES else code for code in joined], sources


def _as_seen(corners: Boxes, area: tuple[float, float, float, float], rotation: int) -> Boxes:
    left, bottom, right, top = area
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


def _is_bold(textpage: pdfium.PdfTextPage, index: int) -> bool:
    if pdfium_c.FPDFText_GetFontWeight(textpage.raw, index) >= 600:  # noqa: PLR2004 - CSS: semi-bold
        return True
    name = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    pdfium_c.FPDFText_GetFontInfo(textpage.raw, index, name, 128, ctypes.byref(flags))
    lowered = name.value.lower()
    return b"bold" in lowered or b"black" in lowered or b"cmbx" in lowered


def _image_share(page: pdfium.PdfPage, area: float) -> float:
    covered = 0.0
    for image in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = image.get_bounds()
        covered += abs(right - left) * abs(top - bottom)
    return min(covered / area, 1.0) if area > 0 else 0.0
