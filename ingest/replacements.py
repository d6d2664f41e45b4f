"""Text that a file gives in place of what it shows (ActualText, ISO 32000-2, 14.9.4), where that is plainly wrong.

pdfium obeys it, and it is mostly right: the letters of a ligature, a word whose letters stand apart. Some forms
say that a whole page reads "0".

Rule: as for `pdf_text.py`, only a killable child calls this.
"""

from __future__ import annotations

import ctypes
from collections import Counter
from itertools import islice
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from ingest.drawings import MAXIMUM_OBJECTS, objects

_NAME = b"ActualText"
_BYTES_A_LETTER = 2
"""pdfium gives it in UTF-16, with a null behind."""


def drop_wrong_replacements(page: pdfium.PdfPage) -> bool:
    """Let go of replacements that have fewer letters than there are pieces of text; tells if any.

    Every piece shows a letter at least. What pdfium gave of the page's text before does not change.
    """
    replaced: Counter[int] = Counter()
    lengths: dict[int, int] = {}
    bearers: dict[int, tuple[Any, Any]] = {}
    texts = (
        ctypes.cast(address, pdfium_c.FPDF_PAGEOBJECT)
        for address, kind, _ in islice(objects(page), MAXIMUM_OBJECTS)
        if kind == pdfium_c.FPDF_PAGEOBJ_TEXT
    )
    for each in texts:
        for index in range(pdfium_c.FPDFPageObj_CountMarks(each)):
            mark = pdfium_c.FPDFPageObj_GetMark(each, index)
            length = _length(mark)
            if length is not None:
                # Pieces that are marked together have one and the same mark.
                name = ctypes.cast(mark, ctypes.c_void_p).value or 0
                replaced[name] += 1
                lengths[name], bearers[name] = length, (each, mark)
    wrong = [name for name, pieces in replaced.items() if lengths[name] < pieces]
    for name in wrong:
        pdfium_c.FPDFPageObjMark_RemoveParam(*bearers[name], _NAME)
    return bool(wrong)


def _length(mark: Any) -> int | None:
    """Give how many letters a mark's replacement has, if it has one."""
    size = ctypes.c_ulong()
    if not pdfium_c.FPDFPageObjMark_GetParamStringValue(mark, _NAME, None, 0, size):
        return None
    return max(0, size.value // _BYTES_A_LETTER - 1)
