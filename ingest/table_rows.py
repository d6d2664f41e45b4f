"""Rows of cells -> blocks: a row is read with the header it stands under, a cell of much text by itself."""

from __future__ import annotations

import itertools
import re
import statistics
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from archive.identity import normalise
from ingest.blocks import Block
from ingest.lines import Line, around, rows_of, settled
from ingest.list_marks import starts_item
from ingest.runs import HYPHEN
from ingest.tables import Table

Cell = Sequence[Line]
Row = Sequence[Cell]

_ROW_WORDS = 120
"""A longer row is no line of a table but text in frames: each cell is read as paragraphs."""

_HEADER_WORDS = 14
"""A longer cell tells something; it names no column."""

_COLUMNS_OF_A_TABLE = 3
"""Two columns may be a list of questions and answers, without a header."""

_YEAR = re.compile(r"\b(?:19|20)[0-9]{2}\b")
_WORD = re.compile(r"[^\W\d_]{3,}")
_SAME_EDGE_POINTS = 6.0
"""The table that goes on begins where it did, but for the indent of its first letter."""


Paragraphs = Callable[[int, Sequence[Line]], list[Block]]
"""Makes the blocks of one cell."""


def table_blocks(page_number: int, table: Table, paragraphs: Paragraphs) -> list[Block]:
    """Give the blocks of a ruled table, row by row, or cell by cell where its cells hold much text.

    A row of one cell over all columns is no row: it heads those below it, or tells of them.
    """
    rows = [row for row in table.rows if any(row)]
    body = [row for row in rows if not _is_across(row, table)]
    blocks_of_row = iter(_body_blocks(page_number, body, table, paragraphs))
    blocks: list[Block] = []
    for row in rows:
        if _is_across(row, table):
            blocks += [block for cell in row if cell for block in paragraphs(page_number, cell)]
        else:
            blocks += next(blocks_of_row)
    return blocks


def _is_across(row: Row, table: Table) -> bool:
    """Tell whether a row is one cell over all columns, or has words in its first alone where others are full."""
    if len(row) == 1 or not table.has_ruled_columns:
        return sum(map(bool, row)) == 1
    if not row[0] or any(row[1:]):
        return False
    others = [each for each in table.rows if any(each[1:])]
    return bool(others) and all(all(each) for each in others)


def _body_blocks(
    page_number: int, rows: Sequence[Row], table: Table, paragraphs: Paragraphs
) -> Iterator[list[Block]]:
    """Give the blocks of each row."""
    is_short = all(_words(row) <= _ROW_WORDS for row in rows)
    is_parted = not table.has_ruled_columns and any(_has_columns(cell) for row in rows for cell in row)
    if is_short and not is_parted and any(sum(map(bool, row)) > 1 for row in rows):
        cells = [[settled(cell) for cell in row] for row in rows]
        blocks = [_row_block(page_number, cells[0], ())] if len(cells) == 1 else row_blocks(page_number, cells)
        yield from ([block] for block in blocks)
        return
    titled = [_are_titles(*pair) for pair in itertools.pairwise(rows)]
    header = _header(rows) if sum(titled) <= 1 else ()  # with several, each names what is below it alone
    number = itertools.count(1)
    for at, row in enumerate(rows):
        if header and not at:
            yield [_row_block(page_number, [settled(cell) for cell in row], ())]
            continue
        told: Iterable[Cell] = row
        if not header and titled[at : at + 1] == [True]:
            told = itertools.chain.from_iterable(zip(row, rows[at + 1], strict=True))
        elif not header and at and titled[at - 1]:
            told = ()  # read with their titles
        numbered = [(next(number), cell) for cell in told if cell]
        yield [
            replace(block, header=_over(rows[0], cell) if header else (), cell=name)
            for name, cell in numbered
            for block in paragraphs(page_number, cell)
        ]


def _are_titles(row: Row, below: Row) -> bool:
    """Tell whether each cell of a row is the title of the long one below it, which is read after it."""
    if not len(row) == len(below) > 1 or not all((*row, *below)):
        return False
    return all(_cell_words(cell) <= _HEADER_WORDS for cell in row) and all(
        _cell_words(cell) > _HEADER_WORDS for cell in below
    )


def row_blocks(page_number: int, rows: Sequence[Row]) -> list[Block]:
    """Make a block of each row, with the header known; one row alone is plain text."""
    if len(rows) < 2:  # noqa: PLR2004 - one is no table
        return [Block(page_number, tuple(line for cell in row for line in cell)) for row in rows]
    header = _header(rows)
    return [_row_block(page_number, row, header if row is not rows[0] else ()) for row in rows]


def _row_block(page_number: int, row: Row, header: tuple[str, ...]) -> Block:
    return Block(page_number, tuple(line for cell in row for line in cell), tuple(map(len, row)), header)


def carry_headers(pages: Sequence[Sequence[Block]]) -> tuple[list[list[Block]], list[list[Line]]]:
    """Give tables that go on over a page the header they began with.

    Gives the blocks of each page, and the lines of headers that a page only repeats: page furniture.
    """
    carried: list[list[Block]] = []
    repeated: list[list[Line]] = []
    known: set[frozenset[str]] = set()
    for blocks in pages:
        if blocks and _says(blocks[0]) in known:
            carried.append(list(blocks[1:]))
            repeated.append(list(blocks[0].lines))
        else:
            carried.append(_carried(carried[-1] if carried else [], blocks))
            repeated.append([])
        known.update(_says(block) for block, below in itertools.pairwise(blocks) if _is_header(block, below))
    return carried, repeated


def _carried(above: Sequence[Block], blocks: Sequence[Block]) -> list[Block]:
    last = above[-1] if above else None
    if not (last and last.header and blocks and blocks[0].is_row and _same_columns(last, blocks[0])):
        return list(blocks)
    if len(blocks) > 1 and _is_header(blocks[0], blocks[1]):
        return list(blocks)
    kept = []
    goes_on = True
    for block in blocks:
        goes_on = goes_on and block.is_row and not block.header and len(block.cells) == len(last.cells)
        kept.append(replace(block, header=last.header) if goes_on else block)
    return kept


def _is_header(row: Block, below: Block) -> bool:
    return row.is_row and not row.header and bool(below.header) and set(below.header) <= set(_cell_texts(row))


def _says(row: Block) -> frozenset[str]:
    """Give what the cells of a row say, as it compares."""
    return frozenset(normalise(text) for text in _cell_texts(row))


def _same_columns(one: Block, other: Block) -> bool:
    near = abs(one.box[0] - other.box[0]) < _SAME_EDGE_POINTS
    return near and len(one.cells) == len(other.cells) and one.is_row


def _has_columns(cell: Cell) -> bool:
    """Tell whether lines of a cell stand side by side again, and so are no running text."""
    return sum(len(row) > 1 for row in rows_of(cell)) > 1


def _words(row: Row) -> int:
    return sum(map(_cell_words, row))


def _cell_words(cell: Cell) -> int:
    return sum(len(line.text.split()) for line in cell)


def _header(rows: Sequence[Row]) -> tuple[str, ...]:
    """Give the cells of the first row if it names the columns, else nothing."""
    first, others = rows[0], rows[1:]
    named = [cell for cell in first if cell]
    fullest = max(sum(map(bool, row)) for row in rows)
    texts = [_cell_text(cell) for cell in first]
    if not others or len(named) < max(2, fullest - 1):
        return ()
    if any(len(text.split()) > _HEADER_WORDS or _is_number(text) or _is_label(text) for text in texts):
        return ()
    is_bold = all(line.bold for cell in named for line in cell)
    others_bold = statistics.mean(all(line.bold for cell in row for line in cell) for row in others)
    has_figures = any(_is_number(_cell_text(cell)) for row in others for cell in row)
    if (is_bold and others_bold < 0.5) or has_figures or len(named) >= _COLUMNS_OF_A_TABLE:  # noqa: PLR2004 - half
        return tuple(texts)
    return ()


def _is_label(text: str) -> bool:
    """Tell whether a cell asks for what stands beside it, or is an item of a list: no name of a column."""
    return text.endswith((":", "?")) or starts_item(text)


def _is_number(text: str) -> bool:
    plain = _YEAR.sub("", text) if _WORD.search(text) else text  # "Goals 2016-2030" names a column
    figures = sum(char.isdecimal() for char in plain)
    return figures > 0 and figures >= sum(char.isalpha() for char in plain)


def _over(header: Row, cell: Cell) -> tuple[str, ...]:
    """Give the cell of a header that stands over a cell of its table."""
    x0, _, x1, _ = around([line.box for line in cell])
    overlaps = [
        (min(x1, box[2]) - max(x0, box[0]), each)
        for each in header
        if each
        for box in [around([line.box for line in each])]
    ]
    best = max(overlaps, key=lambda pair: pair[0], default=None)
    return (_cell_text(best[1]),) if best and best[0] > 0 else ()


def _cell_texts(block: Block) -> tuple[str, ...]:
    texts, at = [], 0
    for count in block.cells:
        texts.append(_cell_text(block.lines[at : at + count]))
        at += count
    return tuple(texts)


def _cell_text(cell: Cell) -> str:
    text = ""
    for line in cell:
        text = text[:-1] + line.text if text.endswith(HYPHEN) else f"{text} {line.text}".strip()
    return text.rstrip(HYPHEN)
