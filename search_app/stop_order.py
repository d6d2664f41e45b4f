"""The order to stop who serves or watches, by SIGINT or SIGTERM: noted, and heard at its next step.

Rule: it is no exception that comes at any moment. That would be lost where Python drops what is raised, as after a
fork, and could cut the start of a process in two.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager

from search_app.bell import Bell


class StopOrder:
    """Whether the order was given; `bell` can be waited for."""

    def __init__(self) -> None:
        self.is_given = False
        self.bell = Bell()
        self._process = os.getpid()
        self._breaks_off = False

    def listen(self) -> None:
        """Take the order from now on."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._take)

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """Have the order break off what is done within, by KeyboardInterrupt: work that may take minutes."""
        self._breaks_off = True
        try:
            if self.is_given:
                raise KeyboardInterrupt
            yield
        finally:
            self._breaks_off = False

    def _take(self, number: int, _frame: object) -> None:
        if os.getpid() != self._process:  # a child that has not yet said how it stops
            signal.signal(number, signal.SIG_DFL)
            os.kill(os.getpid(), number)
            return
        self.is_given = True
        self.bell.ring()
        if self._breaks_off:
            raise KeyboardInterrupt
