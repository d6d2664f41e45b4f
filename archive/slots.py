"""What a passage became that is hardly like what it was: what stands in its slot and has half of its words.

A slot is what is left over of both editions between two passages that belong together. Rule: a passage stands as
long as half of its words are left, in their order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from archive.comparison.comparing import Change, ChangeKind
from archive.comparison.nearness import LEAST_ELSEWHERE
from archive.comparison.order import heaviest_rising
from archive.model import Passage
from archive.wording import shared_words

_LEAST_LEFT = 0.5
"""So many of its words must be left of a passage, in their order."""

_LEAST_OF_OTHER = 0.3
"""So much of what stands there must be these words: short ones are in any long text."""


@dataclass(frozen=True, slots=True)
class _Slot:
    """What was left over, in order."""

    olds: tuple[Passage, ...]
    news: tuple[Passage, ...]

    def partner(self, passage: Passage) -> Passage | None:
        """Give what stands for one of the old ones."""
        own = next(at for at, each in enumerate(self.olds) if each.id == passage.id)
        if len(self.olds) == len(self.news):
            return self.news[own] if own in self._like(own) else None
        pairs = [(here, there) for here in range(len(self.olds)) for there in self._like(here)]
        weights = [1 + shared_words(self.olds[here].text, self.news[there].text).letters for here, there in pairs]
        rising = [pairs[at] for at in heaviest_rising([there for _, there in pairs], weights)]
        return next((self.news[there] for here, there in rising if here == own), None)

    def _like(self, here: int) -> list[int]:
        """Give those of the new ones that could be one of the old, the last first: one of them is taken."""
        old = self.olds[here]
        return [
            there
            for there in reversed(range(len(self.news)))
            if self._says_enough(old)
            and _left(old, self.news[there]) >= _LEAST_LEFT
            and _left(self.news[there], old) >= _LEAST_OF_OTHER
        ]

    def _says_enough(self, passage: Passage) -> bool:
        """Tell whether a passage is more than a few words, or all of them have one to stand for them."""
        return len(self.olds) == len(self.news) or len(passage.text) >= LEAST_ELSEWHERE


def in_its_slot(passage: Passage, changes: Sequence[Change]) -> Change | None:
    """Give what stands for a passage that was told as removed; nothing where its slot has nothing like it."""
    slot = _slot_of(passage, changes)
    partner = slot.partner(passage)
    return Change(ChangeKind.CHANGED, (passage,), (partner,)) if partner else None


def _slot_of(passage: Passage, changes: Sequence[Change]) -> _Slot:
    """Give what was removed and added between the nearest that belong together and kept their order."""
    firm = [each for each in changes if each.before and each.after and not each.is_moved]
    ahead = [each for each in firm if each.before[-1].ordinal < passage.ordinal]
    behind = [each for each in firm if each.before[0].ordinal > passage.ordinal]
    last = max(ahead, key=lambda each: each.before[-1].ordinal, default=None)
    following = min(behind, key=lambda each: each.before[0].ordinal, default=None)
    olds = [one for each in changes if each.kind is ChangeKind.REMOVED for one in each.before]
    news = [one for each in changes if each.kind is ChangeKind.ADDED for one in each.after]
    return _Slot(
        _between(olds, last.before[-1] if last else None, following.before[0] if following else None),
        _between(news, last.after[-1] if last else None, following.after[0] if following else None),
    )


def _between(passages: Sequence[Passage], first: Passage | None, last: Passage | None) -> tuple[Passage, ...]:
    inside = (
        each
        for each in passages
        if (first is None or each.ordinal > first.ordinal) and (last is None or each.ordinal < last.ordinal)
    )
    return tuple(sorted(inside, key=lambda each: each.ordinal))


def _left(one: Passage, other: Passage) -> float:
    return shared_words(one.text, other.text).share
