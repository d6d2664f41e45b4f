"""Lines -> blocks in reading order: what a reader sees as one paragraph, heading, list item or table."""

from __future__ import annotations

import itertools
import re
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from archive import CELL, Box
from ingest.layout import regions
from ingest.lines import Line, around, shares_line
from ingest.runs import HYPHEN

_PARAGRAPH_GAP = 1.3
"""White space above this many times the usual leading begins a new paragraph."""

_CELL_GAP = 1.2
"""Pieces of a line that stand nearer, in heights from descender to ascender, are words set wide."""

_SIZE_CHANGE = 0.12
_SHORT_LINE = 0.7
BULLETS = "•‣◦▪▫●○■□◆–—*·►➢✓>-"
_BULLET = re.compile(rf"^(?:[{re.escape(BULLETS)}]|\(?(?:[0-9]{{1,2}}|[a-zA-Z]|[ivxIVX]{{1,4}})[.)])\s+\S")
_HANGING = re.compile(r"^[0-9]{1,2}(?:\.[0-9]{1,2})*\.?\s")
_CONTENTS_ENTRY = re.compile(r"…\s*(?:[0-9]+|[ivxlc]+)$")
_TERMINAL = (".", "!", "?", ":", ";", "…", "”", "»", '"')


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together. A table's lines are rows whose cells `CELL` parts."""

    page_number: int
    lines: tuple[Line, ...]
    is_table: bool = False

    @property
    def box(self) -> Box:
        """The box around all lines."""
        return around([line.box for line in self.lines])

    @property
    def size(self) -> float:
        """The usual height of its characters."""
        return statistics.median(line.size for line in self.lines)

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(line.bold for line in self.lines)

    @property
    def text(self) -> str:
        """Its lines, one below the other."""
        return "\n".join(line.text for line in self.lines)


def blocks_of(page_number: int, lines: Sequence[Line]) -> list[Block]:
    """Give the blocks of a page in reading order."""
    blocks: list[Block] = []
    for region in regions(list(lines)):
        blocks.extend(_region_blocks(page_number, region))
    return blocks


def starts_item(text: str) -> bool:
    """Tell whether a line begins with a bullet or a short number, as items of a list do."""
    return bool(_BULLET.match(text))


def is_contents_entry(text: str) -> bool:
    """Tell whether a line is an entry of a table of contents, with a leader and a page number."""
    return bool(_CONTENTS_ENTRY.search(text))


def _region_blocks(page_number: int, lines: list[Line]) -> list[Block]:
    rows = _table_rows(lines)
    leading = _leading([group[0] for group in rows])
    edges = min(line.box[0] for line in lines), _right_edge(lines)
    blocks: list[Block] = []
    text: list[Line] = []
    table: list[Line] = []
    for group in rows:
        line = _join_cells(group) if len(group) > 1 else group[0]
        is_row = CELL in line.text or (bool(table) and _wraps_cell(table[-1], line, leading))
        if text and (is_row or _begins_paragraph(text, line, leading, *edges)):
            blocks.append(Block(page_number, tuple(text)))
            text = []
        if table and not is_row:
            blocks.append(_table(page_number, table))
            table = []
        (table if is_row else text).append(line)
    if text:
        blocks.append(Block(page_number, tuple(text)))
    if table:
        blocks.append(_table(page_number, table))
    return blocks


def _table(page_number: int, rows: Sequence[Line]) -> Block:
    """Make a table; one row makes none."""
    if len(rows) > 1:
        return Block(page_number, tuple(rows), is_table=True)
    return Block(page_number, (replace(rows[0], text=rows[0].text.replace(CELL, " ")),))


def _table_rows(lines: Sequence[Line]) -> list[list[Line]]:
    """Group the lines that share a height, left to right."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda each: (each.box[1] + each.box[3]) / 2):
        if rows and shares_line(rows[-1][0].box, line.box) and not _overlap_across(rows[-1], line):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.box[0]) for row in rows]


def _overlap_across(row: Sequence[Line], line: Line) -> bool:
    return any(min(each.box[2], line.box[2]) - max(each.box[0], line.box[0]) > 1 for each in row)


def _join_cells(row: Sequence[Line]) -> Line:
    text, boxes = row[0].text, [row[0].boxes]
    for before, cell in itertools.pairwise(row):
        text += _between(before, cell) + cell.text
        boxes += [before.boxes[-1:], cell.boxes]
    return Line(
        text,
        np.concatenate(boxes),
        around([cell.box for cell in row]),
        row[0].size,
        all(cell.bold for cell in row),
    )


def _between(cell: Line, following: Line) -> str:
    """Give what parts two pieces of one line: a list mark or a leader set far from its text makes no cell."""
    near = following.box[0] - cell.box[2] < _CELL_GAP * min(cell.size, following.size)
    dots = set(cell.text) | set(following.text) <= set(". ")
    return " " if near or dots or _is_mark(cell.text) or cell.text.endswith("…") else CELL


def _is_mark(text: str) -> bool:
    return starts_item(text.strip() + " x") and len(text.split()) == 1


def _wraps_cell(row: Line, line: Line, leading: float) -> bool:
    """Tell whether a line goes on with a cell of the row above it rather than with new text."""
    near = line.box[1] - row.box[1] < leading * 1.2
    return near and line.box[0] > row.box[0] + row.size and line.box[2] <= row.box[2] + row.size


def _leading(lines: Sequence[Line]) -> float:
    """Give the usual distance from line to line."""
    steps = [below.box[3] - above.box[3] for above, below in itertools.pairwise(lines)]
    steps = [step for step in steps if step > 1]
    usual = statistics.median(line.size for line in lines)
    near = [step for step in steps if step < 2.2 * usual]
    return statistics.median_low(near) if near else usual * 1.2


def _right_edge(lines: Sequence[Line]) -> float:
    ends = sorted(line.box[2] for line in lines)
    return ends[int(len(ends) * 0.9)] if len(ends) > 3 else ends[-1]  # noqa: PLR2004 - a few say nothing


def _begins_paragraph(above: Sequence[Line], line: Line, leading: float, left: float, right: float) -> bool:
    last = above[-1]
    size = max(last.size, 1.0)
    if starts_item(line.text):
        return not (_is_running_on(last, right) and not starts_item(above[0].text) and line.text[0].isalnum())
    if _CONTENTS_ENTRY.search(last.text):
        return True
    if line.box[3] - last.box[3] > max(leading, min(size, line.size) * 1.1) * _PARAGRAPH_GAP:
        return True
    if abs(line.size - last.size) > size * _SIZE_CHANGE or line.bold != last.bold:
        return not (abs(line.size - last.size) <= size * _SIZE_CHANGE and _is_running_on(last, right))
    indent = line.box[0] - last.box[0]
    hanging = len(above) == 1 and bool(_HANGING.match(above[0].text) or starts_item(above[0].text))
    if indent > size * 0.8 and not hanging and last.box[0] - left < size * 0.5:
        return True
    if last.box[2] < right - size * 4 and last.text.rstrip().endswith(_TERMINAL):
        return True
    # A line that breaks off early before a capital is a title or an entry of its own.
    return last.box[2] < left + (right - left) * _SHORT_LINE and not line.text[:1].islower()


def _is_running_on(line: Line, right: float) -> bool:
    """Tell whether a line fills its column and ends within a sentence."""
    full = line.box[2] > right - line.size * 3
    return (full and not line.text.rstrip().endswith(_TERMINAL)) or line.text.endswith(HYPHEN)
