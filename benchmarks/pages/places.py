"""Pages drawn by lot, each with a word that stands on it, as if somebody had searched for that."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from archive import Archive, Version

_WORD = re.compile(r"[^\W\d_]{5,}")
"""Long enough that a reader would search for it."""


@dataclass(frozen=True, slots=True)
class Place:
    """A page of a version; `turn` is its rank in the draw, `points` its width."""

    version: Version
    original: Path
    number: int
    turn: int
    points: float
    word: str


def draw_places(data: Path, count: int, seed: int) -> list[Place]:
    """Draw pages: of as many different files as there are, and always the same ones for the same archive."""
    chance = random.Random(seed)
    with Archive.open(data) as archive:
        versions = [each for each in archive.catalogue.versions() if each.page_count]
        chance.shuffle(versions)
        chosen: Sequence[Version] = [versions[at % len(versions)] for at in range(count)]
        return [_place(archive, version, turn, chance) for turn, version in enumerate(chosen)]


def _place(archive: Archive, version: Version, turn: int, chance: random.Random) -> Place:
    number = chance.randint(1, version.page_count)
    page = archive.passages.page(version.id, number)
    words = sorted(set(_WORD.findall(page.text)))
    path = archive.originals.path(version.original_sha256).resolve()
    return Place(version, path, number, turn, page.width_points, chance.choice(words) if words else "")
