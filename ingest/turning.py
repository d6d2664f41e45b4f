"""Quarter turns: which way the characters of a page stand, and boxes turned as the page is turned.

Rule: a turn is 0, 90, 180 or 270 degrees clockwise. Text turned by 270 is read upwards, by 90 downwards.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from ingest.lines import Line
from ingest.runs import Boxes, Codes, Run, bounds_of

QUARTERS = (0, 90, 180, 270)

Turns = NDArray[np.int64]
"""one turn for each character"""

AnglesOf = Callable[[NDArray[np.intp]], NDArray[np.float64]]
"""Gives at which angles characters stand, by their places: radians clockwise, in user space."""

_BODY_SHARE = 0.6
"""A page is laid out by the text that makes up so much of it: its head and folio may stand another way."""

_FEW = 3
"""Fewer characters that go on sideways are arrows, marks or a unit, not text."""

_ASLANT_DEGREES = 20
"""Made-up italics lean so far; labels of charts that lean further stand neither upright nor sideways."""

_SAME_EDGE_POINTS = 0.5
_GAP_EMS = 0.5


def turn(boxes: Boxes, degrees: int, size: tuple[float, float] = (0.0, 0.0)) -> Boxes:
    """Give the boxes on a page of this width and height where they stand once the page is turned.

    Without a size they are turned about the origin: enough where only their places to each other count.
    """
    if degrees % 360 == 0:
        return boxes
    x0, y0, x1, y1 = boxes.T
    width, height = size
    turned = {
        90: (height - y1, x0, height - y0, x1),
        180: (width - x1, height - y1, width - x0, height - y0),
        270: (y0, width - x1, y1, width - x0),
    }
    return np.stack(turned[degrees % 360], axis=1)


def turned_size(size: tuple[float, float], degrees: int) -> tuple[float, float]:
    """Give width and height of a page once it is turned."""
    width, height = size
    return (height, width) if degrees % 180 else (width, height)


def turn_run(run: Run, degrees: int, size: tuple[float, float] = (0.0, 0.0)) -> Run:
    """Give a run where it stands once its page is turned."""
    if degrees % 360 == 0:
        return run
    boxes = turn(run.boxes, degrees, size)
    return run._replace(boxes=boxes, box=bounds_of(boxes), turned=(run.turned + degrees) % 360)


def turn_line(line: Line, degrees: int, size: tuple[float, float] = (0.0, 0.0)) -> Line:
    """Give a line where it stands once its page is turned."""
    if degrees % 360 == 0:
        return line
    boxes = turn(line.boxes, degrees, size)
    return line._replace(boxes=boxes, box=bounds_of(boxes), turned=(line.turned + degrees) % 360)


def turns_of(codes: Codes, corners: NDArray[np.float32], usual: int, angles_of: AnglesOf) -> tuple[int, Turns]:
    """Give the turn of a page's text, and of each of its characters, in user space.

    `corners` are characters x (left, top, right, bottom); `usual` is the turn of text that stands upright on the
    page as seen. Asking costs: none is asked where all go on as the page is seen.
    """
    if usual == 0 and not _may_turn(codes, corners):
        return 0, np.zeros(len(codes), np.int64)
    inked = np.flatnonzero(codes > ord(" "))
    steps = _steps(corners[inked])
    directions = [each for each in QUARTERS if np.count_nonzero(steps == each) >= _FEW]
    if directions == [usual]:
        return usual, np.full(len(codes), usual)
    angles = _quarters(angles_of(inked), usual)
    known = [each for each in directions if np.count_nonzero((steps == each) & (angles == each)) >= _FEW]
    body = [each for each in known if np.count_nonzero(angles == each) >= _BODY_SHARE * len(inked)]
    text = body[0] if body else usual
    angles[~np.isin(angles, [*known, usual])] = text  # a folio of one digit stands upright too
    return text, _with_white(angles, inked, len(codes), text)


def _with_white(angles: Turns, inked: NDArray[np.intp], count: int, text: int) -> Turns:
    """Give the turns of all characters: white has no angle, and belongs to what stands before it."""
    before = np.searchsorted(inked, np.arange(count), side="right") - 1
    return angles[before.clip(0)] if len(inked) else np.full(count, text)


def _may_turn(codes: Codes, corners: NDArray[np.float32]) -> bool:
    """Tell, at little cost, whether some characters stand straight over those before them, or to their left."""
    shifts = np.diff(corners, axis=0)
    is_same = abs(shifts) < _SAME_EDGE_POINTS
    is_stacked = is_same[:, 0] & is_same[:, 2] & ~is_same[:, 1]  # the letters of a ligature have one box
    is_back = is_same[:, 1] & is_same[:, 3] & (shifts[:, 0] < 0)
    return int(np.count_nonzero((is_stacked | is_back) & (codes[1:] > ord(" ")))) >= _FEW


def _steps(corners: NDArray[np.float32]) -> Turns:
    """Tell in which direction each character goes on from the one before: a turn, or -1 where it does not."""
    (left, top, right, bottom), (x0, y1, x1, y0) = corners[1:].T, corners[:-1].T
    is_level = (abs(top - y1) < _SAME_EDGE_POINTS) & (abs(bottom - y0) < _SAME_EDGE_POINTS)
    is_stacked = (abs(left - x0) < _SAME_EDGE_POINTS) & (abs(right - x1) < _SAME_EDGE_POINTS)
    gaps = abs(np.stack((left - x1, y0 - top, x0 - right, bottom - y1)))
    gaps[::2, ~is_level] = gaps[1::2, ~is_stacked] = np.inf
    nearest = gaps.argmin(axis=0)
    em = np.where(nearest % 2, right - left, top - bottom)
    goes_on = gaps.min(axis=0, initial=np.inf) < _GAP_EMS * em
    return np.concatenate(([-1], np.where(goes_on, np.array(QUARTERS)[nearest], -1)))


def _quarters(angles: NDArray[np.float64], usual: int) -> Turns:
    """Give the turns that angles are next to; what leans too far from any stands as usual."""
    degrees = np.degrees(angles) % 360
    nearest = np.rint(degrees / 90) * 90
    return np.where(np.abs(degrees - nearest) < _ASLANT_DEGREES, nearest % 360, usual).astype(np.int64)
