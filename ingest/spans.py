"""Pages of one file read by several children: spans of it, each claimed by who reads it.

Rule: who makes all of the file, its owner, reads from the first page on; helpers read from the last span back, so
that what they have claimed is its end. What they do not hand over the owner reads itself: how a file reads hangs
neither on how many they are, nor on what becomes of them. All share the time that a file has; where that is up,
other pages may be left out than one child alone would leave.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from ingest.laid_by import hand_over, take_up
from ingest.ocr_need import Ocr
from ingest.pace import Pace
from ingest.pdf_text import open_pdf
from ingest.raw_lines import RawLines, raw_page

SPAN_PAGES = 8
"""The owner waits for a span that a helper has begun: a short one is soon done, a long one is seldom written."""

_POLL_SECONDS = 0.005


class Owned:
    """The pages that the owner of a file need not read, asked for in their order: those that helpers have read.

    `folder` is where spans are claimed, there from when a helper is sent for on; `is_helped` tells whether what is
    claimed may still come.
    """

    def __init__(self, folder: Path, is_helped: Callable[[], bool]) -> None:
        self._folder, self._is_helped = folder, is_helped
        self._handed_over: dict[int, RawLines] = {}

    def get(self, number: int) -> RawLines | None:
        """Give a page (1-based), or nothing: then it is to be read."""
        span, place = divmod(number - 1, SPAN_PAGES)
        if place == 0:
            self._handed_over = {} if self._is_ours(span) else self._awaited(span)
        return self._handed_over.pop(number, None)

    def _is_ours(self, span: int) -> bool:
        try:
            return _claim(self._folder, span)
        except OSError:  # nobody was sent for, or there is no room to claim anything
            return True

    def _awaited(self, span: int) -> dict[int, RawLines]:
        pages = _handed_over(self._folder, span)
        while self._is_helped() and not pages.exists():
            time.sleep(_POLL_SECONDS)
        return take_up(pages)


def read_back(path: Path, folder: Path, pace: Pace, ocr: Ocr) -> None:
    """Read spans that nobody has claimed for the owner of a file, from the last on back, and hand each over.

    It ends where the owner is, and when it is no longer wanted. Raises: as `open_pdf`, and OSError where nothing
    can be claimed, as when the owner has done.
    """
    with open_pdf(path) as document:
        count, done = len(document), 0
        pace.page_done(done, count)
        for span in range((count - 1) // SPAN_PAGES, -1, -1):
            first, last = span * SPAN_PAGES + 1, min(count, (span + 1) * SPAN_PAGES)
            if first <= pace.reached + 1:
                return
            if not _claim(folder, span):
                continue
            pages = []
            for number in range(first, last + 1):
                if not pace.is_wanted:
                    return
                pages.append(raw_page(document, number, pace.may_read, ocr))
                done += 1
                pace.page_done(done, count)
            if not hand_over(pages, _handed_over(folder, span)):
                return  # there is no room for more either


def _claim(folder: Path, span: int) -> bool:
    """Claim a span; false where it is another's. Raises: OSError where nothing can be claimed."""
    try:
        (folder / f"{span}.claimed").touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


def _handed_over(folder: Path, span: int) -> Path:
    return folder / f"{span}.pages"
