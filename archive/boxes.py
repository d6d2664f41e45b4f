"""Where characters of a passage stand on its pages: one rectangle a line, in points.

Pure geometry over what the archive stores; used for marks, links and the boxes of the interface for programs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from archive.directions import RIGHT, direction_of, turned, turned_back
from archive.model import Page, PageBoxes, Part, Passage, Slice
from archive.words import Box, Word, Words

_TELLING_WORDS = 8
"""The first of a text tell which way it runs; all of a page would take a third of the time."""

_ROOM = 0.2
"""Around a line, in shares of its height: other programs see a word a little higher or lower."""

_LOOKED_AROUND = 20
"""Characters before and behind a word: some words tell which way its line runs."""


def boxes(passage: Passage, spans: Iterable[tuple[int, int]], words: Mapping[int, Words]) -> tuple[PageBoxes, ...]:
    """Give the rectangles that cover these spans of the passage's text, page by page.

    Each span has rectangles of its own, one a line. `words` are those of the passage's pages, by number.
    """
    found: dict[int, list[Box]] = {}
    for start, end in spans:
        for part in passage.parts:
            length = part.page_end - part.page_start
            first, last = max(start - part.start, 0), min(end - part.start, length)
            if first < last and part.page_number in words:
                found_in = words[part.page_number].between(part.page_start + first, part.page_start + last)
                found.setdefault(part.page_number, []).extend(_rectangles(found_in))
    return tuple(PageBoxes(number, tuple(rects)) for number, rects in sorted(found.items()))


def part_boxes(parts: Iterable[Part], words: Mapping[int, Words]) -> tuple[PageBoxes, ...]:
    """Give the rectangles that cover parts of a passage; `words` are those of their pages, by number."""
    found: dict[int, list[Box]] = {}
    for number, start, end, _ in parts:
        found.setdefault(number, []).extend(_rectangles(words[number].between(start, end)))
    return tuple(PageBoxes(number, tuple(rects)) for number, rects in sorted(found.items()))


def within(page: Page, rects: Iterable[Box]) -> list[Slice]:
    """Give what stands in rectangles of a page, in the order of its text: words that follow each other as one."""
    roomy = [_with_room(rect) for rect in rects]
    found: list[Slice] = []
    for start, end, (x0, y0, x1, y1) in page.words:
        x, y = (x0 + x1) / 2, (y0 + y1) / 2
        if not any(left <= x <= right and top <= y <= bottom for left, top, right, bottom in roomy):
            continue
        last = found[-1] if found else None
        if last and not any(map(str.isalnum, page.text[last.end : start])):
            found[-1] = last._replace(end=end)
        else:
            found.append(Slice(page.number, start, end))
    return found


def _with_room(rect: Box) -> Box:
    x0, y0, x1, y1 = rect
    room = _ROOM * min(x1 - x0, y1 - y0)
    return x0 - room, y0 - room, x1 + room, y1 + room


def slice_boxes(slices: Iterable[Slice], pages: Mapping[int, Page]) -> tuple[PageBoxes, ...]:
    """Give the rectangles that cover slices of pages, page by page; `pages` are theirs, by number."""
    found: dict[int, list[Box]] = {}
    for each in slices:
        found.setdefault(each.page_number, []).extend(_slice_boxes(each, pages[each.page_number]))
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


def _slice_boxes(of: Slice, page: Page) -> list[Box]:
    piece = None if of.aside is None else page.furniture[of.aside]
    if piece and not piece.words:
        return [piece.box] if any(piece.box) else []
    words = piece.words if piece else page.words
    return _rectangles(_cut(word, of, words) for word in words.between(of.start, of.end))


def _rectangles(words: Iterable[Word]) -> list[Box]:
    """Join the boxes of consecutive words line by line, whichever way the lines run."""
    given = list(words)
    if len(given) == 1:  # as most marks are
        return [given[0].box]
    direction = direction_of(given[:_TELLING_WORDS])
    if direction == RIGHT:
        return lines(given)
    return [
        turned_back(each, direction)
        for each in lines(Word(start, end, turned(box, direction)) for start, end, box in given)
    ]


def _cut(word: Word, of: Slice, words: Words) -> Word:
    """Give the part of a word that is in a slice: as much of its box as of its letters."""
    first, last = max(word.start, of.start), min(word.end, of.end)
    if (first, last) == (word.start, word.end):
        return word
    direction = direction_of(list(words.between(word.start - _LOOKED_AROUND, word.end + _LOOKED_AROUND)))
    x0, y0, x1, y1 = turned(word.box, direction)
    letter = (x1 - x0) / (word.end - word.start)
    part = x0 + letter * (first - word.start), y0, x0 + letter * (last - word.start), y1
    return Word(first, last, turned_back(part, direction))


def _on_one_line(line: Box, box: Box) -> bool:
    overlap = min(line[3], box[3]) - max(line[1], box[1])
    height = min(line[3] - line[1], box[3] - box[1])
    # A word further left, or a wide gap away, begins another line or column at the same height.
    return overlap > height / 2 and box[0] >= line[0] and box[0] - line[2] < 3 * max(height, 1.0)


def _union(one: Box, other: Box) -> Box:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])
