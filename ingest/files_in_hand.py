"""One file on its way through the children: read, its pictures by OCR page by page, and read again with these.

Rule: a file is done when nothing of it is left to wait for; one bad page costs itself, and is told.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from typing import Any

from archive import Warned
from ingest.errors import OriginalUnreadable
from ingest.reading import Reading

Result = Reading | OriginalUnreadable


@dataclass(slots=True)
class FileInHand:
    """A file of which something is being read; `result` is what came of it, once it has.

    `begin` begins to read it, told on which pages OCR failed and why; `recognise` begins OCR of a page, `outcome`
    says what a reading came to, and `failure` why OCR of a page failed, if it did; `notes` say why there is none.
    """

    begin: Callable[[dict[int, str]], Future[Reading]]
    recognise: Callable[[int], Future[None]]
    outcome: Callable[[Future[Reading]], Result]
    failure: Callable[[Future[None]], str | None]
    notes: Callable[[], tuple[Warned, ...]]
    result: Result | None = None
    page_count: int = 0
    _reading: Future[Reading] | None = None
    _pages: dict[int, Future[None]] = field(default_factory=dict)
    _failures: dict[int, str] = field(default_factory=dict)
    _was_recognised: bool = False

    @property
    def awaited(self) -> list[Future[Any]]:
        """What must be done before it goes on."""
        return [*self._pages.values()] or ([self._reading] if self._reading else [])

    @property
    def pages_left(self) -> int | None:
        """How many pages OCR has still to read; nothing before and after."""
        return len(self._pages) or None

    def go_on(self) -> None:
        """Take what is done, and begin what comes next."""
        if self._reading is None and self.result is None and not self._pages:
            self._reading = self.begin(self._failures)
        elif self._pages:
            self._take_pages()
        elif self._reading and self._reading.done():
            self._take_reading(self.outcome(self._reading))

    def _take_pages(self) -> None:
        for number in [number for number, page in self._pages.items() if page.done()]:
            if why := self.failure(self._pages.pop(number)):
                self._failures[number] = why
        if not self._pages:
            self._reading = self.begin(self._failures)

    def _take_reading(self, result: Result) -> None:
        self._reading = None
        if isinstance(result, Reading) and result.wanting:
            notes = self.notes()
            if not notes and not self._was_recognised:
                self._was_recognised = True
                self.page_count = len(result.pages)
                self._pages = {number: self.recognise(number) for number in result.wanting}
                return
            result = replace(result, warnings=(*result.warnings, *notes))
        self.result = result
