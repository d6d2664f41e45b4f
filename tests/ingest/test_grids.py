"""Lines drawn on a page, and the cells they part."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import Box
from ingest.grids import Grid, grids_of

SIZE = (595.0, 842.0)


def drawn(*boxes: Sequence[float]) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    return np.array(boxes, float).reshape(-1, 4)


def rules(xs: Sequence[float], ys: Sequence[float]) -> list[Box]:
    """Give the lines of a whole grid, half a point thick."""
    level = [(xs[0], y, xs[-1], y + 0.5) for y in ys]
    return level + [(x, ys[0], x + 0.5, ys[-1]) for x in xs]


def found(boxes: Iterable[Sequence[float]]) -> list[Grid]:
    return grids_of(drawn(*boxes), SIZE)


def shape(grid: Grid) -> list[int]:
    return [len(row) for row in grid.rows]


def test_lines_that_cross_make_one_grid_of_cells() -> None:
    """Three lines each way part four cells, left to right, top to bottom."""
    (grid,) = found(rules((100, 200, 300), (100, 130, 160)))
    assert shape(grid) == [2, 2]
    assert [round(cell[0]) for row in grid.rows for cell in row] == [100, 200, 100, 200]
    assert grid.is_closed


def test_grids_apart_are_two() -> None:
    """Lines that nowhere meet belong to different tables."""
    grids = found([*rules((100, 200, 300), (100, 130, 160)), *rules((100, 200, 300), (400, 430, 460))])
    assert sorted(round(grid.box[1]) for grid in grids) == [100, 400]


def test_cells_without_a_line_between_them_are_one() -> None:
    """An upright line that ends below the first row leaves one cell above two."""
    lines = [(100, y, 300, y) for y in (100, 130, 160)]
    lines += [(100, 100, 100, 160), (300, 100, 300, 160), (200, 130, 200, 160)]
    (grid,) = found(lines)
    assert shape(grid) == [1, 2]


def test_a_table_open_at_its_sides_ends_where_its_rules_end() -> None:
    """One upright line parts two columns; the level rules tell how far each goes."""
    (grid,) = found([(100, y, 300, y) for y in (100, 130, 160)] + [(200, 100, 200, 160)])
    assert shape(grid) == [2, 2]
    assert grid.box == pytest.approx((100, 100, 300, 160))


@pytest.mark.parametrize("gap", [0.0, 2.0, 3.5])
def test_dashes_are_one_line(gap: float) -> None:
    """Borders drawn cell by cell, and dashed or dotted ones, part text like whole lines."""
    dashes = [(100 + at, y, 106 - gap + at, y) for y in (100, 130, 160) for at in range(0, 200, 6)]
    (grid,) = found([*dashes, *[(x, 100, x, 160) for x in (100, 200, 300)]])
    assert shape(grid) == [2, 2]


def test_a_line_drawn_twice_is_one() -> None:
    """Neighbouring cells each draw the border between them, not quite at one place."""
    once = rules((100, 200, 300), (100, 130, 160))
    twice = [*once, *((x0 + 0.8, y0 + 0.8, x1 + 0.8, y1 + 0.8) for x0, y0, x1, y1 in once)]
    assert [shape(grid) for grid in found(twice)] == [shape(grid) for grid in found(once)]


def test_a_frame_around_a_table_is_not_read_as_its_only_cell() -> None:
    """The table within is what parts the text."""
    (grid,) = found([*rules((80, 320), (80, 200)), *rules((100, 200, 300), (100, 130, 160))])
    assert shape(grid) == [2, 2]


def test_a_box_in_a_cell_is_text_of_the_cell() -> None:
    """A box to be ticked makes no grid of its own."""
    (grid,) = found([*rules((100, 300, 500), (100, 200, 300)), *rules((120, 140), (120, 140))])
    assert shape(grid) == [2, 2]


def test_level_rules_of_one_length_are_rows_open_at_their_sides() -> None:
    """A form may have no upright line; three rules alone are those of a table set in a book."""
    forms = found([(70, y, 520, y) for y in (100, 130, 160, 190)])
    assert [(shape(grid), grid.is_closed) for grid in forms] == [([1, 1, 1], False)]
    assert found([(70, y, 520, y) for y in (100, 120, 300)]) == []


def test_coloured_areas_are_cells_where_no_line_is_drawn() -> None:
    """Grounds side by side part text; behind a ruled table they say nothing more."""
    areas = [(x, y, x + 100, y + 30) for x in (100, 200) for y in (100, 130)]
    assert [shape(grid) for grid in found(areas)] == [[2, 2]]
    over = found([(100, 100, 300, 115), *rules((100, 200, 300), (100, 130, 160))])
    assert [shape(grid) for grid in over] == [[2, 2]]


@pytest.mark.parametrize(
    "boxes",
    [
        [],
        [(100, 100, 300, 100)],
        [(0, 0, 595, 842)],
        [(100, 100, 100, 100)] * 3,
        [(700, 100, 900, 100), (700, 200, 900, 200), (700, 100, 700, 200), (900, 100, 900, 200)],
        [(72, 300, 140, 300), (72, 400, 140, 400)],
    ],
    ids=["nothing", "one line", "ground of the page", "points", "off the page", "lines under words"],
)
def test_what_parts_no_text_is_no_grid(boxes: list[Box]) -> None:
    """Underlines, grounds, dots, and what the reader cannot see."""
    assert found(boxes) == []


def test_a_map_of_thousands_of_lines_has_no_cells() -> None:
    """Beyond a bound lines are those of a map or a chart."""
    xs, ys = np.linspace(10, 580, 190).tolist(), np.linspace(10, 830, 190).tolist()
    assert all(shape(grid) == [1] * len(grid.rows) for grid in found(rules(xs, ys)))


COORDINATES = st.integers(-50, 900).map(float) | st.floats(-50, 900, allow_nan=False)
ANY = st.tuples(COORDINATES, COORDINATES, COORDINATES, COORDINATES)
RULED = st.tuples(
    st.lists(st.integers(10, 580), min_size=2, max_size=6, unique=True).map(sorted),
    st.lists(st.integers(10, 830), min_size=2, max_size=6, unique=True).map(sorted),
).map(lambda edges: rules(*edges))


@given(st.lists(ANY, max_size=30), st.lists(RULED, max_size=3), st.data())
def test_cells_lie_in_their_grid_and_on_the_page(
    boxes: list[Box], ruled: list[list[Box]], data: st.DataObject
) -> None:
    """Whatever is drawn, with lines left out here and there, nothing fails, and no cell has less than no size."""
    lines = [line for each in ruled for line in each]
    kept = data.draw(st.lists(st.sampled_from(lines), unique=True)) if lines else []
    boxes = [(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)) for x0, y0, x1, y1 in boxes]
    for grid in found([*boxes, *kept]):
        assert -1 <= grid.box[0] <= grid.box[2] <= SIZE[0] + 1
        assert -1 <= grid.box[1] <= grid.box[3] <= SIZE[1] + 1
        for cell in itertools.chain.from_iterable(grid.rows):
            assert grid.box[0] <= cell[0] < cell[2] <= grid.box[2]
            assert grid.box[1] <= cell[1] < cell[3] <= grid.box[3]


@given(RULED, st.data())
def test_cells_of_whole_lines_never_overlap(lines: list[Box], data: st.DataObject) -> None:
    """A character stands in one cell at most, whichever lines of a table are missing."""
    kept = data.draw(st.lists(st.sampled_from(lines), unique=True))
    for grid in found(kept):
        cells = list(itertools.chain.from_iterable(grid.rows))
        assert not any(_overlap(one, other) for one, other in itertools.combinations(cells, 2))


def test_a_corner_parted_from_the_rest_of_its_grid_is_a_cell_of_its_own() -> None:
    """What is left around it is no rectangle, and is cut into some; no two claim the same characters."""
    frame = rules((100, 300), (100, 160))
    (grid,) = found([*frame, (200, 130, 300, 130), (200, 100, 200, 130)])
    cells = list(itertools.chain.from_iterable(grid.rows))
    assert not any(_overlap(one, other) for one, other in itertools.combinations(cells, 2))


def _overlap(one: Box, other: Box) -> bool:
    across = min(one[2], other[2]) - max(one[0], other[0])
    along = min(one[3], other[3]) - max(one[1], other[1])
    return min(across, along) > 0.01
