"""What the tests of the search may ask for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.whoosh_engine import WhooshEngine

pytest.register_assert_rewrite("tests.index.engine_contract")

ARCHIVE_ID = "an-archive"


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[WhooshEngine]:
    """Give an empty engine in a folder of its own."""
    made = WhooshEngine.create(tmp_path / "index", archive_id=ARCHIVE_ID)
    yield made
    made.close()
