"""What passages mean, where the extra for it is installed: made after the index, and asked by every search."""

from __future__ import annotations

from archive import Archive
from index.crosslingual import find_embedder
from index.meaning import Asked, Meanings, due, fill


def asked(archive: Archive) -> Asked | None:
    """Give what searches ask for what they mean; nothing where the extra is not installed."""
    embed = find_embedder()
    return Asked(Meanings(archive.folder), embed) if embed else None


def is_due(archive: Archive) -> bool:
    """Tell whether passages have no vectors that may have them."""
    return find_embedder() is not None and bool(due(archive))


def make_missing(archive: Archive, *, most: int | None = None) -> int:
    """Embed the passages of versions that have no vectors, at most of so many; gives of how many.

    For the holder of the writer lock.
    """
    embed = find_embedder()
    return fill(archive, embed, most=most) if embed else 0
