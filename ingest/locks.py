"""Files that are locked or restricted: opened with a password, and copied without one, by pdfium.

Rule: only a killable child calls this. What is read, drawn and copied later is the copy, so that all boxes are its
own; no password goes beyond this module.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from archive import Warned
from ingest.errors import OriginalUnreadable, PageUnreadable
from ingest.lock_entries import Lock, lock_of
from ingest.pdf_text import LOCKED, STRANGELY_LOCKED, load, open_pdf, see_page
from ingest.tasks import Unlocking

UNLOCKED = "unlocked"
RESTRICTED = "restricted"

_ALL_RIGHTS = 0b1111_0011_1100
"""The bits of /P that allow something (ISO 32000-2, table 22): print, change, copy, note, fill in, assemble."""

_COMPARED = 5
"""So many pages at both ends of a copy must say what those of the original say."""

_LOCKED = (pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY)
"""What pdfium says of a file that is locked, or that it takes for locked."""

_OPENED = Warned(UNLOCKED, None, "It was locked, and was opened with a password.")


def unlocked(path: Path, unlocking: Unlocking | None) -> tuple[Path, tuple[Warned, ...]]:
    """Give what is to be read of a file, itself or its unlocked copy, and what is to be said of that.

    A file that is damaged is given as it is. Raises: OriginalUnreadable (`encrypted`; `damaged`, if its lock is).
    """
    if unlocking and (copy := unlocking.copies.find(unlocking.sha256)):
        return copy, (_OPENED,)
    document, fault = load(path)
    if document is not None:
        with closing(document):
            return path, tuple(_restricted(document))
    if fault not in _LOCKED or unlocking is None:
        return path, ()
    for password in unlocking.passwords.encoded():
        document, _ = load(path, password)
        if document is not None:
            with closing(document):
                copy = _copied(document, unlocking)
            return copy, (_OPENED,)
    raise _unopened(path, fault, len(unlocking.passwords))


def _unopened(path: Path, fault: int, password_count: int) -> OriginalUnreadable:
    """Say why a locked file stays locked."""
    lock = lock_of(path)
    if lock is Lock.DAMAGED:
        return OriginalUnreadable("damaged", "Its lock is damaged and opens by no password: ask for a fresh copy.")
    if lock is Lock.UNKNOWN or fault == pdfium_c.FPDF_ERR_SECURITY:
        return OriginalUnreadable("encrypted", STRANGELY_LOCKED)
    return OriginalUnreadable("encrypted", _told(password_count))


def _restricted(document: pdfium.PdfDocument) -> Iterator[Warned]:
    rights = pdfium_c.FPDF_GetDocPermissions(document)
    if pdfium_c.FPDF_GetSecurityHandlerRevision(document) >= 0 and rights & _ALL_RIGHTS != _ALL_RIGHTS:
        told = "Its owner restricts what may be done with it, as printing or copying; all of it was read."
        yield Warned(RESTRICTED, None, told)


def _copied(document: pdfium.PdfDocument, unlocking: Unlocking) -> Path:
    """Keep a copy without the lock, once it says what the original says."""

    def write(draft: Path) -> None:
        document.save(draft, flags=pdfium_c.FPDF_REMOVE_SECURITY)
        with open_pdf(draft) as copy:
            if len(copy) != len(document) or list(_ends(copy)) != list(_ends(document)):
                raise OriginalUnreadable("encrypted", "It opens with a password, but cannot be kept without it.")

    return unlocking.copies.put(unlocking.sha256, write)


def _ends(document: pdfium.PdfDocument) -> Iterator[str | None]:
    count = len(document)
    for number in sorted({*range(1, min(count, _COMPARED) + 1), *range(max(1, count - _COMPARED), count + 1)}):
        try:
            yield see_page(document, number).text
        except PageUnreadable:
            yield None


def _told(password_count: int) -> str:
    if not password_count:
        return LOCKED
    if password_count == 1:
        return "It is locked, and the password given does not open it."
    return f"It is locked, and none of the {password_count:,} passwords given opens it."
