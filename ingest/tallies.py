"""How far the children are that read files, in memory that they share with their parent.

Rule: without locks, which a child that is killed could keep: each number has one who writes it at a time.
"""

from __future__ import annotations

from multiprocessing.sharedctypes import RawArray
from typing import Any

_OWN, _EACH = 2, 2
"""Numbers of who makes a file, and of each helper."""


class Tallies:
    """Room for files known by number from 0 on, each with so many helpers at most."""

    def __init__(self, file_count: int, helper_count: int) -> None:
        self._helpers = range(helper_count)
        self._numbers: Any = RawArray("i", max(1, file_count) * (_OWN + _EACH * helper_count))

    def of(self, file_number: int) -> Tally:
        """Give that of a file."""
        return Tally(self._numbers, file_number * (_OWN + _EACH * len(self._helpers)), self._helpers)


class Tally:
    """How far a file is: how many pages its owner has done, and how many its helpers have read ahead of that."""

    def __init__(self, numbers: Any, start: int, helpers: range) -> None:
        self._numbers, self._start, self._helpers = numbers, start, helpers

    def done(self, page_count: int, in_all: int) -> None:
        """Note how many pages the owner has done, and how many there are."""
        self._numbers[self._start], self._numbers[self._start + 1] = page_count, in_all

    @property
    def helper_count(self) -> int:
        """How many helpers it may have."""
        return len(self._helpers)

    @property
    def counted(self) -> tuple[int, int]:
        """How many pages the owner has done, and how many there are, 0 while that is not known."""
        return self._numbers[self._start], self._numbers[self._start + 1]

    def read_ahead(self, helper: int, page_count: int) -> None:
        """Note how many pages a helper has read."""
        self._numbers[self._of(helper)] = page_count

    @property
    def ahead(self) -> int:
        """How many pages the helpers have read."""
        return sum(self._numbers[self._of(helper)] for helper in self._helpers)

    def sent_for(self, helper: int) -> None:
        """Note that a helper is at work, or is to be."""
        self._numbers[self._of(helper) + 1] = 1

    def gone(self, helper: int) -> None:
        """Note that a helper is at work no more."""
        self._numbers[self._of(helper) + 1] = 0

    @property
    def is_helped(self) -> bool:
        """Whether a helper is at work, or is to be."""
        return any(self._numbers[self._of(helper) + 1] for helper in self._helpers)

    def _of(self, helper: int) -> int:
        return self._start + _OWN + _EACH * helper
