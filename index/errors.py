"""What can go wrong in the index.

IndexFault
├── IndexUnready        nothing is lost: rebuild it from the archive
│   ├── IndexMissing
│   └── IndexOutdated   of an older schema, of another archive, or damaged
├── IndexBusy
├── LexiconMissing      nothing is lost: it is learned again from the archive
└── EngineUnknown
"""

from __future__ import annotations

from pathlib import Path


class IndexFault(Exception):
    """The root: anything the index cannot do."""


class IndexUnready(IndexFault):
    """There is no index to search in; it can be made again from the archive."""

    def __init__(self, folder: Path, reason: str) -> None:
        self.folder, self.reason = folder, reason
        super().__init__(f"The index at {folder} {reason}. Rebuild it from the archive: pasaje reindex.")


class IndexMissing(IndexUnready):
    """No index has been made here yet, or it was deleted."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, "is missing")


class IndexOutdated(IndexUnready):
    """There is an index, but it is not, or no longer, the one of this archive and release."""


class IndexBusy(IndexFault):
    """Another process has been writing for too long."""

    def __init__(self, folder: Path, waited_seconds: float) -> None:
        self.folder = folder
        super().__init__(
            f"Another process is writing the index at {folder}; waited {waited_seconds:.0f} seconds. Try again."
        )


class LexiconMissing(IndexFault):
    """No lexicon has been made here yet, or it is damaged."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(f"There is no lexicon at {path}. Learn it from the archive: pasaje lexicon --rebuild.")


class EngineUnknown(IndexFault):
    """No engine has this name."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        self.name, self.known = name, known
        super().__init__(f"There is no search engine “{name}”. There is: {', '.join(known)}.")
