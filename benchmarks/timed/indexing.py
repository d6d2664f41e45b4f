"""Making an index, in a process of its own, so that its memory is told: its pace, its size, one document more.

The last document of the texts is kept back and added to the finished index: a commit into an archive of that size.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.timed.engines import engine_of
from benchmarks.timed.growing import kept
from benchmarks.timed.measured import Took, disk_megabytes, in_child, peak_megabytes, took
from index import PutVersion


@dataclass(frozen=True, slots=True)
class Indexed:
    """What an index took: seconds for all passages, for one document more, and for opening; megabytes."""

    engine: str
    passages: int
    filling: Took
    adding: Took
    opening: Took
    disk_megabytes: float
    peak_megabytes: float

    @property
    def passages_a_second(self) -> float:
        """Give how many are indexed in a second of the processor."""
        return self.passages / self.filling.cpu


def indexed(engine: str, texts: Path, folder: Path) -> Indexed:
    """Index texts with an engine in a process of its own, or read what it took when it was done before."""
    told = folder / f"{engine.lower().replace(' ', '-')}.json"
    if not told.is_file():
        found = in_child(__name__, engine=engine, texts=str(texts), folder=str(folder))
        told.write_text(json.dumps(found))
    values = json.loads(told.read_text())
    times = {name: Took(*values[name]) for name in ("filling", "adding", "opening")}
    return Indexed(**values | times)


def measure(name: str, texts: Path, folder: Path) -> Indexed:
    """Index texts here and now; reading them from their file is not counted."""
    engine = engine_of(name, folder)
    held = folder / name.lower().replace(" ", "-")
    shutil.rmtree(held, ignore_errors=True)
    reading = _Reading(texts)
    whole, _ = took(lambda: engine.fill(reading))
    filling = Took(whole.cpu - reading.took.cpu, whole.wall - reading.took.wall)
    last = reading.last
    adding, _ = took(lambda: engine.add(last))
    opening, searching = took(engine.open)
    searching.close()
    return Indexed(name, reading.passages, filling, adding, opening, disk_megabytes(held), peak_megabytes())


class _Reading:
    """Documents read from a file, but for the last, and what the reading took."""

    def __init__(self, path: Path) -> None:
        self._lines = kept(path)
        self.took = Took(0.0, 0.0)
        self.passages = 0
        self.last = PutVersion("", ())

    def __iter__(self) -> Iterator[PutVersion]:
        self.last = self._next() or self.last
        while document := self._next():
            self.passages += len(self.last.entries)
            yield self.last
            self.last = document

    def _next(self) -> PutVersion | None:
        time, document = took(lambda: next(self._lines, None))
        self.took += time
        return document


def main() -> None:
    """Measure as the arguments say, and print it as JSON."""
    given = json.loads(sys.argv[1])
    print(json.dumps(asdict(measure(given["engine"], Path(given["texts"]), Path(given["folder"])))))


if __name__ == "__main__":
    main()
