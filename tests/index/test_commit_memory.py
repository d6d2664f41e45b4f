"""What a commit takes of memory follows from what is written, not from how it is worked on."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest

from index.whoosh_engine import WhooshEngine, inversion, postings, texts
from tests.index.conftest import ARCHIVE_ID
from tests.index.makers import put

CHAINS, LENGTH = 100, 300


def test_a_commit_of_chains_of_words_is_worked_on_in_portions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Words without a space between them are the dearest; 72 bytes for each were measured, 306 all at once."""
    for module, name in ((inversion, "AT_ONCE"), (texts, "AT_ONCE"), (postings, "_AT_ONCE")):
        monkeypatch.setattr(module, name, 10_000, raising=False)
    chains = ["-".join(f"x{(7 * word + chain) % 1_000}" for word in range(LENGTH)) for chain in range(CHAINS)]
    engine = WhooshEngine.create(tmp_path / "index", archive_id=ARCHIVE_ID)
    tracemalloc.start()
    engine.apply([put("v1", *chains)])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 120 * CHAINS * LENGTH
