"""Which versions wait for OCR: those with pages that it should read and has not been asked to since."""

from __future__ import annotations

from archive import Archive, Version
from ingest.ocr_modes import FAILED, MISSING, NEVER

_UNREAD = ("needs_ocr", "garbled")
"""Codes of pages without usable text; a scan with rubbish under it is told by `MISSING` alone."""


def waiting_for_ocr(archive: Archive, *, is_asked_for: bool = False) -> list[Version]:
    """Give the versions that OCR should read now that it is there, in the order of the catalogue.

    Pages at which it failed are tried again only where somebody has asked for it; what it was to leave alone waits
    to be named, and what has lost its original, for that.
    """
    waiting = (version for version in archive.catalogue.versions() if _waits(version, has_failed=is_asked_for))
    return [version for version in waiting if archive.originals.has(version.original_sha256)]


def _waits(version: Version, *, has_failed: bool) -> bool:
    codes = {each.code for each in version.warnings}
    if NEVER in codes:
        return False
    if MISSING in codes or (has_failed and FAILED in codes):
        return True
    failed = {each.page for each in version.warnings if each.code == FAILED}
    return any(each.code in _UNREAD and each.page not in failed for each in version.warnings)
