"""Phrases of one language version, for which the page of the other is sought that says the same.

The truth are the beads of `benchmarks/aligned/`, made by reading.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from pathlib import Path

from archive import Passage
from archive.identity import version_id
from benchmarks.aligned.gold import read_gold
from benchmarks.sought.collection import LANGUAGES
from benchmarks.sought.field import Field

from .kinds import Typed, is_telling
from .leaves import Leaves

KIND = "typed in the other language"
TELLING = 4
"""So many words of a phrase say something: nobody remembers the function words of another language."""


Side = tuple[Path, Passage]


def draw_across(leaves: Leaves, field: Field, corpus: Path, count: int, seed: int) -> list[Typed]:
    """Draw so many phrases, or as many as there are beads of one passage on either side."""
    chance = random.Random(f"{seed} {KIND}")
    beads = list(_beads(field, corpus))
    chance.shuffle(beads)
    found = []
    for sides in beads:
        (path, passage), (other_path, other) = chance.sample(sides, 2)
        words = passage.text.split()
        telling = [at for at, word in enumerate(words) if is_telling(word)]
        if len(telling) < TELLING:
            continue
        first = chance.randint(0, len(telling) - TELLING)
        text = " ".join(words[telling[first] : telling[first + TELLING - 1] + 1])
        if [leaf.path for leaf in leaves.standing(text)] == [path]:
            found.append(Typed(KIND, text, other_path, frozenset(other.page_numbers)))
    return found[:count]


def _beads(field: Field, corpus: Path) -> Iterator[tuple[Side, Side]]:
    """Give the beads that have one passage on either side, each in its language."""
    held = {version.id: passages for version, passages in field.versions}
    for gold in read_gold(corpus):
        sides = [held.get(version_id(hashlib.sha256(path.read_bytes()).hexdigest()), ()) for path in gold.files]
        beads, _ = gold.numbered(*([each.text for each in side] for side in sides))
        for bead in sorted(beads, key=lambda bead: sorted(bead[0])):
            ours, theirs = ([side[at] for at in numbers] for side, numbers in zip(sides, bead, strict=True))
            if [each.language for each in (*ours, *theirs)] == list(LANGUAGES):
                yield (gold.files[0], ours[0]), (gold.files[1], theirs[0])
