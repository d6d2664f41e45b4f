"""Where what OCR read of an original is kept, page by page.

Rule: readings are kept under the original's hash, so that a run that was killed goes on from there, and reading a
file again costs no OCR. They can be deleted at any time.
"""

from __future__ import annotations

from dataclasses import dataclass

from archive.derived import Derived
from ingest.recognised import Recognised, from_bytes, to_bytes


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
