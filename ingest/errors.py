"""What can go wrong while a file is read.

IngestError
├── SourceUnreadable
└── OriginalUnreadable     with a reason code of the contract
"""

from __future__ import annotations

from archive import Reason


class IngestError(Exception):
    """The root: anything the pipeline cannot do."""


class SourceUnreadable(IngestError):
    """A file or folder cannot be opened."""


class OriginalUnreadable(IngestError):
    """A file is no PDF, or a PDF that cannot be read; `reason` says why in a code and a sentence."""

    def __init__(self, code: str, message: str) -> None:
        self.reason = Reason(code, message)
        super().__init__(code, message)

    def __str__(self) -> str:
        return self.reason.message
