"""How far the children are that read files, in memory that they share with their parent.

Rule: without locks, which a child that is killed could keep: each number has one who writes it at a time.
"""

from __future__ import annotations

from multiprocessing.sharedctypes import RawArray
from typing import Any

_PAGES = 2
"""Numbers of a file: pages that its owner has done, pages in all."""

_OF_EACH = 2
"""Numbers of each helper: pages read, whether it is at work."""


class Tallies:
    """Room for files known by number from 0 on, each with so many helpers at most."""

    def __init__(self, file_count: int, helper_count: int) -> None:
        self._helpers = range(helper_count)
        self._width = _PAGES + _OF_EACH * helper_count
        self._numbers: Any = RawArray("i", max(1, file_count) * self._width)
        self._seconds: Any = RawArray("d", max(1, file_count) * (1 + helper_count))

    def of(self, file_number: int) -> Tally:
        """Give that of a file."""
        at, seconds_at = file_number * self._width, file_number * (1 + len(self._helpers))
        return Tally(self._numbers, at, self._seconds, seconds_at, self._helpers)


class Tally:
    """How far a file is: how many pages its owner has done, and how many its helpers have read ahead of that.

    Children are known by number: helpers from 0 on, the owner as OWNER.
    """

    OWNER = -1

    def __init__(self, numbers: Any, start: int, seconds: Any, seconds_at: int, helpers: range) -> None:
        self._numbers, self._start, self._helpers = numbers, start, helpers
        self._seconds, self._seconds_at = seconds, seconds_at

    def clear(self) -> None:
        """Forget all, before a file is begun or begun again."""
        self.done(0, 0)
        for child in (self.OWNER, *self._helpers):
            self.worked(child, 0.0)
        for helper in self._helpers:
            self.read_ahead(helper, 0)
        self.dismiss()

    def dismiss(self) -> None:
        """Note that no helper need be at work any more."""
        for helper in self._helpers:
            self.gone(helper)

    @property
    def helper_count(self) -> int:
        """How many helpers it may have."""
        return len(self._helpers)

    def done(self, page_count: int, in_all: int) -> None:
        """Note how many pages the owner has done, and how many there are."""
        self._numbers[self._start], self._numbers[self._start + 1] = page_count, in_all

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

    def worked(self, child: int, seconds: float) -> None:
        """Note how many seconds of processor time a child has taken for pages."""
        self._seconds[self._seconds_at + 1 + child] = seconds

    @property
    def seconds(self) -> float:
        """How many seconds of processor time all of them have taken for pages."""
        taken: list[float] = self._seconds[self._seconds_at : self._seconds_at + 1 + len(self._helpers)]
        return sum(taken)

    def sent_for(self, helper: int) -> None:
        """Note that a helper is at work, or is to be."""
        self._numbers[self._of(helper) + 1] = 1

    def gone(self, helper: int) -> None:
        """Note that a helper is at work no more, or need not be."""
        self._numbers[self._of(helper) + 1] = 0

    def is_at_work(self, helper: int) -> bool:
        """Tell whether a helper is to be at work."""
        return bool(self._numbers[self._of(helper) + 1])

    @property
    def is_helped(self) -> bool:
        """Whether a helper is at work, or is to be."""
        return any(map(self.is_at_work, self._helpers))

    def _of(self, helper: int) -> int:
        return self._start + _PAGES + _OF_EACH * helper
