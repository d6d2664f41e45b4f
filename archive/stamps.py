"""What tells a file, or a folder, from what it was before, without reading it."""

from __future__ import annotations

import os

Stamp = tuple[int, int, int] | None
"""Its number, when it changed and its size; nothing where it is not there."""


def stamp(path: str | os.PathLike[str]) -> Stamp:
    """Look at a file as it is now. Raises: OSError other than that it is not there."""
    try:
        found = os.stat(path)  # noqa: PTH116 - at each request: to make a path takes as long as to look
    except FileNotFoundError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size
