"""The lexicon as a file of the data folder: it can be deleted at any time, and is made again.

Rule: the first line says whose it is, out of what it was made and how the rest ends. What does not hold to that is
no lexicon. It is put in its place whole, so that who reads meanwhile has the old one or the new one.
"""

from __future__ import annotations

import json
import mmap
import threading
import zlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from archive.durable import drafting, drop_unheld, flush_file, place
from index.crosslingual.lexicon import Entry, Lexicon, line_of
from index.errors import LexiconMissing

FILE_NAME = "lexicon"
"""In the data folder, beside the catalogue."""

DRAFT = "lexicon.new-"

FORMAT = 4
"""Raised with every change in how it is written or learned, or of what words are looked up by (index/analysis)."""


@dataclass(frozen=True, slots=True)
class About:
    """Whose lexicon it is, of which make, out of what it was made, and when.

    `sources` names the state of what it was learned from: so many `bitexts`, of these `versions`. `texts` counts
    pairs of sentences, `passages` pairs of passages, `entries` words and terms of both languages.
    """

    archive_id: str
    glossary: str
    sources: str
    versions: tuple[str, ...]
    bitexts: int
    passages: int
    texts: int
    entries: int
    made_at: str
    format: int = FORMAT


def write_lexicon(folder: Path, about: About, entries: Iterable[Entry]) -> None:
    """Put a lexicon in place of the one that is there; for the holder of the writer lock.

    Raises: OSError when the disk is full; the one before stands.
    """
    drop_unheld(folder, DRAFT)
    lines = sorted(map(line_of, entries))
    check = 0
    for line in lines:
        check = zlib.crc32(line, check)
    head = {**asdict(about), "size_bytes": sum(map(len, lines)), "check": check}
    with drafting(folder, DRAFT) as (draft, writer):
        writer.write(json.dumps(head, ensure_ascii=False).encode() + b"\n")
        writer.writelines(lines)
        writer.flush()
        flush_file(draft)
        place(draft, folder / FILE_NAME)


class Kept:
    """The lexicon of a data folder as one process sees it: opened when asked for, again when it was replaced."""

    def __init__(self, folder: Path, archive_id: str) -> None:
        self._path, self._archive_id = folder / FILE_NAME, archive_id
        self._lock = threading.Lock()
        self._seen: tuple[int, int, int] | None = None
        self._open: tuple[Lexicon, About] | None = None

    def open(self) -> tuple[Lexicon, About]:
        """Give the lexicon and what it says of itself. Raises: LexiconMissing."""
        found = self.find()
        if found is None:
            raise LexiconMissing(self._path)
        return found

    def find(self) -> tuple[Lexicon, About] | None:
        """Give the lexicon and what it says of itself; nothing where none is there, whole and of this archive."""
        with self._lock:
            seen = _stamp(self._path)
            if seen != self._seen:
                self._open, self._seen = _opened(self._path, self._archive_id), seen
            return self._open


def _stamp(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size


def _opened(path: Path, archive_id: str) -> tuple[Lexicon, About] | None:
    try:
        with path.open("rb") as file:
            lines = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        start = lines.find(b"\n") + 1
        said = json.loads(lines[:start])
        size, check = said.pop("size_bytes"), said.pop("check")
        about = About(**{**said, "versions": tuple(said["versions"])})
    except (OSError, ValueError, TypeError, KeyError, AttributeError):  # not there, empty, or anything else at all
        return None
    if (about.format, about.archive_id, size) != (FORMAT, archive_id, len(lines) - start):
        return None
    with memoryview(lines) as whole, whole[start:] as rest:
        if zlib.crc32(rest) != check:
            return None
    return Lexicon(lines, start), about
