"""How times grow with an archive, as a drawing: both axes by their logarithms, a line for each engine."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from html import escape

Points = Mapping[str, Sequence[tuple[int, float]]]
"""Engine -> passages and milliseconds, the fewest passages first; both more than 0."""

_WIDTH, _HEIGHT, _MARGIN = 720, 420, 70
_COLOURS = ("#0b5fa5", "#a33b00", "#2e7d32", "#6a1b9a", "#5d4037")
_NAMES_WIDTH = 130


def drawn(points: Points, title: str) -> str:
    """Give the drawing as SVG. Raises: ValueError: there is no point."""
    held = [point for line in points.values() for point in line]
    if not held:
        raise ValueError("Nothing was measured, so there is nothing to draw.")
    x_powers, y_powers = (_powers([point[axis] for point in held]) for axis in (0, 1))
    size = f'viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif" font-size="13"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}><title>{escape(title)}</title>',
        '<rect width="100%" height="100%" fill="#fff"/>',
        f'<text x="{_MARGIN}" y="28" font-size="15">{escape(title)}</text>',
    ]
    for power in x_powers:
        x = _along(power, x_powers, _MARGIN, _WIDTH - _MARGIN - _NAMES_WIDTH)
        parts.append(f'<text x="{x:.0f}" y="{_HEIGHT - 40}" text-anchor="middle">{10**power:,}</text>')
    for power in y_powers:
        y = _along(power, y_powers, _HEIGHT - _MARGIN, _MARGIN)
        end = _WIDTH - _MARGIN - _NAMES_WIDTH
        parts.append(f'<line x1="{_MARGIN}" x2="{end}" y1="{y:.0f}" y2="{y:.0f}" stroke="#ccc"/>')
        parts.append(f'<text x="{_MARGIN - 8}" y="{y + 4:.0f}" text-anchor="end">{10**power:g} ms</text>')
    for (name, line), colour in zip(points.items(), _colours(len(points)), strict=True):
        parts += _line(name, line, colour, x_powers, y_powers)
    return "\n".join([*parts, f'<text x="{_MARGIN}" y="{_HEIGHT - 16}">passages</text>', "</svg>", ""])


def _line(
    name: str, line: Sequence[tuple[int, float]], colour: str, xs: Sequence[int], ys: Sequence[int]
) -> list[str]:
    places = [
        (
            _along(math.log10(passages), xs, _MARGIN, _WIDTH - _MARGIN - _NAMES_WIDTH),
            _along(math.log10(milliseconds), ys, _HEIGHT - _MARGIN, _MARGIN),
        )
        for passages, milliseconds in line
    ]
    way = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    x, y = places[-1]
    return [
        f'<polyline points="{way}" fill="none" stroke="{colour}" stroke-width="2"/>',
        *(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}"/>' for x, y in places),
        f'<text x="{x + 10:.0f}" y="{y + 4:.0f}" fill="{colour}">{escape(name)} {line[-1][1]:.2g} ms</text>',
    ]


def _powers(values: Sequence[float]) -> list[int]:
    """Give the powers of ten from below the least to above the greatest; two at least."""
    first, last = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return list(range(first, max(last, first + 1) + 1))


def _along(power: float, powers: Sequence[int], start: float, end: float) -> float:
    return start + (power - powers[0]) / (powers[-1] - powers[0]) * (end - start)


def _colours(count: int) -> list[str]:
    return [_COLOURS[at % len(_COLOURS)] for at in range(count)]
