"""Which two versions are being aligned, told by one process to another that outlives it.

Rule: made before the processes part. It is in memory that both have, so that nothing is left when both are gone.
"""

from __future__ import annotations

from multiprocessing.sharedctypes import RawArray

from archive.bitext import Pair

_ROOM_BYTES = 256
"""Ids have ten letters."""


class PairInHand:
    """A note of two versions, or of none."""

    def __init__(self) -> None:
        self._noted = RawArray("c", _ROOM_BYTES)

    def put(self, pair: Pair) -> None:
        """Note that two are begun."""
        self._noted.value = " ".join(pair).encode()

    def clear(self) -> None:
        """Note that none are."""
        self._noted.value = b""

    def find(self) -> Pair | None:
        """Give the two that were begun and not finished, if there are."""
        from_version, _, to_version = self._noted.value.decode().partition(" ")
        return (from_version, to_version) if to_version else None
