"""What may be asked of OCR."""

from __future__ import annotations

from enum import StrEnum

PROGRAM = "tesseract"
"""What reads pictures; whoever only asks whether it is installed need not bear the weight of running it."""


class OcrMode(StrEnum):
    """Which pages are to be read by OCR: those without usable text, every scan, or none."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"
