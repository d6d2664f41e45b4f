"""Characters -> runs: what follows on one line without a wide gap, with spaces where words part."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

HYPHEN = "\ufffe"
"""Stands for a hyphen that ends a line and may cut a word; no text has this character."""

Boxes = NDArray[np.float64]
"""characters x (x0, y0, x1, y1)"""

_GAP_EMS = 0.75
"""A gap wider than this share of the height from descender to ascender parts two runs: cells, columns."""

_BACK_EMS = 0.6
"""How far a character may stand left of the one before and still go on with it: accents, kerning."""


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that follow one another on one line; a space stands where words part.

    `text` and `boxes` go together, character by character; a space has the box of what stands before it.
    """

    text: str
    boxes: Boxes
    size: float
    bold: bool


def runs_of(
    codes: Sequence[int], boxes: Boxes, size: tuple[float, float], is_bold: Callable[[int], bool]
) -> Iterator[Run]:
    """Give the runs of a page in the order of its characters.

    `codes` are code points, `boxes` go with them; what lies outside of `size` (width, height) is left out.
    `is_bold` tells of a character, by its place among them.
    """
    width, height = size
    text = "".join(map(chr, codes))
    is_space = np.fromiter((char.isspace() or char == "\x00" for char in text), bool, len(text))
    inside = (boxes[:, 2] > 0) & (boxes[:, 0] < width) & (boxes[:, 3] > 0) & (boxes[:, 1] < height)
    inked = np.flatnonzero(~is_space & inside)
    if not len(inked):
        return
    box = boxes[inked]
    spaced = np.diff(inked, prepend=inked[0]) > 1
    # Characters between two inked ones may also be dropped ones: only white space makes a space.
    white_before = np.concatenate(([0], np.cumsum(is_space)))
    spaced[1:] &= white_before[inked[1:]] > white_before[inked[:-1]]
    starts = np.concatenate(([0], _breaks(box), [len(inked)]))
    for start, end in itertools.pairwise(starts):
        yield _run(text, inked[start:end], box[start:end], spaced[start:end], is_bold)


def _breaks(box: Boxes) -> NDArray[np.intp]:
    before, after = box[:-1], box[1:]
    heights = np.maximum(np.minimum(before[:, 3] - before[:, 1], after[:, 3] - after[:, 1]), 0.1)
    overlap = np.minimum(before[:, 3], after[:, 3]) - np.maximum(before[:, 1], after[:, 1])
    advance = after[:, 0] - before[:, 2]
    em = np.maximum(before[:, 3] - before[:, 1], after[:, 3] - after[:, 1])
    back = after[:, 0] - before[:, 0]
    return np.flatnonzero((overlap < heights * 0.5) | (advance > em * _GAP_EMS) | (back < -em * _BACK_EMS)) + 1


def _run(
    text: str, inked: NDArray[np.intp], box: Boxes, spaced: NDArray[np.bool_], is_bold: Callable[[int], bool]
) -> Run:
    pieces: list[str] = []
    rows: list[int] = []
    for row, (index, after_space) in enumerate(zip(inked.tolist(), spaced.tolist(), strict=True)):
        if after_space and row:
            pieces.append(" ")
            rows.append(row - 1)
        pieces.append(text[index])
        rows.append(row)
    heights = box[:, 3] - box[:, 1]
    bold = all(is_bold(int(index)) for index in (inked[0], inked[-1]))
    return Run("".join(pieces), box[rows], float(np.median(heights)), bold)
