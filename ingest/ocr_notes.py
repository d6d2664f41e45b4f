"""What the reading report says of pages that OCR should have read and has not, as codes and sentences."""

from __future__ import annotations

from collections.abc import Mapping

from archive import Warned
from ingest.ocr_modes import FAILED, MISSING, NEVER, PACKAGES, OcrMode

_NOTES = {
    MISSING: f"OCR is not installed: its pictures wait. Install the Debian packages {PACKAGES}, then "
    "`pasaje reread --waiting` reads them; so does the next `pasaje add`.",
    NEVER: "It was read without OCR, as asked: `pasaje reread --ocr auto` with its name reads its pictures.",
}


def note_on(mode: OcrMode, *, is_installed: bool) -> tuple[Warned, ...]:
    """Say why pages of a file that need OCR have not been read by it, where that is so of all of them."""
    code = NEVER if mode is OcrMode.NEVER else None if is_installed else MISSING
    return (Warned(code, None, _NOTES[code]),) if code else ()


def failures_of(failures: Mapping[int, str]) -> list[Warned]:
    """Say on which pages OCR failed, and why."""
    return [
        Warned(
            FAILED,
            number,
            f"Page {number} could not be read by OCR ({why}): “pasaje reread --waiting” tries again.",
        )
        for number, why in sorted(failures.items())
    ]
