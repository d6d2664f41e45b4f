"""Two sides, and what is known by now of how alike their texts are."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

import numpy as np

from index.crosslingual import Embed, Translations, learn
from ingest.alignment.bands import bands, is_within
from ingest.alignment.beads import Bead, Laid, in_order
from ingest.alignment.confidence import weigh
from ingest.alignment.evidence import Evidence
from ingest.alignment.features import Analysed, analyse, by_translations, rarity
from ingest.alignment.lengths import proportion
from ingest.alignment.likeness import likeness
from ingest.alignment.monotone import walk
from ingest.alignment.moved import MOST_COST, mark_moved, with_moved
from ingest.alignment.sides import Text, side_of, vectors_of, with_meanings, with_translations
from ingest.alignment.streams import streams
from ingest.alignment.table import Row, Step
from ingest.alignment.texts import Texts
from ingest.alignment.weights import Weights

_SURE = 0.5
_ALL_BUT_SURE = 0.9
_BESIDE = 1
"""Texts to each side of a doubtful one that are embedded too: a step may take them along."""

_USUAL, _BY_CHANCE = 0.16, 0.02
"""Likeness of texts that say the same, and of such as do not, before any words are known."""

_LEAST_USUAL = 0.08
_ALIKE = 0.11
"""Likeness that one in a hundred pairs of texts has that do not say the same, before any words are learned."""

_SAMPLE = 600
_TOKENS_TOLD = 5
"""Texts with fewer tell nothing of how alike texts are on these two sides."""

_NONE: Mapping[int, int] = MappingProxyType({})


class TwoSides:
    """Two sides, and what is known of how alike their texts are."""

    def __init__(
        self,
        ours: Sequence[Text],
        theirs: Sequence[Text],
        laid: Laid,
        weights: Weights,
    ) -> None:
        self._ours, self._theirs = ours, theirs
        self._laid = [Bead(one, other, 1.0, is_laid_down=True) for one, other in laid]
        taken = {n for one, _ in laid for n in one}, {n for _, other in laid for n in other}
        self._streams = streams(ours, theirs, taken)
        self._analysed = tuple([analyse(each.text, each.language) for each in side] for side in (ours, theirs))
        self._rare = rarity([text for side in self._analysed for text in side])
        self._weights = weights
        self._made = proportion([len(each.text) for each in ours], [len(each.text) for each in theirs])
        self._usual, self._by_chance = _USUAL, _BY_CHANCE
        one, other = self._analysed
        self._texts = (
            side_of(ours, one, vectors_of(one, self._rare, is_put=True)),
            side_of(theirs, other, vectors_of(other, self._rare)),
        )

    def know(self, known: Translations) -> None:
        """Have the words of the first side put into the other language where they are known."""
        ours, theirs = self._texts
        ours = replace(ours, vectors=ours.vectors._replace(shared=ours.vectors.own))
        self._texts = ours, theirs  # to have room: what was shared before is of no more use
        self._texts = with_translations(ours, by_translations(self._analysed[0], self._rare, known)), theirs

    def learn(self, beads: Sequence[Bead], known: Translations) -> None:
        """Learn words from what is likely to say the same and from what people laid down, beside those known."""
        pairs = [
            (_words(self._analysed[0], bead.one), _words(self._analysed[1], bead.other))
            for bead in [*beads, *self._laid]
            if bead.likely > _SURE and bead.one and bead.other
        ]
        self.know(known.with_those_of(learn(pairs)))

    def walk(self, before: Sequence[Bead] = ()) -> list[Bead]:
        """Find the likeliest way through each stream, and what stands elsewhere.

        `before` is the way by what was known before: where it was all but sure, none is looked for far from it.
        """
        sure = {bead.one[0]: bead.other[0] for bead in before if bead.likely > _ALL_BUT_SURE and _is_single(bead)}
        beads = [bead for one, other in self._streams for bead, _ in self._way(one, other, sure=sure)]
        return with_moved(beads, self._by_themselves)

    def _by_themselves(self, one: Sequence[int], other: Sequence[int]) -> list[Bead]:
        return [
            bead
            for bead, cost in self._way(one, other, is_single=True)
            if cost <= MOST_COST and bead.other and bead.one
        ]

    def _way(
        self,
        one: Sequence[int],
        other: Sequence[int],
        *,
        sure: Mapping[int, int] = _NONE,
        is_single: bool = False,
    ) -> list[tuple[Bead, float]]:
        """Give the likeliest way through some texts of each side, each step with what it costs.

        `sure` are texts of either side that stood beside each other before; `is_single`: no step takes two texts
        of a side together.
        """
        evidence = self._evidence(self._texts[0].part(one), self._texts[1].part(other))
        numbers = [{each: place for place, each in enumerate(side)} for side in (one, other)]
        passed = [(numbers[0].get(own, -1), numbers[1].get(its, -1)) for own, its in sure.items()]
        analysed = [self._analysed[0][n] for n in one], [self._analysed[1][n] for n in other]
        steps: list[Step] = []
        for band in bands(*analysed, [place for place in passed if min(place) >= 0]):
            steps = walk(evidence.costs(band, is_single=is_single))
            if is_within(((step.one_end, step.other_end) for step in steps), band):
                break
        return [
            (
                Bead(tuple(one[step.one : step.one_end]), tuple(other[step.other : step.other_end]), step.likely),
                step.cost,
            )
            for step in steps
        ]

    def embed(self, beads: Sequence[Bead], embed: Embed) -> None:
        """Have texts embedded around which the way is in doubt; it takes longer than all the rest."""
        doubtful: tuple[set[int], set[int]] = set(), set()
        for bead in beads:
            if bead.likely < _ALL_BUT_SURE or not _is_single(bead):
                doubtful[0].update(bead.one)
                doubtful[1].update(bead.other)
        near = [_near(numbers, [each[at] for each in self._streams]) for at, numbers in enumerate(doubtful)]
        # At once, for code and names are the same on both sides.
        sides = zip((self._ours, self._theirs), near, strict=True)
        made = embed([side[number].text for side, numbers in sides for number in numbers])
        ours, theirs = self._texts
        self._texts = (
            with_meanings(ours, made[: len(near[0])], near[0]),
            with_meanings(theirs, made[len(near[0]) :], near[1]),
        )

    def measure(self, beads: Sequence[Bead]) -> None:
        """See how alike texts are that say the same, by the words that are known, and such as do not."""
        like = self._likeness([bead for bead in beads if bead.likely > _SURE and self.tells(bead)])
        by_chance = likeness(*self._texts, self._by_lot(beads))
        self._by_chance = float(np.median(by_chance)) if len(by_chance) else _BY_CHANCE
        self._usual = max(float(np.median(like)) if len(like) else _USUAL, self._by_chance + _LEAST_USUAL)

    def score(self, beads: Sequence[Bead]) -> float:
        """Give the share of the words of a side that stand beside what is like them, of the side with more."""
        both = [bead for bead in beads if bead.one and bead.other]
        like = [bead for bead, alike in zip(both, self._likeness(both), strict=True) if alike > _ALIKE]
        like += self._laid
        return max(
            sum(side[number].token_count for bead in like for number in (bead.one, bead.other)[at])
            / max(sum(each.token_count for each in side), 1)
            for at, side in enumerate(self._analysed)
        )

    def weighed(self, beads: Sequence[Bead]) -> list[Bead]:
        """Give the beads in order, each with how likely it is right."""
        alone = [bead for bead in beads if not (bead.one and bead.other)]
        both = [bead for bead in beads if bead.one and bead.other]
        rises = (self._likeness(both) - self._by_chance) / (self._usual - self._by_chance)
        found = [bead._replace(likely=weigh(bead, rise)) for bead, rise in zip(both, rises.tolist(), strict=True)]
        found += [bead._replace(likely=weigh(bead, 0.0)) for bead in alone]
        notes = set(self._streams[-1][0])
        return mark_moved(in_order([*found, *self._laid]), notes)

    def _likeness(self, beads: Sequence[Bead]) -> Row:
        return likeness(*self._texts, [(bead.one, bead.other) for bead in beads])

    def _evidence(self, ours: Texts, theirs: Texts) -> Evidence:
        rise = self._usual - self._by_chance
        weights = replace(
            self._weights,
            likeness=self._weights.likeness / rise,
            least=self._by_chance + self._weights.least * rise,
            stray=self._weights.stray / rise,
        )
        return Evidence(ours, theirs, weights, self._made)

    def _by_lot(self, beads: Sequence[Bead]) -> list[tuple[tuple[int], tuple[int]]]:
        """Give some texts of both sides that were picked by lot, and do not stand in one bead."""
        lot = np.random.default_rng(0)
        ours, theirs = (lot.integers(0, len(side), _SAMPLE).tolist() for side in (self._ours, self._theirs))
        together = {(one, other) for bead in beads for one in bead.one for other in bead.other}
        return [((one,), (other,)) for one, other in sorted(set(zip(ours, theirs, strict=True)) - together)]

    def tells(self, bead: Bead) -> bool:
        """Tell whether a bead is of one text of each side, long enough to be compared."""
        if not _is_single(bead):
            return False
        return all(
            self._analysed[at][numbers[0]].token_count >= _TOKENS_TOLD
            for at, numbers in enumerate((bead.one, bead.other))
        )


def _near(numbers: Collection[int], streams_of: Sequence[Sequence[int]]) -> list[int]:
    """Give some texts and those next to them in their stream."""
    found: set[int] = set()
    for stream in streams_of:
        for place, number in enumerate(stream):
            if number in numbers:
                found.update(stream[max(place - _BESIDE, 0) : place + _BESIDE + 1])
    return sorted(found)


def _is_single(bead: Bead) -> bool:
    """Tell whether a bead is of one text of each side."""
    return len(bead.one) == 1 == len(bead.other)


def _words(analysed: Sequence[Analysed], numbers: Sequence[int]) -> tuple[str, ...]:
    return tuple(word for number in numbers for word in analysed[number].words)
