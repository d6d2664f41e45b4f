"""A catalogue filled with signatures of many versions at once, without their texts."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import numpy as np

from ingest.likeness import MADE, bands, minhash

_MEMBERS, _COMMON, _POOL = 5_000, 300, 600
"""Of a set, and those of them that come from what all share: of any two, 0.015 is alike."""


def fill(catalogue: Path, many: int) -> None:
    """Write so many versions and their signatures into a catalogue that has its tables."""
    chance = np.random.default_rng(1)
    pool = chance.integers(0, 1 << 63, _POOL, np.uint64)
    with sqlite3.connect(catalogue) as connection:
        for number in range(1, many + 1):
            own = chance.integers(0, 1 << 63, _MEMBERS - _COMMON, np.uint64)
            signature = minhash(np.concatenate([own, chance.choice(pool, _COMMON, replace=False)]))
            name = f"w{number}"
            connection.execute("INSERT INTO documents (id, title) VALUES (?, ?)", (name, name))
            connection.execute(
                "INSERT INTO versions VALUES (?, ?, ?, 'en', 1, ?, ?, ?, 'ready', 1, 0, '2025', '[]', '{}', '[]')",
                (name,) * 6,
            )
            kept = signature.tobytes()
            row = (number, name, MADE, name, kept, kept)
            connection.execute("INSERT INTO signatures VALUES (?, ?, ?, ?, ?, ?)", row)
            keys = {*bands(signature, "words"), *bands(signature, "signs")}
            connection.executemany("INSERT INTO signature_bands VALUES (?, ?)", [(key, number) for key in keys])
    connection.close()
