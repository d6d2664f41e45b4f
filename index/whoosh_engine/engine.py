"""The embedded engine: Whoosh writes and keeps the index, arrays answer.

Rule: never `Searcher.refresh()`, which brings deleted passages back; a new snapshot is opened after a commit,
whichever process made it, and serves all threads until the next.
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self, TypeVar

import numpy as np
import numpy.typing as npt
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, FileIndex

from index.engine import COMPLETED_WEIGHT, FACETS, Change, FacetCount, Match, Results, Search, Sort
from index.errors import IndexOutdated, IndexUnready
from index.whoosh_engine.damage import Damage, reading
from index.whoosh_engine.matching import find, has_value
from index.whoosh_engine.schema import make_schema
from index.whoosh_engine.snapshot import Mask, Snapshot
from index.whoosh_engine.stamp import check_owner, check_stamp, state_of, write_stamp
from index.whoosh_engine.storage import FlushedStorage
from index.whoosh_engine.writer import write, write_nothing

_NAME = "MAIN"
_MOST_ATTEMPTS = 5
"""Attempts to read files without a commit coming in between."""

_Read = TypeVar("_Read")

_DECIMALS = 9
"""Scores that differ by less are equal, so that ties break by place and not by the order of a sum."""


class WhooshEngine:
    """A search engine in a folder; safe to share between threads, not over a fork."""

    def __init__(self, folder: Path, archive_id: str) -> None:
        self._folder = folder
        self._archive_id = archive_id
        self._lock = threading.RLock()
        self._snapshot: Snapshot | None = None
        self._state: tuple[int, int] | None = None
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
        with _telling(self._folder):
            if write(self._index, self._folder, changes):
                self._stamp()

    def clear(self) -> None:
        """Forget everything. Raises: IndexBusy."""
        write_nothing(self._index, self._folder)
        self._stamp()

    def count(self) -> int:
        """Give the number of passages held. Raises: as `search`."""
        with _telling(self._folder):
            return self._current().count

    def search(self, search: Search) -> Results:
        """Find, rank, count. Raises: IndexMissing and IndexOutdated when the index went or was torn."""
        with _telling(self._folder):
            snapshot = self._current()
            found = find(search.query, snapshot)
            answers = found.grounded & snapshot.alive
            allowed = {
                facet: has_value(snapshot, facet, values) for facet, values in search.filters.items() if values
            }
            filtered = _all(answers, allowed.values())
            scores = found.scores * snapshot.weights * np.where(found.complete, 1.0, COMPLETED_WEIGHT)
            best = _ordered(snapshot, filtered, scores, search)
            matches = tuple(Match(*snapshot.passage(each), float(scores[each])) for each in best)
            return Results(int(filtered.sum()), matches, _facets(snapshot, answers, filtered, allowed))

    def verify(self) -> None:
        """Read every file and compare it with what was written. Raises: IndexMissing; IndexOutdated."""
        _steadily(self._folder, lambda: _check(self._folder, self._archive_id, thoroughly=True))

    def close(self) -> None:
        """Give back the files."""
        with self._lock:
            if self._snapshot is not None:
                self._snapshot.close()
            self._snapshot = self._state = None

    @classmethod
    def _opened(cls, folder: Path, archive_id: str) -> Self:
        _check(folder, archive_id)
        engine = cls(folder, archive_id)
        engine._current()
        return engine

    def _stamp(self) -> None:
        write_stamp(self._folder, self._archive_id, _generation(self._folder))

    def _load(self) -> Snapshot:
        check_owner(self._folder, self._archive_id)
        return Snapshot(self._index.reader())

    def _current(self) -> Snapshot:
        with self._lock:
            state = state_of(self._folder)
            if self._snapshot is None or state != self._state:
                # The old snapshot is left to those who are reading it; it goes when they are done. Should another
                # process commit just now, Whoosh looks again for the files, and the next search for the state.
                self._snapshot = _steadily(self._folder, self._load)
                self._state = state
            return self._snapshot


def _generation(folder: Path) -> int:
    return int(TOC._latest_generation(FileStorage(str(folder)), _NAME))  # noqa: SLF001 - without opening the pickle


def _check(folder: Path, archive_id: str, *, thoroughly: bool = False) -> None:
    check_stamp(folder, archive_id, _generation(folder), thoroughly=thoroughly)


def _steadily(folder: Path, read: Callable[[], _Read]) -> _Read:
    """Read files of the index; should a commit or a new index come in between, read them again."""
    attempt = 1
    while True:
        state = state_of(folder)
        try:
            with _telling(folder), reading():
                return read()
        except IndexUnready:
            if attempt == _MOST_ATTEMPTS or state_of(folder) == state:
                raise
        attempt += 1


@contextmanager
def _telling(folder: Path) -> Iterator[None]:
    """Say of a file that cannot be read that the index is damaged."""
    try:
        yield
    except Damage as error:
        raise IndexOutdated(folder, f"is damaged ({error})") from error


def _all(mask: Mask, others: Iterable[Mask]) -> Mask:
    for other in others:
        mask = mask & other
    return mask


def _ordered(snapshot: Snapshot, mask: Mask, scores: npt.NDArray[np.float64], search: Search) -> list[int]:
    """Give the documents of the page that is asked for, in order; ties break by reading order."""
    documents = np.flatnonzero(mask)
    end = search.offset + search.limit
    keys: list[npt.NDArray[Any]] = [snapshot.reading_order[documents]]
    if search.sort is Sort.RELEVANCE:
        rounded = -np.round(scores[documents], _DECIMALS)
        if 0 < end < len(documents):  # sorting a page and its ties is faster than sorting all
            near = rounded <= np.partition(rounded, end - 1)[end - 1]
            documents, rounded, keys = documents[near], rounded[near], [keys[0][near]]
        keys.append(rounded)
    elif search.sort is Sort.DATE:
        keys.append(-snapshot.facets["year"].codes[documents])
    page: list[int] = documents[np.lexsort(keys)][search.offset : end].tolist()
    return page


def _facets(
    snapshot: Snapshot, answers: Mask, filtered: Mask, allowed: Mapping[str, Mask]
) -> dict[str, tuple[FacetCount, ...]]:
    counts = {}
    for facet in FACETS:
        others = [mask for name, mask in allowed.items() if name != facet]
        mask = filtered if facet not in allowed else _all(answers, others)
        values, codes = snapshot.facets[facet]
        numbers = np.bincount(codes[mask] + 1, minlength=len(values) + 1)[1:].tolist()
        found = [FacetCount(value, number) for value, number in zip(values, numbers, strict=True) if number]
        counts[facet] = tuple(sorted(found, key=lambda each: (-each.count, each.value)))
    return counts
