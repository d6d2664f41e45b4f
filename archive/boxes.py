"""Where characters of a passage stand on its pages: one rectangle a line, in points.

Pure geometry over what the archive stores; used for marks, links and the boxes of the interface for programs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from archive.model import Page, Passage
from archive.words import Box, Word


class PageBoxes(NamedTuple):
    """Rectangles on one page, in reading order."""

    page_number: int
    rects: tuple[Box, ...]


def boxes(passage: Passage, spans: Iterable[tuple[int, int]], pages: Mapping[int, Page]) -> tuple[PageBoxes, ...]:
    """Give the rectangles that cover these spans of the passage's text, page by page.

    Each span has rectangles of its own, one a line. `pages` are the passage's pages by number.
    """
    found: dict[int, list[Box]] = {}
    for start, end in spans:
        for part in passage.parts:
            length = part.page_end - part.page_start
            first, last = max(start - part.start, 0), min(end - part.start, length)
            if first < last and part.page_number in pages:
                words = pages[part.page_number].words.between(part.page_start + first, part.page_start + last)
                found.setdefault(part.page_number, []).extend(lines(words))
    return tuple(PageBoxes(number, tuple(rects)) for number, rects in sorted(found.items()))


def lines(words: Iterable[Word]) -> list[Box]:
    """Join the boxes of consecutive words that stand on one line."""
    return [box for _, box in rows(words)]


def rows(words: Iterable[Word]) -> Iterator[tuple[list[Word], Box]]:
    """Part words where one does not stand on the line of those before it; gives each line with its box."""
    row: list[Word] = []
    line: Box | None = None
    for word in words:
        if line is not None and _on_one_line(line, word.box):
            row.append(word)
            line = _union(line, word.box)
            continue
        if line is not None:
            yield row, line
        row, line = [word], word.box
    if line is not None:
        yield row, line


def _on_one_line(line: Box, box: Box) -> bool:
    overlap = min(line[3], box[3]) - max(line[1], box[1])
    height = min(line[3] - line[1], box[3] - box[1])
    # A word further left, or a wide gap away, begins another line or column at the same height.
    return overlap > height / 2 and box[0] >= line[0] and box[0] - line[2] < 3 * max(height, 1.0)


def _union(one: Box, other: Box) -> Box:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])
