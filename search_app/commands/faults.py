"""Errors that are expected to happen: which exit code each has, and its sentence."""

from __future__ import annotations

import errno
import os

from archive import NO_ROOM, AccountTaken, ArchiveError, BadAccountName, NotFound
from index import IndexFault
from search_app.commands.exits import Exit
from search_app.errors import AppError, CannotPrint, NoArchive


def exit_for(error: Exception) -> Exit | None:
    """Give the code of an error that is expected to happen, None for any other."""
    return next((code for kind, code in _CODES if isinstance(error, kind)), None)


def is_output_lost(error: Exception) -> bool:
    """Tell whether nothing more can be written to standard output."""
    return isinstance(error, CannotPrint)


def sentence_for(error: Exception) -> str:
    """Say what went wrong, with what, and what to do; errors of the system come without such words."""
    if not isinstance(error, OSError):
        return str(error)
    name = (
        f"“{os.fsdecode(error.filename)}”" if isinstance(error.filename, str | bytes) else "A file of the archive"
    )
    words, way = _SYSTEM_WORDS.get(error.errno or 0, (error.strerror or str(error), "See what is there"))
    return f"{name} cannot be used ({words}). {way}, and run the command again; what was finished is kept."


_SYSTEM_WORDS = {
    errno.EACCES: ("you may not read or write it", "Change its permissions, or name another folder with --data"),
    errno.EPERM: ("you may not read or write it", "Change its permissions, or name another folder with --data"),
    errno.EROFS: ("nothing can be written there", "Name another folder with --data"),
    **dict.fromkeys(NO_ROOM, ("the disk is full", "Make room")),
    errno.EIO: ("the disk does not read or write it", "See to the disk"),
    errno.EEXIST: ("it is a file and not a folder", "Name a folder with --data"),
    errno.ENOTDIR: ("it is not in a folder", "Name a folder with --data"),
}

_CODES: tuple[tuple[type[Exception], Exit], ...] = (
    (NoArchive, Exit.ARCHIVE),
    (CannotPrint, Exit.UNEXPECTED),
    (AppError, Exit.WRONG_USE),
    (NotFound, Exit.WRONG_USE),
    (AccountTaken, Exit.WRONG_USE),
    (BadAccountName, Exit.WRONG_USE),
    (ArchiveError, Exit.ARCHIVE),
    (IndexFault, Exit.INDEX),
    (OSError, Exit.ARCHIVE),  # a folder that may not be read or written, a full disk
)
