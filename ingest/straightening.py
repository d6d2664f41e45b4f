"""Scans that lie crooked: which way the lines of an image run, by how much they lean, and boxes leant back.

Lines of text show as bars in the sums of dark points along them; the angle at which the bars are sharpest is that
of the lines (projection profiles: Postl, “Detection of linear oblique structures and skew scan”, 1986).
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from ingest.runs import Boxes

_LOOKED_AT = 1000
"""Pixels of the longer side: letters of ten points are nine pixels high then, and the lines are all there."""

_WIDEST_DEGREES = 6.0
"""A sheet that lies more crooked than that was laid so on purpose."""

_COARSE, _FINE = 0.5, 0.1
"""Steps in degrees; a line of a page's width rises by one point in a tenth of a degree."""

_LEAST_LEAN = 0.15
"""Turning an image blurs it: less is left as it is."""

_DARK_SHARE = 0.6
"""Of the way from the darkest to the paper: what is darker is ink."""

_BLANK_RANGE = 40
"""Of 255: paper whose darkest spots are no darker has nothing printed on it."""

_INK_LEAST = 0.00002
"""Of all points: a full stop on a page is as much."""

_SIDEWAYS_TIMES = 2.0
"""So much sharper are the bars of text than the others: 4 to 40 times; pictures have both alike."""

_EDGES_SHARE = 50
"""One step of so many, the largest, is left out: the edges of columns and ruled lines are sharp both ways."""

Points = NDArray[np.float64]


class Lay(NamedTuple):
    """How text lies on an image: whether its lines run up or down it, and how far they lean from there.

    `lean` is by how many degrees the image, turned upright, must be turned against the clock to be straight.
    """

    is_sideways: bool
    lean: float


def lay_of(image: Image.Image) -> Lay | None:
    """Tell how the text of a grey image lies; nothing where it is blank."""
    points = _ink(image)
    if points is None:
        return None
    across, down = points
    level, upright = _best(across, down), _best(down, -across)
    if upright[1] > _SIDEWAYS_TIMES * level[1]:
        return Lay(is_sideways=True, lean=upright[0])
    return Lay(is_sideways=False, lean=level[0])


def straightened(image: Image.Image, lean: float) -> Image.Image:
    """Turn an image against the clock about its middle, with room for its corners."""
    if not lean:
        return image
    return image.rotate(lean, Image.Resampling.BICUBIC, expand=True, fillcolor=255)


def lean_back(boxes: Boxes, lean: float, size: tuple[float, float]) -> Boxes:
    """Give boxes on a straightened page of this size where they stand on the page as it leans."""
    if not lean:
        return boxes
    cos, sin = math.cos(math.radians(lean)), math.sin(math.radians(lean))
    middle = np.array(size) / 2
    centres = (boxes[:, :2] + boxes[:, 2:]) / 2 - middle
    half = (boxes[:, 2:] - boxes[:, :2]) / 2
    moved = np.stack(
        (centres[:, 0] * cos - centres[:, 1] * sin, centres[:, 0] * sin + centres[:, 1] * cos), axis=1
    )
    # Around the word as it leans: its far ends stand higher and lower than its middle.
    reach = np.stack((half[:, 0] * cos, half[:, 1] * cos + half[:, 0] * abs(sin)), axis=1)
    return np.concatenate((moved - reach, moved + reach), axis=1) + np.tile(middle, 2)


def _ink(image: Image.Image) -> tuple[Points, Points] | None:
    """Give the places of dark points of a small copy, from its middle."""
    small = image.copy()
    small.thumbnail((_LOOKED_AT, _LOOKED_AT), Image.Resampling.BOX)
    seen = np.asarray(small, np.int16)
    darkest, paper = np.percentile(seen, (0.1, 75))
    if paper - seen.min() < _BLANK_RANGE:
        return None
    down, across = np.nonzero(seen < min(darkest + _DARK_SHARE * (paper - darkest), paper - _BLANK_RANGE / 2))
    if len(down) < _INK_LEAST * seen.size:
        return None
    return (across - seen.shape[1] // 2).astype(np.float64), (down - seen.shape[0] // 2).astype(np.float64)


def _best(across: Points, down: Points) -> tuple[float, float]:
    """Give the angle at which the bars are sharpest, and how sharp they are."""
    steps = np.arange(-_WIDEST_DEGREES, _WIDEST_DEGREES + _COARSE, _COARSE)
    near = max(steps, key=lambda angle: _sharpness(across, down, angle))
    angle = max(
        near + np.arange(-_COARSE, _COARSE + _FINE, _FINE), key=lambda each: _sharpness(across, down, each)
    )
    return (float(angle) if abs(angle) >= _LEAST_LEAN else 0.0), _sharpness(across, down, angle)


def _sharpness(across: Points, down: Points, degrees: float) -> float:
    angle = math.radians(degrees)
    rows = np.rint(down * math.cos(angle) - across * math.sin(angle)).astype(np.int64)
    sums = np.bincount(rows - rows.min()).astype(np.float64)
    steps = np.sort(np.abs(np.diff(sums)))
    return float((steps[: len(steps) - max(6, len(steps) // _EDGES_SHARE)] ** 2).sum())
