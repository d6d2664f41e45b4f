"""Regions -> blocks in reading order: where a paragraph, a heading, an item or a row of a table begins."""

from __future__ import annotations

import functools
import itertools
import re
import statistics
from collections.abc import Iterator, Sequence

from ingest.blocks import Block, is_contents_entry
from ingest.layout import Item, regions
from ingest.lines import Line, join, rows_of, settled
from ingest.list_marks import is_list_mark, starts_item
from ingest.runs import HYPHEN
from ingest.table_rows import row_blocks, table_blocks
from ingest.tables import Table

_PARAGRAPH_GAP = 1.3
"""White space above this many times the usual leading begins a new paragraph."""

_CELL_GAP = 1.2
"""Pieces of a line that stand nearer, in heights from descender to ascender, are words set wide."""

_PAGE_WORDS = 250
_SIZE_CHANGE = 0.12
_SHORT_LINE = 0.7
_HANGING = re.compile(r"^[0-9]{1,2}(?:\.[0-9]{1,2})*\.?\s")
_TERMINAL = (".", "!", "?", ":", ";", "…", "”", "»", '"')


def blocks_of(page_number: int, lines: Sequence[Line], tables: Sequence[Table] = ()) -> list[Block]:
    """Give the blocks of a page in reading order."""
    return [block for region in regions(lines, tables) for block in _region_blocks(page_number, region)]


def _region_blocks(page_number: int, items: Sequence[Item]) -> list[Block]:
    blocks: list[Block] = []
    lines: list[Line] = []
    for item in items:
        if isinstance(item, Line):
            lines.append(item)
            continue
        blocks += _text_blocks(page_number, lines)
        lines = []
        if item.is_box:
            blocks += blocks_of(page_number, item.lines)
        else:
            read_cell = _cell_blocks if item.has_ruled_columns else blocks_of
            blocks += table_blocks(page_number, item, read_cell)
    return blocks + _text_blocks(page_number, lines)


def _cell_blocks(page_number: int, lines: Sequence[Line]) -> list[Block]:
    """Give the blocks of a cell of a ruled table; a long one, as a column between lines, has its own layout."""
    if sum(len(line.text.split()) for line in lines) > _PAGE_WORDS:
        return blocks_of(page_number, lines)
    return _text_blocks(page_number, settled(lines))


def _text_blocks(page_number: int, lines: Sequence[Line]) -> list[Block]:
    if not lines:
        return []
    rows = list(_without_lone_rows([list(_pieces(group)) for group in rows_of(lines)]))
    leading = _leading([row[0] for row in rows])
    edges = min(line.box[0] for line in lines), _right_edge(lines)
    blocks: list[Block] = []
    text: list[Line] = []
    table: list[list[list[Line]]] = []
    for row in rows:
        wraps = bool(table) and _wraps(table[-1], row, leading)
        is_row = wraps or len(row) > 1
        if text and (is_row or _begins_paragraph(text, row[0], leading, *edges)):
            blocks.append(Block(page_number, tuple(text)))
            text = []
        if table and not is_row:
            blocks += row_blocks(page_number, table)
            table = []
        if wraps:
            _wrap(table[-1], row)
        elif is_row:
            table.append([[cell] for cell in row])
        else:
            text.append(row[0])
    if text:
        blocks.append(Block(page_number, tuple(text)))
    return blocks + row_blocks(page_number, table)


def _without_lone_rows(rows: Sequence[list[Line]]) -> Iterator[list[Line]]:
    """Make one line again of pieces that stand alone between lines of text: justified words, no row of a table."""
    for before, row, after in zip([[], *rows[:-1]], rows, [*rows[1:], []], strict=True):
        is_alone = len(row) > 1 and len(before) < 2 and len(after) < 2  # noqa: PLR2004 - one piece is plain text
        yield [functools.reduce(join, row)] if is_alone else row


def _pieces(row: Sequence[Line]) -> Iterator[Line]:
    """Give the cells of one height; pieces that stand near, or a list mark and its text, are one."""
    joined = row[0]
    for line in row[1:]:
        if _is_one(joined, line):
            joined = join(joined, line)
        else:
            yield joined
            joined = line
    yield joined


def _is_one(cell: Line, following: Line) -> bool:
    near = following.box[0] - cell.box[2] < _CELL_GAP * min(cell.size, following.size)
    dots = set(cell.text) | set(following.text) <= set(". ")
    return near or dots or is_list_mark(cell.text) or cell.text.endswith("…")


def _wraps(row: Sequence[Sequence[Line]], pieces: Sequence[Line], leading: float) -> bool:
    """Tell whether lines go on with cells of the row above rather than with a new row: its first cell has none."""
    first, last = row[0][0], max((line for cell in row for line in cell), key=lambda line: line.box[3])
    near = pieces[0].box[1] - last.box[1] < leading * _CELL_GAP
    right = max(line.box[2] for cell in row for line in cell)
    return near and pieces[0].box[0] > first.box[0] + first.size and pieces[-1].box[2] <= right + first.size


def _wrap(row: list[list[Line]], pieces: Sequence[Line]) -> None:
    """Put each piece below the cell it stands under."""
    for line in pieces:
        cell = max(row, key=lambda each: _beside(each, line))
        cell.append(line)


def _beside(cell: Sequence[Line], line: Line) -> float:
    """Give how much of a line stands below a cell, in points; less than nothing where it stands beside it."""
    x0, x1 = min(each.box[0] for each in cell), max(each.box[2] for each in cell)
    return min(x1, line.box[2]) - max(x0, line.box[0])


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
    if is_contents_entry(last.text):
        return True
    if line.box[3] - last.box[3] > max(leading, min(size, line.size) * 1.1) * _PARAGRAPH_GAP:
        return True
    if abs(line.size - last.size) > size * _SIZE_CHANGE or line.bold != last.bold:
        goes_on = _is_running_on(last, right) and line.text[:1].islower()
        return not (abs(line.size - last.size) <= size * _SIZE_CHANGE and goes_on)
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
