"""One file on its way through the children: read, its pictures by OCR page by page, and read again with these.

Rule: a file is done when nothing of it is left to wait for; one bad page costs itself, and is told.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from typing import Any

from archive import Stage, Warned
from ingest.errors import OriginalUnreadable
from ingest.reading import Reading
from ingest.report import failures_of
from ingest.rescue import Rescue, Spared

Result = Reading | OriginalUnreadable


@dataclass(slots=True)
class FileInHand:
    """A file of which something is being read; `result` is what came of it, once it has.

    `begin` begins to read it, told on which pages OCR failed and why, and what is to be left out; `recognise`
    begins OCR of a page, `outcome` says what a reading came to, and `failure` why OCR of a page failed, if it did;
    `notes` say why there is none; `counted` gives how many pages a reading has done, and how many there are.
    """

    begin: Callable[[Mapping[int, str], Spared], Future[Reading]]
    recognise: Callable[[int], Future[None]]
    outcome: Callable[[Future[Reading]], Result]
    failure: Callable[[Future[None]], str | None]
    notes: Callable[[], tuple[Warned, ...]]
    counted: Callable[[], tuple[int, int]]
    result: Result | None = None
    _reading: Future[Reading] | None = None
    _rescue: Rescue = field(default_factory=Rescue)
    _pages: dict[int, Future[None]] = field(default_factory=dict)
    _failures: dict[int, str] = field(default_factory=dict)
    _without_ocr: Reading | None = None

    @property
    def awaited(self) -> list[Future[Any]]:
        """What must be done before it goes on."""
        return [*self._pages.values()] or ([self._reading] if self._reading else [])

    @property
    def progress(self) -> tuple[int, int]:
        """How many pages are done and how many there are, 0 while that is not known; of OCR while that reads."""
        if self._pages and self._without_ocr:
            count = len(self._without_ocr.pages)
            return count - len(self._pages), count
        return self.counted()

    @property
    def stage(self) -> Stage:
        """What is being done with its pages."""
        return Stage.RECOGNISING if self._pages else Stage.READING

    def go_on(self) -> None:
        """Take what is done, and begin what comes next."""
        if self._reading is None and self.result is None and not self._pages:
            self._begin()
        elif self._pages:
            self._take_pages()
        elif self._reading and self._reading.done():
            self._take_reading(self.outcome(self._reading))

    def _begin(self) -> None:
        self._reading = self.begin(self._failures, self._rescue.spared)

    def _take_pages(self) -> None:
        for number in [number for number, page in self._pages.items() if page.done()]:
            if why := self.failure(self._pages.pop(number)):
                self._failures[number] = why
        if not self._pages:
            self._begin()

    def _take_reading(self, result: Result) -> None:
        self._reading = None
        if self._rescue.goes_on(result, *self.counted()):
            self._begin()
            return
        result = self._rescue.end(result)
        if isinstance(result, OriginalUnreadable):
            self.result = result if self._without_ocr is None else _read_without(self._without_ocr, result)
        elif result.wanting and self._without_ocr is None and not self.notes():
            self._without_ocr = result
            self._pages = {number: self.recognise(number) for number in result.wanting}
        else:
            notes = self.notes() if result.wanting else ()
            self.result = replace(result, warnings=(*result.warnings, *notes))


def _read_without(reading: Reading, fault: OriginalUnreadable) -> Reading:
    """Give what was read of a file before OCR, where it cannot be read with the words of that."""
    told = f"with its words the file could not be read ({fault.reason.message.rstrip('.')})"
    failures = failures_of(dict.fromkeys(reading.wanting, told))
    return replace(reading, warnings=(*reading.warnings, *failures))
