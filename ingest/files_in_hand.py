"""One file on its way through the children: its pages read, pictures by OCR page by page, then all made of both.

Rule: a file is done when nothing of it is left to wait for; one bad page costs itself, and is told.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from typing import Any

from archive import Stage, Warned
from ingest.errors import OriginalUnreadable
from ingest.ocr_notes import failures_of
from ingest.readings import Reading, Wanting
from ingest.rescue import NOTHING, Rescue, Spared
from ingest.tallies import Tally

Result = Reading | OriginalUnreadable


class OcrUse(Enum):
    """What a try makes of pages that are pictures.

    First they are only counted; then they are read with what OCR says of them; or, where the file cannot be read
    so, without.
    """

    FIRST = auto()
    WITH = auto()
    WITHOUT = auto()


@dataclass(slots=True)
class FileInHand:
    """A file of which something is being read; `result` is what came of it, once it has, and the seconds it took.

    These are of all tries and of OCR, by the clock: of a try that succeeds those of its child, of others since
    they were asked for.

    `begin` begins to read it, told what to make of pictures, on which pages OCR failed and why, and what is to be
    left out; `send_help` has another child, the first, second and so on, read pages ahead of that one; `recognise`
    begins OCR of a page, told the language of the others, `outcome` says what a reading came to, and `failure` why
    OCR of a page failed, if it did; `notes` say why there is none; the tally is what children tell of their pages.
    """

    begin: Callable[[OcrUse, Mapping[int, str], Spared], Future[Reading | Wanting]]
    send_help: Callable[[int], Future[None]]
    recognise: Callable[[int, str | None], Future[None]]
    outcome: Callable[[Future[Reading | Wanting]], Result | Wanting]
    failure: Callable[[Future[None]], str | None]
    notes: Callable[[], tuple[Warned, ...]]
    tally: Tally
    result: Result | None = None
    _use: OcrUse = OcrUse.FIRST
    _reading: Future[Reading | Wanting] | None = None
    _helpers: list[Future[None]] = field(default_factory=list)
    _rescue: Rescue = field(default_factory=Rescue)
    _pages: dict[int, Future[None]] = field(default_factory=dict)
    _failures: dict[int, str] = field(default_factory=dict)
    _wanting: Wanting | None = None
    _before_ocr: Spared = NOTHING
    _fault: OriginalUnreadable | None = None
    _begun_at: float = 0.0
    _seconds: float = 0.0

    @property
    def awaited(self) -> list[Future[Any]]:
        """What must be done before it goes on."""
        return [*self._pages.values()] or ([self._reading] if self._reading else [])

    @property
    def progress(self) -> tuple[int, int]:
        """How many pages are done and how many there are, 0 while that is not known; of OCR while that reads."""
        if self._pages and self._wanting:
            return self._wanting.page_count - len(self._pages), self._wanting.page_count
        done, count = self.tally.counted
        return min(done + self.tally.ahead, count), count

    @property
    def stage(self) -> Stage:
        """What is being done with its pages."""
        return Stage.RECOGNISING if self._pages else Stage.READING

    @property
    def children(self) -> int:
        """How many children are to read its pages, or are at it; those for pictures are not counted."""
        return int(self._reading is not None) + sum(not helper.done() for helper in self._helpers)

    @property
    def helpable(self) -> int:
        """How many pages another child might read ahead: none where one has failed, for a page may be why."""
        is_first = self._reading and self._use is OcrUse.FIRST and self._rescue.first is None
        has_room = len(self._helpers) < self.tally.helper_count and not any(each.done() for each in self._helpers)
        done, count = self.progress
        return count - done if is_first and has_room else 0

    def be_helped(self) -> None:
        """Have another child read pages ahead."""
        self._helpers.append(self.send_help(len(self._helpers)))

    def go_on(self) -> None:
        """Take what is done, and begin what comes next."""
        if self._reading is None and self.result is None and not self._pages:
            self._begin()
        elif self._pages:
            self._take_pages()
        elif self._reading and self._reading.done():
            self._take_reading(self.outcome(self._reading))

    def _begin(self) -> None:
        self._begun_at = time.monotonic()
        self._reading = self.begin(self._use, self._failures, self._rescue.spared)

    def _take_pages(self) -> None:
        for number in [number for number, page in self._pages.items() if page.done()]:
            if why := self.failure(self._pages.pop(number)):
                self._failures[number] = why
        if not self._pages:
            self._seconds += time.monotonic() - self._begun_at
            self._use = OcrUse.WITH
            self._begin()

    def _take_reading(self, result: Result | Wanting) -> None:
        self._reading = None
        self.tally.dismiss()
        is_told = isinstance(result, Reading | Wanting)
        self._seconds += result.seconds if is_told else time.monotonic() - self._begun_at
        if self._rescue.goes_on(result, *self.tally.counted):
            self._begin()
            return
        result = self._rescue.end(result)
        if isinstance(result, Wanting):
            self._wanting, self._before_ocr = result, self._rescue.spared
            self._begun_at = time.monotonic()
            self._pages = {number: self.recognise(number, result.language) for number in result.pages}
        elif isinstance(result, Reading):
            notes = self.notes() if result.wanting else ()
            result = replace(result, warnings=(*result.warnings, *notes), seconds=self._seconds)
            self.result = _without_ocr(result, self._fault) if self._fault else result
        elif self._use is OcrUse.WITH:
            self._use, self._fault, self._failures = OcrUse.WITHOUT, result, {}
            self._rescue = Rescue(spared=self._before_ocr)
            self._begin()
        else:
            self.result = self._fault or result
            self.result.seconds = self._seconds


def _without_ocr(reading: Reading, fault: OriginalUnreadable) -> Reading:
    """Give a reading without OCR as that of a file that cannot be read with its words."""
    told = f"with its words the file could not be read ({fault.reason.message.rstrip('.')})"
    failures = failures_of(dict.fromkeys(reading.wanting, told))
    return replace(reading, warnings=(*reading.warnings, *failures))
