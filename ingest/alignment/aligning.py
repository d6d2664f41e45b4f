"""Two sides, text by text.

First by what both have without knowing either language; from what is likely then, words are learned that stand for
each other, and with these it is done again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from index.crosslingual import Embed, Translations
from ingest.alignment.beads import Bead, Laid
from ingest.alignment.sides import Text
from ingest.alignment.two_sides import TwoSides
from ingest.alignment.weights import Weights

LEAST_SCORE = 0.5
"""Of the words of translations 0.88 to 1 stood beside what is like them, of other pairs up to 0.39."""

_MEANT = 40
"""Pairs of texts whose meaning is compared to tell whether two versions say the same."""

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
    sides = TwoSides(ours, theirs, laid, weights or WEIGHTS)
    sides.know(known)
    beads = sides.walk()
    score = sides.score(beads)
    if score < LEAST_SCORE:
        return Aligned((), score)
    # Once: a second time changed nothing on the pairs that were measured.
    sides.learn(beads, known)
    sides.measure(beads)
    beads = sides.walk(beads)
    if embed:
        sides.embed(beads, embed)
        beads = sides.walk(beads)
    return Aligned(tuple(sides.weighed(beads)), score)


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
    sides = TwoSides(ours, theirs, (), WEIGHTS)
    sides.know(known)
    beads = sides.walk()
    score, meant = sides.score(beads), None
    beside = [bead for bead in beads if sides.tells(bead)]
    count = min(len(beside), _MEANT)
    some = [beside[number * len(beside) // count] for number in range(count)]
    if embed and some and score >= LEAST_SCORE:
        one = embed([ours[bead.one[0]].text for bead in some])
        other = embed([theirs[bead.other[0]].text for bead in some])
        meant = float(np.median(np.einsum("ij,ij->i", one, other)))
    return score, meant
