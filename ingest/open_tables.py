"""Lines that stand side by side -> rows of cells, where nothing is drawn: white and common edges tell a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.blocks import is_contents_entry
from ingest.lines import Line, join
from ingest.list_marks import is_list_mark

_CELL_GAP = 1.2
"""Pieces of a line that stand nearer, in heights from descender to ascender, are words set wide."""

_ALIKE = 3
"""Edges shared by two lines may be chance, by three they are a column."""

_EDGE_POINTS = 1.5
"""Side bearings of first letters differ by less."""

_NEAR_STEPS = 1.2
"""Lines of one cell stand as close as those of a paragraph, give or take accents."""

_FIRST_STEP = 1.6
"""Before a second row is known: the widest leading within a cell, in heights of its letters."""

_WRAPPING_SHARE = 0.6
"""Some lines of wrapped cells are full by chance."""


Pieces = list[Line]


def pieces_of(rows: Sequence[Sequence[Line]]) -> list[Pieces]:
    """Give the cells of each height.

    A list mark and its text are one; pieces that stand near are one, unless pieces above or below share an edge.
    Pieces that stand alone between lines of text, and align with nothing, are justified words, no row of a table.
    """
    edges = _common_edges(rows)
    parted = [list(_parted(row, edges)) for row in rows]
    settled = []
    for before, row, after in zip([[], *parted[:-1]], parted, [*parted[1:], []], strict=True):
        is_alone = len(row) > 1 and max(len(before), len(after)) < 2  # noqa: PLR2004 - one piece is plain text
        is_alone = is_alone and not any(_alike(line, edges) > 1 for line in row[1:])
        settled.append([join(*row)] if is_alone else row)
    return settled


def goes_on(table: Sequence[Pieces], row: Pieces) -> bool:
    """Tell whether one line goes on with a cell of the table above it, which is too narrow for its text."""
    line, last = row[0], max((piece for piece in table[-1]), key=lambda piece: piece.box[3])
    columns = _anchor(table)
    column = _column(columns, line)
    step = line.box[1] - last.box[1]
    steps = [below[0].box[1] - above[0].box[1] for above, below in pairwise(table)] or [last.size * _FIRST_STEP]
    if not 0 < step <= min(steps) * _NEAR_STEPS or is_contents_entry(line.text):
        return False
    begins = abs(line.box[0] - columns[column].box[0]) <= _EDGE_POINTS or column > 0
    ends = column + 1 == len(columns) or line.box[2] < columns[column + 1].box[0]
    fits = line.box[2] <= max(piece.box[2] for each in table for piece in each) + line.size
    return begins and ends and fits and (column > 0 or _lacks_cells(table))


def rows_of_cells(table: Sequence[Pieces]) -> list[list[list[Line]]]:
    """Give rows of cells of lines; a cell that wraps has several."""
    if not table:
        return []
    columns = _anchor(table)
    steps = [below[0].box[1] - above[0].box[1] for above, below in pairwise(table)]
    near = min((step for step in steps if step > 0), default=0.0) * _NEAR_STEPS
    wraps = _lacks_cells(table)
    rows: list[list[list[Line]]] = []
    for pieces, step in zip(table, [float("inf"), *steps], strict=True):
        begins = step > near if wraps else _column(columns, pieces[0]) == 0 or step > near
        if begins or not rows:
            rows.append([[] for _ in columns])
        for piece in pieces:
            rows[-1][_column(columns, piece)].append(piece)
    return rows


def _lacks_cells(table: Sequence[Pieces]) -> bool:
    """Tell whether lines that follow closely on others lack cells: then they are the rest of wrapped cells."""
    columns = len(_anchor(table))
    steps = [(below[0].box[1] - above[0].box[1], below) for above, below in pairwise(table)]
    near = min((step for step, _ in steps if step > 0), default=0.0) * _NEAR_STEPS
    close = [below for step, below in steps if step <= near]
    apart = len(steps) - len(close)
    return bool(apart and close) and sum(len(row) < columns for row in close) >= _WRAPPING_SHARE * len(close)


def _anchor(table: Sequence[Pieces]) -> Pieces:
    """Give the row that shows the columns."""
    return max(table, key=len)


def _column(columns: Sequence[Line], piece: Line) -> int:
    overlaps = [min(each.box[2], piece.box[2]) - max(each.box[0], piece.box[0]) for each in columns]
    return max(range(len(columns)), key=overlaps.__getitem__)


def _common_edges(rows: Sequence[Sequence[Line]]) -> Counter[tuple[str, int]]:
    counted: Counter[tuple[str, int]] = Counter()
    for row in rows:
        for line in row[1:]:
            counted.update({("left", round(line.box[0])), ("right", round(line.box[2]))})
    return counted


def _parted(row: Sequence[Line], edges: Counter[tuple[str, int]]) -> Iterator[Line]:
    joined = row[0]
    for line in row[1:]:
        if _is_one(joined, line, edges):
            joined = join(joined, line)
        else:
            yield joined
            joined = line
    yield joined


def _is_one(cell: Line, following: Line, edges: Counter[tuple[str, int]]) -> bool:
    if is_list_mark(cell.text) or cell.text.endswith("…") or set(cell.text) | set(following.text) <= set(". "):
        return True
    near = following.box[0] - cell.box[2] < _CELL_GAP * min(cell.size, following.size)
    return near and _alike(following, edges) < _ALIKE


def _alike(line: Line, edges: Counter[tuple[str, int]]) -> int:
    """Count the pieces, this one among them, that begin or end where it does."""
    places = (("left", round(line.box[0])), ("right", round(line.box[2])))
    return max(sum(edges[side, at + shift] for shift in (-1, 0, 1)) for side, at in places)
