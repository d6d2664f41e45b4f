"""What is done in a child: a file is read, or one of its pages by OCR, and how far it is told while it lasts.

Rule: only children import this, for it bears all that opens PDFs; `sandbox.py` begins them, and ends them.
"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from ingest.files_in_hand import OcrUse
from ingest.laid_by import take_up
from ingest.limits import OCR_LIMITS, Limits, allow, confine
from ingest.locks import unlocked
from ingest.ocr import Program
from ingest.reading import read_original, read_unless_wanting
from ingest.readings import Reading, Wanting
from ingest.recognising import asked, recognise
from ingest.rescue import Spared
from ingest.staying import end_with_parent
from ingest.tasks import Task
from ingest.tidying import tidy_seldom

_NICENESS = 10
"""Readers go before files that are read ahead of them: a child gets what the processes that answer leave."""

_counters: Any = None


def begin(limits: Limits, counters: Any) -> None:
    """Hold this process to its limits; `counters` are shared with its parent, and tell it how far a file is."""
    global _counters  # noqa: PLW0603 - shared memory reaches a spawned child only through its start
    _counters = counters
    os.nice(_NICENESS)
    confine(limits)
    end_with_parent()
    tidy_seldom()


def read(
    row: int,
    task: Task,
    program: Program | None,
    use: OcrUse,
    failures: Mapping[int, str],
    spared: Spared,
    limits: Limits,
    aside: Path,
) -> Reading | Wanting:
    """Read a file; how many pages are done, and how many there are, is told in the counters from `row` on.

    `aside` is a file for pages that are read, while OCR reads the others.

    Raises: OriginalUnreadable, and whatever a strange file provokes.
    """
    started = time.monotonic()
    pace = _Pace(row, spared, limits)
    allow(limits.cpu_seconds)
    path, notes = unlocked(task.path, task.unlocking)
    shelf = None if use is OcrUse.WITHOUT else task.shelf
    given = (path, task.file_name, pace.page_done, pace.may_read)
    ocr = asked(task.ocr, shelf, program, failures)
    reading: Reading | Wanting
    if use is OcrUse.FIRST and program is not None:
        reading = read_unless_wanting(*given, has_structure=not spared.structure, ocr=ocr, aside=aside)
    else:
        reading = read_original(*given, has_structure=not spared.structure, ocr=ocr, known=take_up(aside))
    seconds = time.monotonic() - started
    if isinstance(reading, Wanting):
        return replace(reading, seconds=seconds)
    return replace(reading, warnings=(*notes, *reading.warnings), seconds=seconds)


def read_picture(task: Task, page_number: int, program: Program, language: str | None) -> None:
    """Read the picture of a page (1-based) by OCR, and put what was read on the shelf.

    `language` is that of the file's text. Raises: as `recognise`.
    """
    allow(OCR_LIMITS.cpu_seconds)
    path, _ = unlocked(task.path, task.unlocking)
    if task.shelf is not None:
        recognise(path, page_number, task.shelf, program, language)


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
