"""How large a page is shown: fitted to the room there is, or in per cent of its printed size."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from search_app.errors import BadParameter

WIDTH, PAGE = "width", "page"
"""As wide as there is room; so that all of the page is in sight."""

STEPS = (50, 75, 100, 125, 150, 200, 300, 400)
"""per cent"""

_BETWEEN_WIDTH = (75, 125)
"""The steps beside a page as wide as there is room: on most screens it has about its printed size."""

_PIXELS_PER_POINT = 96 / 72
"""CSS pixels; 96 are an inch (CSS Values and Units 4, 6.2)."""

_ROOM = "(min-width: 72.01rem) calc(72vw - 16rem), (min-width: 45.01rem) calc(100vw - 15rem), 100vw"
"""The middle column of the reader, as its style sets it."""


@dataclass(frozen=True, slots=True)
class Zoom:
    """One way to show a page; `percent` is None where the page is fitted."""

    fit: str = WIDTH
    percent: int | None = None

    @classmethod
    def read(cls, said: str) -> Self:
        """Read what an address says: `width`, `page` or per cent. Raises: BadParameter."""
        if said in {"", WIDTH, PAGE}:
            return cls(said or WIDTH)
        if not (said.isascii() and said.isdecimal() and STEPS[0] <= int(said[:5]) <= STEPS[-1]):
            raise BadParameter("zoom", said, f"{WIDTH}, {PAGE} or per cent from {STEPS[0]} to {STEPS[-1]}")
        return cls("", int(said))

    @property
    def said(self) -> str:
        """What an address says of it; nothing where it is what is usual."""
        return str(self.percent) if self.percent else self.fit.removeprefix(WIDTH)

    @property
    def smaller(self) -> Zoom | None:
        """The next smaller step, if there is one."""
        below = [step for step in STEPS if step < self.percent] if self.percent else _BETWEEN_WIDTH[:1]
        return Zoom("", below[-1]) if below else None

    @property
    def larger(self) -> Zoom | None:
        """The next larger step, if there is one."""
        above = [step for step in STEPS if step > self.percent] if self.percent else _BETWEEN_WIDTH[1:]
        return Zoom("", above[0]) if above else None

    def sizes(self, width_points: float, height_points: float) -> str:
        """Say how wide a page is shown, for a browser that chooses among images (HTML, attribute `sizes`)."""
        if self.percent:
            return f"{self.pixels(width_points):.0f}px"
        if self.fit == PAGE:
            return f"calc((100vh - 5rem) * {width_points / height_points:.3f})"
        return _ROOM

    def pixels(self, points: float) -> float:
        """Give CSS pixels for a length on the page; as many as may ever be needed where the room decides."""
        return points * _PIXELS_PER_POINT * (self.percent or STEPS[-1]) / 100


FITTED = Zoom()
"""What is usual: as wide as there is room."""
