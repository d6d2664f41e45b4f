"""Where a page as seen lies in the coordinates that its file uses (ISO 32000-1, 8.3.2 and 7.7.3.3).

A page as seen has its origin top left and stands upright; user space has it anywhere, upwards, and not turned.
Units are the same: pdfium, as all boxes here, leaves /UserUnit to the viewer.
"""

from __future__ import annotations

from dataclasses import dataclass

from archive.words import Box

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Frame:
    """The visible area in user space (left, bottom, right, top), and by how many degrees viewers turn it."""

    area: Box
    rotation: int = 0

    def point(self, x: float, y: float) -> Point:
        """Give the place in user space of a point of the page as seen."""
        left, bottom, right, top = self.area
        width, height = right - left, top - bottom
        across, down = {
            0: (x, y),
            90: (y, height - x),
            180: (width - x, height - y),
            270: (width - y, x),
        }[self.rotation]
        return left + across, top - down

    def corners(self, box: Box) -> tuple[Point, Point, Point, Point]:
        """Give the corners of a box, as its text is read: upper left, upper right, lower left, lower right."""
        x0, y0, x1, y1 = box
        return self.point(x0, y0), self.point(x1, y0), self.point(x0, y1), self.point(x1, y1)

    def box(self, box: Box) -> Box:
        """Give a box of the page as seen as left, bottom, right, top in user space."""
        (x0, y0), _, _, (x1, y1) = self.corners(box)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
