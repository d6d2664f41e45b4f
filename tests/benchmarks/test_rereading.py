"""Passages of other sizes are really made, and the pipeline is as before afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.worlds.rereading import AS_IT_IS, DOUBLED, HALVED, UNREPAIRED, reading_of
from tests.ingest.test_reading import sheet_of
from tests.pdf_factory import write_pdf


@pytest.mark.parametrize("way", [HALVED, DOUBLED, UNREPAIRED])
def test_a_file_is_read_in_another_way_and_then_as_it_is(tmp_path: Path, way: str) -> None:
    text = " ".join(f"Sentence number {number} says one more thing of two regions." for number in range(60))
    path = write_pdf(tmp_path / "a.pdf", [sheet_of(text)])
    as_it_is, other = (len(reading_of(path, tmp_path / each, each).drafts) for each in (AS_IT_IS, way))
    assert (other > as_it_is) == (way == HALVED)
    assert (other < as_it_is) == (way == DOUBLED)
    assert len(reading_of(path, tmp_path / "again").drafts) == as_it_is
