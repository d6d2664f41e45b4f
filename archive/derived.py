"""What is made from originals and can be made again: files under keys, whole or not there.

Rule: losing a file here loses nothing. What a crash left half written is not given, and is made anew.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

from archive.durable import drafting, drop_unheld, unheld

_SEAL_BYTES = 8
"""A hash of what was written stands behind it: a file cut short, or with a hole, does not end with its own."""

_DRAFT = ".making-"


class Derived:
    """A folder of files, each under the hash of the original that it was made from, and a name."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find(self, sha256: str, name: str) -> bytes | None:
        """Give what was kept, if all of it is there."""
        try:
            kept = self._place(sha256, name).read_bytes()
        except OSError:
            return None
        data, seal = kept[:-_SEAL_BYTES], kept[-_SEAL_BYTES:]
        return data if seal == _seal(data) else None

    def length(self, sha256: str, name: str) -> int | None:
        """Give how many bytes seem to be kept, by the file's size; nothing when there is no file.

        That nothing is kept means something: then it is read, for a power cut leaves empty files too.
        """
        try:
            size = self._place(sha256, name).stat().st_size - _SEAL_BYTES
        except OSError:
            return None
        return size if size > 0 or self.find(sha256, name) is not None else None

    def put(self, sha256: str, name: str, data: bytes) -> None:
        """Keep data; who reads meanwhile sees the old or the new, never a part.

        Raises: OSError when the disk is full; the caller has the data, and may go on without.
        """
        place = self._place(sha256, name)
        place.parent.mkdir(parents=True, exist_ok=True)
        with drafting(place.parent, _DRAFT) as (draft, writer):
            writer.write(data + _seal(data))
            writer.flush()
            draft.replace(place)

    def drop(self, sha256: str) -> None:
        """Remove all that was made from an original."""
        # Who draws meanwhile may put something back, or take it away: then the next drop finds it.
        shutil.rmtree(self._place(sha256, "x").parent, ignore_errors=True)

    def hashes(self) -> Iterator[str]:
        """Give the hashes of the originals of which something is kept, in order."""
        for folder in sorted(self._folder.glob("??/*/")):
            yield folder.name

    def drafts(self) -> Iterator[Path]:
        """Give what killed `put`s left behind."""
        for folder in sorted(self._folder.glob("??/*/")):
            yield from unheld(folder, _DRAFT)

    def drop_drafts(self) -> None:
        """Remove what killed `put`s left behind; those at work keep theirs."""
        for folder in sorted(self._folder.glob("??/*/")):
            drop_unheld(folder, _DRAFT)

    def _place(self, sha256: str, name: str) -> Path:
        return self._folder / sha256[:2] / sha256 / name


def _seal(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=_SEAL_BYTES).digest()
