"""Exit codes of the contract."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """What a script is told. `INTERRUPTED` is the shell's own: 128 and the number of SIGINT."""

    DONE = 0
    UNEXPECTED = 1
    WRONG_USE = 2
    SOME_FAILED = 3
    INDEX = 4
    ARCHIVE = 5
    INTERRUPTED = 130
