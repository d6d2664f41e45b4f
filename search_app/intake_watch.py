"""Watches over the process that reads received files: starts it when some wait, and again when it was ended.

Rule: lives in the process that answers nobody, never waits, and leaves nothing open. A file that has ended the
reader three times is given up, and the others go on.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import time
from collections import Counter
from collections.abc import Callable, Sequence
from multiprocessing.process import BaseProcess
from typing import Any

from search_app import wiring
from search_app.bell import Bell
from search_app.settings import Settings

MOST_DEATHS = 3
"""Of the reader, before a file is given up: one may be the machine's doing, two a coincidence."""

_PAUSE_SECONDS = 1.0
"""Before a reader that was ended is started again."""

_fork = multiprocessing.get_context("fork")
_log = logging.getLogger(__name__)


class IntakeWatch:
    """Knows the process that reads, and which files it had in hand when it was ended."""

    def __init__(self, settings: Settings, bell: Bell) -> None:
        self._settings, self._bell = settings, bell
        self._deaths: Counter[int] = Counter()
        self._not_before = 0.0
        self.process: BaseProcess | None = None

    def heard(self) -> Sequence[Any]:
        """Give what may be waited for: files received, and the end of the reader."""
        return [self._bell.fileno(), *([self.process.sentinel] if self.process else ())]

    def look(self, forget: Callable[[], None]) -> None:
        """See to it that what waits is read; `forget` is called in the reader, for what is not its own."""
        self._bell.silence()
        if self.process is not None and self.process.is_alive():
            return
        if self.process is not None:
            self._take_leave(self.process.exitcode)
            self.process = None
        if time.monotonic() >= self._not_before and wiring.count_waiting(self._settings):
            self._start(forget)

    def _take_leave(self, code: int | None) -> None:
        if code == 0:
            self._deaths.clear()
            return
        in_hand = wiring.in_hand(self._settings)
        self._deaths.update(in_hand)
        self._not_before = time.monotonic() + _PAUSE_SECONDS
        _log.error("The process that reads received files ended with code %s; another is started.", code)

    def _start(self, forget: Callable[[], None]) -> None:
        given_up = {row for row, deaths in self._deaths.items() if deaths >= MOST_DEATHS}
        self.process = _fork.Process(
            target=_read,
            args=(self._settings, os.getpid(), given_up, forget),
            kwargs={"is_careful": bool(self._deaths)},
        )
        self.process.start()


def _read(
    settings: Settings,
    parent: int,
    given_up: set[int],
    forget: Callable[[], None],
    *,
    is_careful: bool,
) -> None:
    forget()
    # Here and not above: only who reads bears the weight of the libraries that do.
    from search_app import intake_worker  # noqa: PLC0415

    intake_worker.run(settings, parent, given_up, is_careful=is_careful)
