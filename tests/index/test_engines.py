"""Engines by name."""

from __future__ import annotations

import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from index import EngineUnknown, IndexMissing, create_engine, open_engine
from index.engines import replacing
from tests.index.makers import ask, found, put


def test_an_engine_is_created_and_opened_by_its_name(tmp_path: Path) -> None:
    create_engine("whoosh", tmp_path / "index", archive_id="a").apply([put("v1", "Roads.")])
    assert found(open_engine("whoosh", tmp_path / "index", archive_id="a"), "roads") == {"v1-0"}


def test_a_missing_index_is_not_made_by_opening_it(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing):
        open_engine("whoosh", tmp_path / "index", archive_id="a")
    assert not (tmp_path / "index").exists()


def test_an_unknown_engine_is_told_with_those_there_are(tmp_path: Path) -> None:
    for act in (open_engine, create_engine):
        with pytest.raises(EngineUnknown, match=r"no search engine “lucene”\. There is: whoosh, whoosh-stock"):
            act("lucene", tmp_path, archive_id="a")


def test_searches_go_on_while_one_index_takes_the_place_of_another(tmp_path: Path) -> None:
    """Between two renamings there is no index for a moment; nobody is to be told of it."""
    folder = tmp_path / "index"
    create_engine("whoosh", folder, archive_id="a").apply([put("v1", "Roads.")])
    totals: set[int] = set()
    is_over = threading.Event()

    def search() -> None:
        own = open_engine("whoosh", folder, archive_id="a")
        while not is_over.is_set():
            totals.add(ask(own, "roads").total)
            totals.add(ask(open_engine("whoosh", folder, archive_id="a"), "roads").total)

    with ThreadPoolExecutor() as pool:
        searching = pool.submit(search)
        for _ in range(20):
            with replacing("whoosh", folder, archive_id="a") as fresh:
                fresh.apply([put("v1", "Roads.")])
        is_over.set()
        searching.result()
    assert totals == {1}


def test_no_engine_is_imported_before_it_is_asked_for() -> None:
    told = "import sys, index; sys.exit('whoosh' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", told], check=False).returncode == 0
