"""Where what stood in one reading of a file stands in another, by the boxes of words: ink does not move.

A word that the other reading has with the same letters in the same box is that word. Of others each character is
a point: in the middle of its share of its word's box, along the longer side of that; of the other reading's words,
on the page or set aside from it, the smallest that has the point in its box has the character.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from archive import Box, Page, Words

from .truth import GONE, Codes, Truth, code

Floats = NDArray[np.float64]

_SLACK_POINTS = 0.5
"""Boxes are stored in hundredths of a point, and mending may widen one by its hyphen."""


def truth_by_boxes(before: Sequence[Page], after: Sequence[Page]) -> Truth:
    """Tell what became of every character when a file was read another time."""
    others = {page.number: page for page in after}
    forward = {page.number: _forward(page, others[page.number]) for page in before}
    return Truth(before, after, forward)


def _forward(page: Page, other: Page) -> Codes:
    codes = np.full(len(page.text), GONE, np.int64)
    others = _Others(other)
    for start, end, box in page.words:
        at, count = others.same(page.text[start:end], box), end - start
        codes[start:end] = others.under(box, count) if at is None else np.arange(at, at + count)
    return codes


class _Others:
    """The words of a page as read the other time, and of what was set aside from it."""

    def __init__(self, page: Page) -> None:
        self._same: dict[tuple[str, Box], list[int]] = defaultdict(list)
        spans: list[tuple[int, int]] = []
        boxes: list[Box] = []
        for base, text, words in _texts(page):
            for start, end, box in words:
                self._same[text[start:end], box].append(base + start)
                spans.append((base + start, base + end))
                boxes.append(box)
        self._spans = np.array(spans, np.int64).reshape(-1, 2)
        self._boxes = np.array(boxes, np.float64).reshape(-1, 4)
        sizes = self._boxes[:, 2:] - self._boxes[:, :2]
        self._areas = sizes[:, 0] * sizes[:, 1]

    def same(self, text: str, box: Box) -> int | None:
        """Give the code at which the same word begins; of those that are drawn several times each once."""
        found = self._same.get((text, box))
        return found.pop(0) if found else None

    def under(self, box: Box, count: int) -> Codes:
        """Give the codes of so many characters in a box."""
        if not len(self._spans):
            return np.full(count, GONE, np.int64)
        points = _points(np.array(box), count)
        inside = _inside(points, self._boxes)
        chosen = np.where(inside, self._areas, np.inf).argmin(axis=1)
        found = inside[np.arange(count), chosen]
        return np.where(found, _at(points, self._boxes[chosen], self._spans[chosen]), GONE)


def _texts(page: Page) -> Iterator[tuple[int, str, Words]]:
    """Give the texts of a page and of what was set aside from it: code of its start, text, words."""
    yield code(page.number, None, 0), page.text, page.words
    for number, piece in enumerate(page.furniture):
        yield code(page.number, number, 0), piece.text, piece.words


def _points(box: Floats, count: int) -> Floats:
    """Give the middles of so many characters in a box (count x 2)."""
    shares = (np.arange(count) + 0.5) / count
    x0, y0, x1, y1 = box
    points = np.tile(((x0 + x1) / 2, (y0 + y1) / 2), (count, 1))
    axis = 0 if x1 - x0 >= y1 - y0 or count == 1 else 1
    points[:, axis] = box[axis] + shares * (box[axis + 2] - box[axis])
    return points


def _inside(points: Floats, boxes: Floats) -> NDArray[np.bool_]:
    """Tell of each point in which boxes it is (points x boxes)."""
    low = points[:, None, :] >= boxes[None, :, :2] - _SLACK_POINTS
    high = points[:, None, :] <= boxes[None, :, 2:] + _SLACK_POINTS
    within = low & high
    return np.logical_and(within[..., 0], within[..., 1], dtype=np.bool_)


def _at(points: Floats, boxes: Floats, spans: NDArray[np.int64]) -> Codes:
    """Give the codes of the characters at points in the boxes of their words."""
    counts = spans[:, 1] - spans[:, 0]
    sizes = boxes[:, 2:] - boxes[:, :2]
    axis = np.where((sizes[:, 0] >= sizes[:, 1]) | (counts == 1), 0, 1)
    rows = np.arange(len(points))
    shares = (points[rows, axis] - boxes[rows, axis]) / np.maximum(sizes[rows, axis], 0.01)
    codes: Codes = spans[:, 0] + np.clip((shares * counts).astype(np.int64), 0, counts - 1)
    return codes
