"""Two sides, text by text.

First by what both have without knowing either language; from what is likely then, words are learned that stand for
each other, and with these it is done again.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np

from index.crosslingual import Embed, Translations, learn
from ingest.alignment.bands import band
from ingest.alignment.beads import Bead, in_order
from ingest.alignment.confidence import weigh
from ingest.alignment.evidence import Evidence
from ingest.alignment.features import Analysed, analyse, rarity, translated
from ingest.alignment.lengths import proportion
from ingest.alignment.monotone import walk
from ingest.alignment.moved import MOST_COST, mark_moved, with_moved
from ingest.alignment.sides import Text, side_of, vectors_of, with_meanings
from ingest.alignment.streams import streams
from ingest.alignment.texts import Matrix, Texts
from ingest.alignment.weights import Weights

LEAST_SCORE = 0.5
"""Of the words of translations 0.88 to 1 stood beside what is like them, of other pairs up to 0.39."""

_SURE = 0.5
_ALL_BUT_SURE = 0.9
_BESIDE = 1
"""Texts to each side of a doubtful one that are embedded too: a step may take them along."""

_USUAL, _BY_CHANCE = 0.16, 0.02
"""Likeness of texts that say the same, and of such as do not, before any words are known."""

_LEAST_USUAL = 0.08
_ALIKE = 0.11
"""Likeness that one in a hundred pairs of texts has that do not say the same, before any words are learned."""

_MEANT = 40
"""Pairs of texts whose meaning is compared to tell whether two versions say the same."""

_SAMPLE = 600
_TOKENS_TOLD = 5
"""Texts with fewer tell nothing of how alike texts are on these two sides."""

Laid = Collection[tuple[tuple[int, ...], tuple[int, ...]]]
"""Beads that people have laid down."""

NOTHING = Translations({})


@dataclass(frozen=True, slots=True)
class Aligned:
    """What was found: all texts of both sides, each in one bead, and how much of the text says the same.

    `score` is a share of the words of the side that has more of them beside what is like them. `is_refused`:
    it is so small that the two are no translations of each other, and `beads` are none.
    """

    beads: tuple[Bead, ...]
    score: float

    @property
    def is_refused(self) -> bool:
        """Whether these are no translations of each other."""
        return self.score < LEAST_SCORE


def align(
    ours: Sequence[Text],
    theirs: Sequence[Text],
    *,
    laid: Laid = (),
    known: Translations = NOTHING,
    embed: Embed | None = None,
    weights: Weights | None = None,
) -> Aligned:
    """Align the texts of two sides, in reading order.

    `laid` stands as it is; `known` are words known from elsewhere; `embed` is there where vectors are installed.
    """
    if not ours or not theirs:
        return Aligned((), 0.0)
    table = _Table(ours, theirs, laid, weights or WEIGHTS)
    table.know(known)
    beads = table.walk()
    score = table.score(beads)
    if score < LEAST_SCORE:
        return Aligned((), score)
    # Once: a second time changed nothing on the pairs that were measured.
    table.learn(beads, known)
    table.measure(beads)
    beads = table.walk()
    if embed:
        table.embed(beads, embed)
        beads = table.walk()
    return Aligned(tuple(table.weighed(beads)), score)


WEIGHTS = Weights()
"""Chosen on eight pairs of documents that were aligned by reading; `benchmarks/alignment.py` has others."""


def resemblance(
    ours: Sequence[Text], theirs: Sequence[Text], *, known: Translations = NOTHING, embed: Embed | None = None
) -> tuple[float, float | None]:
    """Give how much of the text of two sides says the same, as `Aligned.score`, and how alike that is by meaning.

    The latter is the median of the cosines of some texts that stand beside each other; nothing without vectors, or
    where the former says that they are no translations.
    """
    if not ours or not theirs:
        return 0.0, None
    table = _Table(ours, theirs, (), WEIGHTS)
    table.know(known)
    beads = table.walk()
    score, meant = table.score(beads), None
    beside = [bead for bead in beads if table.tells(bead)]
    count = min(len(beside), _MEANT)
    some = [beside[number * len(beside) // count] for number in range(count)]
    if embed and some and score >= LEAST_SCORE:
        one = embed([ours[bead.one[0]].text for bead in some])
        other = embed([theirs[bead.other[0]].text for bead in some])
        meant = float(np.median(np.einsum("ij,ij->i", one, other)))
    return score, meant


class _Table:
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
        vectors = (vectors_of(side, self._rare) for side in self._analysed)
        ours_made, theirs_made = map(side_of, (ours, theirs), self._analysed, vectors)
        self._texts = ours_made, theirs_made

    def know(self, known: Translations) -> None:
        """Have the words of the first side put into the other language where they are known."""
        self._share(translated(self._analysed[0], self._rare, known))

    def learn(self, beads: Sequence[Bead], known: Translations) -> None:
        """Learn words from what is likely to say the same and from what people laid down, beside those known."""
        pairs = [
            (_words(self._analysed[0], bead.one), _words(self._analysed[1], bead.other))
            for bead in [*beads, *self._laid]
            if bead.likely > _SURE and bead.one and bead.other
        ]
        self._share(self._texts[0].vectors.own)  # to have room: what was shared before is of no more use
        self.know(known.with_those_of(learn(pairs)))

    def _share(self, shared: Matrix) -> None:
        ours, theirs = self._texts
        self._texts = replace(ours, vectors=ours.vectors._replace(shared=shared)), theirs

    def walk(self) -> list[Bead]:
        """Find the likeliest way through each stream, and what stands elsewhere."""
        beads = [bead for one, other in self._streams for bead, _ in self._way(one, other)]
        return with_moved(beads, self._by_themselves)

    def _by_themselves(self, one: Sequence[int], other: Sequence[int]) -> list[Bead]:
        return [
            bead
            for bead, cost in self._way(one, other, is_single=True)
            if cost <= MOST_COST and bead.other and bead.one
        ]

    def _way(
        self, one: Sequence[int], other: Sequence[int], *, is_single: bool = False
    ) -> list[tuple[Bead, float]]:
        """Give the likeliest way through some texts of each side, each step with what it costs.

        `is_single`: no step takes two texts of a side together.
        """
        evidence = self._evidence(self._texts[0].part(one), self._texts[1].part(other))
        analysed = [self._analysed[0][n] for n in one], [self._analysed[1][n] for n in other]
        return [
            (
                Bead(tuple(one[step.one : step.one_end]), tuple(other[step.other : step.other_end]), step.likely),
                step.cost,
            )
            for step in walk(evidence.costs(band(*analysed), is_single=is_single))
        ]

    def embed(self, beads: Sequence[Bead], embed: Embed) -> None:
        """Have texts embedded around which the way is in doubt; it takes longer than all the rest."""
        doubtful: tuple[set[int], set[int]] = set(), set()
        for bead in beads:
            if bead.likely < _ALL_BUT_SURE or not len(bead.one) == 1 == len(bead.other):
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
        evidence = self._evidence(*self._texts)
        like = [
            evidence.likeness(bead.one, bead.other) for bead in beads if bead.likely > _SURE and self.tells(bead)
        ]
        self._by_chance = float(np.median(self._chance(evidence, beads)))
        self._usual = max(float(np.median(like)) if like else _USUAL, self._by_chance + _LEAST_USUAL)

    def score(self, beads: Sequence[Bead]) -> float:
        """Give the share of the words of a side that stand beside what is like them, of the side with more."""
        evidence = self._evidence(*self._texts)
        like = [
            bead for bead in beads if bead.one and bead.other and evidence.likeness(bead.one, bead.other) > _ALIKE
        ]
        like += self._laid
        return max(
            sum(side[number].token_count for bead in like for number in (bead.one, bead.other)[at])
            / max(sum(each.token_count for each in side), 1)
            for at, side in enumerate(self._analysed)
        )

    def weighed(self, beads: Sequence[Bead]) -> list[Bead]:
        """Give the beads in order, each with how likely it is right."""
        evidence = self._evidence(*self._texts)
        found = []
        for bead in beads:
            like = evidence.likeness(bead.one, bead.other) if bead.one and bead.other else self._by_chance
            rise = (like - self._by_chance) / (self._usual - self._by_chance)
            found.append(bead._replace(likely=weigh(bead, rise)))
        notes = set(self._streams[-1][0])
        return mark_moved(in_order([*found, *self._laid]), notes)

    def _evidence(self, ours: Texts, theirs: Texts) -> Evidence:
        rise = self._usual - self._by_chance
        weights = replace(
            self._weights,
            likeness=self._weights.likeness / rise,
            least=self._by_chance + self._weights.least * rise,
            stray=self._weights.stray / rise,
        )
        return Evidence(ours, theirs, weights, self._made)

    def _chance(self, evidence: Evidence, beads: Sequence[Bead]) -> list[float]:
        """Give how alike some texts are that were picked by lot, and do not stand in one bead."""
        lot = np.random.default_rng(0)
        ours, theirs = (lot.integers(0, len(side), _SAMPLE).tolist() for side in (self._ours, self._theirs))
        together = {(one, other) for bead in beads for one in bead.one for other in bead.other}
        picked = sorted(set(zip(ours, theirs, strict=True)) - together)
        return [evidence.likeness((one,), (other,)) for one, other in picked] or [_BY_CHANCE]

    def tells(self, bead: Bead) -> bool:
        """Tell whether a bead is of one text of each side, long enough to be compared."""
        if not len(bead.one) == 1 == len(bead.other):
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


def _words(analysed: Sequence[Analysed], numbers: Sequence[int]) -> tuple[str, ...]:
    return tuple(word for number in numbers for word in analysed[number].words)
