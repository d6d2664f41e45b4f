"""Where pictures, lines and coloured areas stand on a PDF page, by pdfium: they tell of tables and of lost words.

Rule: as for `pdf_text.py`, only a killable child calls this.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from itertools import islice, repeat
from typing import NamedTuple

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from numpy.typing import NDArray

from ingest.pdfium_calls import ADDRESS, NUMBER, address_of, quick, quickest, ready

MAXIMUM_OBJECTS = 20_000
"""What is drawn beyond this belongs to maps and charts, not to tables."""

_POINTS_PER_INCH = 72
_THIN_POINTS = 3.0
_DEEPEST = 3
"""Forms hold forms; files of office programs need no more."""

_Affine = tuple[float, float, float, float, float, float]
_AS_IS: _Affine = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Drawings(NamedTuple):
    """The boxes of the pictures and of the drawn paths, and how many pieces of text there are beside them.

    Boxes are n x (left, bottom, right, top) in user space.
    """

    pictures: NDArray[np.float64]
    paths: NDArray[np.float64]
    text_count: int


def drawings(page: pdfium.PdfPage) -> Drawings:
    """Give what is drawn on a page."""
    pictures: list[tuple[float, float, float, float]] = []
    paths: list[tuple[float, float, float, float]] = []
    text_count = 0
    for each, kind, matrix in islice(objects(page), MAXIMUM_OBJECTS):
        if kind == pdfium_c.FPDF_PAGEOBJ_PATH:
            paths.extend(_box(each, matrix))
        elif kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            (pictures if _is_picture(box := list(_box(each, matrix))) else paths).extend(box)
        text_count += kind == pdfium_c.FPDF_PAGEOBJ_TEXT
    return Drawings(np.array(pictures).reshape(-1, 4), np.array(paths).reshape(-1, 4), text_count)


def picture_dots(page: pdfium.PdfPage) -> float:
    """Give how many dots to an inch the largest picture of a page has; 0 where there is none."""
    largest, dots = 0.0, 0.0
    width, height = ctypes.c_uint(), ctypes.c_uint()
    sides = ctypes.addressof(width), ctypes.addressof(height)
    for each, kind, matrix in islice(objects(page), MAXIMUM_OBJECTS):
        if kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            for x0, y0, x1, y1 in _box(each, matrix):
                area = abs(x1 - x0) * abs(y1 - y0)
                if area > largest and _pixel_size(each, *sides):
                    # By areas, for a picture may be set sideways.
                    largest, dots = area, _POINTS_PER_INCH * math.sqrt(width.value * height.value / area)
    return dots


def _is_picture(box: list[tuple[float, float, float, float]]) -> bool:
    """Tell pictures from the lines that some producers draw as pictures a point high."""
    return all(min(abs(x1 - x0), abs(y1 - y0)) > _THIN_POINTS for x0, y0, x1, y1 in box)


def objects(page: pdfium.PdfPage) -> Iterator[tuple[int, int, _Affine]]:
    """Give the objects of a page by address, those in forms too, with kind and what turns them to its places."""
    held = map(_object, repeat(ready(address_of(page.raw))), range(pdfium_c.FPDFPage_CountObjects(page.raw)))
    for each in held:
        kind = _kind(each)
        if kind == pdfium_c.FPDF_PAGEOBJ_FORM:
            yield from _within(each, kind, _AS_IS, 1)
        else:
            yield each, kind, _AS_IS


def _within(each: int, kind: int, matrix: _Affine, depth: int) -> Iterator[tuple[int, int, _Affine]]:
    """Give an object, and what a form holds, with what turns its coordinates into the page's."""
    yield each, kind, matrix
    if kind == pdfium_c.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
        own = pdfium_c.FS_MATRIX()
        _matrix(each, ctypes.addressof(own))
        inner = _product((own.a, own.b, own.c, own.d, own.e, own.f), matrix)
        for index in range(max(0, _count_in_form(each))):
            held = _object_in_form(each, index)
            yield from _within(held, _kind(held), inner, depth + 1)


def _box(each: int, matrix: _Affine) -> Iterator[tuple[float, float, float, float]]:
    if _bounds(ready(each), *_PLACES):
        x0, y0, x1, y1 = _EDGES
        if matrix is _AS_IS:
            yield x0, y0, x1, y1
        else:
            a, b, c, d, e, f = matrix
            corners = [(a * x + c * y + e, b * x + d * y + f) for x in (x0, x1) for y in (y0, y1)]
            across, along = zip(*corners, strict=True)
            yield min(across), min(along), max(across), max(along)


def _product(inner: _Affine, outer: _Affine) -> _Affine:
    """Give the matrix that applies `inner`, then `outer` (ISO 32000-2, 8.3.4)."""
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


_object = quickest(pdfium_c.FPDFPage_GetObject, gives=ADDRESS)
_kind = quick(pdfium_c.FPDFPageObj_GetType, ADDRESS, gives=NUMBER)
_bounds = quickest(pdfium_c.FPDFPageObj_GetBounds, gives=NUMBER)
_EDGES = (ctypes.c_float * 4)()
"""Where the edges of one object are told: pdfium serves one caller at a time."""

_PLACES = [ready(ctypes.addressof(_EDGES) + at * ctypes.sizeof(ctypes.c_float)) for at in range(4)]
_matrix = quick(pdfium_c.FPDFPageObj_GetMatrix, ADDRESS, ADDRESS, gives=NUMBER)
_count_in_form = quick(pdfium_c.FPDFFormObj_CountObjects, ADDRESS, gives=NUMBER)
_object_in_form = quick(pdfium_c.FPDFFormObj_GetObject, ADDRESS, ctypes.c_ulong, gives=ADDRESS)
_pixel_size = quick(pdfium_c.FPDFImageObj_GetImagePixelSize, ADDRESS, ADDRESS, ADDRESS, gives=NUMBER)
