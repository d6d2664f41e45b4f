"""Which passages of one edition became which of another; what is sure comes first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from archive.comparison.groups import Group, grouped
from archive.comparison.nearness import LEAST_ELSEWHERE, near_elsewhere, near_in_order
from archive.comparison.order import heaviest_rising
from archive.comparison.running_text import text_of
from archive.comparison.twins import Pair, twins_elsewhere, twins_in_order
from archive.model import Passage


def paired(
    old: Sequence[Passage], new: Sequence[Passage], ours: list[str], theirs: list[str]
) -> tuple[list[Group], set[Group]]:
    """Give passages of both editions that belong together, and which of them did not keep their order.

    `ours` and `theirs` are the normalised texts. What was cut elsewhere or joined has several on a side.
    """
    groups = sorted(_Pairing(old, new, ours, theirs).groups(), key=lambda group: group.before)
    weights = [1 + sum(len(ours[each]) for each in group.before) for group in groups]
    rising = heaviest_rising([group.after[0] for group in groups], weights)
    return groups, set(groups) - {groups[index] for index in rising}


class _Pairing:
    def __init__(
        self, old: Sequence[Passage], new: Sequence[Passage], our_texts: list[str], their_texts: list[str]
    ) -> None:
        self._old, self._new = old, new
        self._our_texts, self._their_texts = our_texts, their_texts
        self._found: list[Group] = []
        self._ours = set(range(len(old)))
        self._theirs = set(range(len(new)))

    def groups(self) -> list[Group]:
        """Give passages of both that belong together."""
        in_order = twins_in_order(self._our_texts, self._their_texts)
        elsewhere = twins_elsewhere(self._our_texts, self._their_texts, in_order)
        self._take_pairs([*in_order, *elsewhere])
        for here, there in _gaps(in_order, len(self._old), len(self._new)):
            self._take_from_gap(here, there)
        for pair in elsewhere:
            for step in (-1, 1):
                beside = self._row_beside(self._ours, pair[0], step), self._row_beside(self._theirs, pair[1], step)
                self._take_from_gap(*beside)
        self._take_elsewhere()
        return self._found

    def _take_elsewhere(self) -> None:
        """Take what belongs together of all that is left: a repeated row may have been taken for another one."""
        ours = [each for each in sorted(self._ours) if len(self._our_texts[each]) >= LEAST_ELSEWHERE]
        theirs = [each for each in sorted(self._theirs) if len(self._their_texts[each]) >= LEAST_ELSEWHERE]
        self._take_running(ours, theirs)
        ours, theirs = self._left_of(ours, theirs)
        self._take_near(ours, theirs, near_elsewhere(*self._texts(ours, theirs)))

    def _take_from_gap(self, here: Sequence[int], there: Sequence[int]) -> None:
        """Take what belongs together of two stretches: first by their running text, then by likeness."""
        self._take_running(*self._left_of(here, there))
        ours, theirs = self._left_of(here, there)
        self._take_near(ours, theirs, near_in_order(*self._texts(ours, theirs)))

    def _take_running(self, ours: Sequence[int], theirs: Sequence[int]) -> None:
        if not ours or not theirs:
            return
        numbers: dict[str, int] = {}
        before = text_of([self._old[each].text for each in ours], numbers)
        after = text_of([self._new[each].text for each in theirs], numbers)
        for group in grouped(before, after):
            numbered = tuple(ours[each] for each in group.before), tuple(theirs[each] for each in group.after)
            self._take(group._replace(before=numbered[0], after=numbered[1]))

    def _take_near(self, ours: Sequence[int], theirs: Sequence[int], pairs: Sequence[Pair]) -> None:
        self._take_pairs([(ours[here], theirs[there]) for here, there in pairs])

    def _take_pairs(self, pairs: Sequence[Pair]) -> None:
        for here, there in pairs:
            self._take(Group((here,), (there,)))

    def _take(self, group: Group) -> None:
        self._found.append(group)
        self._ours.difference_update(group.before)
        self._theirs.difference_update(group.after)

    def _texts(self, ours: Sequence[int], theirs: Sequence[int]) -> tuple[list[str], list[str]]:
        return [self._our_texts[each] for each in ours], [self._their_texts[each] for each in theirs]

    def _left_of(self, here: Sequence[int], there: Sequence[int]) -> tuple[list[int], list[int]]:
        return [each for each in here if each in self._ours], [each for each in there if each in self._theirs]

    def _row_beside(self, left: set[int], beside: int, step: int) -> list[int]:
        """Give the passages in a row beside one that are left, in order."""
        found = []
        while (beside := beside + step) in left:
            found.append(beside)
        return found[::step]


def _gaps(in_order: Sequence[Pair], our_end: int, their_end: int) -> Iterator[tuple[range, range]]:
    for (here, there), (end_here, end_there) in pairwise([(-1, -1), *in_order, (our_end, their_end)]):
        yield range(here + 1, end_here), range(there + 1, end_there)
