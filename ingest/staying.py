"""A child stays as long as its parent does: nobody would take what it makes, nor end it."""

from __future__ import annotations

import multiprocessing
import os
import threading
from multiprocessing.connection import wait

_LEFT_ALONE = 1
"""The exit code of one whose parent has ended; nobody reads it."""


def end_with_parent() -> None:
    """Have this process, a child, end at once when its parent has, killed or not.

    A pipe that both hold open tells: it closes with the parent, whatever ends that. The system could tell too, but
    it goes by the thread that began the child, and pools replace children from threads that end before the parent.
    Our thread sleeps in one call of the system and holds no lock, so a fork beside it is as safe as without it.
    """
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_after, args=(parent.sentinel,), name="stays with parent", daemon=True).start()


def _end_after(sentinel: int) -> None:
    wait([sentinel])
    os._exit(_LEFT_ALONE)  # nothing is to be tidied up: what is written half is a draft
