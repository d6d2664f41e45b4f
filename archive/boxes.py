"""Where characters of a passage stand on its pages: one rectangle a line, in points.

Pure geometry over what the archive stores; used for marks, links and the boxes of the interface for programs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from archive.model import Page, Passage, Slice
from archive.words import Box, Word, Words

_LOOKED_AROUND = 3
"""Characters to the words next to a word: a space, a sign."""


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


def slice_boxes(slices: Iterable[Slice], pages: Mapping[int, Page]) -> tuple[PageBoxes, ...]:
    """Give the rectangles that cover slices of pages, page by page; `pages` are theirs, by number."""
    found: dict[int, list[Box]] = {}
    for each in slices:
        found.setdefault(each.page_number, []).extend(_slice_boxes(each, pages[each.page_number]))
    return tuple(PageBoxes(number, tuple(rects)) for number, rects in sorted(found.items()))


def lines(words: Iterable[Word]) -> list[Box]:
    """Join the boxes of consecutive words that stand on one line."""
    joined: list[Box] = []
    for word in words:
        if joined and _on_one_line(joined[-1], word.box):
            joined[-1] = _union(joined[-1], word.box)
        else:
            joined.append(word.box)
    return joined


def _slice_boxes(of: Slice, page: Page) -> list[Box]:
    piece = None if of.aside is None else page.furniture[of.aside]
    if piece and not piece.words:
        return [piece.box] if any(piece.box) else []
    words = piece.words if piece else page.words
    return lines(_cut(word, of, words) for word in words.between(of.start, of.end))


def _cut(word: Word, of: Slice, words: Words) -> Word:
    """Give the part of a word that is in a slice: as much of its box as of its letters."""
    first, last = max(word.start, of.start), min(word.end, of.end)
    if (first, last) == (word.start, word.end):
        return word
    shares = (first - word.start) / (word.end - word.start), (last - word.start) / (word.end - word.start)
    x0, y0, x1, y1 = word.box
    across, down = _direction(word, words)
    if across:
        x0, x1 = _part(x0, x1, shares if across > 0 else (1 - shares[1], 1 - shares[0]))
    else:
        y0, y1 = _part(y0, y1, shares if down > 0 else (1 - shares[1], 1 - shares[0]))
    return Word(first, last, (x0, y0, x1, y1))


def _part(low: float, high: float, shares: tuple[float, float]) -> tuple[float, float]:
    return low + (high - low) * shares[0], low + (high - low) * shares[1]


def _direction(word: Word, words: Words) -> tuple[int, int]:
    """Tell which way a word runs, by the words before and behind it on its line: (1, 0) is to the right."""
    for other in words.between(word.start - _LOOKED_AROUND, word.end + _LOOKED_AROUND):
        sign = (other.start > word.start) - (other.start < word.start)
        if sign and _shares(word.box[1::2], other.box[1::2]):
            return (sign if other.box[0] > word.box[0] else -sign), 0
        if sign and _shares(word.box[::2], other.box[::2]):
            return 0, (sign if other.box[1] > word.box[1] else -sign)
    return 1, 0


def _shares(one: Sequence[float], other: Sequence[float]) -> bool:
    overlap = min(one[1], other[1]) - max(one[0], other[0])
    return overlap > min(one[1] - one[0], other[1] - other[0]) / 2


def _on_one_line(line: Box, box: Box) -> bool:
    overlap = min(line[3], box[3]) - max(line[1], box[1])
    height = min(line[3] - line[1], box[3] - box[1])
    # A word further left, or a wide gap away, begins another line or column at the same height.
    return overlap > height / 2 and box[0] >= line[0] and box[0] - line[2] < 3 * max(height, 1.0)


def _union(one: Box, other: Box) -> Box:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])
