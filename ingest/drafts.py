"""A passage before it has a name and a language, as all steps from reading order to keeping hand it on."""

from __future__ import annotations

from dataclasses import dataclass

from archive import Kind, Part


@dataclass(frozen=True, slots=True)
class Draft:
    """A passage before it has a name and a language."""

    kind: Kind
    section: tuple[str, ...]
    text: str
    parts: tuple[Part, ...]
    header: tuple[str, ...] = ()
    cell: int = 0
    """As of the block it begins with."""
