"""Exit codes of the contract, and which error has which."""

from __future__ import annotations

from enum import IntEnum

from archive import ArchiveError, NotFound
from index import IndexFault
from search_app.errors import AppError, NoArchive


class Exit(IntEnum):
    """What a script is told. `INTERRUPTED` is the shell's own: 128 and the number of SIGINT."""

    DONE = 0
    UNEXPECTED = 1
    WRONG_USE = 2
    SOME_FAILED = 3
    INDEX = 4
    ARCHIVE = 5
    INTERRUPTED = 130


def exit_for(error: Exception) -> Exit | None:
    """Give the code of an error that is expected to happen, None for any other."""
    return next((code for kind, code in _CODES if isinstance(error, kind)), None)


_CODES: tuple[tuple[type[Exception], Exit], ...] = (
    (NoArchive, Exit.ARCHIVE),
    (AppError, Exit.WRONG_USE),
    (NotFound, Exit.WRONG_USE),
    (ArchiveError, Exit.ARCHIVE),
    (IndexFault, Exit.INDEX),
    (OSError, Exit.ARCHIVE),  # a folder that may not be read or written, a full disk
)
