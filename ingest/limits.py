"""What a child may cost, and how it is held to that: by the system, whatever it does.

Rule: memory and processor time are limited here; the time by the clock is the parent's business (`sandbox.py`).
"""

from __future__ import annotations

import logging
import math
import resource
import signal
import time
from dataclasses import dataclass
from pathlib import Path

KILLED_BY_LIMIT = (-signal.SIGXCPU, -signal.SIGKILL)
"""With these a child ends that took too much time, or was ended for the sake of the machine."""

OUT_OF_MEMORY = (-signal.SIGABRT,)
"""pdfium ends its process so when it is given no more memory; what breaks it otherwise ends with other signals."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost. Memory is that of each child that reads it: address space beyond what it had before.

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


OCR_LIMITS = Limits(memory_bytes=500_000_000, cpu_seconds=40, wall_seconds=240)
"""What OCR of a page may cost its child; the program that it runs has limits of its own (`ocr.py`).

Drawn, it takes a tenth of the memory. A page of a newspaper takes 15 seconds by the clock, ten times as long where
the machine does much else: processor time is what is held to, for no page must be lost for others being at work.
"""


def confine(limits: Limits) -> None:
    """Hold this process, a child, to its limits on memory; the parent hears Ctrl-C and stops it.

    What libraries say of strange files goes to nobody: the reading report tells it in our own words.
    """
    for library in ("pypdf", "pypdfium2"):
        logging.getLogger(library).setLevel(logging.CRITICAL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    hold(resource.RLIMIT_AS, _held_bytes() + limits.memory_bytes)
    hold(resource.RLIMIT_CORE, 0)


def hold(kind: int, wished: int) -> None:
    """Set a limit of this process for good, or leave the one that somebody set it that is lower."""
    hard = resource.getrlimit(kind)[1]
    limit = wished if hard == resource.RLIM_INFINITY else min(wished, hard)
    resource.setrlimit(kind, (limit, limit))


def allow(cpu_seconds: int) -> None:
    """Give this process, a child, processor time for one task: the system counts the whole life of a process."""
    limit = int(time.process_time()) + 1 + cpu_seconds
    resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def _held_bytes() -> int:
    """Give the address space of this process: numpy alone reserves gigabytes on a machine of many cores."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[0])
    except OSError:
        return 0  # a system that does not tell, as macOS, does not hold to the limit either
    return pages * resource.getpagesize()
