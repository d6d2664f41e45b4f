"""A collection and an archive that holds its texts as passages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from archive import Archive
from benchmarks.sought.collection import Collection

Names = Mapping[tuple[str, str], str]
"""Version and passage -> id of a text."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What is asked of what; the archive is open."""

    collection: Collection
    archive: Archive
    names: Names
