"""How many pages of files that are being read are done: noted beside the catalogue, twice a second.

Rule: it is not in the catalogue, for each note there would make all pages old that readers have kept. It is of no
weight: what is not there, or of another stage than the catalogue tells, is not given.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from archive.durable import drafting, drop_unheld
from archive.model import Stage

FILE_NAME = "how_far.json"
"""In the data folder."""

_DRAFT = ".how-far-"

_Pages = tuple[str, int, int]
"""Stage, pages done, pages in all."""


class HowFar:
    """Notes by the number of a row of the queue; one process writes them, the one that reads the files."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE_NAME
        self._noted: dict[str, _Pages] = {}

    def note(self, row_id: int, stage: Stage, pages_done: int, page_count: int) -> None:
        """Note how far a file is; where the disk is full it is not known."""
        self._noted[str(row_id)] = stage.value, pages_done, page_count
        self._write()

    def drop(self, row_id: int) -> None:
        """Forget a file."""
        if self._noted.pop(str(row_id), None):
            self._write()

    def find(self, row_id: int, stage: Stage) -> tuple[int, int] | None:
        """Give the pages done and in all of a file that is at a stage, as whoever reads it noted them."""
        try:
            said, done, count = json.loads(self._path.read_bytes())[str(row_id)]
            return (int(done), int(count)) if said == stage.value else None
        except (OSError, ValueError, TypeError, KeyError):  # not there, torn, or anything else at all
            return None

    def _write(self) -> None:
        with suppress(OSError):
            drop_unheld(self._path.parent, _DRAFT)
            with drafting(self._path.parent, _DRAFT) as (draft, writer):
                writer.write(json.dumps(self._noted).encode())
                writer.flush()
                draft.replace(self._path)
