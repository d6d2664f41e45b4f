"""What can go wrong while a file is read.

IngestError
├── DrawingStopped
├── OcrFailed
├── OriginalUnreadable     with a reason code of the contract
└── PageUnreadable
    └── PageSlow
"""

from __future__ import annotations

from archive import Reason


class IngestError(Exception):
    """The root: anything the pipeline cannot do."""


class OriginalUnreadable(IngestError):
    """A file is no PDF, or a PDF that cannot be read; `reason` says why in a code and a sentence.

    `seconds` is how long that took to find out, by the clock, where somebody has noted it.
    """

    seconds: float = 0.0

    def __init__(self, code: str, message: str) -> None:
        self.reason = Reason(code, message)
        super().__init__(code, message)

    def __str__(self) -> str:
        return self.reason.message


class PageUnreadable(IngestError):
    """One page of a PDF cannot be loaded; the others may be."""


class PageSlow(PageUnreadable):
    """A page was not done in its time; where less is going on, it may be."""


class DrawingStopped(IngestError):
    """Whoever draws was sent home before a page was done; that says nothing of the page."""


class OcrFailed(IngestError):
    """The words of one page could not be read from its image; the message says why, in a few words."""


def not_kept(fault: Exception) -> Reason:
    """Say that a file was read and could not be written to the catalogue; of its fault the first line."""
    told = next(iter(str(fault).splitlines()), "")
    return Reason("crashed", f"It was read but could not be kept ({type(fault).__name__}: {told})."[:300])
