"""Lines that stand another way than the text of their page: its upright head and folio, and blocks of their own.

A page whose text is printed sideways is turned before it is read (`pdf_text.py`): what stands upright on it as
seen stands sideways then.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from dataclasses import replace

from ingest.blocks import Block
from ingest.lines import Line
from ingest.paragraphs import blocks_of
from ingest.tables import Table
from ingest.turning import turn_line


def out_of_boxes(lines: Sequence[Line], tables: Sequence[Table]) -> tuple[list[Line], list[Table]]:
    """Take sideways lines out of boxes of text: they would cut it as they would a page's. Cells keep theirs."""
    loose = [line for table in tables if table.is_box for line in table.lines if line.turned]
    kept = [_upright(table) if table.is_box else table for table in tables]
    return [*lines, *loose], [table for table in kept if table.lines]


def _upright(box: Table) -> Table:
    return replace(box, rows=((tuple(line for line in box.lines if not line.turned),),))


def sideways_blocks(page_number: int, lines: Sequence[Line]) -> list[Block]:
    """Give the blocks of lines that stand sideways, each angle read by itself.

    They stand apart from the text as what is in a box does: a paragraph goes on behind them.
    """
    blocks = []
    for angle in sorted({line.turned for line in lines}):
        upright = [turn_line(line, -angle) for line in lines if line.turned == angle]
        for block in blocks_of(page_number, upright):
            turned = tuple(turn_line(line, angle) for line in block.lines)
            blocks.append(replace(block, lines=turned, in_box=True))
    return blocks


def among(blocks: Sequence[Block], sideways: Sequence[Block]) -> list[Block]:
    """Put each of the sideways blocks behind the block that the file draws before it: a label beside its chart."""
    drawn = sorted((line.order, at) for at, block in enumerate(blocks) for line in block.lines)

    def place(block: Block) -> int:
        before = bisect(drawn, (block.lines[0].order, 0))
        return drawn[before - 1][1] if before else -1

    placed = [((at, 0), block) for at, block in enumerate(blocks)]
    placed += [((place(block), 1), block) for block in sideways]
    return [block for _, block in sorted(placed, key=lambda pair: pair[0])]
