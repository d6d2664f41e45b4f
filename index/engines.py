"""A name -> a search engine, imported only when it is asked for: no engine's library is needed for another."""

from __future__ import annotations

from pathlib import Path

from index.engine import SearchEngine
from index.errors import EngineUnknown

ENGINES = ("whoosh",)


def open_engine(name: str, folder: Path, *, archive_id: str) -> SearchEngine:
    """Open the index of an archive. Raises: EngineUnknown; IndexMissing and IndexOutdated: create it anew."""
    if name == "whoosh":
        from index.whoosh_engine import WhooshEngine  # noqa: PLC0415

        return WhooshEngine.open(folder, archive_id=archive_id)
    raise EngineUnknown(name, ENGINES)


def create_engine(name: str, folder: Path, *, archive_id: str) -> SearchEngine:
    """Make an empty index in place of whatever is at the folder; `indexer.rebuild` fills it.

    Raises: EngineUnknown.
    """
    if name == "whoosh":
        from index.whoosh_engine import WhooshEngine  # noqa: PLC0415

        return WhooshEngine.create(folder, archive_id=archive_id)
    raise EngineUnknown(name, ENGINES)
