"""Run the reading of a PDF in a child process that can be killed: hostile files end a child, never the pipeline.

Rule: each child has limits on memory and processor time that the system enforces, and a wall-clock limit that the
parent does; a child that breaks one is replaced, and the other files go on.
"""

from __future__ import annotations

import multiprocessing
import resource
import signal
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures import TimeoutError as WallTimeout
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cached_property
from multiprocessing.sharedctypes import RawArray
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pebble import ProcessExpired, ProcessPool

from archive.derived import Derived
from ingest.errors import OcrFailed, OriginalUnreadable
from ingest.files_in_hand import FileInHand
from ingest.ocr import Program, find_program
from ingest.ocr_modes import OcrMode
from ingest.reading import Reading, read_original
from ingest.recognising import PAGE_CPU_SECONDS, PAGE_WALL_SECONDS, Shelf, asked, note_on, recognise

_POLL_SECONDS = 0.1
_AHEAD = 8
"""Files a worker may be ahead of the one whose turn it is: what is read early waits in memory."""

_TASKS_A_CHILD = 20
"""A child that did so much gives its memory back."""

_PAGE_MEMORY_BYTES = 500_000_000
"""A page drawn takes a tenth of it; the program that reads it has limits of its own."""

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
    """A file to read, the name it came under, and what OCR is to read of it.

    What it reads is kept on the shelf; without one it is forgotten when the files are done.
    """

    path: Path
    file_name: str
    ocr: OcrMode = OcrMode.AUTO
    shelf: Shelf | None = None


KILLED_BY_LIMIT = (-signal.SIGXCPU, -signal.SIGKILL)
"""With these a child ends that took too much time, or was ended for the sake of the machine."""

Advance = Callable[[int, int, int], None]
"""Told (task number, pages done, pages in all)."""

_counters: Any = None


def read_all(
    tasks: Sequence[Task], *, workers: int, limits: Limits, advance: Advance
) -> Iterator[tuple[int, Reading | OriginalUnreadable]]:
    """Read files in up to `workers` children; gives (task number, what came of it), in the order of the tasks.

    The order is part of the result: ids and editions must not hang on which child is done first. Pages that are
    pictures are read by OCR in as many other children, which are begun when there is a page for them.
    """
    counters = RawArray("i", max(1, len(tasks)) * _COUNTERS)
    with ExitStack() as begun:
        children = _Children(tasks, workers, limits, counters, begun)
        running: dict[int, FileInHand] = {}
        scheduled = 0
        try:
            for number in range(len(tasks)):
                while scheduled < min(len(tasks), number + _AHEAD * workers):
                    running[scheduled] = children.file(scheduled)
                    scheduled += 1
                while (result := running[number].result) is None:
                    for each in running.values():
                        each.go_on()
                    awaited: list[Future[Any]] = running[number].awaited
                    wait(awaited, timeout=_POLL_SECONDS, return_when=FIRST_COMPLETED)
                    _tell(running, counters, advance)
                del running[number]
                yield number, result
        except BaseException:
            children.stop()
            raise


class _Children:
    """The children that read files, and those that read pictures."""

    def __init__(
        self, tasks: Sequence[Task], workers: int, limits: Limits, counters: Any, begun: ExitStack
    ) -> None:
        self._tasks, self._workers, self._limits = tasks, workers, limits
        self._begun = begun
        self._shelf = Derived(Path(begun.enter_context(TemporaryDirectory(prefix="pasaje-ocr-"))))
        self._readers = self._pool(
            min(workers, len(tasks)), limits, counters, tasks_a_child=1 if len(tasks) == 1 else _TASKS_A_CHILD
        )

    def file(self, number: int) -> FileInHand:
        """Give a file to be read, with the ways to do it."""
        task = self._tasks[number]
        shelf = task.shelf or Shelf(self._shelf, str(number))
        return FileInHand(
            begin=lambda failures: self._readers.schedule(
                _read,
                args=(number, task, shelf, self._program(task), dict(failures), self._limits.cpu_seconds),
                timeout=self._limits.wall_seconds,
            ),
            recognise=lambda page: self._seers.schedule(
                _recognise, args=(task.path, page, shelf, self._program(task)), timeout=PAGE_WALL_SECONDS
            ),
            outcome=lambda future: _result(future, self._limits),
            failure=_failure,
            notes=lambda: note_on(task.ocr, self._program(task)),
        )

    def stop(self) -> None:
        """End them all, whatever they do."""
        for pool in self._pools:
            pool.stop()  # type: ignore[no-untyped-call]

    @cached_property
    def _pools(self) -> list[ProcessPool]:
        return []

    @cached_property
    def _seers(self) -> ProcessPool:
        limits = Limits(memory_bytes=_PAGE_MEMORY_BYTES)
        return self._pool(self._workers, limits, None, tasks_a_child=_TASKS_A_CHILD)

    @cached_property
    def _found(self) -> Program | None:
        return find_program()

    def _program(self, task: Task) -> Program | None:
        return None if task.ocr is OcrMode.NEVER else self._found

    def _pool(self, workers: int, limits: Limits, counters: Any, *, tasks_a_child: int) -> ProcessPool:
        pool = ProcessPool(
            max_workers=max(1, workers),
            max_tasks=tasks_a_child,
            context=multiprocessing.get_context("spawn"),  # a fork would copy the parent's locks and connections
            initializer=_begin_child,
            initargs=(limits, counters),
        )
        self._pools.append(self._begun.enter_context(pool))
        return pool


def _tell(running: Mapping[int, FileInHand], counters: Any, advance: Advance) -> None:
    for number, each in running.items():
        done, count = counters[number * _COUNTERS : (number + 1) * _COUNTERS]
        if each.pages_left is not None:
            advance(number, each.page_count - each.pages_left, each.page_count)
        elif count:
            advance(number, done, count)


def _failure(future: Future[None]) -> str | None:
    """Say in a few words why OCR of a page failed, if it did."""
    try:
        future.result()
    except OcrFailed as failed:
        return str(failed)
    except WallTimeout:
        return f"it took more than {PAGE_WALL_SECONDS} seconds"
    except MemoryError:
        return "it took too much memory"
    except ProcessExpired as expired:
        return "it took too long" if expired.exitcode in KILLED_BY_LIMIT else "it broke the reader"
    except Exception as fault:  # noqa: BLE001 - whatever a strange page provokes must not stop the others
        return f"{type(fault).__name__}: {fault}"[:200]
    return None


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


def _read(
    number: int, task: Task, shelf: Shelf, program: Program | None, failures: dict[int, str], cpu_seconds: int
) -> Reading:
    allow(cpu_seconds)
    row = number * _COUNTERS

    def page_done(done: int, count: int) -> None:
        _counters[row], _counters[row + 1] = done, count

    return read_original(task.path, task.file_name, page_done, asked(task.ocr, shelf, program, failures))


def _recognise(path: Path, number: int, shelf: Shelf, program: Program) -> None:
    allow(PAGE_CPU_SECONDS)
    recognise(path, number, shelf, program)
