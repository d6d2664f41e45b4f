"""Scans made of pages with text, of which it is known which word stands where: drawn, spoiled, laid crooked."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image, ImageFilter

from archive import Box
from benchmarks.scans.judging import Placed
from ingest.page_images import drawn

_NOISE = 14.0
"""Standard deviation in steps of grey: that of a cheap scanner at its own setting."""

_BLUR = 0.6
_JPEG_QUALITY = 70
_PAPER, _INK = 238, 25
_DRAWN_PER_INCH = 100
_POINTS_PER_INCH = 72


@dataclass(frozen=True, slots=True)
class Lay:
    """How a sheet lies: resolution of the scanner, how far it leans clockwise, by which quarters it is turned."""

    dots_per_inch: int
    lean: float = 0.0
    turned: int = 0

    def __str__(self) -> str:
        return f"{self.dots_per_inch} dpi, leans {self.lean:g}°, turned {self.turned}°"


def make_scan(source: Path, number: int, lay: Lay, target: Path, seed: int) -> tuple[float, float]:
    """Write a PDF of one picture of a page; gives the size of the page in points."""
    image, size = drawn(source, number, lay.dots_per_inch / _DRAWN_PER_INCH)
    grey = image.convert("L").filter(ImageFilter.GaussianBlur(_BLUR))
    if lay.lean:
        grey = grey.rotate(-lay.lean, Image.Resampling.BICUBIC, expand=False, fillcolor=255)
    grey = grey.rotate(-lay.turned, expand=True)
    shades = np.asarray(grey, np.float32) / 255 * (_PAPER - _INK) + _INK
    shades += np.random.default_rng(seed).normal(0, _NOISE, shades.shape)
    spoiled = Image.fromarray(shades.clip(0, 255).astype(np.uint8))
    scale = grey.width / (size[1] if lay.turned % 180 else size[0])
    spoiled.save(target, "PDF", resolution=scale * _POINTS_PER_INCH, quality=_JPEG_QUALITY)
    return size


def as_it_lies(word: Placed, lay: Lay, size: tuple[float, float]) -> Placed:
    """Give a word of the page where it stands on the scan."""
    return Placed(word.text, _turned(_leant(word.box, lay.lean, size), lay.turned, size))


def _leant(box: Box, lean: float, size: tuple[float, float]) -> Box:
    """Turn a box clockwise about the middle of the page; give what is around it."""
    cos, sin = math.cos(math.radians(lean)), math.sin(math.radians(lean))
    middle_x, middle_y = size[0] / 2, size[1] / 2
    x, y = (box[0] + box[2]) / 2 - middle_x, (box[1] + box[3]) / 2 - middle_y
    across, down = (box[2] - box[0]) / 2, (box[3] - box[1]) / 2
    x, y = x * cos - y * sin + middle_x, x * sin + y * cos + middle_y
    across, down = across * cos + down * abs(sin), down * cos + across * abs(sin)
    return x - across, y - down, x + across, y + down


def _turned(box: Box, turned: int, size: tuple[float, float]) -> Box:
    x0, y0, x1, y1 = box
    width, height = size
    if turned == 90:
        return height - y1, x0, height - y0, x1
    if turned == 180:
        return width - x1, height - y1, width - x0, height - y0
    return (y0, width - x1, y1, width - x0) if turned == 270 else box
