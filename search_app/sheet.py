"""What lies over the image of a page: passages tinted, words marked, text to be selected and read aloud."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from archive import Box, Page, Passage, boxes
from archive.boxes import lines
from archive.words import Word
from search_app.rendering import Span, neutral
from search_app.standing import Focus

_ASCENT = 0.8
"""Where the baseline of a line stands, in shares of the height of its box."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of a passage where it stands; `text` ends with the space before the next, if there is one."""

    text: str
    x: float
    baseline: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A passage as far as it stands on this page; `rects` cover it, one a line, as (x0, y0, x1, y1)."""

    passage: Passage
    lines: tuple[TextLine, ...]
    rects: tuple[Box, ...]
    is_focus: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """What lies over the image of a page, in points of the page as seen.

    `marks` are the rectangles of the words that a search marks, `quote` those of the words that a link quotes.
    """

    page: Page
    text: tuple[TextBlock, ...]
    marks: tuple[Box, ...]
    quote: tuple[Box, ...]

    @property
    def is_drawable(self) -> bool:
        """Whether the page has a size at all."""
        return self.page.width_points > 0 and self.page.height_points > 0


def sheet_of(page: Page, passages: Iterable[tuple[Passage, Sequence[Span]]], focus: Focus | None) -> Sheet:
    """Lay passages, with the spans to be marked in each, over a page."""
    standing = list(passages)
    return Sheet(
        page=page,
        text=tuple(_text_block(page, passage, focus) for passage, _ in standing),
        marks=tuple(rect for passage, spans in standing for rect in _rects(page, passage, spans)),
        quote=_rects(page, focus.passage, [focus.quote]) if focus and focus.quote else (),
    )


def _text_block(page: Page, passage: Passage, focus: Focus | None) -> TextBlock:
    is_focus = focus is not None and focus.passage.id == passage.id
    rects = _rects(page, passage, [(0, len(passage.text))])
    return TextBlock(passage, tuple(_text_lines(page, passage)), rects, is_focus)


def _rects(page: Page, passage: Passage, spans: Sequence[Span]) -> tuple[Box, ...]:
    return tuple(rect for found in boxes(passage, spans, {page.number: page}) for rect in found.rects)


def _text_lines(page: Page, passage: Passage) -> Iterator[TextLine]:
    """Give the lines of a passage on a page, in the order in which they are read."""
    for part in passage.parts:
        if part.page_number != page.number:
            continue
        words = list(page.words.between(part.page_start, part.page_end))
        rows = list(_rows(words))
        for row, following in zip(rows, [*rows[1:], None], strict=True):
            end = following[0].start if following else part.page_end
            yield _text_line(page.text[row[0].start : end], lines(row)[0])


def _rows(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Part words where one does not stand on the line of those before it."""
    row: list[Word] = []
    for word in words:
        if row and len(lines((*row, word))) > 1:
            yield row
            row = []
        row.append(word)
    if row:
        yield row


def _text_line(text: str, box: Box) -> TextLine:
    x0, y0, x1, y1 = box
    shown = " ".join(neutral(text).split()) + (" " if text[-1:].isspace() else "")
    return TextLine(shown, x0, y0 + _ASCENT * (y1 - y0), x1 - x0, y1 - y0)
