"""What is tried after a file ended its child: the same file without the page, or the structure, that did it.

Rule: one bad page never costs the others. Pages are read in order and counted as they are done, so that the page
at which a child ended is known; it is left out of the next try, and said to be.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from typing import TypeVar

from ingest.errors import OriginalUnreadable

_OF_THE_CHILD = ("crashed", "timed_out", "out_of_memory")
"""Reasons that a page can be to blame for; the others are of the file as a whole."""

_PATIENCE_SECONDS = 15.0
_PATIENCE_A_PAGE = 0.1
"""So long a file is tried again page by page after its first failure: a child takes a second to start and end."""


@dataclass(frozen=True, slots=True)
class Spared:
    """What a try leaves out, because it ended the one before: pages, all from a page on, the structure."""

    pages: frozenset[int] = frozenset()
    from_page: int | None = None
    structure: bool = False

    def has(self, page_number: int) -> bool:
        """Tell whether a page is left out."""
        return page_number in self.pages or (self.from_page is not None and page_number >= self.from_page)

    def has_all(self, page_count: int) -> bool:
        """Tell whether no page is left."""
        return all(self.has(number) for number in range(1, page_count + 1))


NOTHING = Spared()

Result = TypeVar("Result")


@dataclass(slots=True)
class Rescue:
    """The tries of one file. `first` is the failure that began it: the reason to give where nothing helps."""

    first: OriginalUnreadable | None = None
    spared: Spared = NOTHING
    _until: float = field(default=0.0)

    def goes_on(self, result: object, pages_done: int, page_count: int) -> bool:
        """Tell whether another try is worth it after this result, and set what it leaves out."""
        if not isinstance(result, OriginalUnreadable) or result.reason.code not in _OF_THE_CHILD:
            return False
        if self.first is None:
            self.first = result
            self._until = time.monotonic() + _PATIENCE_SECONDS + _PATIENCE_A_PAGE * page_count
        following = self._following(pages_done, page_count, result.reason.code)
        if following is None or following == self.spared or following.has_all(page_count):
            return False
        self.spared = following
        return True

    def end(self, result: Result | OriginalUnreadable) -> Result | OriginalUnreadable:
        """Give what came of the file: what was read at last, or why it could not be read at first."""
        return self.first if self.first and isinstance(result, OriginalUnreadable) else result

    def _following(self, pages_done: int, page_count: int, code: str) -> Spared | None:
        if pages_done >= page_count:  # nothing was opened, or all pages were read and what followed failed
            is_structure = page_count and code != "timed_out"  # that has a time of its own
            return replace(self.spared, structure=True) if is_structure else None
        if self.spared.from_page is not None:
            return None
        if time.monotonic() < self._until:
            return replace(self.spared, pages=self.spared.pages | {pages_done + 1})
        return replace(self.spared, from_page=pages_done + 1)
