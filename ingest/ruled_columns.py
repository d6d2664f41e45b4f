"""Items of a page -> parts between the upright lines that are drawn between columns."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence

from archive import Box
from ingest.lines import Line, around
from ingest.tables import Item, Table

COLUMN_LINES = 3
"""Fewer lines are a heading or a cell, not a column."""

_COLUMN_CHARACTERS = 14
"""A column of text in narrow print has about 25 a line; cells of figures have fewer than this."""


def between_rules(items: list[Item], rules: Sequence[Sequence[float]]) -> Iterator[list[Item]]:
    """Part items at the lines drawn between columns: what stands above a line, left, right, and below it.

    `rules` are (x, top, bottom), longest first.
    """
    for at, (x, top, bottom) in enumerate(rules):
        whole = [piece for item in items for piece in _loosened(item, x, top, bottom)]
        beside = [item for item in whole if min(item.box[3], bottom) > max(item.box[1], top)]
        left = [item for item in beside if _text_box(item)[2] <= x]
        right = [item for item in beside if _text_box(item)[0] >= x]
        if len(left) + len(right) == len(beside) and all(map(is_running_text, (left, right))):
            above = [item for item in whole if item.box[3] <= top]
            placed = {id(item) for item in (*above, *beside)}
            below = [item for item in whole if id(item) not in placed]
            for part in (above, left, right, below):
                yield from between_rules(part, rules[at + 1 :])
            return
    yield items


def _loosened(item: Item, x: float, top: float, bottom: float) -> Sequence[Item]:
    """Take a table apart that an upright line passes through and beyond: grounds on both sides look like one."""
    x0, y0, x1, y1 = _text_box(item)
    passes = isinstance(item, Table) and x0 < x < x1 and top < y0 - item.size and bottom > y1 + item.size
    return item.lines if passes and isinstance(item, Table) else [item]


def is_running_text(lines: Sequence[Item]) -> bool:
    """Tell whether lines are long enough for text; cells of a table that only upright lines part are shorter."""
    is_long = len(lines) >= COLUMN_LINES
    return is_long and statistics.median(len(line.text) for line in lines) >= _COLUMN_CHARACTERS


def _text_box(item: Item) -> Box:
    """Give the box around the words: the ground behind a heading may reach over a line beside it."""
    return item.box if isinstance(item, Line) else around([line.box for line in item.lines])
