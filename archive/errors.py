"""What can go wrong in the archive.

ArchiveError
├── NotFound
│   ├── DocumentNotFound
│   ├── VersionNotFound
│   ├── PageNotFound
│   ├── PassageNotFound
│   ├── AccountNotFound
│   └── SuggestionNotFound
├── AccountTaken
├── BadAccountName
├── PassagePurged
├── OriginalMissing
├── OriginalAltered
├── CatalogueFull
├── CatalogueTooNew
├── CatalogueUnusable
├── BackupDamaged
├── BackupTooNew
├── FolderTaken
├── CannotRelate
└── WriterBusy
"""

from __future__ import annotations

import errno
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive.model import Issued

NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
"""What the system answers when the disk, or one's share of it, is full."""

_SHOWN_LENGTH = 100
"""Characters of a name that are repeated in a message; it may be anything of any length."""


def _short(name: str) -> str:
    return name if len(name) <= _SHOWN_LENGTH else f"{name[:_SHOWN_LENGTH]}…"


class ArchiveError(Exception):
    """The root: anything the archive cannot do."""


class NotFound(ArchiveError):
    """Something was asked for by a name the archive does not know."""

    noun = "thing"

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"There is no {self.noun} “{_short(name)}” in this archive.")


class DocumentNotFound(NotFound):
    """No document has this id; `now` is the one that its last version went to, if anybody looked for it."""

    noun = "document"

    def __init__(self, name: str, now: str | None = None) -> None:
        self.now = now
        super().__init__(name)
        if now:
            self.args = (f"{self.args[0]} What it held went to another: it is “{now}” now.",)


class VersionNotFound(NotFound):
    """No version has this id, or the document has none in this language."""

    noun = "version"


class PassageNotFound(NotFound):
    """No passage ever had this id; `like` are ids that may be meant, if anybody looked for them."""

    noun = "passage"

    def __init__(self, name: str, like: Sequence[str] = ()) -> None:
        super().__init__(name)
        self.like = tuple(like)
        if like:
            self.args = (f"{self.args[0]} Perhaps it is {' or '.join(like)}.",)


class AccountNotFound(NotFound):
    """No account has this name."""

    noun = "account"


class AccountTaken(ArchiveError):
    """There is an account of this name."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"There is an account “{name}” already: choose another name.")


class BadAccountName(ArchiveError):
    """This cannot be the name of an account."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            f"“{name[:_SHOWN_LENGTH]}” cannot be the name of an account: take up to 64 letters and digits, with "
            ". @ - or _ between them."
        )


class PassagePurged(ArchiveError):
    """The passage was taken away for good, with its text; `issued` tells where it stood."""

    def __init__(self, issued: Issued) -> None:
        self.issued = issued
        pages, version = ", ".join(place.label for place in issued.places), issued.version
        super().__init__(
            f"The passage “{issued.passage_id}” was removed for good, and its text is not kept: it stood on "
            f"p. {pages} of “{version.title}”, edition {version.edition} ({version.language})."
        )


class PageNotFound(NotFound):
    """The version has no page of this number."""

    noun = "page"

    def __init__(self, version_id: str, page_number: int, page_count: int) -> None:
        self.version_id, self.page_number, self.page_count = version_id, page_number, page_count
        super().__init__(str(page_number))
        self.args = (f"There is no page {page_number}: this version has pages 1 to {page_count}.",)


class SuggestionNotFound(NotFound):
    """No suggestion of this number is to be decided."""

    noun = "open suggestion"


class CannotRelate(ArchiveError):
    """A version cannot be put where somebody said."""


class OriginalMissing(ArchiveError):
    """The catalogue names an original whose bytes are not there."""

    def __init__(self, sha256: str, path: Path) -> None:
        self.sha256 = sha256
        super().__init__(f"The original {sha256[:12]}… is missing: {path}. Add the same PDF again to restore it.")


class OriginalAltered(ArchiveError):
    """An original's bytes no longer have the hash they are kept under."""

    def __init__(self, sha256: str, path: Path) -> None:
        self.sha256 = sha256
        super().__init__(
            f"The original {sha256[:12]}… was altered on disk: {path}. Add the same PDF again to restore it."
        )


class BackupDamaged(ArchiveError):
    """A backup is not as it was written, or none of ours; `name` is the file in it that tells."""

    def __init__(self, name: str, what: str) -> None:
        self.name, self.what = name, what
        about = f"“{_short(name)}”" if name else "its beginning"
        super().__init__(f"The backup is not used, and nothing was changed ({about}: {what}). Take another one.")


class BackupTooNew(ArchiveError):
    """A backup was written by a later Pasaje."""

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(f"The backup has the format {number}, which this Pasaje does not know: update Pasaje.")


class FolderTaken(ArchiveError):
    """A backup is to be put where an archive lies already."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        super().__init__(
            f"There is an archive in {folder}: name an empty folder with --data, or put the backup in its place "
            "with --replace, which keeps the old one aside."
        )


class CatalogueFull(ArchiveError):
    """The disk has no room for what is to be written into the catalogue."""

    def __init__(self, address: str) -> None:
        self.address = address
        super().__init__(
            f"The disk is full: nothing more can be written into the catalogue {address}. Make room, and try "
            "again; what was finished is kept."
        )


class CatalogueTooNew(ArchiveError):
    """The catalogue was written by a later Pasaje."""

    def __init__(self, revision: str) -> None:
        self.revision = revision
        super().__init__(
            f"The catalogue has the schema “{revision}”, which this Pasaje does not know: update Pasaje."
        )


class CatalogueUnusable(ArchiveError):
    """The catalogue cannot be read or written: no database, damaged, or not ours to write."""

    def __init__(self, address: str, cause: str) -> None:
        self.address = address
        super().__init__(
            f"The catalogue {address} cannot be used ({cause}): see that you may write there and that "
            "the disk has room. If it is damaged, put a backup in its place: pasaje restore FILE --replace."
        )


class WriterBusy(ArchiveError):
    """Somebody else has been writing for longer than was to be waited; `writer` says who."""

    def __init__(self, writer: str) -> None:
        self.writer = writer
        super().__init__(f"Nothing was written: {writer} has the archive. Try again when it is done.")
