"""The line: one line of one column, mended, and how lines stand to each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from archive import Box
from ingest.list_marks import is_list_mark, starts_item
from ingest.runs import BOLD_FACES, FIXED_WIDTH_FACES, Boxes, Face, Sources, bounds_of

_OPENING = "\"'“‘«(["
"""Quotation marks and brackets with which a sentence may go on."""


class Line(NamedTuple):
    """One line of one column, mended; `boxes` and `sources` go with `text`, character by character.

    `order` tells which line the file draws first: the place of the first of its characters. `turned` tells by how
    many degrees clockwise it stands from upright: 0, 90, 180 or 270.
    """

    text: str
    boxes: Boxes
    sources: Sources
    box: Box
    size: float
    face: Face
    turned: int = 0
    has_mark: bool = False
    """Whether a bullet is drawn before it that is no character."""

    @property
    def begins_item(self) -> bool:
        """Whether it begins an item of a list."""
        return self.has_mark or starts_item(self.text)

    @property
    def begins_small(self) -> bool:
        """Whether its first letter is a small one, behind a quotation mark or bracket too: a sentence goes on."""
        return self.text.lstrip(_OPENING)[:1].islower()

    @property
    def bold(self) -> bool:
        """Whether all its letters are bold."""
        return self.face in BOLD_FACES

    @property
    def is_listing(self) -> bool:
        """Whether all its letters are equally wide, as in listings of programs and of what they print."""
        return self.face in FIXED_WIDTH_FACES

    @property
    def order(self) -> int:
        """Where the file draws it: producers write text in the order in which it is read, most of the time."""
        return int(self.sources.item(0))


def line_of(text: str, boxes: Boxes, sources: Sources, size: float, face: Face) -> Line:
    """Make a line of what goes together character by character; there is one at least."""
    return Line(text, boxes, sources, bounds_of(boxes), size, face)


def around(boxes: Sequence[Box]) -> Box:
    """Give the box around boxes; there is one at least."""
    x0, y0, x1, y1 = zip(*boxes, strict=True)
    return min(x0), min(y0), max(x1), max(y1)


def shares_line(one: Box, other: Box) -> bool:
    """Tell whether two boxes stand on one line: half of the lower one's height beside the other."""
    overlap = min(one[3], other[3]) - max(one[1], other[1])
    return overlap > 0.5 * min(one[3] - one[1], other[3] - other[1])


def settled(lines: Sequence[Line]) -> list[Line]:
    """Give the lines of a cell: what stands at one height in it is one, however wide its words are set."""
    return [join(*row) for row in rows_of(lines)]


def rows_of(lines: Sequence[Line]) -> list[list[Line]]:
    """Group the lines that share a height, left to right."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda each: (each.box[1] + each.box[3]) / 2):
        if rows and shares_line(rows[-1][0].box, line.box) and not _overlap_across(rows[-1], line):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.box[0]) for row in rows]


def _overlap_across(row: Sequence[Line], line: Line) -> bool:
    return any(min(each.box[2], line.box[2]) - max(each.box[0], line.box[0]) > 1 for each in row)


def join(first: Line, *others: Line) -> Line:
    """Make one line of lines that stand side by side, with a space between."""
    if not others:
        return first
    text, size, face = first.text, first.size, first.face
    boxes, sources, before = [first.boxes], [first.sources], first
    for at, following in enumerate(others):
        boxes += before.boxes[-1:], following.boxes
        sources += before.sources[-1:, [1, 1]], following.sources
        size = following.size if len(following.text) > len(text) else size  # marks are often set smaller
        face = following.face if at == 0 and is_list_mark(text) else face & following.face
        text, before = f"{text} {following.text}", following
    joined = line_of(text, np.concatenate(boxes), np.concatenate(sources), size, face)
    return joined._replace(has_mark=True) if first.has_mark else joined
