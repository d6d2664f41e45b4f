"""What a person who read the pairs says of words that the analysis throws together.

`conflations.tsv` has a line for a word and a verdict: the word, the verdict, the words found with it. Verdicts
stay when the analysis changes, so that what was once parted is noticed when it comes back.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "conflations.tsv"


class Verdict(StrEnum):
    """What two words are to each other.

    `same`: forms of one word, or derived from it and about the same (gestión, gestionar). `accents`: nothing but
    accents, which readers leave out, tells them apart (público, publicó). `other`: another thing is meant.
    """

    SAME = "same"
    ACCENTS = "accents"
    OTHER = "other"
    UNKNOWN = "not judged"


def verdict(word: str, other: str) -> Verdict:
    """Give the verdict on a word and one that is found with it, whichever of them was asked for."""
    held = _held()
    return held.get((word, other)) or held.get((other, word)) or Verdict.UNKNOWN


@cache
def _held() -> dict[tuple[str, str], Verdict]:
    found = {}
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        word, said, others = line.split("\t")
        found.update({(word, other): Verdict(said) for other in others.split()})
    return found
