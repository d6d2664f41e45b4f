"""Whoosh's own writer, by a setting: the same index, and the same answers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex

from index.engine import DropVersion
from index.engines import create_engine, open_engine
from index.whoosh_engine import StockWhooshEngine, postings
from index.whoosh_engine.schema import make_schema
from tests.index.conftest import ARCHIVE_ID
from tests.index.holding_contract import HoldingContract
from tests.index.makers import ask, found, put

SPANISH = "La cooperación transfronteriza en la región; the regional innovation of roads."


class TestStockWhooshEngine(HoldingContract):
    """What holds of every engine that keeps passages."""

    @pytest.fixture
    def engine(self, tmp_path: Path) -> Iterator[StockWhooshEngine]:
        """Give an empty engine in a folder of its own."""
        made = StockWhooshEngine.create(tmp_path / "index", archive_id=ARCHIVE_ID)
        yield made
        made.close()


def written(name: str, folder: Path) -> list[tuple[Any, ...]]:
    """Write several commits, the last of which merges; give every posting, as Whoosh reads it."""
    engine = create_engine(name, folder, archive_id=ARCHIVE_ID)
    for number in range(4):
        engine.apply([put(f"v{number}", "Roads in the region. " * 3, SPANISH), put(f"w{number}", "Ports.")])
    engine.apply([DropVersion("v1"), put("w2", "Ports and roads."), put("long", *["Many roads."] * 300)])
    reader = FileIndex(FileStorage(str(folder)), make_schema(), "MAIN").reader()
    told: list[tuple[Any, ...]] = []
    for field, term in reader.all_terms():
        standing = reader.postings(field, term)
        while standing.is_active():
            told.append((field, term, standing.id(), standing.weight(), bytes(standing.value() or b"")))
            standing.next()
    return told


def test_every_posting_is_the_same_whoever_writes_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    quick, stock = (written(name, tmp_path / name) for name in ("whoosh", "whoosh-stock"))
    assert len(quick) > 1_000
    assert quick == stock
    monkeypatch.setattr(postings, "_AT_ONCE", 5)
    assert [written(name, tmp_path / f"{name}-5") for name in ("whoosh", "whoosh-stock")] == [quick, quick]


def test_what_one_wrote_the_other_goes_on_with(tmp_path: Path) -> None:
    create_engine("whoosh", tmp_path / "index", archive_id=ARCHIVE_ID).apply([put("v1", SPANISH)])
    engine = open_engine("whoosh-stock", tmp_path / "index", archive_id=ARCHIVE_ID)
    engine.apply([put("v2", "Roads along the border.")])
    again = open_engine("whoosh", tmp_path / "index", archive_id=ARCHIVE_ID)
    assert found(again, "roads") == {"v1-0", "v2-0"}
    assert ask(again, "cooperación").total == 1
