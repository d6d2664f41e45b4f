"""How long files that are being read may still take, told from how they went while somebody looked.

Rule: nothing is told before enough was seen: some seconds, and some pages.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from typing import NamedTuple

_SEEN_SECONDS = 4.0
_SEEN_PAGES = 3
"""Below either the first pages, which are slow or blank, decide."""

_REMEMBERED = 200
"""Files: no more are read at once, and what is forgotten is seen anew."""


class _Sight(NamedTuple):
    at: float
    pages_done: int


class Pace:
    """What this process has seen of files on their way."""

    def __init__(self) -> None:
        self._first: OrderedDict[int, _Sight] = OrderedDict()
        self._lock = threading.Lock()

    def seconds_left(self, row_id: int, pages_done: int, page_count: int) -> int | None:
        """See how far a file is, and tell how long it takes from here, if that can be told."""
        now = time.monotonic()
        with self._lock:
            first = self._first.get(row_id)
            if first is None or pages_done < first.pages_done:  # another reading of it
                first = self._first[row_id] = _Sight(now, pages_done)
                while len(self._first) > _REMEMBERED:
                    self._first.popitem(last=False)
        pages, seconds = pages_done - first.pages_done, now - first.at
        if pages < _SEEN_PAGES or seconds < _SEEN_SECONDS:
            return None
        return round((page_count - pages_done) * seconds / pages)
