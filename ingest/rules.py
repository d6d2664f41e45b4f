"""What is drawn on a page -> level and upright lines, joined from the pieces that producers draw."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ingest.runs import Boxes

THIN_POINTS = 3.0
"""What is drawn no thicker is a line, else an area."""

_THICK_POINTS, _THICK_SHARE = 6.0, 0.2
"""What is a little thicker is a line if it is so much longer: borders are drawn that thick."""

SHORT_POINTS = 8.0
"""A shorter line rules nothing."""

TOUCH_POINTS = 3.0
"""Lines that come so near to each other meet."""

_CELL_POINTS = 12.0
"""No cell is narrower, but dashes are."""

_ROW_POINTS = 300.0
"""The rows of a table are not so high; a second table like it may follow on the page."""

_COLUMN_RULE_POINTS = 100.0
"""A shorter line parts no columns: a mark beside a paragraph, the stem of a chart."""

_MAXIMUM_COLUMN_RULES = 20
_DASH_POINTS = 4.0
"""The longest gap in a dashed or dotted line."""

Segments = NDArray[np.float64]
"""n x (place, start, end): upright lines by x with y from start to end, level ones by y with x"""


def visible(drawn: Boxes, size: tuple[float, float]) -> Boxes:
    """Give what is drawn as far as it lies on a page of this width and height."""
    width, height = size
    inside = (drawn[:, 2] > 0) & (drawn[:, 0] < width) & (drawn[:, 3] > 0) & (drawn[:, 1] < height)
    clipped: Boxes = np.minimum(np.maximum(drawn[inside], 0.0), (width, height, width, height))
    return clipped


def are_lines(drawn: Boxes) -> NDArray[np.bool_]:
    """Tell which of the boxes of what is drawn are lines."""
    sides = np.sort(drawn[:, 2:] - drawn[:, :2], axis=1)
    thin, long = sides[:, 0], sides[:, 1]
    found: NDArray[np.bool_] = (thin <= THIN_POINTS) | ((thin <= _THICK_POINTS) & (thin <= _THICK_SHARE * long))
    return found


def column_rules(drawn: Boxes, size: tuple[float, float]) -> Segments:
    """Give the upright lines that may part columns of text, longest first."""
    seen = visible(drawn, size)
    is_rule = (seen[:, 2] - seen[:, 0] <= THIN_POINTS) & (seen[:, 3] - seen[:, 1] >= _COLUMN_RULE_POINTS)
    if not is_rule.any():
        return np.zeros((0, 3))
    _, upright = lines_of(seen[is_rule])
    return upright[np.argsort(upright[:, 1] - upright[:, 2], kind="stable")][:_MAXIMUM_COLUMN_RULES]


def lines_of(thin: Boxes) -> tuple[Segments, Segments]:
    """Part thin boxes into level and upright lines."""
    is_level = _are_level(thin)
    level, tall = _middles(thin[is_level]), thin[~is_level]
    upright = _joined(_stack((tall[:, 0] + tall[:, 2]) / 2, tall[:, 1], tall[:, 3]))
    return _joined(level), np.concatenate((upright, _told_by_joints(level)))


def level_lines_of(thin: Boxes) -> Segments:
    """Give the level lines among thin boxes."""
    return _joined(_middles(thin[_are_level(thin)]))


def _are_level(thin: Boxes) -> NDArray[np.bool_]:
    is_level: NDArray[np.bool_] = thin[:, 2] - thin[:, 0] > thin[:, 3] - thin[:, 1]
    return is_level


def _middles(flat: Boxes) -> Segments:
    return _stack((flat[:, 1] + flat[:, 3]) / 2, flat[:, 0], flat[:, 2])


def _told_by_joints(level: Segments) -> Segments:
    """Give upright lines that are not drawn, but told: level lines drawn cell by cell part at the same places."""
    lines = _side_by_side(level[level[:, 2] - level[:, 1] >= _CELL_POINTS])
    told = []
    for _, group in itertools.groupby(lines, key=_edges_of):
        alike = list(group)
        top, bottom = alike[0][0][0], alike[-1][0][0]
        if len(alike) > 1 and all(
            below[0][0] - above[0][0] < _ROW_POINTS for above, below in itertools.pairwise(alike)
        ):
            told += [
                (before[2], top, bottom) for before, after in itertools.pairwise(alike[0]) if _joins(before, after)
            ]
    return np.array(told).reshape(-1, 3)


def _edges_of(line: Sequence[Sequence[float]]) -> list[int]:
    """Give where the pieces of a level line begin and end, as it compares with others."""
    return [round(edge / TOUCH_POINTS) for _, start, end in line for edge in (start, end)]


def _joins(before: Sequence[float], after: Sequence[float]) -> bool:
    return abs(after[1] - before[2]) <= TOUCH_POINTS


def edges_of(areas: Boxes) -> tuple[Segments, Segments]:
    """Give the edges of areas as level and upright lines."""
    x0, y0, x1, y1 = areas.T
    level = np.concatenate((_stack(y0, x0, x1), _stack(y1, x0, x1)))
    return _joined(level), _joined(np.concatenate((_stack(x0, y0, y1), _stack(x1, y0, y1))))


def _stack(place: NDArray[np.float64], start: NDArray[np.float64], end: NDArray[np.float64]) -> Segments:
    return np.stack((place, start, end), axis=1)


def _joined(segments: Segments) -> Segments:
    """Join what goes on in one line: borders are drawn cell by cell, dashed lines dash by dash."""
    joined: list[list[float]] = []
    for pieces in _side_by_side(segments):
        line: list[list[float]] = []
        for place, start, end in pieces:
            if line and start <= line[-1][2] + _DASH_POINTS:
                line[-1][2] = max(line[-1][2], end)
            else:
                line.append([place, start, end])
        joined.extend(each for each in line if each[2] - each[1] >= SHORT_POINTS)
    return np.array(joined).reshape(-1, 3)


def _side_by_side(segments: Segments) -> list[list[list[float]]]:
    """Give the segments of each line, from start to end; lines in the order of their places."""
    ordered: list[list[float]] = sorted(segments.tolist(), key=lambda each: each[0])
    groups = clusters([place for place, _, _ in ordered])
    return [sorted(ordered[group], key=lambda each: each[1]) for group in groups]


def clusters(ordered: Sequence[float]) -> list[slice]:
    """Give the stretches of ascending places that are no further apart than a line is thick."""
    if not ordered:
        return []
    ends = [at for at, (one, other) in enumerate(itertools.pairwise(ordered), 1) if other - one > THIN_POINTS]
    return [slice(start, end) for start, end in itertools.pairwise([0, *ends, len(ordered)])]
