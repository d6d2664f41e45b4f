"""Ruled lines -> grids of cells: where a table or a box is drawn on the page, its lines part the text.

Lines that cross or meet make one grid; cells without a line between them are one.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from archive import Box
from ingest.rules import (
    SHORT_POINTS,
    THIN_POINTS,
    TOUCH_POINTS,
    Segments,
    are_lines,
    clusters,
    edges_of,
    level_lines_of,
    lines_of,
    visible,
)
from ingest.runs import Boxes

_BAND_LINES = 4
"""Fewer level lines without upright ones are rules of a page, not rows of a form."""

_BAND_SHARE = 0.4
"""Rows of a form cross the page; shorter lines are drawn under words."""

_MAXIMUM_SEGMENTS = 1500
"""A page with more is a map or a chart."""

_MAXIMUM_CELLS = 4000
"""Graph paper and maps have more; no table on one page has."""

_BOX_POINTS, _BOX_SHARE = 24.0, 0.5
"""A box of text in a frame is two lines high at least, and fills half its width; else it is a ground of a line."""

_WHOLE_PAGE = 0.85
"""A frame or ground that covers so much of the page parts nothing."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table or box; `rows` are rows of cells, left to right, each cell a box."""

    box: Box
    rows: tuple[tuple[Box, ...], ...]
    is_closed: bool = True
    """Whether lines stand at its sides too."""


def grids_of(drawn: Boxes, size: tuple[float, float]) -> list[Grid]:
    """Give the grids among the boxes of what is drawn on a page of this width and height.

    Lines come first: grounds are drawn behind words and rows as well as in cells, and count only where no line
    does.
    """
    seen = visible(drawn, size)
    if not len(seen):
        return []
    thickness = (seen[:, 2:] - seen[:, :2]).min(axis=1)
    is_line, is_thin = are_lines(seen), thickness <= THIN_POINTS
    level, upright = lines_of(seen[is_line])
    if len(level) + len(upright) > _MAXIMUM_SEGMENTS:
        return []
    ruled = _grids(level, upright)
    # What is thicker is as often the ground of a line of text.
    thin = level if np.array_equal(is_line, is_thin) else level_lines_of(seen[is_thin])
    is_free = ~_meetings(thin, upright).any(axis=1)
    bands = _bands([line for line in thin[is_free].tolist() if not _is_in(ruled, line)], size[0])
    ruled += [band for band in bands if not any(_holds(band.box, _middle(grid)) for grid in ruled)]
    is_page = np.prod(seen[:, 2:] - seen[:, :2], axis=1) > _WHOLE_PAGE * size[0] * size[1]
    areas = seen[(thickness > SHORT_POINTS) & ~is_page]
    ruled = [grid for grid in ruled if not _frames_boxes(grid, areas)]
    middles = (areas[:, :2] + areas[:, 2:]) / 2
    is_free = np.array([not any(_holds(grid.box, middle) for grid in ruled) for middle in middles.tolist()], bool)
    grounds = _grids(*edges_of(areas[is_free])) if is_free.any() else []
    return [*ruled, *(grid for grid in _outermost(grounds) if not _covers_page(grid, size))]


def _frames_boxes(grid: Grid, areas: Boxes) -> bool:
    """Tell whether a frame, with a ground for its title or without, holds boxes one below the other."""
    if any(len(row) > 1 for row in grid.rows):
        return False
    return any(_stacked(cell, areas) > 1 for (cell,) in grid.rows)


def _stacked(cell: Box, areas: Boxes) -> int:
    """Count the areas in a cell that stand apart, one below the other, as boxes of text do."""
    x0, y0, x1, y1 = cell
    inside = areas[(areas[:, 0] > x0) & (areas[:, 1] > y0) & (areas[:, 2] < x1) & (areas[:, 3] < y1)]
    high = inside[:, 3] - inside[:, 1] >= _BOX_POINTS
    wide = inside[:, 2] - inside[:, 0] >= _BOX_SHARE * (x1 - x0)
    count, reach = 0, y0
    for _, top, _, bottom in inside[high & wide][np.argsort(inside[high & wide][:, 1])].tolist():
        count += top > reach + TOUCH_POINTS
        reach = max(reach, bottom)
    return count


def _grids(level: Segments, upright: Segments) -> list[Grid]:
    if not len(level) or not len(upright) or len(level) + len(upright) > _MAXIMUM_SEGMENTS:
        return []
    found = []
    for rows, columns in _components(_meetings(level, upright)):
        if len(rows) > 1 and columns and (grid := _grid(level[rows], upright[columns])):
            found.append(grid)
    return _outermost(found)


def _is_in(grids: Sequence[Grid], level: Sequence[float]) -> bool:
    y, x0, x1 = level
    return any(x0 < grid.box[2] and x1 > grid.box[0] and grid.box[1] <= y <= grid.box[3] for grid in grids)


def _bands(level: Sequence[Sequence[float]], width: float) -> list[Grid]:
    """Give the rows between level lines of one length, one below the other: forms without upright lines.

    Three such lines are the rules above, below and under the header of a table whose rows stand free.
    """
    lengths: dict[tuple[int, int], list[Sequence[float]]] = {}
    for line in level:
        near = (key for key in lengths if max(abs(key[0] - line[1]), abs(key[1] - line[2])) <= TOUCH_POINTS)
        lengths.setdefault(next(near, (round(line[1]), round(line[2]))), []).append(line)
    found = []
    for (x0, x1), lines in lengths.items():
        ys = sorted(line[0] for line in lines)
        if len(ys) >= _BAND_LINES and x1 - x0 > _BAND_SHARE * width:
            rows = tuple(((float(x0), above, float(x1), below),) for above, below in itertools.pairwise(ys))
            found.append(Grid((float(x0), ys[0], float(x1), ys[-1]), rows, is_closed=False))
    return found


def _meetings(level: Segments, upright: Segments) -> NDArray[np.bool_]:
    """Tell which level lines (rows) meet which upright ones (columns)."""
    x, top, bottom = (upright[:, column][None, :] for column in range(3))
    y, left, right = (level[:, column][:, None] for column in range(3))
    near = TOUCH_POINTS
    return (x >= left - near) & (x <= right + near) & (y >= top - near) & (y <= bottom + near)


def _components(meets: NDArray[np.bool_]) -> list[tuple[list[int], list[int]]]:
    """Give the groups of level and upright lines that hang together."""
    left_over = set(range(meets.shape[0]))
    found = []
    while left_over:
        rows = {left_over.pop()}
        columns: set[int] = set()
        while True:
            more_columns = set(np.flatnonzero(meets[sorted(rows)].any(axis=0)).tolist())
            more_rows = set(np.flatnonzero(meets[:, sorted(more_columns)].any(axis=1)).tolist()) | rows
            if more_rows == rows and more_columns == columns:
                break
            rows, columns = more_rows, more_columns
        left_over -= rows
        found.append((sorted(rows), sorted(columns)))
    return found


def _grid(level: Segments, upright: Segments) -> Grid | None:
    xs = _places(upright[:, 0], level[:, 1].min(), level[:, 2].max())
    ys = _places(level[:, 0], upright[:, 1].min(), upright[:, 2].max())
    if len(xs) * len(ys) > _MAXIMUM_CELLS:
        return None
    cells = {(row, column): (row, column) for row in range(len(ys) - 1) for column in range(len(xs) - 1)}

    def leader(cell: tuple[int, int]) -> tuple[int, int]:
        while cells[cell] != cell:
            cell = cells[cell]
        return cell

    is_walled, is_floored = _are_drawn(upright, xs, ys), _are_drawn(level, ys, xs)
    for row, column in list(cells):
        if (row, column + 1) in cells and not is_walled[column + 1][row]:
            cells[leader((row, column + 1))] = leader((row, column))
        if (row + 1, column) in cells and not is_floored[row + 1][column]:
            cells[leader((row + 1, column))] = leader((row, column))
    groups: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for cell in cells:
        groups.setdefault(leader(cell), []).append(cell)
    boxes: dict[int, list[Box]] = {}
    for group in groups.values():
        for part in _rectangles(group):
            rows, columns = [row for row, _ in part], [column for _, column in part]
            box = xs[min(columns)], ys[min(rows)], xs[max(columns) + 1], ys[max(rows) + 1]
            boxes.setdefault(min(rows), []).append(box)
    ordered = tuple(tuple(sorted(boxes[row])) for row in sorted(boxes))
    return Grid((xs[0], ys[0], xs[-1], ys[-1]), ordered)


def _rectangles(group: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Give the squares of a cell as they are if they make a rectangle, else row by row: no two cells overlap."""
    rows, columns = {row for row, _ in group}, {column for _, column in group}
    spread = (max(rows) - min(rows) + 1) * (max(columns) - min(columns) + 1)
    if spread == len(group):
        yield group
        return
    for row in sorted(rows):
        across = sorted(column for each, column in group if each == row)
        for _, stretch in itertools.groupby(enumerate(across), key=lambda pair: pair[1] - pair[0]):
            yield [(row, column) for _, column in stretch]


def _places(places: NDArray[np.float64], first: float, last: float) -> list[float]:
    """Give where the lines of one direction stand; outer edges that are not drawn end with the lines across."""
    ordered: list[float] = sorted(places.tolist())
    near = [ordered[group] for group in clusters(ordered)]
    found = [float(np.mean(each)) if len(each) > 1 else each[0] for each in near]
    before = [float(first)] if first < found[0] - SHORT_POINTS else []
    after = [float(last)] if last > found[-1] + SHORT_POINTS else []
    return [*before, *found, *after]


def _are_drawn(segments: Segments, places: Sequence[float], edges: Sequence[float]) -> list[list[bool]]:
    """Tell of each place of a line (rows) whether it is drawn in the middle between two edges across (columns)."""
    bounds = np.array(edges)
    middles = (bounds[:-1] + bounds[1:]) / 2
    is_near = np.abs(np.array(places)[:, None] - segments[:, 0]) <= THIN_POINTS
    reaches = (segments[:, 1, None] <= middles) & (segments[:, 2, None] >= middles)
    drawn: list[list[bool]] = (is_near @ reaches).tolist()
    return drawn


def _is_frame(grid: Grid) -> bool:
    return sum(map(len, grid.rows)) == 1


def _covers_page(grid: Grid, size: tuple[float, float]) -> bool:
    x0, y0, x1, y1 = grid.box
    return _is_frame(grid) and (x1 - x0) * (y1 - y0) > _WHOLE_PAGE * size[0] * size[1]


def _outermost(grids: Sequence[Grid]) -> list[Grid]:
    """Leave out frames around other grids, and grids in a cell of another: their text is the cell's."""
    by_size = sorted(grids, key=lambda grid: (grid.box[0] - grid.box[2]) * (grid.box[3] - grid.box[1]))
    kept: list[Grid] = []
    for index, grid in enumerate(by_size):
        frames_another = _is_frame(grid) and any(
            _holds(grid.box, _middle(other)) for other in by_size[index + 1 :]
        )
        if not frames_another and not any(_holds(other.box, _middle(grid)) for other in kept):
            kept.append(grid)
    return kept


def _middle(grid: Grid) -> tuple[float, float]:
    x0, y0, x1, y1 = grid.box
    return (x0 + x1) / 2, (y0 + y1) / 2


def _holds(box: Box, point: Sequence[float]) -> bool:
    return box[0] < point[0] < box[2] and box[1] < point[1] < box[3]
