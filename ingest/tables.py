"""Runs of a page -> those inside ruled tables and boxes, cell by cell, and those outside."""

from __future__ import annotations

import itertools
import re
import statistics
from bisect import bisect
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from archive import Box
from ingest.gathering import lines_of
from ingest.grids import Grid, grids_of
from ingest.lines import Line, around
from ingest.list_marks import is_list_mark
from ingest.pdf_text import RawPage
from ingest.runs import Run, cut
from ingest.set_apart import with_drawn_marks

_CUT_WORDS = 0.2
"""Where more of its runs are cut within a word or at its edge, what is drawn is no grid of cells but a chart."""

_OUTSIDE = -1
_AT_ONCE = 2_000_000
"""Characters times cells that are held against each other at once: some 10 MB."""

_WORD = re.compile(r"\S+")
_WORD_SPACE_EMS = 0.35
"""A space between words is no wider; between cells the gap is."""

_GUTTER_POINTS = 5.0
"""Cells that white parts stand further apart than words."""

_MAXIMUM_RUNS = 800
"""A cell with more is a page of its own."""

_MOST = 0.65
"""Some cells of a column are empty, or reach over."""

_WRAPPED_LINES = 2
"""Cells beside each other that all wrap more often, and as often, are rows without a line between them."""

Cell = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table; with one cell, a box of text. Cells are lines from top to bottom, and may be empty.

    Without ruled columns, white parts the cells, and may part them further.
    """

    box: Box
    rows: tuple[tuple[Cell, ...], ...]
    has_ruled_columns: bool

    @property
    def is_box(self) -> bool:
        """Whether it is one box of text rather than a table."""
        return len(self.rows) == len(self.rows[0]) == 1

    @property
    def lines(self) -> list[Line]:
        """All its lines, cell by cell."""
        return [line for row in self.rows for cell in row for line in cell]

    def with_cells(self, change: Callable[[Cell], Sequence[Line]]) -> Table:
        """Give the table with the lines of each cell changed."""
        rows = tuple(tuple(tuple(change(cell)) if cell else cell for cell in row) for row in self.rows)
        return replace(self, rows=rows)

    def without(self, line: Line) -> Table:
        """Give the table without one of its lines."""
        rows = tuple(tuple(tuple(each for each in cell if each is not line) for cell in row) for row in self.rows)
        return replace(self, rows=rows)

    @property
    def text(self) -> str:
        """All its words."""
        return " ".join(line.text for line in self.lines)

    @property
    def size(self) -> float:
        """The usual height of its characters."""
        return statistics.median(line.size for line in self.lines)

    @property
    def order(self) -> int:
        """Where the file begins to draw its text."""
        return min(line.order for line in self.lines)


Item = Line | Table
"""What a page is cut into regions of."""


def part(page: RawPage) -> tuple[list[Line], list[Table]]:
    """Part a page into the lines outside ruled tables and the tables."""
    outside = list(page.runs)
    tables = []
    for grid in grids_of(page.drawn, (page.width_points, page.height_points)):
        cells, rest = _deal(outside, grid)
        table = _table(grid, cells) if cells is not None else None
        if table and (grid.is_closed or not table.is_box):
            outside = rest
            tables.append(table)
    return with_drawn_marks(lines_of(outside), page.drawn), tables


def _deal(runs: Sequence[Run], grid: Grid) -> tuple[list[list[Run]] | None, list[Run]]:
    """Deal runs to the cells they stand in; gives no cells when the lines do not part the text."""
    boxes = np.array(list(itertools.chain.from_iterable(grid.rows)))
    cells: list[list[Run]] = [[] for _ in boxes]
    outside: list[Run] = []
    inside = [run for run in runs if _meets(run.box, grid.box)]
    stand_in = _stand_in(inside, boxes)
    parted = 0
    crossed: Counter[tuple[int, int]] = Counter()
    for run in runs:
        if not _meets(run.box, grid.box):
            outside.append(run)
            continue
        where = next(stand_in)
        if len(set(where)) == 1 and run.text.strip() == run.text:
            (cells[where[0]] if where[0] != _OUTSIDE else outside).append(run)
            continue
        pieces = list(_pieces(run, where))
        goes_out = {cell == _OUTSIDE for _, cell, _ in pieces} == {True, False}
        parted += goes_out or any(is_cut for _, _, is_cut in pieces)
        for piece, cell, _ in pieces:
            (cells[cell] if cell != _OUTSIDE else outside).append(piece)
        crossed.update(_crossings(pieces))
    for (cell, following), count in crossed.items():
        if count > 1 or len(cells[cell]) == len(cells[following]) == 1:
            cells[cell] += cells[following]
            cells[following] = []
    is_one_column = all(len(row) == 1 for row in grid.rows)
    return (None if parted > (0 if is_one_column else len(inside) * _CUT_WORDS) else cells), outside


def _crossings(pieces: Sequence[tuple[Run, int, bool]]) -> Iterator[tuple[int, int]]:
    """Give the cells between which text runs on as if no line were there: a row across columns is one cell."""
    for (before, cell, _), (after, following, _) in itertools.pairwise(pieces):
        near = after.box[0] - before.box[2] < _WORD_SPACE_EMS * after.size
        if near and _OUTSIDE not in (cell, following):
            yield cell, following
            # A word too long for its cell may touch the next; words on both sides tell more.
            if min(len(before.text.split()), len(after.text.split())) > 1:
                yield cell, following


def _meets(box: Box, other: Box) -> bool:
    return box[0] < other[2] and box[2] > other[0] and box[1] < other[3] and box[3] > other[1]


def _stand_in(runs: Sequence[Run], boxes: NDArray[np.float64]) -> Iterator[list[int]]:
    """Give in which cell each character of each run stands, by the middle of it."""
    for some in _portions(runs, _AT_ONCE // max(1, len(boxes))):
        of_all = np.concatenate([run.boxes for run in some])
        x, y = (of_all[:, 0] + of_all[:, 2]) / 2, (of_all[:, 1] + of_all[:, 3]) / 2
        within = (
            (x[:, None] > boxes[:, 0]) & (x[:, None] <= boxes[:, 2])
            & (y[:, None] > boxes[:, 1]) & (y[:, None] <= boxes[:, 3])
        )  # fmt: skip
        cells = iter(np.where(within.any(axis=1), within.argmax(axis=1), _OUTSIDE).tolist())
        yield from (list(itertools.islice(cells, len(run.text))) for run in some)


def _portions(runs: Sequence[Run], most: int) -> Iterator[list[Run]]:
    """Give runs in portions of no more than so many characters, or of one run."""
    some: list[Run] = []
    left = most
    for run in runs:
        if some and len(run.text) > left:
            yield some
            some, left = [], most
        some.append(run)
        left -= len(run.text)
    if some:
        yield some


def _pieces(run: Run, cell: Sequence[int]) -> Iterator[tuple[Run, int, bool]]:
    """Cut a run where it goes from cell to cell; tells of each piece whether a line goes through its last word.

    Such a word is too long for its cell, and belongs whole to the one in which it begins.
    """
    words = [match.span() for match in _WORD.finditer(run.text)]
    for number, group in itertools.groupby(words, key=lambda span: cell[span[0]]):
        spans = list(group)
        is_cut = len(set(cell[slice(*spans[-1])])) > 1
        yield cut(run, spans[0][0], spans[-1][1]), number, is_cut


def _table(grid: Grid, cells: Sequence[Sequence[Run]]) -> Table | None:
    """Make a table of the runs dealt to the cells, if there are any."""
    dealt = iter(cells)
    rows = [[list(next(dealt)) for _ in row] for row in grid.rows]
    has_columns = max(sum(map(bool, row)) for row in rows) > 1
    if not has_columns:
        rows = _by_gutters([[run for cell in row for run in cell] for row in rows])
    made = tuple(tuple(tuple(lines_of(cell)) for cell in row) for row in rows if any(row))
    kept = tuple(row for row in made if any(row))
    if not kept:
        return None
    return Table(around([line.box for row in kept for cell in row for line in cell]), kept, has_columns)


def _by_gutters(rows: Sequence[list[Run]]) -> list[list[list[Run]]]:
    """Part rows that are ruled, but not their columns, where white runs down most of them.

    Without such white they are one box of text, for grounds are often drawn line by line; and so they are when
    they hold lines side by side, rows in truth. A row that crosses the white is one cell.
    """
    filled = [row for row in rows if row]
    edges = _gutters(filled) if sum(map(len, filled)) <= _MAXIMUM_RUNS else []
    parted = [_columns(row, edges) for row in rows]
    if edges and sum(map(_holds_rows, parted)) < len(filled) / 2:
        return parted
    return [[[run for row in rows for run in row]]]


def _gutters(rows: Sequence[list[Run]]) -> list[float]:
    """Give where white parts most rows, at the left end of what stands behind it."""
    starts = sorted({run.box[0] for row in rows for run in row})
    edges: list[float] = []
    for edge in starts[1:]:
        at = edge - _GUTTER_POINTS / 2
        clear = [row for row in rows if not _crosses(row, at)]
        both = [row for row in clear if _has_cell_before(row, at) and any(run.box[0] > at for run in row)]
        is_gutter = len(clear) >= _MOST * len(rows) and len(both) >= max(2, len(rows) / 2)
        between = any(edges and edges[-1] - 1 < run.box[0] and run.box[2] < at for row in rows for run in row)
        if is_gutter and (not edges or between):
            edges.append(edge)
    return edges


def _has_cell_before(row: Sequence[Run], at: float) -> bool:
    """Tell whether anything stands left of a place but the mark of an item of a list."""
    return any(run.box[2] < at and not is_list_mark(run.text) for run in row)


def _crosses(row: Sequence[Run], at: float) -> bool:
    return any(run.box[0] < at < run.box[2] + _GUTTER_POINTS / 2 for run in row)


def _columns(row: Sequence[Run], edges: Sequence[float]) -> list[list[Run]]:
    if any(_crosses(row, edge - _GUTTER_POINTS / 2) for edge in edges):
        return [list(row), *([] for _ in edges)]
    return [[run for run in row if bisect(edges, run.box[0]) == column] for column in range(len(edges) + 1)]


def _holds_rows(row: Sequence[Sequence[Run]]) -> bool:
    heights = [len({round(run.box[3]) for run in cell}) for cell in row if cell]
    return len(heights) > 1 and min(heights) == max(heights) > _WRAPPED_LINES
