"""How near each passage of an archive is to what a query means, by the cosine of their vectors."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.crosslingual.meanings import Embed
from index.meaning.store import MOST, Meanings, Rows, Stamp

_AT_ONCE = 1_024
"""Rows that are made floating point numbers together: they fit into what a processor has at hand, and more of them
take three times as long.
"""

_PATIENCE_SECONDS = 2.0
"""For which a search waits for a model that is being loaded, which takes one: without it, it would find less. On a
machine that is so busy, what its words find is better than nothing."""

_REMEMBERED = 4
"""Texts of which is kept what they mean: who turns a page or narrows a search asks the same again. 16 MB in an
archive of a million passages."""

Cosines = NDArray[np.float64]


class _Read(NamedTuple):
    """The vectors of a version, and the file that they are of; no rows where it is torn."""

    stamp: Stamp
    rows: Rows | None


@dataclass(frozen=True, slots=True)
class Meant:
    """What a query means: its cosine with each passage that has a vector, version by version.

    `places`: for each version its first place among `cosines`, and the one after its last.
    """

    cosines: NDArray[np.float32]
    places: Mapping[str, tuple[int, int]]

    def likeness(
        self, versions: Sequence[str], of_version: NDArray[np.integer], ordinals: NDArray[np.integer]
    ) -> Cosines:
        """Give a cosine for each of many passages, 0 where its vector is not known.

        Each is of the version at `of_version` in `versions` (-1: of none) and has its place there in `ordinals`.
        """
        places = [self.places.get(each, (0, 0)) for each in versions]
        first, end = (np.array([*each, 0]) for each in zip(*places, strict=True)) if places else ([0], [0])
        rows = np.asarray(first)[of_version] + ordinals
        is_known = rows < np.asarray(end)[of_version]
        found = np.zeros(len(rows))
        found[is_known] = self.cosines[rows[is_known]]
        return found


class Asked:
    """The vectors of a data folder as one process asks them: those of a version are read when they are new."""

    def __init__(self, meanings: Meanings, embed: Embed) -> None:
        self._meanings, self._embed = meanings, embed
        self._lock = threading.Lock()
        self._state = 0
        self._read: dict[str, _Read] = {}
        self._rows: dict[str, Rows] = {}
        self._meant: dict[str, Meant] = {}
        self._ready = threading.Event()
        self._ready.set()

    @property
    def state(self) -> tuple[int, bool]:
        """Tell these vectors from others, and whether all that is asked is answered by them."""
        return self._meanings.state(), self._ready.is_set()

    def prepare(self) -> None:
        """Load the model and the vectors, so that no search has to; those that come meanwhile wait a little."""
        self._ready.clear()
        try:
            if self._current():
                self._embed([""])
        finally:
            self._ready.set()

    def meant(self, text: str) -> Meant | None:
        """Give what a text means; nothing where no passage has a vector, or only such as another model made.

        Nothing either while that is being prepared and takes long.
        """
        rows = self._current()
        if not rows or not self._ready.wait(_PATIENCE_SECONDS):
            return None
        with self._lock:
            known = self._meant.get(text) if rows is self._rows else None
        if known is None:
            vector = self._embed([text])[0]
            if next(iter(rows.values())).shape[1] != len(vector):
                return None
            known = _meant(vector, rows)
            self._remember(text, known, rows)
        return known

    def _remember(self, text: str, meant: Meant, rows: Mapping[str, Rows]) -> None:
        with self._lock:
            if rows is self._rows:  # else they have changed meanwhile
                self._meant[text] = meant
                if len(self._meant) > _REMEMBERED:
                    del self._meant[next(iter(self._meant))]

    def _current(self) -> dict[str, Rows]:
        """Give the vectors by version, but for those of another width than most: of another model."""
        with self._lock:
            state = self._meanings.state()
            if state != self._state:
                self._read = dict(self._read_again(self._meanings.stamps()))
                self._rows, self._state = _of_one_width(self._read), state
                self._meant = {}
            return self._rows

    def _read_again(self, stamps: Mapping[str, Stamp]) -> Iterator[tuple[str, _Read]]:
        """Read what is new; the rest stays as it is, and what is gone is left out."""
        for version_id, stamp in sorted(stamps.items()):
            known = self._read.get(version_id)
            if known is None or known.stamp != stamp:
                known = _Read(stamp, self._meanings.rows(version_id))
            yield version_id, known


def _of_one_width(read: Mapping[str, _Read]) -> dict[str, Rows]:
    found = {version_id: each.rows for version_id, each in read.items() if each.rows is not None}
    widths = Counter(rows.shape[1] for rows in found.values())
    return {name: rows for name, rows in found.items() if rows.shape[1] == widths.most_common(1)[0][0]}


def _meant(vector: NDArray[np.float32], of_versions: Mapping[str, Rows]) -> Meant:
    places: dict[str, tuple[int, int]] = {}
    end = 0
    for version_id, rows in of_versions.items():
        places[version_id] = (end, end := end + len(rows))
    return Meant(_cosines(vector, list(of_versions.values()), end), places)


def _cosines(vector: NDArray[np.float32], each: Sequence[Rows], count: int) -> NDArray[np.float32]:
    """Multiply all rows, one version after the other, with a vector of length 1."""
    found = np.empty(count, np.float32)
    some = np.empty((_AT_ONCE, len(vector)), np.float32)
    done = filled = 0
    for rows in each:
        start = 0
        while start < len(rows):
            taken = min(len(rows) - start, _AT_ONCE - filled)
            some[filled : filled + taken] = rows[start : start + taken]
            start, filled = start + taken, filled + taken
            if filled == _AT_ONCE:
                np.dot(some, vector, out=found[done : done + filled])
                done, filled = done + filled, 0
    np.dot(some[:filled], vector, out=found[done:])
    found /= MOST
    return found
