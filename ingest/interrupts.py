"""Ctrl-C reaches all processes of a terminal at once; it is for the parent, who ends its children.

Rule: a child ignores Ctrl-C itself (`limits.py`), but only once it has imported what it needs for that, and would
die of it until then, and complain. So it is begun in here.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker


@contextmanager
def kept_from_children() -> Iterator[None]:
    """Have what is begun within, processes and threads, hear no Ctrl-C: it is blocked, and they inherit that.

    The parent hears it in another thread, or when this is over. Unlike a handler, which only the main thread may
    set, it can be done wherever a child is begun.
    """
    resource_tracker.ensure_running()  # it is begun with a first child, and lifts the block when it is
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
