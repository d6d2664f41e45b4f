"""What a library raises over a file that is not as it was written -> one error that says so.

Rule: only what reads files is watched, so that a fault of our own in a search is never taken for damage.
"""

from __future__ import annotations

import errno
import pickle
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from whoosh.filedb.filetables import FileFormatError
from whoosh.index import IndexError as WhooshIndexError

_RAISED = (
    WhooshIndexError,
    FileFormatError,
    pickle.UnpicklingError,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    AssertionError,
    ArithmeticError,
    AttributeError,
    ImportError,
    LookupError,
    MemoryError,
    NameError,
    TypeError,
    ValueError,
)
"""Whoosh checks little: over rubbish it fails wherever the rubbish leads it."""


_NOT_OF_THE_FILE = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EMFILE, errno.ENFILE, errno.ENOMEM}
"""What the system answers whatever the file holds: no room, nothing to be written, too much open, no memory."""


class Damage(Exception):
    """A file of the index does not hold what was written into it."""


@contextmanager
def reading() -> Iterator[None]:
    """Watch what reads a file of the index. Raises: Damage."""
    try:
        yield
    except _RAISED as error:
        if isinstance(error, OSError) and error.errno in _NOT_OF_THE_FILE:
            raise
        raise Damage(f"{type(error).__name__}: {error}") from error
