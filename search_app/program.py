"""This program as it lies on the disk: what it made may be another's after a change of it."""

from __future__ import annotations

import hashlib
import os
from functools import cache
from pathlib import Path

_ROOT = Path(__file__).parents[1]
_PACKAGES = ("archive", "index", "ingest", "search_app")
_KINDS = (".py", ".html", ".mo", ".css", ".js", ".tsv")


@cache
def program_state() -> str:
    """Tell this program from what it was before, as hexadecimal digits; looked at once a process."""
    told = sorted(
        (entry.path, entry.stat().st_mtime_ns)
        for package in _PACKAGES
        for folder, _, _ in os.walk(_ROOT / package)
        for entry in os.scandir(folder)
        if entry.name.endswith(_KINDS)
    )
    return hashlib.sha256(repr(told).encode()).hexdigest()
