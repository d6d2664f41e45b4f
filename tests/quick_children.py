"""Children that begin at once: what they all import is imported once a run, in a process they are forked from.

Begun as the product begins them, each works for a second before it reads anything, and the tests begin hundreds.
What is given to them and comes back, their limits, their ends and their environment are the same. Tests marked
`real_children` have children as the product has them.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable
from multiprocessing import forkserver
from multiprocessing.context import BaseContext, ForkServerContext, ForkServerProcess
from tempfile import TemporaryDirectory
from typing import Any
from unittest import mock

_IMPORTED = [
    "ingest.in_child",
    "ingest.children",
    "ingest.sandbox",
    "ingest.artist",
    "ingest.errands",
    "ingest.fetching",
    "ingest.listings",
    "tests.kept_ocr",
    __name__,
]

KEPT_OCR = "PASAJE_TESTS_OCR"
"""The variable of the environment that says where `kept_ocr.py` keeps what it keeps."""

_get_context: Callable[[str | None], BaseContext] = multiprocessing.get_context


class _Process(ForkServerProcess):
    """Has the environment of who begins it, and not that of long ago, when the first was begun."""

    _environment: dict[str, str]

    def start(self) -> None:
        # They import what is imported here, wherever a test has gone to.
        with mock.patch.dict(os.environ, {"PYTHONPATH": os.pathsep.join(sys.path)}):
            forkserver.ensure_running()
        self._environment = dict(os.environ)
        super().start()

    def _bootstrap(self, *arguments: Any, **named: Any) -> int:
        os.environ.clear()
        os.environ.update(self._environment)
        code: int = super()._bootstrap(*arguments, **named)  # type: ignore[misc]
        return code


class _Context(ForkServerContext):
    Process = _Process


class QuickChildren:
    """Where a child is to be spawned it is forked, as long as that is wanted."""

    def __init__(self) -> None:
        self.are_wanted = True
        self._kept_ocr: TemporaryDirectory[str] | None = None
        self._context = _Context()
        self._owner = os.getpid()

    def keep_ocr(self) -> None:
        """Make the folder of `kept_ocr.py`, for as long as this process lives; one is enough for a run."""
        if KEPT_OCR not in os.environ:
            self._kept_ocr = TemporaryDirectory(prefix="pasaje-tests-ocr-")
            os.environ[KEPT_OCR] = self._kept_ocr.name

    def context(self, method: str | None = None) -> BaseContext:
        """Stand in for `multiprocessing.get_context`."""
        # What a test forked itself has no say over the process that children are forked from.
        is_ours = method == "spawn" and self.are_wanted and os.getpid() == self._owner
        return self._context if is_ours else _get_context(method)


def begin_quickly() -> QuickChildren:
    """Fork children from now on; gives what says whether."""
    quick = QuickChildren()
    quick.keep_ocr()
    multiprocessing.set_forkserver_preload(_IMPORTED)
    multiprocessing.get_context = quick.context  # type: ignore[assignment]
    return quick
