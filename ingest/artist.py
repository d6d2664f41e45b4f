"""Draw and copy pages in a child process that can be killed, one page after the other.

Rule: a page that takes too long, or too much memory, or breaks a library, costs its own image and a new child.
"""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError, Future
from concurrent.futures import TimeoutError as WallTimeout
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.util import Finalize
from pathlib import Path
from typing import TypeVar, cast

from pebble import ProcessExpired, ProcessPool

from ingest.errors import DrawingStopped, IngestError, PageSlow, PageUnreadable
from ingest.highlights import MarkedPage, Origin
from ingest.limits import KILLED_BY_LIMIT, Limits, allow, confine
from ingest.marked_copy import copy_pages
from ingest.marked_images import draw_marked_page
from ingest.page_images import PageImage, draw_page

DRAWING_LIMITS = Limits(memory_bytes=700_000_000, cpu_seconds=10, wall_seconds=15)
"""Nobody waits longer for a page; the image itself takes 100 MB at the most."""

_PAGES_A_CHILD = 500
"""A child that drew many pages gives its memory back."""

_BEFORE_CHILDREN_ARE_JOINED = 100
"""What ends a process joins its children first of all, and would wait for ours for ever."""

Made = TypeVar("Made")


class Artist:
    """Draws pages for the threads of one process; its child starts with the first page, or when told to."""

    def __init__(self, limits: Limits = DRAWING_LIMITS) -> None:
        self._limits = limits
        self._lock = threading.Lock()
        self._pool: ProcessPool | None = None
        self._waiting = 0
        self._running: dict[tuple[object, ...], Future[object]] = {}
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

        Raises: PageUnreadable, also when drawing takes too much memory; PageSlow when it takes too much time;
        OriginalUnreadable; DrawingStopped.
        """
        return self._made(number, draw_page, path, number, density)

    def draw_marked(self, path: Path, page: MarkedPage, density: int, *, is_cropped: bool) -> bytes:
        """Draw a page with what is marked on it, as PNG. Raises: as `draw`."""
        return self._made(page.number, _draw_marked, path, page, density, is_cropped)

    def copy(self, path: Path, pages: Sequence[MarkedPage], origin: Origin) -> bytes:
        """Copy pages into a PDF, with what is marked on them. Raises: as `draw`."""
        return self._made(pages[0].number, copy_pages, path, tuple(pages), origin)

    def _made(self, number: int, make: Callable[..., Made], *arguments: object) -> Made:
        with self._lock:
            self._waiting += 1
        try:
            made: Made = self._begun(make, *arguments).result()
        except IngestError:
            raise
        except (WallTimeout, ProcessExpired, MemoryError) as error:
            if self._is_closed:
                raise DrawingStopped from error
            raise _too_much(number, error) from error
        except (CancelledError, BrokenProcessPool, RuntimeError) as error:
            raise DrawingStopped from error
        else:
            return made
        finally:
            with self._lock:
                self._waiting -= 1

    def _begun(self, make: Callable[..., Made], *arguments: object) -> Future[Made]:
        """Begin to make something; whoever asks for the same meanwhile waits for the same."""
        pool = self._opened()
        with self._lock:
            self._running = {key: future for key, future in self._running.items() if not future.done()}
            key = (make, *arguments)
            if key not in self._running:
                self._running[key] = pool.schedule(
                    _make, args=(self._limits.cpu_seconds, *key), timeout=self._limits.wall_seconds
                )
            return cast("Future[Made]", self._running[key])

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


def _make(cpu_seconds: int, make: Callable[..., Made], *arguments: object) -> Made:
    allow(cpu_seconds)
    try:
        return make(*arguments)
    except (IngestError, MemoryError):
        raise
    except Exception as fault:  # whatever a strange file provokes is the page's fault, and stops nobody
        raise PageUnreadable(f"Making it failed ({type(fault).__name__}).") from fault


def _draw_marked(path: Path, page: MarkedPage, density: int, is_cropped: bool) -> bytes:  # noqa: FBT001 - pools pass by place
    return draw_marked_page(path, page, density, is_cropped=is_cropped)


def _too_much(number: int, error: BaseException) -> PageUnreadable:
    """Tell a page that takes too long, which may pass, from one that breaks its child or takes too much memory."""
    is_slow = isinstance(error, WallTimeout) or getattr(error, "exitcode", None) in KILLED_BY_LIMIT
    return (PageSlow if is_slow else PageUnreadable)(f"Page {number} takes too much to be drawn.")
