"""Beads made by reading: which passages of two versions say the same.

Passages are named by what they say, so that the truth outlives other ids and other places, and holds none of their
words. A bead of which a passage is cut otherwise by now is not counted, and it is told how many these are.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

Bead = tuple[frozenset[int], frozenset[int]]
"""Numbers of passages of each side, from 0."""


@dataclass(frozen=True)
class Gold:
    """The truth of a pair: its two files, whether weights were chosen on it, and its beads by keys."""

    name: str
    files: tuple[Path, Path]
    is_tuned_on: bool
    beads: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]

    def numbered(self, ours: Sequence[str], theirs: Sequence[str]) -> tuple[set[Bead], int]:
        """Give the beads by number in these texts, and how many can be found no more."""
        one, other = ({key: number for number, key in enumerate(keys_of(side))} for side in (ours, theirs))
        found: set[Bead] = set()
        for left, right in self.beads:
            if all(key in one for key in left) and all(key in other for key in right):
                found.add((frozenset(one[key] for key in left), frozenset(other[key] for key in right)))
        return found, len(self.beads) - len(found)


def keys_of(texts: Sequence[str]) -> list[str]:
    """Give a name to each text of a version: a hash, and which of those that say the same it is."""
    seen: Counter[str] = Counter()
    found = []
    for text in texts:
        key = hashlib.blake2b(" ".join(text.split()).encode(), digest_size=6).hexdigest()
        seen[key] += 1
        found.append(key if seen[key] == 1 else f"{key}.{seen[key]}")
    return found


def read_gold(corpus: Path) -> list[Gold]:
    """Give the truth of the pairs that are in a corpus, those that were tuned on first."""
    found = [_read(path, corpus) for path in sorted(Path(__file__).parent.glob("*.tsv"))]
    there = [each for each in found if all(path.is_file() for path in each.files)]
    return sorted(there, key=lambda each: (not each.is_tuned_on, each.name))


def _read(path: Path, corpus: Path) -> Gold:
    english, spanish, told, *lines = path.read_text(encoding="utf-8").splitlines()
    beads = []
    for line in lines:
        left, right = line.split("\t")[:2]
        beads.append((tuple(left.split()), tuple(right.split())))
    files = corpus / english.removeprefix("# "), corpus / spanish.removeprefix("# ")
    return Gold(path.stem, files, told == "# tuned on", tuple(beads))
