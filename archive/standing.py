"""Which repeats of words in one reading are which in the next: told by the order of all that stands around them.

Words that stand once in both readings and kept their order part both into gaps. A repeat is the same where it is
so in every way of laying the two texts of its gap beside each other with the most words in common: where one of
three rows alike was left out, no way is better than another, and none of them is sure.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from archive.comparison.twins import SAYS_ENOUGH, anchors_in_order, twins_in_order


class Standing:
    """Two readings laid beside each other, by their normalised texts.

    `sure` are the places of the old one that are the same in the new: in the order of all, and beside words that
    stand once and went elsewhere, as far as they went along.
    """

    def __init__(self, old: Sequence[str], new: Sequence[str]) -> None:
        self._old, self._new = old, new
        anchors = anchors_in_order(old, new)
        self._ends_old, self._ends_new = [here for here, _ in anchors], [there for _, there in anchors]
        ahead = twins_in_order(old, new)
        back = twins_in_order(old[::-1], new[::-1])
        both = {*ahead} & {(len(old) - 1 - here, len(new) - 1 - there) for here, there in back}
        places = {text: there for there, text in enumerate(new)}
        once = _once(old) & _once(new)
        self._went = once - {old[here] for here in self._ends_old}
        self.sure = {here: there for here, there in sorted(both) if not self._is_uprooted(here, there)}
        moved = [
            (here, places[text])
            for here, text in enumerate(old)
            if text in self._went and len(text) >= SAYS_ENOUGH
        ]
        for pair in moved:
            self._take_along(*pair)

    def shares_gap(self, here: int, there: int) -> bool:
        """Tell whether two places lie between the same words that stand once."""
        return bisect_right(self._ends_old, here) == bisect_right(self._ends_new, there)

    def _take_along(self, here: int, there: int) -> None:
        """Add what stands beside a place that went elsewhere, before and now."""
        taken = set(self.sure.values())
        for step in (-1, 1):
            one, other = here + step, there + step
            while self._is_same(one, other) and one not in self.sure and other not in taken:
                self.sure[one] = other
                one, other = one + step, other + step

    def _is_same(self, here: int, there: int) -> bool:
        is_inside = 0 <= here < len(self._old) and 0 <= there < len(self._new)
        return is_inside and self._old[here] == self._new[there]

    def _is_uprooted(self, here: int, there: int) -> bool:
        """Tell whether what stood or stands beside went elsewhere, or came from there: it may have gone along."""
        return any(
            0 <= place + step < len(side) and side[place + step] in self._went
            for side, place in ((self._old, here), (self._new, there))
            for step in (-1, 1)
        )


def _once(texts: Sequence[str]) -> set[str]:
    seen: set[str] = set()
    several: set[str] = set()
    for text in texts:
        (several if text in seen else seen).add(text)
    return seen - several
