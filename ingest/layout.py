"""Lines -> regions in reading order: columns apart, what stands above before what stands below.

Recursive X-Y cut (Nagy and Seth 1984): a white gutter with real columns on both sides parts columns, the widest
white strip parts what stands above from what stands below.
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence

from ingest.lines import Line, around

_GUTTER_POINTS = 7.0
_COLUMN_LINES = 3
_COLUMN_CHARACTERS = 14
_COLUMN_FILL = 0.5


def regions(lines: list[Line]) -> list[list[Line]]:
    """Cut a page into regions in reading order; each is one column of lines."""
    if len(lines) < 2 * _COLUMN_LINES:
        return [lines] if lines else []
    if columns := _columns(lines):
        return [region for column in columns for region in regions(column)]
    if cut := _widest_strip(lines):
        above, below = cut
        if _has_columns(above) or _has_columns(below):
            return regions(above) + regions(below)
    return [lines]


def _has_columns(lines: list[Line]) -> bool:
    """Tell whether columns appear somewhere when the lines are cut along white strips."""
    if len(lines) < 2 * _COLUMN_LINES:
        return False
    if _columns(lines):
        return True
    cut = _widest_strip(lines)
    return bool(cut) and any(_has_columns(part) for part in cut or ())


def _columns(lines: list[Line]) -> list[list[Line]] | None:
    """Part lines at a white gutter, if what stands on both sides looks like columns of running text."""
    ordered = sorted(lines, key=lambda line: line.box[0])
    reach = ordered[0].box[2]
    best: tuple[float, int] | None = None
    for index, line in enumerate(ordered[1:], 1):
        gutter = line.box[0] - reach
        if gutter >= _GUTTER_POINTS and (best is None or gutter > best[0]):
            left, right = ordered[:index], ordered[index:]
            if _is_column(left) and _is_column(right) and _side_by_side(left, right):
                best = (gutter, index)
        reach = max(reach, line.box[2])
    if best is None:
        return None
    halves = (ordered[: best[1]], ordered[best[1] :])
    return [sorted(half, key=lambda line: (line.box[1], line.box[0])) for half in halves]


def _is_column(lines: Sequence[Line]) -> bool:
    if len(lines) < _COLUMN_LINES:
        return False
    width = max(line.box[2] for line in lines) - min(line.box[0] for line in lines)
    long_lines = statistics.median(len(line.text) for line in lines) >= _COLUMN_CHARACTERS
    fill = statistics.mean(line.box[2] - line.box[0] for line in lines) / max(width, 1.0)
    return long_lines and fill >= _COLUMN_FILL


def _side_by_side(left: Sequence[Line], right: Sequence[Line]) -> bool:
    one, other = around([line.box for line in left]), around([line.box for line in right])
    return min(one[3], other[3]) > max(one[1], other[1])


def _widest_strip(lines: Sequence[Line]) -> tuple[list[Line], list[Line]] | None:
    """Part lines at the widest white strip across all of them."""
    ordered = sorted(lines, key=lambda line: line.box[1])
    reach, widest, at = ordered[0].box[3], -1e9, 0
    for index, line in enumerate(ordered[1:], 1):
        # Boxes of neighbouring lines may overlap a little: ascenders and descenders.
        strip = line.box[1] - reach
        if strip > widest and strip > -0.4 * line.size:
            widest, at = strip, index
        reach = max(reach, line.box[3])
    return (ordered[:at], ordered[at:]) if at else None
