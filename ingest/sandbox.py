"""Run the reading of a PDF in a child process that can be killed: hostile files end a child, never the pipeline.

Rule: each child has limits on memory and processor time that the system enforces, and a wall-clock limit that the
parent does; a child that breaks one is replaced, and the other files go on.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, wait
from concurrent.futures import TimeoutError as WallTimeout
from dataclasses import dataclass
from multiprocessing.sharedctypes import RawArray
from pathlib import Path
from typing import Any

from pebble import ProcessExpired, ProcessPool

from ingest.errors import OriginalUnreadable
from ingest.reading import Reading, read_original

_POLL_SECONDS = 0.1
_AHEAD = 8
"""Files a worker may be ahead of the one whose turn it is: what is read early waits in memory."""

_NICENESS = 10
"""Readers go before files that are read ahead of them: a child gets what the processes that answer leave."""

_COUNTERS = 2
"""pages done, pages in all: one pair a task in shared memory, without locks that a killed child could keep"""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost. Memory is address space beyond what a child holds before it begins."""

    memory_bytes: int = 1_000_000_000
    cpu_seconds: int = 240
    wall_seconds: int = 300


@dataclass(frozen=True, slots=True)
class Task:
    """A file to read, and the name it came under."""

    path: Path
    file_name: str


KILLED_BY_LIMIT = (-signal.SIGXCPU, -signal.SIGKILL)
"""With these a child ends that took too much time, or was ended for the sake of the machine."""

Advance = Callable[[int, int, int], None]
"""Told (task number, pages done, pages in all)."""

_counters: Any = None


def read_all(
    tasks: Sequence[Task], *, workers: int, limits: Limits, advance: Advance
) -> Iterator[tuple[int, Reading | OriginalUnreadable]]:
    """Read files in up to `workers` children; gives (task number, what came of it), in the order of the tasks.

    The order is part of the result: ids and editions must not hang on which child is done first.
    """
    context = multiprocessing.get_context("spawn")  # a fork would copy the parent's locks and connections
    counters = RawArray("i", max(1, len(tasks)) * _COUNTERS)
    with ProcessPool(
        max_workers=max(1, min(workers, len(tasks))),
        max_tasks=1 if len(tasks) == 1 else 20,  # a child that read many files gives its memory back
        context=context,
        initializer=_begin_child,
        initargs=(limits, counters),
    ) as pool:
        running: dict[int, Future[Reading]] = {}
        scheduled = 0
        try:
            for number in range(len(tasks)):
                while scheduled < min(len(tasks), number + _AHEAD * workers):
                    running[scheduled] = pool.schedule(
                        _read, args=(scheduled, tasks[scheduled], limits.cpu_seconds), timeout=limits.wall_seconds
                    )
                    scheduled += 1
                while not running[number].done():
                    wait([running[number]], timeout=_POLL_SECONDS)
                    _tell(running, counters, advance)
                yield number, _result(running.pop(number), limits)
        except BaseException:
            pool.stop()  # type: ignore[no-untyped-call]
            raise


def _tell(running: Iterable[int], counters: Any, advance: Advance) -> None:
    for number in running:
        done, count = counters[number * _COUNTERS : (number + 1) * _COUNTERS]
        if count:
            advance(number, done, count)


def _result(future: Future[Reading], limits: Limits) -> Reading | OriginalUnreadable:
    try:
        return future.result()
    except OriginalUnreadable as unreadable:
        return unreadable
    except WallTimeout:
        return OriginalUnreadable(
            "timed_out", f"Reading it took more than {limits.wall_seconds} seconds and was stopped."
        )
    except MemoryError:
        megabytes = limits.memory_bytes // 1_000_000
        return OriginalUnreadable(
            "out_of_memory", f"Reading it took more than {megabytes:,} MB of memory and was stopped."
        )
    except ProcessExpired as expired:
        if expired.exitcode in KILLED_BY_LIMIT:
            return OriginalUnreadable(
                "timed_out", f"Reading it took more than {limits.cpu_seconds} seconds of work."
            )
        return OriginalUnreadable("crashed", "Reading it broke the reader: the file is damaged or hostile.")
    except Exception as fault:  # noqa: BLE001 - whatever a strange file provokes must not stop the others
        return OriginalUnreadable("crashed", f"Reading it failed ({type(fault).__name__}: {fault})"[:300])


def _begin_child(limits: Limits, counters: Any) -> None:
    global _counters  # noqa: PLW0603 - shared memory reaches a spawned child only through its start
    _counters = counters
    os.nice(_NICENESS)
    confine(limits)


def confine(limits: Limits) -> None:
    """Hold this process, a child, to its limits on memory; the parent hears Ctrl-C and stops it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    memory = _held_bytes() + limits.memory_bytes
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _held_bytes() -> int:
    """Give the address space of this process: numpy alone reserves gigabytes on a machine of many cores."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[0])
    except OSError:
        return 0  # a system that does not tell, as macOS, does not hold to the limit either
    return pages * resource.getpagesize()


def allow(cpu_seconds: int) -> None:
    """Give this process, a child, processor time for one task: the system counts the whole life of a process."""
    limit = int(time.process_time()) + 1 + cpu_seconds
    resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def _read(number: int, task: Task, cpu_seconds: int) -> Reading:
    allow(cpu_seconds)
    row = number * _COUNTERS

    def page_done(done: int, count: int) -> None:
        _counters[row], _counters[row + 1] = done, count

    return read_original(task.path, task.file_name, page_done)
