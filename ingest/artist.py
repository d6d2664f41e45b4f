"""Draw pages in a child process that can be killed, one page after the other.

Rule: a page that takes too long, or too much memory, or breaks pdfium, costs its own image and a new child.
"""

from __future__ import annotations

import multiprocessing
import threading
from concurrent.futures import CancelledError
from concurrent.futures import TimeoutError as WallTimeout
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.util import Finalize
from pathlib import Path

from pebble import ProcessExpired, ProcessPool

from ingest.errors import DrawingStopped, IngestError, PageUnreadable
from ingest.page_images import PageImage, draw_page
from ingest.sandbox import Limits, allow, confine

DRAWING_LIMITS = Limits(memory_bytes=700_000_000, cpu_seconds=10, wall_seconds=15)
"""Nobody waits longer for a page; the image itself takes 100 MB at the most."""

_PAGES_A_CHILD = 500
"""A child that drew many pages gives its memory back."""


_BEFORE_CHILDREN_ARE_JOINED = 100

_TOO_MUCH = (WallTimeout, ProcessExpired, MemoryError)


class Artist:
    """Draws pages for the threads of one process; its child starts with the first page, or when told to."""

    def __init__(self, limits: Limits = DRAWING_LIMITS) -> None:
        self._limits = limits
        self._lock = threading.Lock()
        self._pool: ProcessPool | None = None
        self._waiting = 0
        self._is_closed = False

    def begin(self) -> None:
        """Start the child ahead of the first page: it takes half a second."""
        self._opened().schedule(_nothing)

    @property
    def is_busy(self) -> bool:
        """Whether somebody waits for a page."""
        return self._waiting > 0

    def draw(self, path: Path, number: int, density: float) -> PageImage:
        """Draw a page of a file (1-based).

        Raises: PageUnreadable, also when drawing breaks a limit; OriginalUnreadable; DrawingStopped.
        """
        with self._lock:
            self._waiting += 1
        try:
            future = self._opened().schedule(
                _draw, args=(path, number, density, self._limits.cpu_seconds), timeout=self._limits.wall_seconds
            )
            return future.result()
        except IngestError:
            raise
        except _TOO_MUCH as error:
            if self._is_closed:
                raise DrawingStopped from error
            raise PageUnreadable(f"Page {number} takes too much to be drawn.") from error
        except (CancelledError, BrokenProcessPool, RuntimeError) as error:
            raise DrawingStopped from error
        finally:
            with self._lock:
                self._waiting -= 1

    def close(self) -> None:
        """End the child."""
        with self._lock:
            self._is_closed = True
            if self._pool is not None:
                self._pool.stop()  # type: ignore[no-untyped-call]
                self._pool.join()
                self._pool = None

    def _opened(self) -> ProcessPool:
        with self._lock:
            if self._is_closed:
                raise DrawingStopped
            if self._pool is None or not self._pool.active:
                self._pool = ProcessPool(
                    max_workers=1,
                    max_tasks=_PAGES_A_CHILD,
                    context=multiprocessing.get_context("spawn"),  # a fork would copy locks and connections
                    initializer=confine,
                    initargs=(self._limits,),
                )
                # A process that ends waits for its children, and this one waits for pages: it is sent home first.
                Finalize(None, self.close, exitpriority=_BEFORE_CHILDREN_ARE_JOINED)
            return self._pool


def _nothing() -> None:
    """Do nothing, in a child that has everything imported then."""


def _draw(path: Path, number: int, density: float, cpu_seconds: int) -> PageImage:
    allow(cpu_seconds)
    return draw_page(path, number, density)
