"""What is done in a child: a file is read, or one of its pages by OCR, and how far it is told while it lasts.

Rule: only children import this, for it bears all that opens PDFs; `children.py` begins them, and ends them.
"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from ingest.files_in_hand import OcrUse
from ingest.laid_by import take_up
from ingest.limits import OCR_LIMITS, Limits, allow, confine
from ingest.locks import unlocked
from ingest.ocr import Program
from ingest.pace import Pace
from ingest.raw_lines import Known
from ingest.reading import read_original, read_unless_wanting
from ingest.readings import Reading, Wanting
from ingest.recognising import asked, recognise
from ingest.rescue import NOTHING, Spared
from ingest.spans import Owned, read_back
from ingest.staying import end_with_parent
from ingest.tallies import Tallies, Tally
from ingest.tasks import Task
from ingest.tidying import tidy_seldom

_NICENESS = 10
"""Readers go before files that are read ahead of them: a child gets what the processes that answer leave."""

_tallies: Tallies | None = None


def begin(limits: Limits, tallies: Tallies | None) -> None:
    """Hold this process to its limits; the tallies are shared with its parent, and tell it how far files are."""
    global _tallies  # noqa: PLW0603 - shared memory reaches a spawned child only through its start
    _tallies = tallies
    os.nice(_NICENESS)
    confine(limits)
    end_with_parent()
    tidy_seldom()


def read(
    number: int,
    task: Task,
    program: Program | None,
    use: OcrUse,
    failures: Mapping[int, str],
    spared: Spared,
    limits: Limits,
    aside: Path,
    spans: Path,
) -> Reading | Wanting:
    """Read the file of this number; how many pages are done, and how many there are, is told in its tally.

    `aside` is a file for pages that are read, while OCR reads the others; `spans` a folder for those that helpers
    read ahead.

    Raises: OriginalUnreadable, and whatever a strange file provokes.
    """
    started = time.monotonic()
    tally = _tally(number)
    pace = Pace(tally, Tally.OWNER, spared, limits)
    allow(limits.cpu_seconds)
    path, notes = unlocked(task.path, task.unlocking)
    shelf = None if use is OcrUse.WITHOUT else task.shelf
    given = (path, task.file_name, pace.page_done, pace.may_read)
    ocr = asked(task.ocr, shelf, program, failures)
    is_first = use is OcrUse.FIRST and spared == NOTHING
    known: Known = Owned(spans, lambda: tally.is_helped) if is_first else take_up(aside)
    has_structure = not spared.structure
    reading: Reading | Wanting
    if use is OcrUse.FIRST and program is not None:
        reading = read_unless_wanting(*given, has_structure=has_structure, ocr=ocr, known=known, aside=aside)
    else:
        reading = read_original(*given, has_structure=has_structure, ocr=ocr, known=known)
    seconds = time.monotonic() - started
    if isinstance(reading, Wanting):
        return replace(reading, seconds=seconds)
    return replace(reading, warnings=(*notes, *reading.warnings), seconds=seconds)


def read_ahead(number: int, helper: int, task: Task, program: Program | None, limits: Limits, spans: Path) -> None:
    """Read pages for the child that reads the file of this number the first time; how many is told in its tally.

    Raises: as `read`, and OSError.
    """
    pace = Pace(_tally(number), helper, NOTHING, limits)
    allow(limits.cpu_seconds)
    path, _ = unlocked(task.path, task.unlocking)
    read_back(path, spans, pace, asked(task.ocr, task.shelf, program, {}))


def read_picture(task: Task, page_number: int, program: Program, language: str | None) -> None:
    """Read the picture of a page (1-based) by OCR, and put what was read on the shelf.

    `language` is that of the file's text. Raises: as `recognise`.
    """
    allow(OCR_LIMITS.cpu_seconds)
    path, _ = unlocked(task.path, task.unlocking)
    if task.shelf is not None:
        recognise(path, page_number, task.shelf, program, language)


def _tally(number: int) -> Tally:
    assert _tallies is not None  # noqa: S101 - children that read files begin with them
    return _tallies.of(number)
