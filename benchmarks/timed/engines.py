"""The engines by name, and which of them are there."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from benchmarks.timed import xapian
from benchmarks.timed.engine import Engine
from benchmarks.timed.fts5 import Fts5
from benchmarks.timed.pasaje import Pasaje
from benchmarks.timed.stock_whoosh import StockWhoosh
from benchmarks.timed.tantivy import Tantivy
from benchmarks.timed.xapian import Xapian

ENGINES: dict[str, type[Engine]] = {each.name: each for each in (Pasaje, StockWhoosh, Fts5, Tantivy, Xapian)}


def there(names: Sequence[str]) -> list[str]:
    """Give those of some engines whose packages are there; prints which are not."""
    found = []
    for name in names:
        if name == Tantivy.name and find_spec("tantivy") is None:
            print("tantivy is left out: its package is not installed.")
        elif name == Xapian.name and not _is_xapian_there():
            print("Xapian is left out: this Python cannot import its package.")
        else:
            found.append(name)
    return found


def engine_of(name: str, folder: Path) -> Engine:
    """Give an engine with its index below a folder."""
    return ENGINES[name](folder / name.lower().replace(" ", "-"))


def _is_xapian_there() -> bool:
    try:
        xapian.load()
    except ImportError:
        return False
    return True
