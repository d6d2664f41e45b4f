"""The vectors of an archive's passages, a file for each version: they can be deleted, and are made again.

Rule: rows are in the order of the passages, a byte for each place: a cosine is off by less than a hundredth.
Whoever puts other passages of a version into the index drops its vectors first.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from archive.durable import drafting, drop_unheld, flush_file, make_folder, place
from index.crosslingual.meanings import Vectors

FOLDER_NAME = "meanings"
"""In the data folder, beside the catalogue."""

FORMAT = 1
"""Raised with every change in what is embedded of a passage, or how it is kept."""

MOST = 127
"""What a place of 1 is kept as."""

_DRAFT = "new-"
_ANY = ".npy"
_ENDING = f".{FORMAT}{_ANY}"

_HEAD_BYTES = 128
"""What numpy puts before the rows: it fills up to a multiple of 64, and their shape never takes more than this."""

Rows = NDArray[np.int8]

Stamp = tuple[int, int, int]
"""Tells a file from the one that was there before it."""


class Meanings:
    """The vectors of a data folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / FOLDER_NAME

    def state(self) -> int:
        """Give what changes when a file comes or goes; 0 where there are none."""
        try:
            return self._folder.stat().st_mtime_ns
        except OSError:
            return 0

    def held(self) -> set[str]:
        """Give the ids of the versions that have vectors."""
        return {version_id for version_id, _ in self._files()}

    def stamps(self) -> dict[str, Stamp]:
        """Give what changes when the vectors of a version are replaced, by the ids of those that have any."""
        return {own: (told.st_ino, told.st_mtime_ns, told.st_size) for own, told in self._looked_at()}

    def sizes_bytes(self) -> dict[str, int]:
        """Give how much each version's vectors take: passages x places, unless they are torn."""
        return {own: told.st_size - _HEAD_BYTES for own, told in self._looked_at()}

    def _files(self) -> Iterator[tuple[str, os.DirEntry[str]]]:
        with suppress(OSError), os.scandir(self._folder) as entries:
            for entry in entries:
                if entry.name.endswith(_ENDING):
                    yield entry.name.removesuffix(_ENDING), entry

    def _looked_at(self) -> Iterator[tuple[str, os.stat_result]]:
        for version_id, entry in self._files():
            with suppress(OSError):
                yield version_id, entry.stat()

    def drop_outdated(self) -> None:
        """Forget what was kept in another FORMAT."""
        for path in self._folder.glob(f"*{_ANY}"):
            if not path.name.endswith(_ENDING):
                path.unlink(missing_ok=True)

    def put(self, version_id: str, vectors: Vectors) -> None:
        """Keep the vectors of a version; for the holder of the writer lock.

        Raises: OSError when the disk is full.
        """
        make_folder(self._folder)
        drop_unheld(self._folder, _DRAFT)
        whole = io.BytesIO()
        np.save(whole, np.rint(vectors * MOST).astype(np.int8))
        with drafting(self._folder, _DRAFT) as (draft, writer):
            writer.write(whole.getvalue())
            writer.flush()
            flush_file(draft)
            place(draft, self._path(version_id))

    def drop(self, version_ids: Iterable[str]) -> None:
        """Forget those of some versions, if there are any."""
        for version_id in version_ids:
            self._path(version_id).unlink(missing_ok=True)

    def rows(self, version_id: str) -> Rows | None:
        """Give the vectors of a version; nothing where they are not there, or torn.

        They stay in the file, which all processes share, and outlive it where it goes meanwhile.
        """
        try:
            found = np.load(self._path(version_id), mmap_mode="r", allow_pickle=False)
        except (OSError, ValueError, EOFError):
            return None
        is_sound = found.dtype == np.int8 and found.ndim == 2  # noqa: PLR2004 - rows and places
        return np.asarray(found) if is_sound else None

    def _path(self, version_id: str) -> Path:
        return self._folder / f"{version_id}{_ENDING}"
