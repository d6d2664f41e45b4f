"""A name -> a search engine, imported only when it is asked for: no engine's library is needed for another."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from archive.durable import flush_folder
from index.errors import EngineUnknown

if TYPE_CHECKING:
    from index.engine import SearchEngine
    from index.whoosh_engine import WhooshEngine

ENGINES = ("whoosh", "whoosh-stock")
"""`whoosh-stock` is the same index as Whoosh's own writer writes it: to hold one against the other."""


def open_engine(name: str, folder: Path, *, archive_id: str) -> SearchEngine:
    """Open the index of an archive. Raises: EngineUnknown; IndexMissing and IndexOutdated: create it anew."""
    return _named(name).open(folder, archive_id=archive_id)


def create_engine(name: str, folder: Path, *, archive_id: str) -> SearchEngine:
    """Make an empty index in place of whatever is at the folder. Raises: EngineUnknown.

    Those who search there see it as it fills; `indexer.remake` shows them the old one until the new one is whole.
    """
    return _named(name).create(folder, archive_id=archive_id)


def verify_engine(name: str, folder: Path, *, archive_id: str) -> None:
    """Read the whole index and compare it with what was written; opening it looks at sizes alone.

    Raises: EngineUnknown; IndexMissing and IndexOutdated: create it anew.
    """
    engine = _named(name).open(folder, archive_id=archive_id)
    engine.verify()
    engine.close()


def _named(name: str) -> type[WhooshEngine]:
    if name not in ENGINES:
        raise EngineUnknown(name, ENGINES)
    from index.whoosh_engine import StockWhooshEngine, WhooshEngine  # noqa: PLC0415 - only when one is asked for

    return WhooshEngine if name == "whoosh" else StockWhooshEngine


@contextmanager
def replacing(name: str, folder: Path, *, archive_id: str) -> Iterator[SearchEngine]:
    """Give an empty engine beside the folder; it takes the folder's place when the block ends well.

    Until then, and when it does not, all is as it was: other processes search what is at the folder, or are told
    that nothing is. One at a time, for what an earlier one left is cleared away. Raises: EngineUnknown.
    """
    for left in (*folder.parent.glob(f"{folder.name}.new-*"), *folder.parent.glob(f"{folder.name}.old-*")):
        _clear(left)
    fresh, old = (folder.with_name(f"{folder.name}.{age}-{os.getpid()}") for age in ("new", "old"))
    try:
        yield create_engine(name, fresh, archive_id=archive_id)
        _swap(fresh, folder, old)
    finally:
        _clear(fresh)
    _clear(old)


def _swap(fresh: Path, folder: Path, old: Path) -> None:
    """Put what is fresh in place of what is old; between the two renamings there is nothing for a moment."""
    if folder.exists():
        folder.rename(old)
    try:
        fresh.rename(folder)
    except OSError:
        if old.exists():
            old.rename(folder)
        raise
    flush_folder(folder.parent)  # before anybody strikes off what the new one holds


def _clear(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
