"""Characters -> runs: what follows on one line without a wide gap, with spaces where words part."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Flag, auto
from itertools import islice, pairwise

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


FacesOf = Callable[[NDArray[np.intp]], Iterable[Face]]
"""Gives the faces of characters by their places."""


@dataclass(frozen=True, slots=True)
class Run:
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
    box = boxes[inked]
    # The file's own line ends say nothing: pdfium ends a line wherever it thinks that text turns or rises.
    blanks = is_space & (codes != _LINE_ENDS[0]) & (codes != _LINE_ENDS[1])
    white_before = np.concatenate(([0], np.cumsum(blanks)))
    # Characters between two inked ones may also be dropped ones: only white space makes a space.
    spaced = np.concatenate(([False], white_before[inked[1:]] > white_before[inked[:-1]]))
    starts = np.concatenate(([0], _breaks(box), [len(inked)]))
    told = spaced.copy()
    told[starts[:-1]] = True
    spaced |= _parted(box, ~told)
    spaced &= ~_is_raised_to(codes[inked], box)
    spaced[starts[:-1]] = False
    # A space takes a row of its own, with the box of what stands before it.
    rows = np.repeat(np.arange(len(inked)), 1 + spaced)
    is_made = np.zeros(len(rows), bool)
    is_made[np.flatnonzero(np.diff(rows, append=-1) == 0)] = True
    text = _text(np.where(is_made, ord(" "), codes[inked[rows]]))
    taken = sources[inked[rows]]
    taken[is_made] = np.stack((taken[np.flatnonzero(is_made) - 1, 1], taken[is_made, 0]), axis=1)
    rows[is_made] -= 1
    bounds = starts + np.concatenate((np.cumsum(spaced) - spaced, [spaced.sum()]))[starts]
    low = np.minimum.reduceat(box[:, :2], starts[:-1])
    high = np.maximum.reduceat(box[:, 2:], starts[:-1])
    around = map(tuple, np.concatenate((low, high), axis=1).tolist())
    even, usual = _is_even(box, starts), _usual_heights(box, starts)
    faces = pairwise(faces_of(inked[np.stack((starts[:-1], starts[1:] - 1), axis=1).ravel()]))
    placed = box[rows]
    each = zip(pairwise(bounds.tolist()), around, even.tolist(), usual, islice(faces, 0, None, 2), strict=True)
    for (start, end), edges, is_even, size_of, (first, last) in each:
        face = first if first is last else first & last
        if is_even and _has_letters(text[start:end]):
            face |= Face.FIXED_WIDTH
        yield Run(text[start:end], placed[start:end], taken[start:end], edges, size_of, face)


def cut(run: Run, start: int, end: int) -> Run:
    """Give the part of a run between two offsets."""
    if start == 0 and end == len(run.text):
        return run
    boxes = run.boxes[start:end]
    text, sources = run.text[start:end], run.sources[start:end]
    return replace(run, text=text, boxes=boxes, sources=sources, box=bounds_of(boxes))


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


def _is_raised_to(codes: Codes, box: Boxes) -> NDArray[np.bool_]:
    """Tell which characters are note numbers that stand at the word before: the file ends a line between them."""
    gaps = np.concatenate(([np.inf], box[1:, 0] - box[:-1, 2]))
    return _IS_RAISED[np.minimum(codes, BEYOND)] & (gaps < _NOTE_GAP_EMS * (box[:, 3] - box[:, 1])) & (gaps > -1)


def _parted(box: Boxes, asked: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Tell which of the characters asked about stand a word space after the one before, where the file has none.

    Among letters that are all set apart, a gap says nothing.
    """
    gaps = np.concatenate(([0.0], box[1:, 0] - box[:-1, 2]))
    heights = box[:, 3] - box[:, 1]
    em = np.maximum(heights, np.concatenate((heights[:1], heights[:-1])))  # a hyphen's box can be a hair high
    wide = asked & (gaps > _WORD_GAP_EMS * em)
    for at in np.flatnonzero(wide).tolist():
        around = sorted(gaps[max(0, at - _LOOKED_AROUND) : at + _LOOKED_AROUND].tolist())
        wide[at] = around[len(around) // 2] < _TIGHT_EMS * em[at]
    return wide


def _usual_heights(box: Boxes, starts: NDArray[np.intp]) -> list[float]:
    """Give the median of the heights of each run's characters, the upper one of two."""
    heights = box[:, 3] - box[:, 1]
    low, high = np.minimum.reduceat(heights, starts[:-1]), np.maximum.reduceat(heights, starts[:-1])
    usual: list[float] = low.tolist()
    for at in np.flatnonzero(low < high).tolist():
        first, last = starts[at : at + 2].tolist()
        usual[at] = sorted(heights[first:last].tolist())[(last - first) // 2]
    return usual


def _is_even(box: Boxes, starts: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Tell of each run whether most of its characters are as wide as their neighbours."""
    widths = box[:, 2] - box[:, 0]
    is_alike = np.abs(np.diff(widths, append=np.inf)) <= _EVEN * widths
    is_alike[starts[1:] - 1] = False
    alike = np.add.reduceat(is_alike, starts[:-1], dtype=np.intp)
    neighbours = np.diff(starts) - 1
    return (neighbours > 0) & (alike >= _EVEN_SHARE * neighbours)


def _has_letters(text: str) -> bool:
    """Tell whether letters enough are among what is evenly wide: figures and leaders are that in any font."""
    letters = _LETTER.findall(text)
    return len(set(letters)) >= _EVEN_LETTERS and 2 * len(letters) >= len(text)


def _breaks(box: Boxes) -> NDArray[np.intp]:
    before, after = box[:-1], box[1:]
    heights = np.maximum(np.minimum(before[:, 3] - before[:, 1], after[:, 3] - after[:, 1]), 0.1)
    overlap = np.minimum(before[:, 3], after[:, 3]) - np.maximum(before[:, 1], after[:, 1])
    advance = after[:, 0] - before[:, 2]
    em = np.maximum(before[:, 3] - before[:, 1], after[:, 3] - after[:, 1])
    back = after[:, 0] - before[:, 0]
    return np.flatnonzero((overlap < heights * 0.5) | (advance > em * _GAP_EMS) | (back < -em * _BACK_EMS)) + 1
