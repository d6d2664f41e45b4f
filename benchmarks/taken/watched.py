"""A program watched from outside until it ends: what it and all below it took. Linux."""

from __future__ import annotations

import os
import resource
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from benchmarks.hostile.running import descendants, peak_megabytes

_LOOK_EVERY_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class Watched:
    """How a program ended, and what it took: seconds by the clock and of all processors, and MB.

    Memory is the most that the program itself had, and the most that one of those it began had.
    """

    code: int
    wall: float
    cpu: float
    own_megabytes: float
    child_megabytes: float


def watch(command: Sequence[str], given: Mapping[str, str] | None = None) -> Watched:
    """Run a command to its end, with variables `given` beside those of this process; what it says is lost."""
    peaks: dict[int, float] = {}
    before, started = _work(), time.perf_counter()
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **(given or {})},
    )
    watcher = threading.Thread(target=_look, args=(process, peaks), daemon=True)
    watcher.start()
    code = process.wait()
    wall = time.perf_counter() - started
    watcher.join()
    own = peaks.pop(process.pid, 0.0)
    return Watched(code, wall, _work() - before, own, max(peaks.values(), default=0.0))


def _work() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _look(process: subprocess.Popen[bytes], peaks: dict[int, float]) -> None:
    while process.poll() is None:
        for pid in (process.pid, *descendants(process.pid)):
            peaks[pid] = max(peaks.get(pid, 0.0), peak_megabytes(pid))
        time.sleep(_LOOK_EVERY_SECONDS)
