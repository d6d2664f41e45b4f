"""How far a child is with a file, and whether there is time for another page of it.

Rule: a page has its own time, and all pages of a file have theirs, whoever reads them.
"""

from __future__ import annotations

import time

from ingest.limits import Limits, allow
from ingest.rescue import Spared
from ingest.tallies import Tally


class Pace:
    """What a child that reads a file tells of it, and asks."""

    def __init__(self, tally: Tally, child: int, spared: Spared, limits: Limits) -> None:
        self._tally, self._child, self._spared, self._limits = tally, child, spared, limits
        self._began = self._in_all = 0.0

    def page_done(self, done: int, count: int) -> None:
        """Note how many pages this child has done; the next one, or what follows the last, has its own time."""
        if not done:
            self._began, self._in_all = time.process_time(), self._limits.in_all(count)
        if self._child == Tally.OWNER:
            self._tally.done(done, count)
        else:
            self._tally.read_ahead(self._child, done)
        self._tally.worked(self._child, time.process_time() - self._began)
        allow(self._limits.work(done, count))

    def may_read(self, page_number: int) -> bool:
        """Tell whether a page is to be read: it did not end a child before, and the time of the file is not up."""
        return not self._spared.has(page_number) and self._tally.seconds < self._in_all

    @property
    def reached(self) -> int:
        """How many pages the owner of the file has done: it is at the next one."""
        return self._tally.counted[0]

    @property
    def is_wanted(self) -> bool:
        """Whether this child, a helper, is still to read pages for the owner."""
        return self._tally.is_at_work(self._child)
