"""Characters -> runs: what follows on one line without a wide gap, with spaces where words part."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Flag, auto
from itertools import islice, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from archive import Box

HYPHEN = "\ufffe"
"""Stands for a hyphen that ends a line and may cut a word; no text has this character."""

Boxes = NDArray[np.float64]
"""characters x (x0, y0, x1, y1)"""

Sources = NDArray[np.int32]
"""characters x (start, end): which characters of the file's own text each one came from, half-open"""

Codes = NDArray[np.uint32]
"""Unicode code points"""

_LINE_ENDS = np.array([ord("\r"), ord("\n")], np.uint32)
BEYOND = 0x3001
"""No space and no raised figure has a code point from here on, and no letter of the two languages."""

_GAP_EMS = 0.75
"""A gap wider than this share of the height from descender to ascender parts two runs: cells, columns."""

_WORD_GAP_EMS = 0.15
"""Less is kerning; spaces are a quarter of the height, narrowed to this at most."""

_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_NOTE_GAP_EMS = 0.25
"""Numbers of notes stand close to their word."""

_TIGHT_EMS = 0.06
"""Around a gap between words letters stand closer; where they do not, all are set apart."""

_LOOKED_AROUND = 8
"""Characters on each side: about a word."""

_EVEN = 0.05
"""Boxes of letters as wide as each other differ by so much: ink that stands out of them is added."""

_EVEN_SHARE = 0.85
"""Boxes of slanted letters, and those that ligatures share, differ."""

_EVEN_LETTERS = 5
"""Fewer different letters may be as wide as each other by chance."""

_LETTER = re.compile(r"[a-zA-Z]")
"""Letters of other scripts may all be equally wide in running text."""

_BACK_EMS = 0.6
"""How far a character may stand left of the one before and still go on with it: accents, kerning."""


def told_of(codes: Iterable[int]) -> NDArray[np.bool_]:
    """Give a table that tells of each code point whether it is among these; the last stands for all beyond."""
    table = np.zeros(BEYOND + 1, bool)
    table[list(codes)] = True
    return table


_IS_SPACE = told_of([0, *(code for code in range(BEYOND) if chr(code).isspace())])
_IS_RAISED = told_of(map(ord, _RAISED))


class Face(Flag):
    """What all letters of a run or line have in common."""

    PLAIN = 0
    BOLD = auto()
    FIXED_WIDTH = auto()


BOLD_FACES = (Face.BOLD, Face.BOLD | Face.FIXED_WIDTH)
FIXED_WIDTH_FACES = (Face.FIXED_WIDTH, Face.BOLD | Face.FIXED_WIDTH)
"""Looked up in a tenth of the time that a flag takes to tell what it holds."""

FacesOf = Callable[[NDArray[np.intp]], Iterable[Face]]
"""Gives the faces of characters by their places."""


class Run(NamedTuple):
    """Characters that follow one another on one line; a space stands where words part.

    `text`, `boxes` and `sources` go together, character by character; a space has the box of what stands before.
    `turned` tells by how many degrees clockwise it stands from upright: 0, 90, 180 or 270.
    """

    text: str
    boxes: Boxes
    sources: Sources
    box: Box
    size: float
    face: Face
    turned: int = 0


def runs_of(
    codes: Codes, boxes: Boxes, sources: Sources, size: tuple[float, float], faces_of: FacesOf
) -> Iterator[Run]:
    """Give the runs of a page in the order of its characters.

    `codes` are code points, `boxes` and `sources` go with them; what lies outside of `size` (width, height) is
    left out. `faces_of` tells the faces of characters, by their places among them.
    """
    is_space = _IS_SPACE[np.minimum(codes, BEYOND)]
    inked = np.flatnonzero(~is_space & is_inside(boxes, size))
    if not len(inked):
        return
    box, inked_codes = boxes.take(inked, axis=0), codes[inked]  # an index takes ten times as long for rows
    ink = _Ink.of(box)
    # The file's own line ends say nothing: pdfium ends a line wherever it thinks that text turns or rises.
    white_before = np.cumsum(is_space & (codes != _LINE_ENDS[0]) & (codes != _LINE_ENDS[1]))[inked]
    # Characters between two inked ones may also be dropped ones: only white space makes a space.
    spaced = np.concatenate(([False], white_before[1:] > white_before[:-1]))
    starts = np.concatenate(([0], _breaks(ink), [len(inked)]))
    told = spaced.copy()
    told[starts[:-1]] = True
    spaced |= _parted(ink, ~told)
    spaced &= ~_is_raised_to(inked_codes, ink)
    spaced[starts[:-1]] = False
    # A space takes a row of its own, with the box of what stands before it.
    rows = np.repeat(np.arange(len(inked)), 1 + spaced)
    made = np.flatnonzero(spaced)
    made += np.arange(len(made))
    shown, taken = inked_codes[rows], sources.take(inked[rows], axis=0)
    shown[made] = ord(" ")
    taken[made] = np.stack((taken[made - 1, 1], taken[made, 0]), axis=1)
    rows[made] -= 1
    text, placed = _text(shown), box.take(rows, axis=0)
    bounds = starts + np.concatenate((np.cumsum(spaced) - spaced, [len(made)]))[starts]
    low = np.minimum.reduceat(box[:, :2], starts[:-1])
    high = np.maximum.reduceat(box[:, 2:], starts[:-1])
    around = map(tuple, np.concatenate((low, high), axis=1).tolist())
    even, usual = _is_even(ink, starts), _usual_heights(ink, starts)
    faces = pairwise(faces_of(inked[np.stack((starts[:-1], starts[1:] - 1), axis=1).ravel()]))
    each = zip(pairwise(bounds.tolist()), around, even.tolist(), usual, islice(faces, 0, None, 2), strict=True)
    for (start, end), edges, is_even, size_of, (first, last) in each:
        face = first if first is last else first & last
        its = text[start:end]
        if is_even and _has_letters(its):
            face |= Face.FIXED_WIDTH
        yield Run(its, placed[start:end], taken[start:end], edges, size_of, face)


@dataclass(frozen=True, slots=True)
class _Ink:
    """The edges of characters, one after the other, how high each is, and how far from the one before."""

    x0: NDArray[np.float64]
    y0: NDArray[np.float64]
    x1: NDArray[np.float64]
    y1: NDArray[np.float64]
    heights: NDArray[np.float64]
    gaps: NDArray[np.float64]
    ems: NDArray[np.float64]
    """the higher one of each and the one before: a hyphen's box can be a hair high"""

    @classmethod
    def of(cls, box: Boxes) -> _Ink:
        """Tell it of boxes; there is one at least."""
        x0, y0, x1, y1 = np.ascontiguousarray(box.T)
        heights = y1 - y0
        gaps, ems = np.zeros(len(box)), heights.copy()
        np.subtract(x0[1:], x1[:-1], out=gaps[1:])
        np.maximum(heights[1:], heights[:-1], out=ems[1:])
        return cls(x0, y0, x1, y1, heights, gaps, ems)


def cut(run: Run, start: int, end: int) -> Run:
    """Give the part of a run between two offsets."""
    if start == 0 and end == len(run.text):
        return run
    boxes = run.boxes[start:end]
    text, sources = run.text[start:end], run.sources[start:end]
    return run._replace(text=text, boxes=boxes, sources=sources, box=bounds_of(boxes))


def bounds_of(boxes: Boxes) -> Box:
    """Give the box around boxes; there is one at least."""
    low, high = np.minimum.reduce(boxes).tolist(), np.maximum.reduce(boxes).tolist()
    return low[0], low[1], high[2], high[3]


def is_inside(boxes: Boxes, size: tuple[float, float]) -> NDArray[np.bool_]:
    """Tell of each character whether any of it lies on a page of this width and height."""
    width, height = size
    return (boxes[:, 2] > 0) & (boxes[:, 0] < width) & (boxes[:, 3] > 0) & (boxes[:, 1] < height)


def _text(codes: Codes) -> str:
    return codes.astype("<u4").tobytes().decode("utf-32-le")


def _is_raised_to(codes: Codes, ink: _Ink) -> NDArray[np.bool_]:
    """Tell which characters are note numbers that stand at the word before: the file ends a line between them."""
    is_raised = _IS_RAISED[np.minimum(codes, BEYOND)]
    return is_raised & (ink.gaps < _NOTE_GAP_EMS * ink.heights) & (ink.gaps > -1)


def _parted(ink: _Ink, asked: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Tell which of the characters asked about stand a word space after the one before, where the file has none.

    Among letters that are all set apart, a gap says nothing.
    """
    wide = asked & (ink.gaps > _WORD_GAP_EMS * ink.ems)
    for at in np.flatnonzero(wide).tolist():
        around = sorted(ink.gaps[max(0, at - _LOOKED_AROUND) : at + _LOOKED_AROUND].tolist())
        wide[at] = around[len(around) // 2] < _TIGHT_EMS * ink.ems[at]
    return wide


def _usual_heights(ink: _Ink, starts: NDArray[np.intp]) -> list[float]:
    """Give the median of the heights of each run's characters, the upper one of two."""
    low, high = np.minimum.reduceat(ink.heights, starts[:-1]), np.maximum.reduceat(ink.heights, starts[:-1])
    usual: list[float] = low.tolist()
    uneven = np.flatnonzero(low < high)
    heights: list[float] = ink.heights.tolist() if len(uneven) else []
    for at, first, last in zip(uneven.tolist(), starts[uneven].tolist(), starts[uneven + 1].tolist(), strict=True):
        usual[at] = sorted(heights[first:last])[(last - first) // 2]
    return usual


def _is_even(ink: _Ink, starts: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Tell of each run whether most of its characters are as wide as their neighbours."""
    widths = ink.x1 - ink.x0
    is_alike = np.zeros(len(widths), bool)
    is_alike[:-1] = np.abs(widths[1:] - widths[:-1]) <= _EVEN * widths[:-1]
    is_alike[starts[1:] - 1] = False
    alike = np.add.reduceat(is_alike, starts[:-1], dtype=np.intp)
    neighbours = starts[1:] - starts[:-1] - 1
    return (neighbours > 0) & (alike >= _EVEN_SHARE * neighbours)


def _has_letters(text: str) -> bool:
    """Tell whether letters enough are among what is evenly wide: figures and leaders are that in any font."""
    letters = _LETTER.findall(text)
    return len(set(letters)) >= _EVEN_LETTERS and 2 * len(letters) >= len(text)


def _breaks(ink: _Ink) -> NDArray[np.intp]:
    """Give which characters begin a run: they stand on another line, beyond a gap, or further back."""
    lower = np.maximum(np.minimum(ink.heights[:-1], ink.heights[1:]), 0.1)
    overlap = np.minimum(ink.y1[:-1], ink.y1[1:]) - np.maximum(ink.y0[:-1], ink.y0[1:])
    ems, back = ink.ems[1:], ink.x0[1:] - ink.x0[:-1]
    ends = (overlap < lower * 0.5) | (ink.gaps[1:] > ems * _GAP_EMS) | (back < -ems * _BACK_EMS)
    return np.flatnonzero(ends) + 1
