"""Work that strangers have a hand in, or that is long, done in a child that is ended when it takes too much.

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
from ingest.interrupts import kept_from_children
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


@dataclass(frozen=True, slots=True)
class Wording:
    """What is said of an errand that came to nothing, here of one that fetches something."""

    broke: str = "Fetching it broke the fetcher: what came is hostile."
    failed: str = "Fetching it failed ({fault})"
    late: str = "It was not here after {seconds:,.0f} seconds: it was given up."
    silent: str = "Next to nothing came for {seconds:,.0f} seconds: it was given up."
    advice: str = " Try again later, or download it yourself and add the file."
    """What to do where it was given up."""


class Errands:
    """One child that does what it is told, and is replaced when it had to be ended; closed for good when done."""

    def __init__(
        self,
        patience: Patience | None = None,
        wording: Wording | None = None,
        *,
        memory_bytes: int = _MEMORY_BYTES,
    ) -> None:
        self._patience, self._wording = patience or Patience(), wording or Wording()
        self._memory_bytes = memory_bytes
        self._lock = threading.RLock()
        self._is_closed = False
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
            self._end()
            raise OriginalUnreadable("crashed", self._wording.broke) from None
        except OriginalUnreadable:
            raise
        except BaseException:
            self._end()
            raise

    def close(self) -> None:
        """End the child, and begin none any more; a thread that waits for it, or asks now, hears that it broke."""
        with self._lock:
            self._is_closed = True
            self._end()

    def _end(self) -> None:
        with self._lock:
            if self._process is not None:
                self._process.kill()
                self._process.join()
            if self._line is not None:
                self._line.close()
            self._process = self._line = None

    def _begin(self) -> Connection:
        with self._lock:
            if self._is_closed:
                raise EOFError
            if self._line is not None and self._process is not None and self._process.is_alive():
                return self._line
            self._end()
            context = multiprocessing.get_context("spawn")  # a fork would copy the parent's locks and connections
            line, end = context.Pipe()
            process = context.Process(target=_serve, args=(end, self._memory_bytes), daemon=True)
            with kept_from_children():
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
            if kind == "fault":
                raise OriginalUnreadable("unreachable", self._wording.failed.format(fault=value)[:300])
            if said and kind == "said":
                said(*value)

    def _given_up(self, started: float) -> OriginalUnreadable:
        self._end()
        if time.monotonic() - started >= self._patience.total_seconds:
            told = self._wording.late.format(seconds=self._patience.total_seconds)
        else:
            told = self._wording.silent.format(seconds=self._patience.quiet_seconds)
        return OriginalUnreadable("unreachable", told + self._wording.advice)

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
        answer: tuple[str, Any]
        try:
            answer = "done", work(*arguments, said=lambda done, whole: line.send(("said", (done, whole))))
        except OriginalUnreadable as unreadable:
            answer = "failed", unreadable
        except MemoryError:
            answer = "failed", OriginalUnreadable("too_large", "It takes too much memory to read.")
        except Exception as fault:  # noqa: BLE001 - whatever a stranger's server provokes must not stop the others
            answer = "fault", f"{type(fault).__name__}: {fault}"[:300]
        line.send(answer)
        signal.alarm(0)
