"""Blocks -> the text of a page and its words with boxes: lines joined, line-end hyphens resolved."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from archive import CELL, ROW, Words
from archive.words import UNITS_PER_POINT
from ingest.blocks import Block
from ingest.hyphens import HYPHENS, Vocabulary, joint_of
from ingest.lines import Line
from ingest.runs import HYPHEN, Boxes, Sources

_MARKS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
"""Accents and vowel signs of Latin, Hebrew and Arabic letters: part of the word they stand on."""

_PIECE = re.compile(rf"[\w{_MARKS}]+|[^\w\s{_MARKS}]+")
_LETTER = re.compile(rf"[\w{_MARKS}]")
_BEYOND = 0x3001
"""What characters are that have a code point from here on is looked up one by one."""

_SPACE, _SIGN, _IN_WORD = range(3)


class PageText:
    """A page's text as it grows, with the box and the source of every character."""

    def __init__(self) -> None:
        self.text = ""
        self._boxes: list[Boxes] = []
        self._sources: list[Sources | int] = []
        """Of what parts lines how many characters it has: they come from where the line before it ends."""
        self._cuts: list[int] = []
        """Offsets at which a line begins within a word."""

    def add(self, block: Block, vocabulary: Vocabulary, follower: Block | None) -> tuple[int, int]:
        """Append a block and give where it stands. `follower` is the block it runs on into, if it does."""
        if self.text:
            self._part(ROW)
        start = len(self.text)
        ends = cell_ends(block)
        self._part(CELL * ends.get(0, 0))
        for number, (line, below) in enumerate(zip(block.lines, (*block.lines[1:], None), strict=True), 1):
            if number in ends and below:
                self._append(line)
                self._part(CELL * ends[number])
                continue
            following = below.text if below else follower.lines[0].text if follower else ""
            joint = ROW if block.is_listing else joint_of(line.text, following, vocabulary)
            is_dropped = joint == "" and line.text.endswith(HYPHENS) and bool(following)
            self._append(line, drop_hyphen=is_dropped)
            if below and joint in (" ", ROW):
                self._part(joint)
        return start, len(self.text)

    def words(self, as_seen: Callable[[Boxes], Boxes] = lambda boxes: boxes) -> Words:
        """Give the words with their boxes; `as_seen` tells where these stand on the page as seen."""
        return words_of(self.text, np.concatenate([np.zeros((0, 4)), *self._boxes]), self._cuts, as_seen)

    def sources(self) -> Sources:
        """Give which characters of the file's own text each character came from."""
        sources = [np.zeros((0, 2), np.int32)]
        place = 0
        for each in self._sources:
            sources.append(np.full((each, 2), place, np.int32) if isinstance(each, int) else each)
            place = sources[-1][-1, 1]
        return np.concatenate(sources)

    def _append(self, line: Line, *, drop_hyphen: bool = False) -> None:
        text, boxes, sources = line.text, line.boxes, line.sources
        if drop_hyphen:
            # The cut word's hyphen belongs to its box and to its source: the mark covers what a reader sees.
            text, boxes, sources = text[:-1], boxes[:-1].copy(), sources[:-1].copy()
            boxes[-1, :2] = np.minimum(boxes[-1, :2], line.boxes[-1, :2])
            boxes[-1, 2:] = np.maximum(boxes[-1, 2:], line.boxes[-1, 2:])
            sources[-1, 1] = max(sources[-1, 1], line.sources[-1, 1])
        self._cuts.append(len(self.text))
        self.text += text.replace(HYPHEN, "-")
        self._boxes.append(boxes)
        self._sources.append(sources)

    def _part(self, separator: str) -> None:
        if not separator:
            return
        self.text += separator
        self._boxes.append(_no_boxes(len(separator)))
        self._sources.append(len(separator))


@lru_cache
def _no_boxes(count: int) -> Boxes:
    """Give the boxes of what parts lines: it has none."""
    return np.zeros((count, 4))


def words_of(
    text: str,
    boxes: Boxes,
    cuts: Sequence[int] = (),
    as_seen: Callable[[Boxes], Boxes] = lambda boxes: boxes,
) -> Words:
    """Give the words of a text whose characters have these boxes; `cuts` are offsets at which a line begins."""
    bounds = _bounds(text, cuts)
    if not len(bounds):
        return Words()
    boxes = np.concatenate([boxes, np.zeros((1, 4))])
    low = np.minimum.reduceat(boxes[:, :2], bounds)[::2]
    high = np.maximum.reduceat(boxes[:, 2:], bounds)[::2]
    rounded = np.rint(as_seen(np.concatenate((low, high), axis=1)) * UNITS_PER_POINT)
    values = array("i")
    values.frombytes(np.concatenate((bounds.reshape(-1, 2), rounded), axis=1).astype(np.int32).tobytes())
    return Words.from_values(values)


def cell_ends(block: Block) -> dict[int, int]:
    """Give after how many lines a cell ends, and how many cells begin there: empty ones count too."""
    ends: dict[int, int] = {}
    taken = 0
    for count in block.cells[:-1]:
        taken += count
        ends[taken] = ends.get(taken, 0) + 1
    return ends


def _bounds(text: str, cuts: Sequence[int]) -> NDArray[np.intp]:
    """Give where each word begins and ends, one after the other; of one that is cut, each piece."""
    bounds = _edges(text)
    lines = np.asarray(cuts, np.intp)
    before = np.searchsorted(bounds[::2], lines) - 1
    inner = lines[(before >= 0) & (lines < bounds[1::2][before])] if len(bounds) else lines[:0]
    return np.sort(np.concatenate((bounds, inner, inner))) if len(inner) else bounds


def _edges(text: str) -> NDArray[np.intp]:
    """Give where each word and each group of signs begins and ends, one after the other."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
    if not len(codes) or codes.max() >= _BEYOND:
        return np.fromiter(chain.from_iterable(map(re.Match.span, _PIECE.finditer(text))), np.intp)
    kinds = np.concatenate(([_SPACE], _kinds()[codes], [_SPACE]))
    changes = np.flatnonzero(kinds[1:] != kinds[:-1])
    begins, ends = changes[kinds[changes + 1] != _SPACE], changes[kinds[changes] != _SPACE]
    return np.stack((begins, ends), axis=1).ravel()


@cache
def _kinds() -> NDArray[np.uint8]:
    """Give what each character below `_BEYOND` is: white space, a sign, or of a word."""
    chars = map(chr, range(_BEYOND))
    kinds = (_SPACE if char.isspace() else _IN_WORD if _LETTER.match(char) else _SIGN for char in chars)
    return np.fromiter(kinds, np.uint8, _BEYOND)
