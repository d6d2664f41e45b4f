"""What was read of a PDF, as a child hands it over: all that is kept, or which pages OCR is to read first.

Rule: whoever keeps it imports this, and nothing of what reads (`reading.py`).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from archive import OutlineEntry, Page, Warned
from ingest.drafts import Draft


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read; `languages` goes with `drafts`, one by one.

    `wanting` are the pages that OCR should read, and has not. `seconds` by the clock it took.
    """

    title: str
    date: str | None
    language: str
    pages: tuple[Page, ...]
    drafts: tuple[Draft, ...]
    languages: tuple[str, ...]
    outline: tuple[OutlineEntry, ...]
    metadata: dict[str, str]
    warnings: tuple[Warned, ...]
    wanting: tuple[int, ...] = ()
    seconds: float = field(default=0.0, compare=False)


@dataclass(frozen=True, slots=True)
class Wanting:
    """A file of which nothing was made yet: OCR is to read these of its pages first.

    `language` is that of its other pages, as of a document.
    """

    page_count: int
    pages: tuple[int, ...]
    language: str | None = None
    seconds: float = field(default=0.0, compare=False)
