"""What stands in another edition between what stood before and after a passage: there it is, if it still is.

Rule: neighbours are passages that both editions hold under one id, so the gap between them is sure; what is in it
is told by the same comparison that tells what changed between two editions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from archive.anchors.locating import Match
from archive.comparison.comparing import Change, ChangeKind, compare
from archive.identity import normalise
from archive.model import Passage
from archive.passages import PassageStore
from archive.slots import in_its_slot

_FAR = (15, 150)
"""Passages on either side among which neighbours are looked for: half of them may have been edited, and where that
is not enough, several pages may have been left out."""

_MOST_BETWEEN = 120
"""Passages between two neighbours: where whole chapters were put in, they tell nothing."""

_TRIED = 3
"""Neighbours on either side: one may have moved elsewhere by itself."""


@dataclass(frozen=True, slots=True)
class Gap:
    """The passages of both editions between two neighbours, but for those that both hold."""

    before: tuple[Passage, ...]
    after: tuple[Passage, ...]

    def change_of(self, passage: Passage) -> Change | None:
        """Give what became of one of its passages within it; nothing where it is not there any more."""
        found = compare(self.before, self.after).changes
        own = next(each for each in found if any(one.id == passage.id for one in each.before))
        return in_its_slot(passage, found) if own.kind is ChangeKind.REMOVED else own

    def is_all_of(self, place: Match) -> bool:
        """Tell whether a place is all of one of the passages that stand in it now, but for white space."""
        first = place.slices[0]
        return any(
            normalise(each.text) == normalise(place.text)
            and any(
                number == first.page_number and start <= first.start < end for number, start, end, _ in each.parts
            )
            for each in self.after
        )

    def has(self, passage_ids: set[str]) -> bool:
        """Tell whether any of these passages stands in it."""
        return any(each.id in passage_ids for each in self.after)


def gap_of(passages: PassageStore, passage: Passage, version_id: str) -> Gap | None:
    """Give the gap in a version for a passage of another; nothing where no neighbours tell."""
    gaps = (_gap(passages, passage, version_id, far) for far in _FAR)
    return next((each for each in gaps if each), None)


def _gap(passages: PassageStore, passage: Passage, version_id: str, far: int) -> Gap | None:
    first = max(passage.ordinal - far, 0)
    around = passages.between(passage.version_id, first, passage.ordinal + far)
    places = passages.ordinals(version_id, [each.id for each in around])
    last = around[-1].ordinal
    ends = _ends(around, passage.ordinal, places, is_start=first == 0, is_end=last < passage.ordinal + far)
    if ends is None:
        return None
    (before, low), (after, high) = ends
    between = passages.between(version_id, low + 1, min(high - 1, low + 1 + _MOST_BETWEEN))
    held = passages.held_of(passage.version_id, [each.id for each in between])
    return Gap(
        tuple(each for each in around if before < each.ordinal < after and each.id not in places),
        tuple(each for each in between if each.id not in held),
    )


_Neighbour = tuple[int, int]
"""The ordinal of a passage in the one edition and in the other."""


def _ends(
    around: Sequence[Passage], ordinal: int, places: Mapping[str, int], *, is_start: bool, is_end: bool
) -> tuple[_Neighbour, _Neighbour] | None:
    """Give the nearest neighbours that keep their order; a document's start and end are neighbours too."""
    known = [(each.ordinal, places[each.id]) for each in around if each.id in places]
    before = [each for each in reversed(known) if each[0] < ordinal][:_TRIED]
    after = [each for each in known if each[0] > ordinal][:_TRIED]
    if is_start:
        before.append((-1, -1))
    if is_end:
        after.append((around[-1].ordinal + 1, _BEYOND))
    fitting = [
        (one, other)
        for one, other in product(before, after)
        if one[1] < other[1] and (other[1] == _BEYOND or other[1] - one[1] <= _MOST_BETWEEN)
    ]
    return min(fitting, key=lambda ends: ends[1][0] - ends[0][0], default=None)


_BEYOND = 1 << 30
