"""A folder with the texts of one size and what is asked of them, made once."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.timed.asked import draw, keep_asked
from benchmarks.timed.growing import Growing, Growth, Heaps, keep, kept
from index import PutVersion
from index.engine import Entry

_LOOKED_AT = 20_000
"""Passages from which queries are drawn, of all sizes so many."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """Where the texts are and what is asked of them; `growth`: how many words they have."""

    folder: Path
    passages: int
    growth: Growth

    @property
    def texts(self) -> Path:
        """Give the file of the documents."""
        return self.folder / "texts.jsonl"

    @property
    def asked(self) -> Path:
        """Give the file of the queries."""
        return self.folder / "asked.json"


def prepared(documents: Sequence[PutVersion], size: int, data: Path, *, seed: int, count: int) -> Prepared:
    """Make texts of one size and queries, or find them as they were made from the same documents."""
    folder = data / f"speed-{size}-{_digest(documents, seed, count)}"
    told = folder / "growth.json"
    if not told.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        growing = Growing(documents, seed)
        counted = keep(growing.documents(size), folder / "texts.jsonl")
        lot = random.Random(seed)
        looked_at: list[Entry] = []
        for document in kept(folder / "texts.jsonl"):
            if lot.random() < _LOOKED_AT / size:
                looked_at.extend(document.entries)
        keep_asked(draw(looked_at, counted, count, seed), folder / "asked.json")
        made = growing.growth
        told.write_text(json.dumps([made.passages, made.words, made.distinct, list(made.law)]))
    passages, words, distinct, law = json.loads(told.read_text())
    return Prepared(folder, size, Growth(passages, words, distinct, Heaps(*law)))


def _digest(documents: Sequence[PutVersion], seed: int, count: int) -> str:
    digest = hashlib.sha256(f"{seed} {count}".encode())
    for document in documents:
        for each in document.entries:
            digest.update(each.text.encode())
    return digest.hexdigest()[:8]
