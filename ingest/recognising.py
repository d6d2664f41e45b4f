"""OCR of a file's pages, each a task of its own: what is read goes on a shelf, where the file's reading finds it.

Rule: only a killable child calls this.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from archive import NO_ROOM
from ingest.errors import IngestError, OcrFailed
from ingest.ocr import Program
from ingest.ocr_modes import OcrMode
from ingest.ocr_need import Ocr
from ingest.ocr_pages import recognise_page
from ingest.ocr_shelf import Shelf


def recognise(path: Path, number: int, shelf: Shelf, program: Program, language: str | None = None) -> None:
    """Read a page (1-based) by OCR and keep what was read; in a child that can be killed.

    `language` is that of the file's text, where it has some. What was read of other pages counts for nothing:
    which of them is done first is chance, and ids must not hang on it.

    Raises: OcrFailed, with the reason in a few words; OSError where there is no room for what was read.
    """
    if shelf.find(program.make, number):
        return
    try:
        recognised = recognise_page(path, number, program, language)
        shelf.put(number, recognised, program.make)
    except (OcrFailed, MemoryError):
        raise
    except IngestError as error:
        raise OcrFailed("it could not be drawn") from error
    except OSError as error:
        if error.errno in NO_ROOM:
            raise  # no fault of the page: all of it is gone on with when there is room
        raise OcrFailed(f"what was read could not be kept ({error.strerror or error})") from error


def asked(mode: OcrMode, shelf: Shelf | None, program: Program | None, failures: Mapping[int, str]) -> Ocr:
    """Give what the reading of a file is to know of OCR."""
    if mode is OcrMode.NEVER or shelf is None:
        return Ocr(mode, failures=failures)
    return Ocr(mode, partial(shelf.find, program.make if program else None), failures)
