"""The outline and the page labels of a PDF, by pdfium.

It looks up the places that entries name, where pypdf reads all that are named; and for the label of a page it
looks where labels are told, where pypdf reads every page first.

Rule: as for `pdf_text.py`, only a killable child calls this.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pypdfium2 as pdfium

from ingest.errors import OriginalUnreadable
from ingest.pdf_text import open_pdf


class Bookmark(NamedTuple):
    """An entry as the file has it: its title, its page (1-based), and how deep it stands, from 1."""

    title: str
    page_number: int
    level: int


def bookmarks(path: Path, deepest: int) -> Iterator[Bookmark]:
    """Give the entries that lead to a page, in order. Raises: ValueError where the outline cannot be read."""
    try:
        with open_pdf(path) as document:
            for each in document.get_toc(max_depth=deepest):
                target = each.get_dest()
                index = target.get_index() if target else None
                if index is not None:
                    yield Bookmark(each.get_title() or "", index + 1, each.level + 1)
    except (OriginalUnreadable, pdfium.PdfiumError) as error:
        raise ValueError("The outline cannot be read.") from error


def labels_of_pages(path: Path) -> Iterator[str]:
    """Give the label of each page. Raises: ValueError where they cannot be read."""
    try:
        with open_pdf(path) as document:
            for index in range(len(document)):
                yield document.get_page_label(index)
    except (OriginalUnreadable, pdfium.PdfiumError) as error:
        raise ValueError("The page labels cannot be read.") from error
