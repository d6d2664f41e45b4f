"""Pages of a file that waits for OCR, laid by until its pictures are read: only these are read twice.

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
    """Keep the pages that are read, all or none; those that OCR should read, or nobody could, are not.

    Their folder is made where it is not there.
    """
    draft = path.with_suffix(".draft")
    with suppress(OSError):
        path.parent.mkdir(exist_ok=True)
        try:
            with draft.open("wb") as kept:
                # One by one, for all of them together take as much again while they are written.
                for page in pages:
                    if not page.wants_ocr and page.state is not PageState.UNREADABLE:
                        pickle.dump(page, kept, pickle.HIGHEST_PROTOCOL)
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)


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
