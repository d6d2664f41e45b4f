"""What is marked on a page, and how it looks: the same in a copy of the page and in an image of it.

Rule: boxes are points of the page as seen; the looks are those of the reader (`.leaf` in its style sheet).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from archive.words import Box


class Look(StrEnum):
    """What a highlight is, by the colour that is laid over the page, ink showing through."""

    PASSAGE = "#fff3cc"
    QUOTE = "#ffe7a0"
    WORDS = "#ffcf45"


EDGE = "#7a4c00"
"""Highlights are underlined, so that they show on paper without colour, and to eyes that see none."""

EDGE_POINTS = 0.7


class Highlight(NamedTuple):
    """Rectangles in one look, one a line of text; `note` is what a viewer tells of them."""

    look: Look
    rects: tuple[Box, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class MarkedPage:
    """A page (1-based), the number printed on it, and what is marked there, the widest first."""

    number: int
    label: str
    highlights: tuple[Highlight, ...]

    def edges(self) -> Iterator[tuple[Highlight, tuple[Box, ...]]]:
        """Give each highlight with the lines under it; a passage has none where something in it is marked."""
        is_plain = all(highlight.look is Look.PASSAGE for highlight in self.highlights)
        for highlight in self.highlights:
            is_edged = is_plain or highlight.look is not Look.PASSAGE
            yield highlight, tuple(_under(rect) for rect in highlight.rects) if is_edged else ()


@dataclass(frozen=True, slots=True)
class Origin:
    """What a copy says of itself: title, author, where it comes from, its language, and the name of its mark."""

    title: str
    author: str
    source: str
    language: str
    anchor: str


def rgb(colour: str) -> tuple[int, int, int]:
    """Give red, green and blue, 0 to 255, of a colour as style sheets write it."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _under(rect: Box) -> Box:
    x0, _, x1, y1 = rect
    return x0, y1 - EDGE_POINTS / 2, x1, y1 + EDGE_POINTS / 2
