"""The children that read files: begun as they are needed, given what there is to do, and ended.

Rule: each child has limits on memory and processor time that the system enforces (`limits.py`), and a limit by the
clock that the parent does; a child that breaks one is replaced, and the other files go on. What children do stands
in `in_child.py`, and is imported in them alone.
"""

from __future__ import annotations

import multiprocessing
import shutil
from collections.abc import Callable, Collection, Mapping, Sequence, Set
from concurrent.futures import Future
from contextlib import ExitStack
from dataclasses import replace
from functools import cached_property
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, TypeVar

from pebble import ProcessPool
from pebble.pool.process import WORKERS_NAME

from archive.derived import Derived
from ingest.endings import page_failure, result_of
from ingest.errors import OriginalUnreadable
from ingest.files_in_hand import FileInHand, OcrUse
from ingest.interrupts import kept_from_children
from ingest.limits import OCR_LIMITS, Limits
from ingest.ocr import Program, find_program
from ingest.ocr_modes import OcrMode
from ingest.ocr_notes import note_on
from ingest.ocr_shelf import Shelf
from ingest.readings import Reading, Wanting
from ingest.rescue import Spared
from ingest.tallies import Tallies
from ingest.tasks import Task

_TASKS_A_CHILD = 40
"""A child that did so much gives its memory back: 130 MB after 41 reports. Beginning one takes a third of a second
of processor."""

_WORTH_HELP = 24
"""So many pages are left of a file when a child that has nothing else to read is sent to help."""

_WORTH_A_CHILD = 150
"""And so many when a child is begun for that: meanwhile the one that is at it reads a hundred."""

T = TypeVar("T")


class Children:
    """The children that read files, and those that read pictures."""

    def __init__(
        self, tasks: Sequence[Task], workers: int, limits: Limits, folder: Path, begun: ExitStack
    ) -> None:
        self._tasks, self._workers, self._limits = tasks, workers, limits
        self._folder, self._begun = folder, begun
        self._tallies = Tallies(len(tasks), helper_count=workers - 1)
        self._helpers: ProcessPool | None = None
        tasks_a_child = 1 if len(tasks) == 1 else _TASKS_A_CHILD
        self._readers = self._pool(min(workers, len(tasks)), limits, self._tallies, tasks_a_child)

    def file(self, number: int) -> FileInHand:
        """Give a file to be read, with the ways to do it."""
        task = self._tasks[number]
        shelf = task.shelf or Shelf(Derived(self._folder), str(number))
        task = replace(task, shelf=shelf)
        aside, spans = self._folder / f"{number}.pages", self._folder / f"{number}.spans"
        tally = self._tallies.of(number)

        def begin(use: OcrUse, failures: Mapping[int, str], spared: Spared) -> Future[Reading | Wanting]:
            tally.clear()
            given = (number, task, self._program(task), use, dict(failures), spared)
            asked_for = (*given, self._limits, aside, spans)
            return _given(self._readers, _read, asked_for, self._limits.wall_seconds)

        def send_help(helper: int) -> Future[None]:
            tally.sent_for(helper)
            asked_for = (number, helper, task, self._program(task), self._limits, spans)
            try:
                spans.mkdir(parents=True, exist_ok=True)
                future = _given(self._helpers or self._readers, _read_ahead, asked_for, self._limits.wall_seconds)
            except (OSError, RuntimeError) as fault:  # no room, or no child can be begun: nobody comes
                future = Future()
                future.set_exception(fault)
            future.add_done_callback(lambda _: tally.gone(helper))
            return future

        def outcome(future: Future[Reading | Wanting]) -> Reading | Wanting | OriginalUnreadable:
            shutil.rmtree(spans, ignore_errors=True)
            return result_of(future, self._limits, *tally.counted)

        def recognise_page(page: int, language: str | None) -> Future[None]:
            asked_for = (task, page, self._program(task), language)
            return _given(self._seers, _recognise, asked_for, OCR_LIMITS.wall_seconds)

        return FileInHand(
            begin=begin,
            send_help=send_help,
            recognise=recognise_page,
            outcome=outcome,
            failure=page_failure,
            notes=lambda: note_on(task.ocr, is_installed=self._program(task) is not None),
            tally=tally,
        )

    def share(self, running: Collection[FileInHand]) -> None:
        """Send a child that has nothing else to read to help with the file of which most pages are left."""
        longest = max(running, key=lambda each: each.helpable)
        worth = _WORTH_HELP if len(self._tasks) >= self._workers else _WORTH_A_CHILD
        if longest.helpable >= worth and sum(each.children for each in running) < self._workers:
            self._helpers = self._helpers or self._spare(longest.helpable // worth)
            longest.be_helped()

    def _spare(self, worth: int) -> ProcessPool:
        """Give those that read files, if they are as many as may be; else as many others as are worth it."""
        count = min(self._workers - len(self._tasks), worth)
        if count <= 0:
            return self._readers
        pool = self._pool(count, self._limits, self._tallies, _TASKS_A_CHILD)
        self._begun.callback(pool.stop)  # nobody waits for what they do at the end
        return pool

    def stop(self) -> None:
        """End them all, whatever they do."""
        for pool in self._pools:
            pool.stop()  # type: ignore[no-untyped-call]

    @cached_property
    def _pools(self) -> list[ProcessPool]:
        return []

    @cached_property
    def _seers(self) -> ProcessPool:
        return self._pool(self._workers, OCR_LIMITS, None, _TASKS_A_CHILD)

    @cached_property
    def _found(self) -> Program | None:
        return find_program()

    def _program(self, task: Task) -> Program | None:
        return None if task.ocr is OcrMode.NEVER else self._found

    def _pool(self, workers: int, limits: Limits, tallies: Tallies | None, tasks_a_child: int) -> ProcessPool:
        pool = ProcessPool(
            max_workers=max(1, workers),
            max_tasks=tasks_a_child,
            context=multiprocessing.get_context("spawn"),  # a fork would copy the parent's locks and connections
            initializer=_begin_child,
            initargs=(limits, tallies),
        )
        self._pools.append(self._begun.enter_context(pool))
        return pool


def end_stragglers(others: Set[BaseProcess]) -> None:
    """End what a pool began while it was stopped: without what they share, such children only complain.

    Children that are no pool's go on: what is done ahead of its turn was begun while files were read.
    """
    for child in set(multiprocessing.active_children()) - others:
        if child.name == WORKERS_NAME:
            child.kill()
            child.join()


def _given(pool: ProcessPool, work: Callable[..., T], asked_for: tuple[Any, ...], wall_seconds: int) -> Future[T]:
    """Give a pool something to do; with the first it begins its children, and the threads that replace them."""
    with kept_from_children():
        return pool.schedule(work, args=asked_for, timeout=wall_seconds)


def _begin_child(limits: Limits, tallies: Tallies | None) -> None:
    from ingest import in_child  # noqa: PLC0415 - it bears what opens PDFs, which children alone need

    in_child.begin(limits, tallies)


def _read(*asked_for: Any) -> Reading | Wanting:
    from ingest import in_child  # noqa: PLC0415 - as above

    return in_child.read(*asked_for)


def _read_ahead(*asked_for: Any) -> None:
    from ingest import in_child  # noqa: PLC0415 - as above

    in_child.read_ahead(*asked_for)


def _recognise(*asked_for: Any) -> None:
    from ingest import in_child  # noqa: PLC0415 - as above

    in_child.read_picture(*asked_for)
