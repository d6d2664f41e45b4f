"""Watches over the process that reads received files: starts it when some wait, and again when it was ended.

It is started too when the program for OCR is there and was not before, for what waits for that, and when language
versions are to be put side by side.

Rule: lives in the process that answers nobody, never waits, and leaves nothing open. A file that has ended the
reader three times is given up, and so are two versions that have; the others go on.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import shutil
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing.process import BaseProcess
from typing import Any

from archive.bitext import Pair
from ingest.ocr_modes import PROGRAM
from search_app import wiring
from search_app.bell import Bell
from search_app.pair_in_hand import PairInHand
from search_app.settings import Settings

MOST_DEATHS = 3
"""Of the reader, before a file is given up: one may be the machine's doing, two a coincidence."""

FAULT = 1
"""The code with which a reader ends that cannot go on, as on a full disk."""

_PAUSE_SECONDS = 1.0
"""Before a reader that was ended is started again."""

_LONGEST_PAUSE_SECONDS = 600.0
"""Before a reader is started that is ended again and again with nothing in hand that could be given up."""

_FAULT_SECONDS = 30.0
"""Before one is started where the last could not go on: somebody has to make room first."""

_END_SECONDS = 3.0
"""For leaving in order. Ended at any moment, it leaves no file half in."""

_fork = multiprocessing.get_context("fork")
_log = logging.getLogger(__name__)


class IntakeWatch:
    """Knows the process that reads, and which files or which two versions it had in hand when it was ended."""

    def __init__(self, settings: Settings, bell: Bell) -> None:
        self._settings, self._bell = settings, bell
        self._deaths: Counter[int | Pair] = Counter()
        self._in_hand = PairInHand()
        self._unexplained_deaths = 0
        self._not_before = 0.0
        self._has_ocr = False
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
            code = self.process.exitcode
            self.end()
            self.process = None
            self._take_leave(code)
        if time.monotonic() >= self._not_before and self._is_work():
            self._start(forget)

    def _is_work(self) -> bool:
        had_ocr, self._has_ocr = self._has_ocr, shutil.which(PROGRAM) is not None
        if self._has_ocr and not had_ocr:
            return wiring.has_archive(self._settings)  # whether any waits for it, who is started finds out
        return wiring.has_work(self._settings)

    def stop(self) -> None:
        """Tell the reader to stop; `end` sees to it that it does."""
        if self.process is not None:
            self.process.terminate()

    def end(self) -> None:
        """Wait a moment for the reader to end, and end it and all who read for it: what is not read waits."""
        if self.process is not None and self.process.pid is not None:
            self.process.join(_END_SECONDS)
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)

    def _take_leave(self, code: int | None) -> None:
        if code == 0:
            self._deaths.clear()
            self._unexplained_deaths = 0
        elif code == FAULT:  # it has said why, and no file is to blame for a full disk
            self._not_before = time.monotonic() + _FAULT_SECONDS
        else:
            pair = self._in_hand.find()
            blamed = [pair] if pair else list(wiring.in_hand(self._settings))
            self._deaths.update(blamed)
            self._unexplained_deaths = 0 if blamed else self._unexplained_deaths + 1
            pause = _PAUSE_SECONDS * 2 ** min(self._unexplained_deaths, 10)
            self._not_before = time.monotonic() + min(pause, _LONGEST_PAUSE_SECONDS)
            _log.error("The process that reads received files ended with code %s; another is started.", code)

    def _start(self, forget: Callable[[], None]) -> None:
        given_up = {row for row, deaths in self._deaths.items() if deaths >= MOST_DEATHS}
        self._in_hand.clear()
        self.process = _fork.Process(
            target=_read,
            args=(self._settings, os.getpid(), given_up, self._in_hand, forget),
            kwargs={"is_careful": bool(self._deaths)},
        )
        self.process.start()


def _read(
    settings: Settings,
    parent: int,
    given_up: set[int | Pair],
    in_hand: PairInHand,
    forget: Callable[[], None],
    *,
    is_careful: bool,
) -> None:
    os.setpgid(0, 0)  # with those who read for it, so that none of them is left when it is ended
    signal.signal(signal.SIGTERM, _leave)
    forget()
    # Here and not above: only who reads bears the weight of the libraries that do.
    from search_app import intake_worker  # noqa: PLC0415 - as above

    try:
        intake_worker.run(settings, parent, given_up, in_hand, is_careful=is_careful)
    except Exception as fault:  # noqa: BLE001 - whatever it is, it is told in a line and tried again
        _log.error("Received files cannot be read just now: %s", " ".join(str(fault).split()))
        sys.exit(FAULT)


def _leave(*_signal: object) -> None:
    sys.exit(0)  # by an exception: those who read for it are sent home on the way out
