"""The embedded engine: Whoosh writes and keeps the index, arrays answer.

Rule: never `Searcher.refresh()`, which brings deleted passages back; a new snapshot is opened after a commit,
whichever process made it, and serves all threads until the next.
"""

from __future__ import annotations

import logging
import shutil
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, Self, TypeVar

import numpy as np
from whoosh.codec.whoosh3 import W3Codec
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, FileIndex

from index.analysis import fold
from index.engine import (
    Change,
    KnownWord,
    Results,
    Search,
)
from index.errors import IndexOutdated, IndexUnready
from index.tree import Fuzzy
from index.whoosh_engine.answering import answer
from index.whoosh_engine.arrays import SegmentArrays, Torn, check_arrays, forget_arrays, open_arrays
from index.whoosh_engine.damage import Damage, reading
from index.whoosh_engine.postings import Codec, StockCodec
from index.whoosh_engine.schema import WORDS, make_schema
from index.whoosh_engine.snapshot import Snapshot
from index.whoosh_engine.stamp import State, check_owner, check_stamp, is_whole, watching, write_stamp
from index.whoosh_engine.storage import FlushedStorage
from index.whoosh_engine.writer import write, write_nothing

_log = logging.getLogger(__name__)

_NAME = "MAIN"
_LOOK_SECONDS = 1.0
"""So long searches may read what somebody writes into arrays under them; to look takes time of each search."""

_WRITTEN_OVER = "somebody wrote into them"

_MOST_ATTEMPTS = 5
"""Attempts to read files without a commit coming in between."""


_Read = TypeVar("_Read")


class WhooshEngine:
    """A search engine in a folder; safe to share between threads, not over a fork."""

    _codec: ClassVar[type[W3Codec]] = Codec

    def __init__(self, folder: Path, archive_id: str) -> None:
        self._folder = folder
        self._archive_id = archive_id
        self._lock = threading.RLock()
        self._snapshot: Snapshot | None = None
        self._look = watching(folder)
        self._state: State | None = None
        self._segments: dict[str, SegmentArrays] = {}
        self._whole: dict[str, SegmentArrays] = {}
        self._are_arrays_kept = True
        self._look_at = 0.0
        self._index = FileIndex(FlushedStorage(str(folder)), make_schema(), _NAME)

    @classmethod
    def open(cls, folder: Path, *, archive_id: str) -> Self:
        """Open the index at a folder. Raises: IndexMissing; IndexOutdated."""
        return _steadily(folder, lambda: cls._opened(folder, archive_id))

    @classmethod
    def create(cls, folder: Path, *, archive_id: str) -> Self:
        """Make an empty index at a folder, in place of whatever is there."""
        if folder.is_dir():
            shutil.rmtree(folder)
        folder.mkdir(parents=True)
        FileIndex.create(FlushedStorage(str(folder)), make_schema(), _NAME)
        write_stamp(folder, archive_id, 0)
        return cls(folder, archive_id)

    def apply(self, changes: Iterable[Change]) -> None:
        """Make the changes, all or none, and let every later search see them. Raises: IndexBusy; IndexOutdated."""
        held = list(changes)
        if self._healing(lambda: write(self._index, self._folder, held, self._whole_arrays, self._codec())):
            self._stamp()
            self._forget_merged()

    def clear(self) -> None:
        """Forget everything. Raises: IndexBusy."""
        with _telling(self._folder), reading():
            write_nothing(self._index, self._folder)
        self._stamp()

    def count(self) -> int:
        """Give the number of passages held. Raises: as `search`."""
        return self._read(lambda snapshot: snapshot.count)

    def search(self, search: Search) -> Results:
        """Find, rank, count. Raises: IndexMissing and IndexOutdated when the index went or was torn."""
        return self._read(partial(answer, search))

    def words_like(self, word: str, changes: int) -> tuple[KnownWord, ...]:
        """Give the words of the texts that become this one in so many changes of a letter. Raises: as `search`."""
        return self._read(lambda snapshot: tuple(_words_like(snapshot, Fuzzy(fold(word), changes))))

    def verify(self) -> None:
        """Read every file and compare it with what was written. Raises: IndexMissing; IndexOutdated."""
        _steadily(self._folder, lambda: _check(self._folder, self._archive_id, thoroughly=True))
        check_arrays(self._folder)

    def close(self) -> None:
        """Give back the files."""
        with self._lock:
            self._snapshot = self._state = None
            self._segments, self._whole = {}, {}

    @classmethod
    def _opened(cls, folder: Path, archive_id: str) -> Self:
        _check(folder, archive_id)
        engine = cls(folder, archive_id)
        engine.count()
        return engine

    def _read(self, look: Callable[[Snapshot], _Read]) -> _Read:
        return self._healing(lambda: look(self._current()))

    def _healing(self, work: Callable[[], _Read]) -> _Read:
        """Do something. Should arrays come out as torn, they are made again from the index, once."""
        try:
            return work()
        except (Torn, Damage) as error:
            return self._healed(error, work)

    def _healed(self, error: Torn | Damage, work: Callable[[], _Read]) -> _Read:
        with _telling(self._folder):
            if isinstance(error, Damage):
                raise error
            _log.warning("The arrays of %s are made again from the index: %s", self._folder, error)
            with self._lock:
                self._are_arrays_kept = forget_arrays(self._folder)
                self.close()
            try:
                return work()
            except Torn as again:
                raise Damage(str(again)) from again  # as it was written, or read

    def _stamp(self) -> None:
        write_stamp(self._folder, self._archive_id, _generation(self._folder))

    def _load(self) -> Snapshot:
        check_owner(self._folder, self._archive_id)
        segments = self._index._segments()  # noqa: SLF001 - a reader would open them all
        before = self._segments
        self._segments = {each.segment_id(): self._arrays(each, before) for each in segments}
        self._whole = {name: arrays for name, arrays in self._whole.items() if name in self._segments}
        return Snapshot([(self._segments[each.segment_id()], frozenset(each.deleted_docs())) for each in segments])

    def _arrays(self, segment: Any, before: Mapping[str, SegmentArrays]) -> SegmentArrays:
        known = before.get(segment.segment_id())
        return known or self._opened_arrays(segment)

    def _whole_arrays(self, segment: Any) -> SegmentArrays:
        """Give arrays that were read through once and compared with what was written."""
        name = segment.segment_id()
        found = self._whole.get(name)
        if found and found.is_written_over:
            raise Torn(_WRITTEN_OVER)
        if found is None:
            found = self._opened_arrays(segment, thoroughly=True)
            self._whole = {**self._whole, name: found}  # others may be reading it
        return found

    def _opened_arrays(self, segment: Any, *, thoroughly: bool = False) -> SegmentArrays:
        return open_arrays(
            self._folder,
            self._index.storage,
            make_schema(),
            segment,
            thoroughly=thoroughly,
            is_kept=self._are_arrays_kept,
        )

    def _look_after_files(self) -> None:
        """See that nobody wrote into files that are mapped. Raises: Torn."""
        if any(each.is_written_over for each in self._segments.values()):
            raise Torn(_WRITTEN_OVER)
        self._look_at = time.monotonic() + _LOOK_SECONDS  # only now: what was found is found until it is mended

    def _forget_merged(self) -> None:
        """Let go of the arrays of segments that a commit took in: their files are held for as long."""
        names = {each.segment_id() for each in self._index._segments()}  # noqa: SLF001 - as in `_load`
        self._whole = {name: arrays for name, arrays in self._whole.items() if name in names}

    def _current(self) -> Snapshot:
        with self._lock:
            if time.monotonic() >= self._look_at:
                self._look_after_files()
            state = self._look()
            if self._snapshot is None or state != self._state:
                # The old snapshot is left to those who are reading it; it goes when they are done. Should another
                # process commit just now, Whoosh looks again for the files, and the next search for the state.
                self._snapshot = _steadily(self._folder, self._load)
                self._state = state
            return self._snapshot


class StockWhooshEngine(WhooshEngine):
    """The same index, and the same answers; Whoosh's own writer writes it."""

    _codec = StockCodec


def _generation(folder: Path) -> int:
    return int(TOC._latest_generation(FileStorage(str(folder)), _NAME))  # noqa: SLF001 - without opening the pickle


def _check(folder: Path, archive_id: str, *, thoroughly: bool = False) -> None:
    check_stamp(folder, archive_id, _generation(folder), thoroughly=thoroughly)


def _steadily(folder: Path, read: Callable[[], _Read]) -> _Read:
    """Read files of the index; should a commit or a new index come in between, read them again."""
    attempt, look = 1, watching(folder)
    while True:
        state = look(), _generation(folder)
        try:
            with _telling(folder), reading():
                return read()
        except IndexUnready:
            # A commit takes files away before its stamp is written: the stamp alone would not tell.
            if attempt == _MOST_ATTEMPTS or (look(), _generation(folder)) == state:
                raise
        attempt += 1


@contextmanager
def _telling(folder: Path) -> Iterator[None]:
    """Say of a file that cannot be read that the index is damaged."""
    try:
        yield
    except Damage as error:
        if isinstance(error.__cause__, MemoryError) and is_whole(folder):
            raise error.__cause__ from None  # it was memory that lacked, and rubbish had asked for none
        raise IndexOutdated(folder, f"is damaged ({error})") from error


def _words_like(snapshot: Snapshot, spelled: Fuzzy) -> Iterator[KnownWord]:
    for word in snapshot.words_for(WORDS, spelled).words:
        if passages := _by_language(snapshot, word):
            yield KnownWord(word, passages)


def _by_language(snapshot: Snapshot, word: str) -> dict[str, int]:
    languages, codes = snapshot.facets["language"]
    counts = np.bincount(codes[snapshot.postings(WORDS, word).ids] + 1, minlength=len(languages) + 1)[1:].tolist()
    return {language: count for language, count in zip(languages, counts, strict=True) if count}
