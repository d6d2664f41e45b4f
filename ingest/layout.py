"""Lines -> regions in reading order: columns apart, what stands above before what stands below.

Recursive X-Y cut (Nagy and Seth 1984): a white gutter with real columns on both sides parts columns, the widest
white strip parts what stands above from what stands below. Columns are real when they look like running text, or
when the file draws one of them to its end before it begins the other. A ruled table is cut by its own lines.
"""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise, starmap

from ingest.lines import Line, around, line_of
from ingest.ruled_columns import COLUMN_LINES, between_rules, is_running_text
from ingest.tables import Item, Table

_MAXIMUM_ITEMS = 1000
"""A page with more lines is no text; its cuts would take minutes."""

_MAXIMUM_GUTTERS = 12
"""More gutters part the cells of a table."""

_ALIKE_POINTS = 0.5
"""Strips that differ less are one leading, by rounding."""

_DEEPEST = 60
"""cuts within cuts"""

_COLUMN_EDGE_LINES = 6
"""Lines that begin at one place by chance are fewer."""

_EDGE_POINTS = 2.0
"""Edges of one column differ by side bearings of its first letters."""

_WIDE_SPACE = 1.3
"""Justified lines widen all spaces alike; one wider than the usual is a gutter."""

_GUTTER_POINTS = 7.0
"""The narrowest gutters of printed columns; word spaces in 10 point text reach 6."""

_COLUMN_FILL = 0.5
"""Lines of a text fill their column but for the last of each paragraph."""

_TABLE_COLUMNS = 3
"""Two of them may be columns of text."""

_ROW_BY_ROW = 0.3
"""A table drawn row by row changes its column with most of its lines; columns of text, drawn whole, seldom do."""

_STRIP_EMS = 0.3
"""More white than descenders leave between two lines."""

_LABEL_SIZE = 1.3
"""A title is set so much larger than the text; cells of one table are not."""

_MAXIMUM_LABEL_LINES = 6
"""A title of more lines is a column."""

_LABEL_LETTERS = 4
"""Less is a list mark or a number, and belongs to the text beside it."""


def regions(
    lines: Sequence[Line], tables: Sequence[Table] = (), rules: Sequence[Sequence[float]] = ()
) -> list[list[Item]]:
    """Cut a page into regions in reading order; each is one column of lines, with the tables that stand in it.

    `rules` are the upright lines drawn on it, (x, top, bottom), longest first.
    """
    items: list[Item] = [*_parted(lines), *tables]
    if len(items) > _MAXIMUM_ITEMS:
        return [_downwards(items)]
    return [region for part in between_rules(items, rules) for region in _cut(part)]


def _parted(lines: Sequence[Line]) -> list[Line]:
    """Part the lines that were set so far into the gutter that they ran into the next column's.

    Where a word begins at the edge at which many lines begin, after more than a word space, there a column begins.
    """
    counted = Counter(round(line.box[0]) for line in lines)
    edges = [edge for edge, count in counted.items() if count >= _COLUMN_EDGE_LINES]
    parted: list[Line] = []
    for line in lines:
        inside = [edge for edge in edges if line.box[0] + line.size < edge < line.box[2] - line.size]
        parted.extend(_split(line, inside) if inside else [line])
    return parted


def _split(line: Line, edges: Sequence[int]) -> Iterator[Line]:
    spaces = [at for at, char in enumerate(line.text) if char == " " and 0 < at < len(line.text) - 1]
    gaps = [float(line.boxes[at + 1, 0] - line.boxes[at - 1, 2]) for at in spaces]
    usual = statistics.median(gaps) if gaps else 0.0
    start = 0
    for at, gap in zip(spaces, gaps, strict=True):
        begins = float(line.boxes[at + 1, 0])
        if gap > usual * _WIDE_SPACE and any(abs(begins - edge) <= _EDGE_POINTS for edge in edges):
            yield _slice(line, start, at)
            start = at + 1
    yield _slice(line, start, len(line.text))


def _slice(line: Line, start: int, end: int) -> Line:
    at = slice(start, end)
    return line_of(line.text[at], line.boxes[at], line.sources[at], line.size, line.face)


def _cut(lines: list[Item], depth: int = 0) -> list[list[Item]]:
    if not _may_have_columns(lines) or depth > _DEEPEST:
        return [_downwards(lines)] if lines else []
    if columns := _columns(lines):
        if not _is_drawn_in_order(columns) and (cut := _strip_between_drawn(lines)):
            above, below = cut
            return _cut(above, depth + 1) + _cut(below, depth + 1)
        return [region for column in columns for region in _cut(column, depth + 1)]
    if not _is_table(lines) and (cut := _widest_strip(lines)):
        above, below = cut
        if _has_columns(above) or _has_columns(below):
            return _cut(above, depth + 1) + _cut(below, depth + 1)
    return [_downwards(lines)]


def _downwards(items: Sequence[Item]) -> list[Item]:
    """Give items from top to bottom; a label stands left of a box that is wider, and comes before it."""
    boxes = [item for item in items if isinstance(item, Table) and item.is_box]
    if not boxes:
        return sorted(items, key=lambda item: (item.box[1], item.box[0]))

    def place(item: Item) -> tuple[float, int, float, float]:
        for box in boxes:
            is_beside = item.box[2] <= box.box[0] and item.box[3] > box.box[1] and item.box[1] < box.box[3]
            if is_beside and item.box[2] - item.box[0] < box.box[2] - box.box[0] and isinstance(item, Line):
                return box.box[1], 0, item.box[1], item.box[0]
        return item.box[1], 1, item.box[1], item.box[0]

    return sorted(items, key=place)


def _may_have_columns(lines: Sequence[Item]) -> bool:
    """Tell, at little cost, whether a gutter may part some of these lines; in most texts none can."""
    return len(lines) > COLUMN_LINES and _may_part(lines)


def _may_part(lines: Sequence[Item]) -> bool:
    """Tell whether any of the lines begins a gutter behind the end of another."""
    return max(line.box[0] for line in lines) - min(line.box[2] for line in lines) >= _GUTTER_POINTS


def _has_columns(lines: list[Item], depth: int = 0) -> bool:
    """Tell whether columns appear somewhere when the lines are cut along white strips."""
    if not _may_have_columns(lines) or depth > _DEEPEST:
        return False
    if _columns(lines):
        return True
    if _is_table(lines):
        return False
    cut = _widest_strip(lines)
    return bool(cut) and any(_has_columns(part, depth + 1) for part in cut or ())


def _columns(lines: list[Item], *, nested: bool = True) -> list[list[Item]] | None:
    """Part lines at white gutters, if what stands between them looks like columns of running text.

    `nested`: what stands on one side may be columns again.
    """
    ordered = sorted(lines, key=lambda line: line.box[0])
    gutters: dict[int, float] = {}
    reach = ordered[0].box[2]
    for index, line in enumerate(ordered[1:], 1):
        if line.box[0] - reach >= _GUTTER_POINTS:
            gutters[index] = line.box[0] - reach
        reach = max(reach, line.box[2])
    if len(gutters) > _MAXIMUM_GUTTERS:
        return None

    def is_column(items: list[Item]) -> bool:
        return _is_column(items) or (nested and _may_part(items) and bool(_columns(items, nested=False)))

    # All of them at once, for three columns are none to each other's eyes two by two; else the widest that fits.
    alone = [[cut] for cut in sorted(gutters, key=lambda cut: -gutters[cut])] if len(gutters) > 1 else []
    for cuts in (list(gutters), *alone):
        columns = [ordered[start:end] for start, end in pairwise([0, *cuts, len(ordered)])]
        if len(columns) < 2 or not all(starmap(_side_by_side, pairwise(columns))):  # noqa: PLR2004 - one is none
            continue
        beside = [column for column in columns if not _is_label(column, lines)]
        is_one = len(beside) == 1 < len(columns)
        is_whole = is_one or all(is_column(column) for column in beside)
        if (is_whole and sum(map(len, beside)) > len(lines) / 2) or _drawn_apart(columns):
            return [_downwards(column) for column in columns]
    return None


def _is_column(lines: Sequence[Item]) -> bool:
    if not is_running_text(lines):
        return False
    width = max(line.box[2] for line in lines) - min(line.box[0] for line in lines)
    fill = statistics.mean(line.box[2] - line.box[0] for line in lines) / max(width, 1.0)
    return fill >= _COLUMN_FILL


def _is_drawn_in_order(columns: Sequence[Sequence[Item]]) -> bool:
    return all(
        max(item.order for item in before) < min(item.order for item in after)
        for before, after in pairwise(columns)
    )


def _strip_between_drawn(lines: Sequence[Item]) -> tuple[list[Item], list[Item]] | None:
    """Part lines at a white strip across all columns above which the file draws all before it goes on below.

    So the columns end there: a heading over all of them may be no wider than one.
    """
    ordered = _downwards(lines)
    reach = ordered[0].box[3]
    for index, item in enumerate(ordered[1:], 1):
        if item.box[1] - reach > _STRIP_EMS * item.size:
            above, below = ordered[:index], ordered[index:]
            if max(each.order for each in above) < min(each.order for each in below):
                return above, below
        reach = max(reach, item.box[3])
    return None


def _is_table(lines: Sequence[Item]) -> bool:
    """Tell whether white parts three columns or more, drawn row by row, and one of them of short entries."""
    columns = _between_gutters(lines)
    if len(columns) < _TABLE_COLUMNS or all(_is_column(column) for column in columns):
        return False
    drawn = sorted((item.order, at) for at, column in enumerate(columns) for item in column)
    changes = sum(before != after for (_, before), (_, after) in pairwise(drawn))
    return changes > _ROW_BY_ROW * len(drawn)


def _between_gutters(lines: Sequence[Item]) -> list[list[Item]]:
    columns: list[list[Item]] = []
    reach = float("-inf")
    for line in sorted(lines, key=lambda line: line.box[0]):
        if line.box[0] - reach >= _GUTTER_POINTS:
            columns.append([])
        columns[-1].append(line)
        reach = max(reach, line.box[2])
    return columns


def _drawn_apart(columns: Sequence[Sequence[Item]]) -> bool:
    """Tell whether the file draws each column to its end, and one at least is running text: labels beside it."""
    spans = [(min(item.order for item in column), max(item.order for item in column)) for column in columns]
    if not all(before[1] < after[0] for before, after in pairwise(sorted(spans))):
        return False
    labelled = all(
        sum(map(str.isalpha, "".join(item.text for item in column))) >= _LABEL_LETTERS for column in columns
    )
    return labelled and any(_is_column(column) and len(column) > COLUMN_LINES for column in columns)


def _is_label(column: Sequence[Item], lines: Sequence[Item]) -> bool:
    """Tell whether a few lines are a title or number set beside the text, by their size."""
    usual = statistics.median(line.size for line in lines)
    is_large = all(line.size > usual * _LABEL_SIZE for line in column)
    return is_large and len(column) <= _MAXIMUM_LABEL_LINES and isinstance(column[0], Line)


def _side_by_side(left: Sequence[Item], right: Sequence[Item]) -> bool:
    one, other = around([line.box for line in left]), around([line.box for line in right])
    return min(one[3], other[3]) > max(one[1], other[1])


def _widest_strip(lines: Sequence[Item]) -> tuple[list[Item], list[Item]] | None:
    """Part lines at the widest white strip across all of them."""
    ordered = sorted(lines, key=lambda line: line.box[1])
    reach = ordered[0].box[3]
    strips: list[tuple[float, int]] = []
    for index, line in enumerate(ordered[1:], 1):
        # Boxes of neighbouring lines may overlap a little: ascenders and descenders.
        strip = line.box[1] - reach
        if strip > -0.4 * line.size:
            strips.append((strip, index))
        reach = max(reach, line.box[3])
    if not strips:
        return None
    widest = max(strip for strip, _ in strips)
    # Of strips about as wide the middle one: lines that stand evenly are not peeled off one by one.
    alike = [index for strip, index in strips if strip >= widest - _ALIKE_POINTS]
    at = min(alike, key=lambda index: abs(2 * index - len(ordered)))
    return ordered[:at], ordered[at:]
