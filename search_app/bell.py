"""A bell between processes: whoever received a file rings, and who watches over the readers need not wait.

Rule: made before the processes part. A ring that is not heard is no loss, for what waits is looked for anyway.
"""

from __future__ import annotations

import os
from contextlib import suppress

_HEARD_AT_ONCE = 4096
"""Rings that are heard as one: a pipe's page."""


class Bell:
    """A pipe whose one end is rung and whose other is waited for."""

    def __init__(self) -> None:
        self._heard, self._rung = os.pipe()
        os.set_blocking(self._heard, False)
        os.set_blocking(self._rung, False)

    def fileno(self) -> int:
        """Give what can be waited for."""
        return self._heard

    def ring(self) -> None:
        """Ring; where it is ringing already nothing happens."""
        with suppress(BlockingIOError):
            os.write(self._rung, b".")

    def silence(self) -> None:
        """Hear all that has rung so far."""
        with suppress(BlockingIOError):
            os.read(self._heard, _HEARD_AT_ONCE)
