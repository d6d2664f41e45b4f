"""Which pages bear a number of their own, and which are only counted."""

from __future__ import annotations

from sqlalchemy import Connection, select

from archive.model import LabelSource
from archive.tables import pages


def unnumbered(connection: Connection, version_id: str) -> set[int]:
    """Give the pages that bear no number where others of the version do: their labels are positions alone."""
    query = select(pages.c.number, pages.c.label_source).where(pages.c.version_id == version_id)
    sources = {row.number: row.label_source for row in connection.execute(query)}
    bare = {number for number, source in sources.items() if source == LabelSource.POSITION}
    return bare if len(bare) < len(sources) else set()
