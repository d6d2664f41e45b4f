"""Run the reading of PDFs in child processes that can be killed: hostile files end a child, never the pipeline.

Rule: what comes of files is given in their order, whichever is done first; what is read early waits within bounds.
"""

from __future__ import annotations

import multiprocessing
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, wait
from contextlib import ExitStack, contextmanager, nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory

from archive import Stage
from ingest.children import Children, end_stragglers
from ingest.errors import OriginalUnreadable
from ingest.files_in_hand import FileInHand
from ingest.limits import Limits
from ingest.readings import Reading
from ingest.tasks import Task

_POLL_SECONDS = 0.1
_AHEAD = 8
"""Files a worker may be ahead of the one whose turn it is: what is read early waits in memory."""

_IN_HAND = 2
"""Files a worker has begun: one that it reads, and the next."""

_HELD_CHARACTERS = 10_000_000
"""So much of what is read early may wait before no more is begun: half a gigabyte with all boxes."""

Advance = Callable[[int, int, int, Stage], None]
"""Told (task number, pages done, pages in all, whether they are read or recognised by OCR)."""


def read_all(
    tasks: Sequence[Task], *, workers: int, limits: Limits, advance: Advance, laid_by: Path | None = None
) -> Iterator[tuple[int, Reading | OriginalUnreadable]]:
    """Read files in up to `workers` children; gives (task number, what came of it), in the order of the tasks.

    The order is part of the result: ids and editions must not hang on which child is done first. What is read
    before its turn waits, within bounds. Pages that are pictures are read by OCR in as many other children, which
    are begun when there is a page for them.

    `laid_by` is a folder for what is half done, made when it is needed and gone at the end; where this process may
    be killed, whoever comes next is to know it.
    """
    with ExitStack() as begun:
        folder = begun.enter_context(_folder(laid_by))
        begun.callback(end_stragglers, set(multiprocessing.active_children()))
        children = Children(tasks, workers, limits, folder, begun)
        running: dict[int, FileInHand] = {}
        begun_count = 0
        try:
            for number in range(len(tasks)):
                while (result := running[number].result if number in running else None) is None:
                    while begun_count < len(tasks) and _has_room(running, workers):
                        running[begun_count] = children.file(begun_count)
                        begun_count += 1
                    for each in running.values():
                        each.go_on()
                    children.share(running.values())
                    wait(running[number].awaited, timeout=_POLL_SECONDS, return_when=FIRST_COMPLETED)
                    _tell(running, advance)
                del running[number]
                yield number, result
        except BaseException:
            children.stop()
            raise


@contextmanager
def _folder(laid_by: Path | None) -> Iterator[Path]:
    """Give a folder, made or not, that is gone afterwards."""
    with nullcontext(laid_by) if laid_by else TemporaryDirectory(prefix="pasaje-") as folder:
        try:
            yield Path(folder)
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def _has_room(running: Mapping[int, FileInHand], workers: int) -> bool:
    """Tell whether another file may be begun: children have work, and what is read early stays within bounds."""
    results = [each.result for each in running.values()]
    if not results:
        return True
    in_hand, held = results.count(None), sum(map(_length, results))
    return len(results) < _AHEAD * workers and in_hand < _IN_HAND * workers and held < _HELD_CHARACTERS


def _length(result: Reading | OriginalUnreadable | None) -> int:
    return sum(len(page.text) for page in result.pages) if isinstance(result, Reading) else 0


def _tell(running: Mapping[int, FileInHand], advance: Advance) -> None:
    for number, each in running.items():
        done, count = each.progress
        if count:
            advance(number, done, count, each.stage)
