"""Grounds that a scan has in dots, as the grey of a table's head in black and white: the dots are taken away.

With them the program takes such a ground for a picture, and passes over the words on it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

_INK = 128
_TILE = 16
"""Pixels: of three hundred an inch, a third of a line of text."""

_SPECKS = 6
"""In a tile, points of ink with paper around them. On 21 pages of scans without such grounds no nine tiles that
make a square have as many each; on four pages with them 88 to 337 squares do."""

_AROUND = 2
"""Tiles about such a square that are taken with it: next to letters there is less room for dots."""

Tiles = NDArray[np.bool_]


def without_tints(image: Image.Image) -> Image.Image:
    """Give a grey image without the dots of its grounds; what else is on it stays as it is."""
    cleaned = image.filter(ImageFilter.MedianFilter(3))
    dotted = _dotted(np.asarray(image), np.asarray(cleaned))
    if not dotted.any():
        return image
    mask = Image.fromarray(np.uint8(255) * np.kron(dotted, np.ones((_TILE, _TILE), np.uint8)))
    whole = image.copy()
    whole.paste(cleaned, (0, 0), _to_size(mask, image.size))
    return whole


def _dotted(points: NDArray[np.uint8], cleaned: NDArray[np.uint8]) -> Tiles:
    """Tell which tiles lie on a ground of dots."""
    rows, columns = (side // _TILE for side in points.shape)
    specks = ((points < _INK) & (cleaned >= _INK))[: rows * _TILE, : columns * _TILE]
    full = specks.reshape(rows, _TILE, columns, _TILE).sum(axis=(1, 3)) >= _SPECKS
    squares = ~_spread(~full, 1)
    return _spread(squares, 1 + _AROUND)


def _spread(tiles: Tiles, by: int) -> Tiles:
    """Add to tiles those about them; what is beyond the edge counts as theirs."""
    for _ in range(by):
        padded = np.pad(tiles, 1, mode="edge")
        rows, columns = tiles.shape
        tiles = np.any(
            [padded[down : down + rows, across : across + columns] for down in range(3) for across in range(3)],
            axis=0,
        )
    return tiles


def _to_size(mask: Image.Image, size: tuple[int, int]) -> Image.Image:
    whole = Image.new("L", size)
    whole.paste(mask, (0, 0))
    return whole
