"""Pages that wait in a file for a child to make something of them: read before OCR read others, or by a helper.

Rule: only children write and read this, in a folder of those who hold the writer lock; what is lost is read again.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from archive import PageState
from ingest.raw_lines import RawLines


def lay_by(pages: Iterable[RawLines], path: Path) -> None:
    """Keep the pages that are read, all or none, for when OCR has read the others.

    Their folder is made where it is not there.
    """
    with suppress(OSError):
        path.parent.mkdir(exist_ok=True)
    hand_over((page for page in pages if not page.wants_ocr), path)


def hand_over(pages: Iterable[RawLines], path: Path) -> bool:
    """Keep pages, all or none, but those that could not be read; tell whether there was room for them."""
    draft = path.with_suffix(".draft")
    with suppress(OSError):
        try:
            with draft.open("wb") as kept:
                # One by one, for all of them together take as much again while they are written.
                for page in pages:
                    if page.state is not PageState.UNREADABLE:
                        pickle.dump(page, kept, pickle.HIGHEST_PROTOCOL)
            draft.replace(path)
            return True
        finally:
            draft.unlink(missing_ok=True)
    return False


def take_up(path: Path) -> dict[int, RawLines]:
    """Give the pages that were kept, by their number, once; none where there are none, or not all are whole."""
    pages: dict[int, RawLines] = {}
    try:
        with path.open("rb") as kept:
            while kept.peek(1):
                page: RawLines = pickle.load(kept)  # noqa: S301 - written by a child of ours, where nobody else writes
                pages[page.number] = page
    except (OSError, EOFError, pickle.UnpicklingError):
        pages = {}
    with suppress(OSError):
        path.unlink()
    return pages
