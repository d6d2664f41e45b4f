"""Passages of both sides that say the same, by their numbers."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple


class Bead(NamedTuple):
    """Passages of each side, by number from 0, that say the same; one side may be empty.

    `likely`: from 0 to 1; how likely the way is that has it, until `confidence.py` has weighed all there is.
    """

    one: tuple[int, ...]
    other: tuple[int, ...]
    likely: float
    is_moved: bool = False
    is_laid_down: bool = False


Laid = Collection[tuple[tuple[int, ...], tuple[int, ...]]]
"""Beads that people have laid down."""


def in_order(beads: Iterable[Bead]) -> list[Bead]:
    """Give beads in the order of the first side; what is on the other alone follows what is before it there."""
    found = list(beads)
    led = {number: bead.one[0] for bead in found if bead.one for number in bead.other}
    place = -1
    after: dict[int, int] = {}
    for number in range(max((bead.other[-1] for bead in found if bead.other), default=-1) + 1):
        place = led.get(number, place)
        after[number] = place
    return sorted(
        found, key=lambda bead: (bead.one[0], 0, 0) if bead.one else (after[bead.other[0]], 1, bead.other[0])
    )
