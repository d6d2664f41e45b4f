"""What lies over the image of a page: passages tinted, words marked, text to be selected and read aloud."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from archive import Box, Page, Passage, Word, boxes
from archive.boxes import rows
from search_app.rendering import Span, neutral
from search_app.standing import Focus

_ASCENT = 0.8
"""Where the baseline of a line stands, in shares of the height of its box."""

_EDGE_GAP, _EDGE_WIDTH = 6.0, 1.8
"""points: the line beside a passage, near enough to belong to it and clear of its letters"""


_SPACE = re.compile(r"\s")


_PIECE_LENGTH = 20
"""Characters, about four words: letters of our typeface then stand within half a letter of the printed ones."""


@dataclass(frozen=True, slots=True)
class TextPiece:
    """Some words of a line of a passage where they stand.

    `text` has a character for each of the passage's text, from `start` in that up to the next piece: a selection
    is counted by them.
    """

    text: str
    start: int
    x: float
    baseline: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A passage as far as it stands on a page; its rectangles are (x0, y0, x1, y1).

    `rects` cover it, one a line; `edges` stand beside it, one a column, and tell it from others without colour;
    `marks` cover the words that a search marks in it, `quote` those that a link quotes. `is_focus`: a link
    means it or something in it; `is_first`: it is the one that the link names first.
    """

    passage: Passage
    pieces: tuple[TextPiece, ...]
    rects: tuple[Box, ...]
    edges: tuple[Box, ...]
    marks: tuple[Box, ...]
    quote: tuple[Box, ...]
    is_focus: bool = False
    is_first: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """What lies over the image of a page, in points of the page as seen, in reading order."""

    page: Page
    blocks: tuple[TextBlock, ...]

    @property
    def is_drawable(self) -> bool:
        """Whether the page has a size at all."""
        return self.page.width_points > 0 and self.page.height_points > 0


def sheet_of(page: Page, passages: Iterable[tuple[Passage, Sequence[Span]]], focus: Focus | None) -> Sheet:
    """Lay passages, with the spans to be marked in each, over a page."""
    return Sheet(page, tuple(_text_block(page, passage, spans, focus) for passage, spans in passages))


def _text_block(page: Page, passage: Passage, spans: Sequence[Span], focus: Focus | None) -> TextBlock:
    is_focus = focus is not None and focus.has(passage)
    lines = list(_lines(page, passage))
    rects = tuple(line.box for line in lines)
    return TextBlock(
        passage=passage,
        pieces=tuple(piece for line in lines for piece in _pieces(page.text, line)),
        rects=rects,
        edges=tuple(_edges(rects)) if is_focus else (),
        marks=_rects(page, passage, spans),
        quote=_rects(page, passage, focus.quotes(passage)) if focus else (),
        is_focus=is_focus,
        is_first=focus is not None and focus.passage.id == passage.id,
    )


def _rects(page: Page, passage: Passage, spans: Sequence[Span]) -> tuple[Box, ...]:
    return tuple(rect for found in boxes(passage, spans, {page.number: page.words}) for rect in found.rects)


class _Line(NamedTuple):
    """Words on one line; its text is that of the page from `start` to `end`, in the passage `shift` further on."""

    words: Sequence[Word]
    box: Box
    start: int
    end: int
    shift: int


def _lines(page: Page, passage: Passage) -> Iterator[_Line]:
    """Give the lines of a passage on a page in the order in which they are read; they have all its text."""
    for part in passage.parts:
        if part.page_number != page.number:
            continue
        found = list(rows(page.words.between(part.page_start, part.page_end)))
        edges = [part.page_start, *(row[0].start for row, _ in found[1:]), part.page_end]
        for (row, box), (start, end) in zip(found, pairwise(edges), strict=False):  # no edges where no words are
            yield _Line(row, box, start, end, part.start - part.page_start)


def _pieces(text: str, line: _Line) -> Iterator[TextPiece]:
    """Part a line between words, each piece as wide as on the page."""
    cuts = list(_cuts(line.words))
    _, y0, _, y1 = line.box
    for number, (first, after) in enumerate(pairwise([*cuts, len(line.words)])):
        start = line.words[first].start if number else line.start
        end = line.words[after].start if after < len(line.words) else line.end
        left, right = (line.words[first].box[0], line.words[after - 1].box[2]) if len(cuts) > 1 else line.box[::2]
        shown = _SPACE.sub(" ", neutral(text[start:end]))
        # The space behind has a width of its own, and takes none from the letters.
        width = (right - left) * len(shown) / max(len(shown.rstrip()), 1)
        yield TextPiece(shown, start + line.shift, left, y0 + _ASCENT * (y1 - y0), width, y1 - y0)


def _cuts(words: Sequence[Word]) -> Iterator[int]:
    """Give the words with which pieces of a line begin; a line that is not level stays whole."""
    first = words[0]
    yield 0
    for at, (before, word) in enumerate(pairwise(words), 1):
        is_level, is_apart = word.box[0] > first.box[0], word.start > before.end
        if is_level and is_apart and word.start - first.start >= _PIECE_LENGTH:
            first = word
            yield at


def _edges(rects: Sequence[Box]) -> Iterator[Box]:
    """Give a line down the left side of each run of lines that stand below each other."""
    run: list[Box] = []
    for rect in (*rects, None):
        if run and (rect is None or not _is_below(rect, run[-1])):
            left = min(each[0] for each in run) - _EDGE_GAP
            yield left, run[0][1], left + _EDGE_WIDTH, max(each[3] for each in run)
            run = []
        if rect is not None:
            run.append(rect)


def _is_below(rect: Box, above: Box) -> bool:
    return rect[1] > above[1] and rect[0] < above[2] and rect[2] > above[0]
