"""What stands elsewhere in the other language: found among what the way through both sides left alone."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from ingest.alignment.beads import Bead
from ingest.alignment.rising import rising

MOST_COST = 0.0
"""Of a step among what was left alone: it must speak for itself, for nothing around it does."""

_ROUNDS = 3
"""Blocks that stand in another order among themselves are found one after the other."""

Walk = Callable[[Sequence[int], Sequence[int]], list[Bead]]
"""Finds the way through some texts of each side, and gives the steps that are cheap enough by themselves."""


def with_moved(beads: Sequence[Bead], walk: Walk) -> list[Bead]:
    """Put together what was left alone on both sides and says the same; the rest stays."""
    found = list(beads)
    for _ in range(_ROUNDS):
        alone = sorted(bead.one[0] for bead in found if not bead.other)
        there = sorted(bead.other[0] for bead in found if not bead.one)
        joined = walk(alone, there) if alone and there else []
        if not joined:
            break
        taken = {number for bead in joined for number in bead.one}, {n for bead in joined for n in bead.other}
        found = [bead for bead in found if not _is_taken(bead, taken)] + joined
    return found


def mark_moved(beads: Sequence[Bead], notes: Collection[int]) -> list[Bead]:
    """Say of beads in order which of them break the order of the other side: as few as can be.

    `notes` are texts of the first side that stand by themselves, wherever their page ends.
    """
    at = [place for place, bead in enumerate(beads) if bead.one and bead.other and bead.one[0] not in notes]
    kept = set(rising([beads[place].other[0] for place in at]))
    broken = {place for number, place in enumerate(at) if number not in kept}
    return [bead._replace(is_moved=place in broken) for place, bead in enumerate(beads)]


def _is_taken(bead: Bead, taken: tuple[set[int], set[int]]) -> bool:
    if bead.one and bead.other:
        return False
    return bead.one[0] in taken[0] if bead.one else bead.other[0] in taken[1]
