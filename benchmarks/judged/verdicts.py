"""Verdicts on disagreements that were told of pairs as they are: both passages were read in full.

Passages are named by what they say (`benchmarks/aligned/gold.py`): where one of them is cut otherwise by now, or
something else is told of it, that was not judged.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import cache
from pathlib import Path

from archive import Passage
from archive.bitext import Side
from benchmarks.aligned.gold import keys_of
from benchmarks.altered.pair import Pair
from ingest.disagreement import Disagreement, Missing

_FILE = Path(__file__).parent / "disagreements.tsv"
_NOTHING = "-"
_MISSING = "missing"

Row = tuple[str, ...]
"""Work, keys of both sides, kind and both values."""


class Verdict(StrEnum):
    """Whether the versions disagree; `bead`: what stands side by side does not say the same, or not all of it."""

    TRUE = "true"
    FALSE = "false"
    BEAD = "bead"
    UNKNOWN = "not judged"


class Judge:
    """Gives the verdicts on a pair."""

    def __init__(self, pair: Pair) -> None:
        self._work = pair.work
        self._keys = {Side.FROM: _named(pair.english), Side.TO: _named(pair.spanish)}

    def of(self, one: Iterable[Passage], other: Iterable[Passage], found: Disagreement) -> Verdict:
        """Give the verdict on a disagreement of passages that stand side by side."""
        sides = (
            self._joined(Side.FROM, (each.id for each in one)),
            self._joined(Side.TO, (each.id for each in other)),
        )
        values = (each or _NOTHING for each in (found.from_value, found.to_value))
        return verdict((self._work, *sides, found.kind.value, *values))

    def of_missing(self, missing: Missing) -> Verdict:
        """Give the verdict on a passage that nothing says on the other side."""
        key = self._joined(missing.side, [missing.passage_id])
        sides = (key, _NOTHING) if missing.side is Side.FROM else (_NOTHING, key)
        return verdict((self._work, *sides, _MISSING, _NOTHING, _NOTHING))

    def _joined(self, side: Side, ids: Iterable[str]) -> str:
        return " ".join(self._keys[side][each] for each in ids)


def verdict(row: Row) -> Verdict:
    """Give the verdict on what is told, named in full."""
    return _held().get(row, Verdict.UNKNOWN)


@cache
def _held() -> dict[Row, Verdict]:
    lines = (line.split("\t") for line in _FILE.read_text(encoding="utf-8").splitlines())
    return {tuple(row): Verdict(said) for *row, said, _ in lines}


def _named(passages: Sequence[Passage]) -> dict[str, str]:
    keys = keys_of([each.text for each in passages])
    return {each.id: key for each, key in zip(passages, keys, strict=True)}
