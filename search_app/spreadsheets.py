"""Rows as CSV for spreadsheets (RFC 4180): UTF-8 with its mark, and no text that a spreadsheet would compute.

Rule: text of documents is nobody's formula. A cell that begins like one gets an apostrophe before it, which
spreadsheets take for “this is text” (OWASP, CSV Injection).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from search_app.rendering import neutral

MARK = "\ufeff"
"""Without it some spreadsheets read UTF-8 as something else."""

_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def csv_lines(head: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Give a table line by line: the mark and the names of the columns, then a line for each row."""
    yield MARK + _line(head)
    for row in rows:
        yield _line([cell(each) if isinstance(each, str) else each for each in row])


def cell(text: str) -> str:
    """Make a text harmless in a spreadsheet."""
    safe = neutral(text)
    return f"'{safe}" if safe.lstrip(" \u00a0").startswith(_FORMULA_SIGNS) else safe


def _line(cells: Sequence[object]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()
