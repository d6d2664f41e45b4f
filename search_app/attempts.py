"""What could not be made of an original, remembered so that a hostile page costs its time once.

Rule: what fails by its own fault is not tried again; what took too long is, for the machine may have been busy:
after some minutes, then after twice as long each time.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress

from archive.derived import Derived
from ingest.errors import OriginalUnreadable, PageSlow, PageUnreadable

FIRST_SECONDS = 5 * 60
"""A machine that is busy with files being added is so for minutes."""

LONGEST_SECONDS = 24 * 3600
"""A page that is always slow costs its time once a day."""

NOTHING = b""
"""What is kept for something that cannot be made."""


def attempt(derived: Derived, sha256: str, name: str, make: Callable[[], bytes]) -> bytes:
    """Make something of an original; nothing where it cannot be, at once where that is known."""
    if is_given_up(derived, sha256, name):
        return NOTHING
    try:
        return make()
    except PageSlow:
        _put_off(derived, sha256, name)
    except (PageUnreadable, OriginalUnreadable):
        _keep(derived, sha256, name, NOTHING)
    return NOTHING


def is_given_up(derived: Derived, sha256: str, name: str) -> bool:
    """Tell whether it is known that something cannot be made, or not yet again."""
    if derived.length(sha256, name) == 0:
        return True
    until, _ = _waiting(derived, sha256, name)
    return time.time() < until


def _put_off(derived: Derived, sha256: str, name: str) -> None:
    _, waited = _waiting(derived, sha256, name)
    seconds = min(2 * waited, LONGEST_SECONDS) or FIRST_SECONDS
    _keep(derived, sha256, _later(name), f"{time.time() + seconds:.0f} {seconds}".encode())


def _waiting(derived: Derived, sha256: str, name: str) -> tuple[int, int]:
    """Give until when to wait, in seconds since 1970, and how long that is in all; zeros where nothing waits."""
    until, _, seconds = (derived.find(sha256, _later(name)) or b"0 0").partition(b" ")
    return int(until), int(seconds)


def _keep(derived: Derived, sha256: str, name: str, data: bytes) -> None:
    with suppress(OSError):  # a full disk costs the time to try it again
        derived.put(sha256, name, data)


def _later(name: str) -> str:
    return f"{name}.later"
