"""Rows as CSV for spreadsheets (RFC 4180): UTF-8 with its mark, and no text that a spreadsheet would compute.

Rule: text of documents is nobody's formula. A cell that begins like one gets an apostrophe before it, which
spreadsheets take for “this is text” (OWASP, CSV Injection).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from unicodedata import category

from search_app.rendering import neutral

MARK = "\ufeff"
"""Without it some spreadsheets read UTF-8 as something else."""

_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

_UNSEEN = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})
"""General categories of spaces, and of characters that show nothing (Unicode Standard Annex 44)."""


def csv_lines(head: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Give a table line by line: the mark and the names of the columns, then a line for each row."""
    yield MARK + _line(head)
    for row in rows:
        yield _line([cell(each) if isinstance(each, str) else each for each in row])


def cell(text: str) -> str:
    """Make a text harmless in a spreadsheet."""
    safe = neutral(text)
    return f"'{safe}" if _begins_as_formula(safe) else safe


def _begins_as_formula(text: str) -> bool:
    """Tell whether the first that is seen of a text is a sign of a formula: some programs drop what is not."""
    first = next((sign for sign in text if sign in _FORMULA_SIGNS or category(sign) not in _UNSEEN), "")
    return first in _FORMULA_SIGNS


def _line(cells: Sequence[object]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()
