"""The margins of a page: which lines stand at its edge, by themselves, apart from the text."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence

from ingest.folios import is_level
from ingest.lines import Line

OUTER_SHARE = 0.12
"""Furniture stands in the outer 12 % of the visible page, top or bottom."""

_OUTER_LINES = 3
"""Heads and feet have up to three lines: a name, a title, a date."""

_MAXIMUM_LINES = 1500
"""A page with more lines has no margins worth the time."""

_FREE_EMS = 0.45
"""Less white than between two lines of one paragraph parts nothing."""

_HEAD_WORDS = 16
"""A longer first line is a sentence."""

HEAD_SIZE = 1.05
"""Heads are as large as the text or smaller; what is larger may be a heading."""

_WHITE_EMS = 0.6
"""White between a head and the text is wider than between lines."""

SAME_HEIGHT_POINTS = 6.0
"""The baseline of a head moves with accents and descenders by less."""


def margin_lines(lines: Sequence[Line], height: float) -> list[Line]:
    """Give the first and last lines of a page that stand in its outer parts, in their pieces."""
    if len(lines) > _MAXIMUM_LINES:
        return []
    ordered = sorted(lines, key=lambda line: line.box[1])
    top = [line for line in _outermost(ordered) if line.box[3] < height * OUTER_SHARE]
    bottom = [line for line in _outermost(ordered[::-1]) if line.box[1] > height * (1 - OUTER_SHARE)]
    known = {id(line) for line in top}
    return top + [line for line in bottom if id(line) not in known]


def outermost_row(lines: Sequence[Line], *, is_top: bool) -> list[Line]:
    """Give the first or last line of a page, in its pieces."""
    if len(lines) > _MAXIMUM_LINES:
        return []
    ordered = sorted(lines, key=lambda line: line.box[1] if is_top else -line.box[3])
    return [line for line in ordered if is_level(line, ordered[0])]


def lone_line(lines: Sequence[Line], height: float, *, is_top: bool) -> list[Line]:
    """Give the outermost line of a page, in its pieces, if white parts it from the text."""
    outer = outermost_row(lines, is_top=is_top)
    if not outer or sum(len(line.text.split()) for line in outer) > _HEAD_WORDS:
        return []
    rest = without(lines, outer)
    if not rest:
        return []
    usual = statistics.median(line.size for line in rest)
    if is_top:
        is_outer = max(line.box[3] for line in outer) < height * OUTER_SHARE
        white = min(line.box[1] for line in rest) - max(line.box[3] for line in outer)
    else:
        is_outer = min(line.box[1] for line in outer) > height * (1 - OUTER_SHARE)
        white = min(line.box[1] for line in outer) - max(line.box[3] for line in rest)
    is_small = max(line.size for line in outer) <= usual * HEAD_SIZE
    return outer if is_outer and is_small and white > usual * _WHITE_EMS else []


def stands_free(line: Line, lines: Sequence[Line], heads: Sequence[Line], height: float) -> bool:
    """Tell whether white parts a head or foot from the text: what is close to it belongs to it."""
    is_top = line.box[1] + line.box[3] < height
    known = {id(head) for head in heads}
    for other in lines:
        overlaps = min(line.box[2], other.box[2]) > max(line.box[0], other.box[0])
        white = other.box[1] - line.box[3] if is_top else line.box[1] - other.box[3]
        if id(other) not in known and overlaps and -line.size < white < _FREE_EMS * min(line.size, other.size):
            return False
    return True


def without(lines: Iterable[Line], known: Sequence[Line]) -> list[Line]:
    """Give the lines that are not among those known."""
    taken = {id(line) for line in known}
    return [line for line in lines if id(line) not in taken]


def _outermost(lines: Sequence[Line]) -> list[Line]:
    """Give the pieces of the first three lines; pieces at one height count as one line."""
    taken: list[Line] = []
    rows, row_top = 0, 0.0
    for line in lines:
        if not taken or abs(line.box[1] - row_top) > SAME_HEIGHT_POINTS:
            rows += 1
            row_top = line.box[1]
        if rows > _OUTER_LINES:
            break
        taken.append(line)
    return taken
