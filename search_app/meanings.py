"""What passages mean, where the extra for it is installed: made after the index, and asked by every search.

Imports stand where they are used: commands that do not search come by here too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive import Archive

if TYPE_CHECKING:
    from index.meaning import Asked


def asked(archive: Archive) -> Asked | None:
    """Give what searches ask for what they mean; nothing where the extra is not installed."""
    from index.crosslingual import find_embedder
    from index.meaning import Asked, Meanings

    embed = find_embedder()
    return Asked(Meanings(archive.folder), embed) if embed else None


def is_due(archive: Archive) -> bool:
    """Tell whether passages have no vectors that may have them."""
    from index.crosslingual import find_embedder
    from index.meaning import due

    return find_embedder() is not None and bool(due(archive))


def make_missing(archive: Archive, *, most: int | None = None) -> int:
    """Embed the passages of versions that have no vectors, at most of so many; gives of how many.

    For the holder of the writer lock.
    """
    from index.crosslingual import find_embedder
    from index.meaning import fill

    embed = find_embedder()
    return fill(archive, embed, most=most) if embed else 0
