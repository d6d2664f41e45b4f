"""What pdfium tells of the characters of a page: codes, boxes, angles, faces. One call a character, on arrays.

Rule: as for `pdf_text.py`, only a killable child calls this.
"""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import repeat
from typing import Any

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from numpy.typing import NDArray

from ingest.pdfium_calls import ADDRESS, NUMBER, address_of, quick, quickest, ready
from ingest.runs import HYPHEN, Codes, Face, Sources

_HYPHEN_MARK = 2
"""What pdfium's FPDFText_GetUnicode gives for such a hyphen (FPDFText_GetText: U+FFFE)."""

_HIGH_SURROGATES, _LOW_SURROGATES = (0xD800, 0xDC00), (0xDC00, 0xE000)
_REPLACEMENT = 0xFFFD
_BOLD_WEIGHT = 700
"""Font weight, as CSS counts. pdfium makes it of the width of stems: 690 for a plain Cambria of some producers."""

_PLAIN_NAMES = (b"regu", b"roman", b"light", b"cmr", b"cmti", b"cmsl")
"""How plain fonts are called whose stems are told as wide as those of bold ones: Computer Modern, Merriweather."""

_FIXED_PITCH = 1
"""flag of a font descriptor (ISO 32000-2, table 121)"""

_BOLD_NAMES = (b"bold", b"black", b"heavy", b"cmbx")
"""Many files give no weight, and tell it by the name of the font alone."""

_NAME_BYTES = 128

_FEET = {0: (2, 1), 90: (1, -1), 180: (3, -1), 270: (0, 1)}
"""Rotation -> which edge of (left, right, bottom, top) is the lower one as seen, and its sign upwards."""

_FONTS = 256
"""of which it is kept what their names tell"""


@dataclass(frozen=True, slots=True)
class Characters:
    """Code points, boxes in user space (left, top, right, bottom) and places in pdfium's own text, row by row."""

    codes: Codes
    corners: NDArray[np.float32]
    sources: Sources

    def of(self, kept: NDArray[np.bool_]) -> Characters:
        """Give some of them; no copies where it is all."""
        if kept.all():
            return self
        return Characters(self.codes[kept], self.corners[kept], self.sources[kept])


class TextPage:
    """The characters of a page, each known by its place in pdfium's text; buffers are made once for all."""

    def __init__(self, textpage: pdfium.PdfTextPage) -> None:
        self._address = address_of(textpage.raw)
        self._page = ready(self._address)
        self._edge = ctypes.c_double()
        self._unasked = ready(ctypes.addressof(self._edge))
        self._name = ctypes.create_string_buffer(_NAME_BYTES)
        self._flags = ctypes.c_int()
        self._faces: dict[int | None, Face] = {}
        self._fonts: dict[int | None, Face] = {}
        self.count: int = textpage.count_chars()

    def characters(self, count: int) -> Characters:
        """Give the first characters of the page, up to a count, in the order of the file."""
        room, rows = _room(1 << count.bit_length(), 4, np.float32)
        corners = room[:count]
        corners.fill(0)
        calls = map(_loose_box, repeat(self._page), range(count), rows)
        deque(calls, maxlen=0)  # a loop of ours costs as much as the calls
        codes = self._codes(count)
        codes[codes == _HYPHEN_MARK] = ord(HYPHEN)
        sources = np.arange(count, dtype=np.int32)[:, None] + np.array([0, 1], np.int32)
        return _join_surrogates(Characters(codes, corners.copy(), sources))

    def angles(self, places: Sequence[int]) -> NDArray[np.float64]:
        """Give at which angles characters stand: radians clockwise, in user space."""
        return np.fromiter(map(_angle, repeat(self._page), places), np.float64, len(places))

    def feet(self, places: Sequence[int], rotation: int) -> list[float]:
        """Give how high the lower edges of characters' ink stand, in points along what is up as seen."""
        edge, sign = _FEET[rotation]
        room, rows = _room(1 << len(places).bit_length(), 1, np.float64)
        told: list[Any] = [repeat(self._unasked)] * 4
        told[edge] = rows
        deque(map(_tight_box, repeat(self._page), places, *told), maxlen=0)
        feet: list[float] = (sign * room[: len(places), 0]).tolist()
        return feet

    def faces(self, places: Sequence[int]) -> list[Face]:
        """Give the faces of characters that are drawn."""
        pieces = list(map(_text_object, repeat(self._page), places))
        for piece, index in zip(pieces, places, strict=True):
            if piece not in self._faces:  # what is drawn in one piece is of one font
                self._faces[piece] = self._face_of(_font(piece), index)
        return list(map(self._faces.__getitem__, pieces))

    def _face_of(self, font: int | None, index: int) -> Face:
        if font not in self._fonts:
            self._fonts[font] = self._face(index)
        return self._fonts[font]

    def _face(self, index: int) -> Face:
        length = _font_info(self._address, index, self._name, _NAME_BYTES, ctypes.addressof(self._flags))
        # Of a longer name, or none, pdfium writes nothing, and the font before would stand there still.
        name = self._name.value if 0 < length <= _NAME_BYTES else b""
        face = Face.BOLD if self._is_bold(name, index) else Face.PLAIN
        return face | Face.FIXED_WIDTH if length and self._flags.value & _FIXED_PITCH else face

    def _is_bold(self, name: bytes, index: int) -> bool:
        """Ask the font's name first: how wide its stems are said to be is often wrong."""
        is_bold = _tells(name)
        return bool(_font_weight(self._address, index) >= _BOLD_WEIGHT) if is_bold is None else is_bold

    def _codes(self, count: int) -> Codes:
        """Give all code units in one call where pdfium's text and its characters go together, else one by one."""
        units = np.zeros(count + 1, np.uint16)
        written = _text(self._address, 0, count, units.ctypes.data)
        if written == count + 1:  # pdfium leaves some characters out of its text
            return units[:count].astype(np.uint32)
        return np.fromiter(map(_unicode, repeat(self._page), range(count)), np.uint32, count)


@cache
def _room(count: int, columns: int, kind: type[np.floating[Any]]) -> tuple[NDArray[Any], list[Any]]:
    """Give room for so many rows, and each of them ready for pdfium: making them so costs as much as the calls.

    It is kept for the next page; counts are powers of two, for few of them to be.
    """
    room = np.zeros((count, columns), kind)
    first, step = room.ctypes.data, room.strides[0]
    return room, [ready(first + row * step) for row in range(count)]


@lru_cache(_FONTS)
def _tells(name: bytes) -> bool | None:
    """Tell by its name whether a font is bold; nothing where the name does not say."""
    name = name.lower()
    if any(mark in name for mark in _BOLD_NAMES):
        return True
    return False if any(mark in name for mark in _PLAIN_NAMES) else None


_tight_box = quickest(pdfium_c.FPDFText_GetCharBox)
_loose_box = quickest(pdfium_c.FPDFText_GetLooseCharBox)
_unicode = quickest(pdfium_c.FPDFText_GetUnicode, gives=ctypes.c_uint)
_text_object = quickest(pdfium_c.FPDFText_GetTextObject, gives=ADDRESS)
_angle = quickest(pdfium_c.FPDFText_GetCharAngle, gives=ctypes.c_float)
_text = quick(pdfium_c.FPDFText_GetText, ADDRESS, NUMBER, NUMBER, ADDRESS)
_font_info = quick(pdfium_c.FPDFText_GetFontInfo, ADDRESS, NUMBER, ctypes.c_char_p, ctypes.c_ulong, ADDRESS)
_font_weight = quick(pdfium_c.FPDFText_GetFontWeight, ADDRESS, NUMBER, gives=NUMBER)
_font = quick(pdfium_c.FPDFTextObj_GetFont, ADDRESS, gives=ADDRESS)


def _join_surrogates(characters: Characters) -> Characters:
    codes, sources = characters.codes, characters.sources
    is_high = (codes >= _HIGH_SURROGATES[0]) & (codes < _HIGH_SURROGATES[1])
    is_low = (codes >= _LOW_SURROGATES[0]) & (codes < _LOW_SURROGATES[1])
    if not (is_high | is_low).any():
        return characters
    pairs = np.flatnonzero(is_high[:-1] & is_low[1:])
    codes[pairs] = 0x10000 + ((codes[pairs] - _HIGH_SURROGATES[0]) << 10) + codes[pairs + 1] - _LOW_SURROGATES[0]
    sources[pairs, 1] += 1
    kept = np.ones(len(codes), bool)
    kept[pairs + 1] = False
    codes[(codes >= _HIGH_SURROGATES[0]) & (codes < _LOW_SURROGATES[1])] = _REPLACEMENT
    return characters.of(kept)
