"""Addresses of the web -> files that lie here for as long as they are added.

Rule: what is fetched lies in a folder of its own beside the archive and is gone when the courier is; what one that
was killed left behind is swept by the next.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
import time
from contextlib import nullcontext, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from ingest.addresses import read_address
from ingest.errands import Errands, Patience, Said
from ingest.errors import OriginalUnreadable
from ingest.fetching import Rules, fetch_file
from ingest.listings import Listing, fetch_listing
from ingest.outcome import Options
from ingest.sources import Brought, Found, Refused, not_come

_PREFIX = "fetching-"
_OLD_SECONDS = 60
"""A folder that was made just now may not be locked yet by who made it."""


class Courier:
    """Fetches one thing after another into a folder that goes with it; closed when done."""

    def __init__(self, beside: Path, rules: Rules | None = None, patience: Patience | None = None) -> None:
        self._rules = rules or Rules()
        self._errands = Errands(patience)
        _sweep(beside)
        self._folder = Path(tempfile.mkdtemp(dir=beside, prefix=_PREFIX))
        self._lock = _lock(self._folder)

    def bring(self, url: str, options: Options | None = None, *, said: Said | None = None) -> Found | Refused:
        """Fetch a file; gives it as a source named by its address, which may say why it did not come.

        What is no address of the web is refused.
        """
        try:
            source = read_address(url).url
        except OriginalUnreadable as error:
            return url, error.reason
        try:
            came = self._errands.run(fetch_file, url, self._folder, self._rules, said=said)
        except OriginalUnreadable as error:
            return not_come(source, error.reason, options)
        brought = Brought(came.path, came.file_name)
        return Found(source, lambda: nullcontext(brought), options)

    def read_listing(self, url: str) -> Listing:
        """Fetch a page and read what it lists. Raises: OriginalUnreadable."""
        return self._errands.run(fetch_listing, url, self._rules)

    def close(self) -> None:
        """Give back what is open, and remove what was fetched."""
        self._errands.close()
        shutil.rmtree(self._folder, ignore_errors=True)
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _lock(folder: Path) -> int | None:
    """Hold a folder as long as this process lives; nothing where somebody holds it."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        return None
    return descriptor


def _sweep(beside: Path) -> None:
    for folder in beside.glob(f"{_PREFIX}*"):
        with suppress(OSError):
            if time.time() - folder.stat().st_mtime < _OLD_SECONDS:
                continue
            if (held := _lock(folder)) is not None:
                shutil.rmtree(folder, ignore_errors=True)
                os.close(held)
