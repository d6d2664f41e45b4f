"""Regions -> blocks in reading order: where a paragraph, a heading, an item or a row of a table begins."""

from __future__ import annotations

import itertools
import re
import statistics
from collections.abc import Sequence
from dataclasses import replace

from ingest.blocks import Block, is_caption, is_contents_entry
from ingest.layout import regions
from ingest.lines import Line, rows_of, settled
from ingest.open_tables import Pieces, goes_on, pieces_of, rows_of_cells
from ingest.runs import HYPHEN
from ingest.table_rows import row_blocks, table_blocks
from ingest.tables import Item, Table

_PARAGRAPH_GAP = 1.3
"""White space above this many times the usual leading begins a new paragraph."""

_LISTING_GAP_EMS = 2.0
"""Empty lines part what a program does, and belong to its listing; wider white ends it."""

_PAGE_WORDS = 250
"""A cell with more has paragraphs and lists of its own."""

_TIGHTEST = 1.0
"""Lines stand no closer, in heights from descender to ascender; some fonts tell of tall boxes."""

_SIZE_CHANGE = 0.12
"""Sizes of one paragraph differ by rounding and by raised letters."""

_CENTRED_POINTS = 3.0
"""Centred lines share their middle but for a space at their end."""

_SHORT_LINE = 0.7
"""A line of ragged text seldom ends before this share of its column."""

_HANGING = re.compile(r"^[0-9]{1,4}(?:\.[0-9]{1,2})*\.?\s")
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_LONG_DASHES = ("–", "—")

_DASHES = ("-", *_LONG_DASHES)
_TERMINAL = (".", "!", "?", ":", ";", "…", "”", "»", '"')


def blocks_of(
    page_number: int,
    lines: Sequence[Line],
    tables: Sequence[Table] = (),
    rules: Sequence[Sequence[float]] = (),
) -> list[Block]:
    """Give the blocks of a page in reading order. `rules` are the lines that may part its columns."""
    return [block for region in regions(lines, tables, rules) for block in _region_blocks(page_number, region)]


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
            blocks += [replace(block, in_box=True) for block in blocks_of(page_number, item.lines)]
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
    rows = pieces_of(rows_of(lines))
    leading = _leading([row[0] for row in rows])
    edges = min(line.box[0] for line in lines), _right_edge(lines)
    is_ragged = _is_ragged([row[0] for row in rows], leading, *edges)
    blocks: list[Block] = []
    text: list[Line] = []
    table: list[Pieces] = []
    for row in rows:
        is_row = len(row) > 1 or (bool(table) and goes_on(table, row))
        if text and (is_row or _begins_paragraph(text, row[0], leading, *edges, is_ragged=is_ragged)):
            blocks.append(Block(page_number, tuple(text)))
            text = []
        if table and not is_row:
            blocks += row_blocks(page_number, rows_of_cells(table))
            table = []
        if is_row:
            table.append(row)
        else:
            text.append(row[0])
    if text:
        blocks.append(Block(page_number, tuple(text)))
    return blocks + row_blocks(page_number, rows_of_cells(table))


def _is_ragged(lines: Sequence[Line], leading: float, left: float, right: float) -> bool:
    """Tell whether lines end where they like, and paragraphs are told by white or an indent instead."""
    ends = [right - line.box[2] for line in lines]
    told = sum(
        below.box[3] - above.box[3] > leading * _PARAGRAPH_GAP or below.box[0] - left > below.size
        for above, below in itertools.pairwise(lines)
    )
    return statistics.median(ends) > statistics.median(line.size for line in lines) and told > 1


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


def _begins_paragraph(
    above: Sequence[Line], line: Line, leading: float, left: float, right: float, *, is_ragged: bool
) -> bool:
    last = above[-1]
    size = max(last.size, 1.0)
    if line.is_listing and last.is_listing:
        return line.box[1] - last.box[3] > size * _LISTING_GAP_EMS
    has_white = line.box[3] - last.box[3] > max(leading, min(size, line.size) * _TIGHTEST) * _PARAGRAPH_GAP
    if line.begins_item:
        return has_white or not _is_running_item(above, line, right)
    if has_white or is_contents_entry(last.text) or line.text[0] in _RAISED or is_caption(line.text, last.text):
        return True
    if _is_label(above):
        return False
    if abs(line.size - last.size) > size * _SIZE_CHANGE or line.face != last.face:
        goes_on = _is_running_on(last, right) and line.begins_small
        return not (abs(line.size - last.size) <= size * _SIZE_CHANGE and goes_on)
    indent = line.box[0] - last.box[0]
    hanging = len(above) == 1 and bool(_HANGING.match(above[0].text) or above[0].begins_item)
    is_centred = abs(line.box[0] + line.box[2] - last.box[0] - last.box[2]) < _CENTRED_POINTS
    if indent > size * 0.8 and not hanging and not is_centred and last.box[0] - left < size * 0.5:
        return True
    if last.box[2] < right - size * 4 and last.text.rstrip().endswith(_TERMINAL):
        return not is_ragged or last.box[2] < left + (right - left) * _SHORT_LINE
    # A line that breaks off early before a capital is a title or an entry of its own.
    return last.box[2] < left + (right - left) * _SHORT_LINE and not line.begins_small


def _is_label(lines: Sequence[Line]) -> bool:
    """Tell whether a line names what goes on behind it: before a dash, or as the bold beginning of an item."""
    text = lines[-1].text.rstrip()
    is_item = len(lines) == 1 and lines[0].begins_item and lines[0].bold
    return text.endswith(_LONG_DASHES) or (is_item and text.endswith("."))


def _is_running_item(above: Sequence[Line], line: Line, right: float) -> bool:
    """Tell whether what looks like a list mark stands in a sentence: "in the / XV. century", "poverty / - can"."""
    last = above[-1].text.rstrip()
    if line.has_mark or above[0].begins_item or last.endswith((*_TERMINAL, ",")):
        return False
    mark, _, rest = line.text.partition(" ")
    is_initial = mark[0].isupper() and mark[0].isalpha()
    is_dash = mark in _DASHES and rest[:1].islower()
    return is_initial or is_dash or (_is_running_on(above[-1], right) and line.text[0].isalnum())


def _is_running_on(line: Line, right: float) -> bool:
    """Tell whether a line fills its column and ends within a sentence."""
    full = line.box[2] > right - line.size * 3
    return (full and not line.text.rstrip().endswith(_TERMINAL)) or line.text.endswith(HYPHEN)
