"""The scans of a corpus that have a text beside them, as its manifest says."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_NAMED = re.compile(r"[\w.-]+\.txt\b")


class Truth(NamedTuple):
    """A scan, and the text that stands on it."""

    pdf: Path
    text: str


def find_truths(corpus: Path) -> list[Truth]:
    """Give the scans with a text: one that the note of the manifest names, or one of their own stem."""
    folder = corpus / "scans"
    with (folder / "manifest.tsv").open(encoding="utf-8", newline="") as manifest:
        rows = [row for row in csv.DictReader(manifest, delimiter="\t") if row["path"].endswith(".pdf")]
    return [
        Truth(folder / row["path"], text.read_text("utf-8"))
        for row in rows
        if (text := next(_texts(folder / row["path"], row["note"] or ""), None))
    ]


def _texts(pdf: Path, note: str) -> Iterator[Path]:
    named = [pdf.with_name(name) for name in _NAMED.findall(note)]
    yield from (path for path in (*named, pdf.with_suffix(".txt")) if path.is_file())
