"""A work in two languages, in its passages, and what was found out of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from archive import Passage
from ingest.disagreement import Disagreement, Missing


@dataclass(frozen=True)
class Pair:
    """A work in English and in Spanish, passage by passage."""

    work: str
    english: tuple[Passage, ...]
    spanish: tuple[Passage, ...]


@dataclass(frozen=True)
class Compared:
    """What stands side by side in a pair, what of it disagrees, and what stands alone."""

    beads: tuple[tuple[tuple[Passage, ...], tuple[Passage, ...]], ...]
    found: tuple[tuple[Disagreement, ...], ...]
    missing: tuple[Missing, ...]


def joined(passages: Sequence[Passage]) -> str:
    """Give the text of passages that say something together."""
    return "\n".join(each.text for each in passages)
