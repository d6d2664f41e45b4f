"""Work that strangers have a hand in, done in a child that is ended when it takes too long or too much.

A name that is looked up for ever, a server that sends a byte a minute, a page made to break its reader: each ends
the child, never the one who waits. One child does one errand after another, for its start is half a second.
"""

from __future__ import annotations

import logging
import multiprocessing
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Any, Self, TypeVar

from ingest.errors import OriginalUnreadable
from ingest.limits import Limits, confine
from ingest.staying import end_with_parent

Said = Callable[[int, int], None]
"""Told (done, in all), in bytes; in all is 0 where it is not known."""

T = TypeVar("T")

_MEMORY_BYTES = 300_000_000
"""Beyond what a child holds before it begins; a page of the largest size takes a third of it to read."""

_START_SECONDS = 60
"""A child begins in one or two; on a machine that does much else in ten."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long an errand may take, and how long nothing may be heard of it, in seconds."""

    total_seconds: float = 900
    """500 MB over a line of 5 Mbit/s take 800 seconds."""

    quiet_seconds: float = 60
    """Longer than any one step may take by itself: each has its own limit, and a sentence of its own."""


class Errands:
    """One child that does what it is told, and is replaced when it had to be ended; closed when done."""

    def __init__(self, patience: Patience | None = None, *, memory_bytes: int = _MEMORY_BYTES) -> None:
        self._patience, self._memory_bytes = patience or Patience(), memory_bytes
        self._lock = threading.RLock()
        self._process: BaseProcess | None = None
        self._line: Connection | None = None

    def run(self, work: Callable[..., T], *arguments: Any, said: Said | None = None) -> T:
        """Have the child call `work(*arguments, said=...)`; `work` is a function of a module.

        Raises: OriginalUnreadable, what `work` raised of that kind, and where it broke or took too long.
        """
        try:
            line = self._begin()
            line.send((work, arguments, self._patience.total_seconds))
            return self._wait(line, said)  # type: ignore[no-any-return]
        except (EOFError, OSError):
            self.close()
            raise OriginalUnreadable("crashed", "Fetching it broke the fetcher: what came is hostile.") from None
        except OriginalUnreadable:
            raise
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """End the child; another thread that waits for it hears that it broke."""
        with self._lock:
            if self._process is not None:
                self._process.kill()
                self._process.join()
            if self._line is not None:
                self._line.close()
            self._process = self._line = None

    def _begin(self) -> Connection:
        with self._lock:
            if self._line is not None and self._process is not None and self._process.is_alive():
                return self._line
            self.close()
            context = multiprocessing.get_context("spawn")  # a fork would copy the parent's locks and connections
            line, end = context.Pipe()
            process = context.Process(target=_serve, args=(end, self._memory_bytes), daemon=True)
            process.start()
            end.close()
            self._process, self._line = process, line
        if line.poll(_START_SECONDS):
            line.recv()  # it has begun: its patience counts from here
        return line

    def _wait(self, line: Connection, said: Said | None) -> Any:
        started = heard = time.monotonic()
        while True:
            end = min(started + self._patience.total_seconds, heard + self._patience.quiet_seconds)
            left = end - time.monotonic()
            if left <= 0 or not line.poll(left):  # one that never stops talking is ended too
                raise self._given_up(started)
            kind, value = line.recv()
            heard = time.monotonic()
            if kind == "done":
                return value
            if kind == "failed":
                raise value
            if said and kind == "said":
                said(*value)

    def _given_up(self, started: float) -> OriginalUnreadable:
        self.close()
        if time.monotonic() - started >= self._patience.total_seconds:
            told = f"It was not here after {self._patience.total_seconds:,.0f} seconds: it was given up."
        else:
            told = f"Next to nothing came for {self._patience.quiet_seconds:,.0f} seconds: it was given up."
        told += " Try again later, or download it yourself and add the file."
        return OriginalUnreadable("unreachable", told)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _serve(line: Connection, memory_bytes: int) -> None:
    """Do errands until nobody asks any more."""
    confine(Limits(memory_bytes=memory_bytes))
    end_with_parent()
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    logging.disable()  # what goes wrong is told as a reason, not in a library's words
    line.send(("said", (0, 0)))
    while True:
        try:
            work, arguments, seconds = line.recv()
        except (EOFError, OSError):  # closed, or reset with something unread in it
            return
        signal.alarm(int(seconds) + 60)  # should the parent be killed, and one call hold up all else here
        try:
            answer = "done", work(*arguments, said=lambda done, whole: line.send(("said", (done, whole))))
        except OriginalUnreadable as unreadable:
            answer = "failed", unreadable
        except MemoryError:
            answer = "failed", OriginalUnreadable("too_large", "It takes too much memory to read.")
        except Exception as fault:  # noqa: BLE001 - whatever a stranger's server provokes must not stop the others
            told = f"Fetching it failed ({type(fault).__name__}: {fault})"[:300]
            answer = "failed", OriginalUnreadable("unreachable", told)
        line.send(answer)
        signal.alarm(0)
