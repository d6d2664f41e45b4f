"""What may be asked of OCR."""

from __future__ import annotations

from enum import StrEnum

PROGRAM = "tesseract"
"""What reads pictures; whoever only asks whether it is installed need not bear the weight of running it."""

PACKAGES = "tesseract-ocr and tesseract-ocr-spa"
"""Debian's packages; English comes with the first."""

MISSING, NEVER, FAILED = "ocr_missing", "ocr_never", "ocr_failed"
"""Codes of warnings: why pages that need OCR have not been read by it."""

READ_BY_OCR = "read_by_ocr"
"""Code of the warning on a page that it has read."""


class OcrMode(StrEnum):
    """Which pages are to be read by OCR: those without usable text, every scan, or none."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"
