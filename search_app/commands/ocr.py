"""The option `--ocr`, for all commands that read PDFs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from ingest.ocr_modes import OcrMode

_SAID = "OCR of pages without usable text (auto), of every scan (always), or of none (never)"


def ocr_option(default: OcrMode | None) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Add `--ocr` to a command, which is given the mode; without a default it is None where nothing is said."""
    return click.option(
        "--ocr",
        type=click.Choice(OcrMode, case_sensitive=False),
        default=default,
        help=f"{_SAID}." if default else f"{_SAID}; else as when it was added.",
    )
