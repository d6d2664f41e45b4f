"""The corpus of real files: tests that need it skip without it, and fail where it must be there."""

from __future__ import annotations

import csv
import os
from pathlib import Path
from typing import NamedTuple

import pytest

FOLDER = Path(os.environ.get("PASAJE_CORPUS") or Path(__file__).parents[2] / "shared" / "corpus")


class Row(NamedTuple):
    """A file of the corpus and what its manifest says of it."""

    path: Path
    pages: int | None
    language: str
    note: str


def rows(part: str) -> list[Row]:
    """Give the files of a part (`policy`, `parallel`, `odd`, ...), or skip the test."""
    manifest = FOLDER / part / "manifest.tsv"
    if not manifest.is_file():
        if os.environ.get("CI"):
            pytest.fail(f"The corpus is missing: {manifest}")
        pytest.skip("needs the corpus: set PASAJE_CORPUS to its folder")
    with manifest.open(newline="") as lines:
        return [
            Row(
                manifest.parent / line["path"],
                int(line["pages"]) if line["pages"].isdecimal() else None,
                line["language"],
                line["note"],
            )
            for line in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]
