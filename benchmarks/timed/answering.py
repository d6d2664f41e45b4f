"""Asking the same queries of all engines by turns, in one process: the first time, and once more.

"First" is the first time that a query is asked in a process that has just opened its indexes, whose files the
system holds in memory; what an engine keeps of queries of other words serves it. "Warm" is the mean of
REPEATS more times.
"""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.timed.asked import Asked, kept_asked
from benchmarks.timed.engine import Ask
from benchmarks.timed.engines import engine_of
from benchmarks.timed.measured import Took, in_child, peak_megabytes, took

REPEATS = 3


@dataclass(frozen=True, slots=True)
class Answered:
    """What one query took of one engine, the first time and warm, in seconds; and how many passages answer."""

    asked: Asked
    engine: str
    total: int
    first: Took
    warm: Took


def answered(engines: Sequence[str], asked: Path, folder: Path) -> list[Answered]:
    """Ask in a process of its own; engines that cannot do a class do not answer it."""
    found = in_child(__name__, engines=list(engines), asked=str(asked), folder=str(folder))
    queries = kept_asked(asked)
    return [
        Answered(queries[number], engine, total, Took(*first), Took(*warm))
        for number, engine, total, first, warm in found["rows"]  # type: ignore[index]
    ]


def measure(engines: Sequence[str], asked: Sequence[Asked], folder: Path) -> list[list[object]]:
    """Ask here and now; gives rows of query, engine, total, first and warm."""
    opened = {name: engine_of(name, folder).open() for name in engines}
    rows: list[list[object]] = []
    ready = [{name: each.prepare(query) for name, each in opened.items()} for query in asked]
    gc.collect()
    gc.freeze()
    firsts = [_round(asks, number) for number, asks in enumerate(ready)]
    again = [[_round(asks, number + turn) for number, asks in enumerate(ready)] for turn in range(REPEATS)]
    for number, first in enumerate(firsts):
        for name, (time, total) in first.items():
            later = [turn[number][name][0] for turn in again]
            warm = Took(*(sum(column) / REPEATS for column in zip(*later, strict=True)))
            rows.append([number, name, total, list(time), list(warm)])
    return rows


def _round(asks: Mapping[str, Ask | None], turn: int) -> dict[str, tuple[Took, int]]:
    """Ask one query of all engines, each time another one first."""
    names = [name for name, ask in asks.items() if ask is not None]
    start = turn % max(len(names), 1)
    found = {}
    for name in (*names[start:], *names[:start]):
        time, answer = took(asks[name])  # type: ignore[arg-type]
        found[name] = (time, answer.total)
    return found


def main() -> None:
    """Measure as the arguments say, and print it as JSON."""
    given = json.loads(sys.argv[1])
    rows = measure(given["engines"], kept_asked(Path(given["asked"])), Path(given["folder"]))
    print(json.dumps({"rows": rows, "peak_megabytes": peak_megabytes()}))


if __name__ == "__main__":
    main()
