"""How many pixels the image of a page has, from its size in points: of those who draw, and those who show."""

from __future__ import annotations

import math

_DOTS_PER_INCH = 100
"""A letter page is 850 pixels wide: more than it has on most screens, and a sixth less work than at 110."""

_POINTS_PER_INCH = 72

_MAXIMUM_PIXELS = 8_000_000
"""A letter page at twice the density has 4.5 million; a page of a million points, or a poster, gets no more."""

_MAXIMUM_SIDE = 6000
"""pixels; browsers on phones refuse larger images"""


def pixels_a_point(width_points: float, height_points: float, density: float) -> float:
    """Give pixels to a point: as wished, or as many as the limits allow."""
    width, height = max(width_points, 1.0), max(height_points, 1.0)
    wished = density * _DOTS_PER_INCH / _POINTS_PER_INCH
    return min(wished, math.sqrt(_MAXIMUM_PIXELS / (width * height)), _MAXIMUM_SIDE / max(width, height))
