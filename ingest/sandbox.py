"""Run the reading of a PDF in a child process that can be killed: hostile files end a child, never the pipeline.

Rule: each child has limits on memory and processor time that the system enforces, and a wall-clock limit that the
parent does; a child that breaks one is replaced, and the other files go on.
"""

from __future__ import annotations

import math
import multiprocessing
import os
import resource
import signal
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, wait
from concurrent.futures import TimeoutError as WallTimeout
from dataclasses import dataclass, replace
from multiprocessing.sharedctypes import RawArray
from pathlib import Path
from typing import Any

from pebble import ProcessExpired, ProcessPool

from ingest.errors import OriginalUnreadable
from ingest.locks import Unlocking, unlocked
from ingest.reading import Reading, read_original
from ingest.rescue import NOTHING, Rescue, Spared

_POLL_SECONDS = 0.1
_AHEAD = 8
"""Files a worker may be ahead of the one whose turn it is: what is read early waits in memory."""

_NICENESS = 10
"""Readers go before files that are read ahead of them: a child gets what the processes that answer leave."""

_COUNTERS = 2
"""pages done, pages in all: one pair a task in shared memory, without locks that a killed child could keep"""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost. Memory is address space beyond what a child holds before it begins.

    With the 80 MB that a child has in memory before, it stays below 1 GiB. `cpu_seconds` are for opening a file,
    and once more for what follows its pages; `page_seconds` for one page. Of a file of many pages each adds
    `seconds_a_page`: a page of a report takes a tenth of that, one of a newspaper half. `wall_seconds` is for what
    waits without working.
    """

    memory_bytes: int = 900_000_000
    cpu_seconds: int = 20
    page_seconds: int = 10
    seconds_a_page: float = 0.1
    wall_seconds: int = 1800

    def in_all(self, page_count: int) -> int:
        """Give the seconds of work for all pages of a file; those that are left then are left out."""
        return self.cpu_seconds + math.ceil(self.seconds_a_page * page_count)

    def work(self, pages_done: int, page_count: int) -> int:
        """Give the seconds of work for what is next: to open a file, to read a page, to make all of it ready."""
        in_all = self.in_all(page_count)
        return min(self.page_seconds, in_all) if pages_done < page_count else in_all


@dataclass(frozen=True, slots=True)
class Task:
    """A file to read, and the name it came under; what opens it if it is locked, and what is left out of it."""

    path: Path
    file_name: str
    unlocking: Unlocking | None = None
    spared: Spared = NOTHING


KILLED_BY_LIMIT = (-signal.SIGXCPU, -signal.SIGKILL)
"""With these a child ends that took too much time, or was ended for the sake of the machine."""

_OUT_OF_MEMORY = (-signal.SIGABRT,)
"""pdfium ends its process so when it is given no more memory; what breaks it otherwise ends with other signals."""

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

        def begin(number: int, spared: Spared = NOTHING) -> None:
            counters[number * _COUNTERS : (number + 1) * _COUNTERS] = [0] * _COUNTERS
            task = replace(tasks[number], spared=spared)
            running[number] = pool.schedule(_read, args=(number, task, limits), timeout=limits.wall_seconds)

        try:
            for number in range(len(tasks)):
                while scheduled < min(len(tasks), number + _AHEAD * workers):
                    begin(scheduled)
                    scheduled += 1
                rescue = Rescue()
                while True:
                    while not running[number].done():
                        wait([running[number]], timeout=_POLL_SECONDS)
                        _tell(running, counters, advance)
                    done, count = counters[number * _COUNTERS : (number + 1) * _COUNTERS]
                    result = _result(running.pop(number), limits, done, count)
                    if not rescue.goes_on(result, done, count):
                        break
                    begin(number, rescue.spared)
                yield number, rescue.end(result)
        except BaseException:
            pool.stop()  # type: ignore[no-untyped-call]
            raise


def _tell(running: Iterable[int], counters: Any, advance: Advance) -> None:
    for number in running:
        done, count = counters[number * _COUNTERS : (number + 1) * _COUNTERS]
        if count:
            advance(number, done, count)


def _result(future: Future[Reading], limits: Limits, done: int, count: int) -> Reading | OriginalUnreadable:
    step = "Opening it" if not count else f"Reading page {done + 1}" if done < count else "Reading it"
    try:
        return future.result()
    except OriginalUnreadable as unreadable:
        return unreadable
    except WallTimeout:
        return OriginalUnreadable("timed_out", f"{step} took more than {limits.wall_seconds:,} seconds.")
    except MemoryError:
        return _out_of_memory(step, limits)
    except ProcessExpired as expired:
        if expired.exitcode in KILLED_BY_LIMIT:
            seconds = limits.work(done, count)
            return OriginalUnreadable("timed_out", f"{step} took more than {seconds:,} seconds of work.")
        if expired.exitcode in _OUT_OF_MEMORY:
            return _out_of_memory(step, limits)
        return OriginalUnreadable("crashed", f"{step} broke the reader: the file is damaged or hostile.")
    except Exception as fault:  # noqa: BLE001 - whatever a strange file provokes must not stop the others
        return OriginalUnreadable("crashed", f"Reading it failed ({type(fault).__name__}: {fault})"[:300])


def _out_of_memory(step: str, limits: Limits) -> OriginalUnreadable:
    megabytes = limits.memory_bytes // 1_000_000
    return OriginalUnreadable("out_of_memory", f"{step} took more than {megabytes:,} MB of memory.")


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


def _read(number: int, task: Task, limits: Limits) -> Reading:
    pace = _Pace(number * _COUNTERS, task.spared, limits)
    allow(limits.cpu_seconds)
    path, notes = unlocked(task.path, task.unlocking)
    has_structure = not task.spared.structure
    reading = read_original(path, task.file_name, pace.page_done, pace.may_read, has_structure=has_structure)
    return replace(reading, warnings=(*notes, *reading.warnings))


class _Pace:
    """How far a child is, and whether it has the time for another page."""

    def __init__(self, row: int, spared: Spared, limits: Limits) -> None:
        self._row, self._spared, self._limits = row, spared, limits
        self._until = 0.0

    def page_done(self, done: int, count: int) -> None:
        """Note how many pages are done; the next one, or what follows the last, has its own time."""
        _counters[self._row], _counters[self._row + 1] = done, count
        if not done:
            self._until = time.process_time() + self._limits.in_all(count)
        allow(self._limits.work(done, count))

    def may_read(self, page_number: int) -> bool:
        """Tell whether a page is to be read: it did not end a child before, and the time is not up."""
        return not self._spared.has(page_number) and time.process_time() < self._until
