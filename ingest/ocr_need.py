"""Which pages OCR is to read, and what a page becomes by what it read.

Rule: what the file says of a page is left where OCR has nothing better: its letters are the author's own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from archive import PageState
from ingest.legibility import is_rubbish, legibility
from ingest.ocr_modes import OcrMode
from ingest.ocr_runs import runs_of_words
from ingest.pdf_text import RawPage
from ingest.recognised import Recognised
from ingest.turning import turn, turned_size

WHOLE_PAGE = 0.9
"""A picture that covers so much of a page is a scan of it."""

_UNREAD = (PageState.NEEDS_OCR, PageState.GARBLED)

_CLEARLY_BETTER = 0.08
"""What OCR read must be so much more legible than the text under a scan to take its place."""

_LEGIBLE = 0.7
"""And so legible at the least: of a script that it does not know it reads rubbish too."""


def _nothing_read(page_number: int) -> None:
    """Say of every page that OCR has not read it."""


@dataclass(frozen=True, slots=True)
class Ocr:
    """What is asked of OCR in the reading of a file, what it has read of which page, and where it failed."""

    mode: OcrMode = OcrMode.AUTO
    find: Callable[[int], Recognised | None] = _nothing_read
    failures: Mapping[int, str] = field(default_factory=dict)


def wants_ocr(page: RawPage, state: PageState, mode: OcrMode) -> bool:
    """Tell whether OCR should read a page; with `never`, whether it should if it might."""
    if state in _UNREAD:
        return True
    if state is not PageState.TEXT or page.image_share < WHOLE_PAGE:
        return False
    return mode is OcrMode.ALWAYS or is_rubbish(_text(page))


def with_recognised(
    page: RawPage, state: PageState, mode: OcrMode, found: Recognised
) -> tuple[RawPage, PageState] | None:
    """Give a page with the words that OCR read in place of its own, and its state; nothing if it keeps these."""
    if state is PageState.TEXT and not _is_better(found, _text(page), mode):
        return None
    as_seen = turned_size((page.width_points, page.height_points), page.turned)
    width, height = turned_size(as_seen, found.turned)
    drawn = turn(page.drawn, found.turned - page.turned, (page.width_points, page.height_points))
    return (
        replace(
            page,
            width_points=width,
            height_points=height,
            runs=runs_of_words(found.words),
            drawn=np.zeros((0, 4)) if found.lean else drawn,  # rules that lean are none
            left_out=0,
            hidden=0,
            turned_share=0.0,
            turned=found.turned,
        ),
        _state(found),
    )


def _is_better(found: Recognised, text: str, mode: OcrMode) -> bool:
    if not found.words:
        return False
    if mode is OcrMode.ALWAYS:
        return True
    legible = legibility(found.text)
    return legible >= _LEGIBLE and legible > legibility(text) + _CLEARLY_BETTER


def _state(found: Recognised) -> PageState:
    if found.words:
        return PageState.RECOGNISED
    return PageState.BLANK if found.is_blank else PageState.WORDLESS


def _text(page: RawPage) -> str:
    return " ".join(run.text for run in page.runs)
