"""How much memory a server takes while it is read from: all its processes, looked at from time to time."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

_EVERY_SECONDS = 1.0


class Memory(NamedTuple):
    """Megabytes of so many processes together, at a time by the clock of the run.

    `resident` counts memory that they share in each of them, `proportional` once for all (Linux: RSS and PSS).
    """

    at: float
    processes: int
    resident: float
    proportional: float


@dataclass
class Watch:
    """Looks at a process and all below it until it is over."""

    pid: int
    seen: list[Memory] = field(default_factory=list)
    is_over: threading.Event = field(default_factory=threading.Event)

    def look(self) -> None:
        """Go on looking."""
        while not self.is_over.wait(_EVERY_SECONDS):
            self.seen.append(memory_of(self.pid))

    def near(self, at: float) -> Memory:
        """Give what was seen nearest to a time."""
        return min(self.seen, key=lambda each: abs(each.at - at))


def memory_of(pid: int) -> Memory:
    """Measure a process and all below it; one that ends meanwhile has none."""
    sizes = []
    for each in (pid, *_below(pid)):
        with suppress(OSError):
            told = dict(
                line.split(":", 1) for line in Path(f"/proc/{each}/smaps_rollup").read_text().splitlines()[1:]
            )
            sizes.append([int(told[name].split()[0]) / 1024 for name in ("Rss", "Pss")])
    return Memory(time.perf_counter(), len(sizes), *(sum(column) for column in zip(*sizes, strict=True)))


def _below(pid: int) -> Iterator[int]:
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in map(int, (task / "children").read_text().split()):
                yield child
                yield from _below(child)
