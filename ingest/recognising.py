"""OCR of the pages of a file, each a task of its own: where its readings are kept, and what they cost at most.

Rule: readings are kept under the original's hash, page by page, so that a run that was killed goes on from there,
and reading a file again costs no OCR. They can be deleted at any time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from archive import NO_ROOM, Warned
from archive.derived import Derived
from ingest.errors import IngestError, OcrFailed
from ingest.ocr import Program
from ingest.ocr_modes import MISSING, NEVER, PACKAGES, OcrMode
from ingest.ocr_need import Ocr
from ingest.ocr_pages import recognise_page
from ingest.recognised import Recognised, from_bytes, to_bytes

PAGE_CPU_SECONDS = 40
"""Of the child alone; the program that it runs has its own."""

PAGE_WALL_SECONDS = 240
"""A page of a newspaper takes 15; where the machine does much else, ten times as long. Processor time is what is
held to: a page must not be lost for others being at work."""

_NOTES = {
    MISSING: f"OCR is not installed: its pictures wait. Install the Debian packages {PACKAGES}, then "
    "`pasaje reread --waiting` reads them; so does the next `pasaje add`.",
    NEVER: "It was read without OCR, as asked: `pasaje reread --ocr auto` with its name reads its pictures.",
}


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where readings of one original are kept."""

    derived: Derived
    sha256: str

    def find(self, program_make: str | None, page_number: int) -> Recognised | None:
        """Give what was kept of a page, if it is whole and was read as it would be now."""
        kept = self.derived.find(self.sha256, _name(page_number))
        return from_bytes(kept, program_make) if kept else None

    def put(self, page_number: int, recognised: Recognised, program_make: str) -> None:
        """Keep the reading of a page. Raises: OSError."""
        self.derived.put(self.sha256, _name(page_number), to_bytes(recognised, program_make))


def _name(page_number: int) -> str:
    return f"ocr-{page_number}"


def recognise(path: Path, number: int, shelf: Shelf, program: Program) -> None:
    """Read a page (1-based) by OCR and keep what was read; in a child that can be killed.

    Raises: OcrFailed, with the reason in a few words; OSError where there is no room for what was read.
    """
    if shelf.find(program.make, number):
        return
    try:
        recognised = recognise_page(path, number, program)
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


def note_on(mode: OcrMode, program: Program | None) -> tuple[Warned, ...]:
    """Say why pages of a file that need OCR have not been read by it, where that is so of all of them."""
    code = NEVER if mode is OcrMode.NEVER else MISSING if program is None else None
    return (Warned(code, None, _NOTES[code]),) if code else ()
