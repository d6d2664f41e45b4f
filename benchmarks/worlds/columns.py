"""Two columns read across, line by line, as a reader does that knows nothing of columns.

Where layout found them is told by the order in which it reads: a run of lines down the page, no cells of a table,
and then another run beside it that begins higher up and stands wholly to its right. The lines of both are put into
rows by their height and written row by row; passages are so many rows as make about a hundred words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from archive import CELL, Box, Kind, Page, Part, Word
from ingest.drafts import Draft

from .leaves import Leaf, Owner, Piece
from .traced import Traced, joined

_FEWEST_LINES = 5
"""Fewer lines side by side are the cells of a table, or a title."""

_SLACK_POINTS = 2.0
_SAME_ROW = 0.5
"""in heights: lines whose middles are nearer stand in one row"""

_PASSAGE_WORDS = 100


class Line(NamedTuple):
    """A stretch of a page's text that stands on one line, and its box."""

    start: int
    end: int
    box: Box


class Region(NamedTuple):
    """Two columns that follow each other in the text."""

    left: tuple[Line, ...]
    right: tuple[Line, ...]

    @property
    def span(self) -> tuple[int, int]:
        """Give the stretch of the page's text that it is."""
        return self.left[0].start, self.right[-1].end


def regions_of(page: Page) -> list[Region]:
    """Find where a page was read column by column."""
    lines = list(_lines(page.words))
    found: list[Region] = []
    at = 0
    for number, (above, below) in enumerate(pairwise(lines)):
        if number < at or not _is_switch(above, below):
            continue
        region = _region(lines[at : number + 1], lines[number + 1 :])
        if region and CELL not in page.text[slice(*region.span)]:
            found.append(region)
            at = number + 1 + len(region.right)
    return found


def read_across(leaf: Leaf, regions: Sequence[Region], language: str) -> Leaf:
    """Write the columns of a page row by row."""
    text = leaf.page.text
    pieces: list[Piece] = []
    at = 0
    for region in regions:
        start, end = region.span
        pieces += [*_between(leaf.pieces, at, start), *_across(text, region, language)]
        at = end
    pieces += _between(leaf.pieces, at, len(text))
    return replace(leaf, pieces=tuple(pieces))


def _lines(words: Sequence[Word]) -> Iterator[Line]:
    """Gather words that follow each other to the right on one height."""
    line: Line | None = None
    for start, end, box in words:
        if line and _is_level(line.box, box) and box[0] >= line.box[0]:
            x0, y0, x1, y1 = line.box
            around = (min(x0, box[0]), min(y0, box[1]), max(x1, box[2]), max(y1, box[3]))
            line = Line(line.start, end, around)
            continue
        if line:
            yield line
        line = Line(start, end, box)
    if line:
        yield line


def _is_level(one: Box, other: Box) -> bool:
    shared = min(one[3], other[3]) - max(one[1], other[1])
    return shared > _SAME_ROW * min(one[3] - one[1], other[3] - other[1])


def _is_switch(above: Line, below: Line) -> bool:
    """Tell whether the text goes on higher up, to the right."""
    return below.box[3] < above.box[1] and below.box[0] > above.box[0]


def _region(before: Sequence[Line], behind: Sequence[Line]) -> Region | None:
    """Give the columns on both sides of a switch, if they are such."""
    edge = behind[0].box[0] + _SLACK_POINTS
    left = _run(list(reversed(before)), lambda box: box[2] <= edge, step=-1)[::-1]
    gutter = max((line.box[2] for line in left), default=0.0) - _SLACK_POINTS
    right = _run(behind, lambda box: box[0] >= gutter, step=1)
    return Region(tuple(left), tuple(right)) if min(len(left), len(right)) >= _FEWEST_LINES else None


def _run(lines: Sequence[Line], is_beside: Callable[[Box], bool], step: int) -> list[Line]:
    """Give the first lines that go on in one direction, down with 1, on one side."""
    found: list[Line] = []
    for line in lines:
        is_on = not found or step * (line.box[1] - found[-1].box[1]) > 0
        if not (is_on and is_beside(line.box)):
            break
        found.append(line)
    return found


def _between(pieces: Sequence[Piece], start: int, end: int) -> Iterator[Piece]:
    """Give the pieces of a stretch of the page, cut at its ends."""
    at = 0
    for piece in pieces:
        first, last = max(start - at, 0), min(end - at, len(piece.traced.text))
        if first < last:
            yield replace(piece, traced=piece.traced.part(first, last))
        at += len(piece.traced.text)


def _across(text: str, region: Region, language: str) -> Iterator[Piece]:
    rows = _rows([*region.left, *region.right])
    written = [joined(_spaced([_line(text, line) for line in row])) for row in rows]
    group: list[Traced] = []
    is_first = True
    for row, below in zip(written, [*written[1:], None], strict=True):
        group.append(row)
        if below is not None and sum(len(each.text.split()) for each in group) < _PASSAGE_WORDS:
            continue
        if not is_first:
            yield Piece(Traced.made("\n"))
        whole = joined(_spaced(group))
        draft = Draft(Kind.PARAGRAPH, (), whole.text, (Part(1, 0, len(whole.text), 0),))
        yield Piece(whole, Owner(draft, language, None))
        group, is_first = [], False


def _rows(lines: Sequence[Line]) -> list[list[Line]]:
    """Group lines by their height, from the top down, and from left to right."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda each: each.box[1]):
        if rows and _is_level(rows[-1][0].box, line.box):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda each: each.box[0]) for row in rows]


def _line(text: str, line: Line) -> Traced:
    """Give the text of a line, with the hyphen where its last word was cut."""
    own = Traced.standing(text[line.start : line.end], line.start)
    is_cut = text[line.end - 1 : line.end + 1].isalnum() and line.end < len(text)
    return joined([own, Traced.made("-")]) if is_cut else own


def _spaced(pieces: Sequence[Traced]) -> list[Traced]:
    return [each for piece in pieces for each in (Traced.made(" "), piece)][1:]
