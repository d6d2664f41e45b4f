"""One commit of the index as arrays: what a search reads, shared by all threads until the next commit.

Rule: documents are numbered through all segments; an array over documents has one entry for each, the deleted
ones too, which `alive` leaves out. Postings lie in files that are mapped into memory; those of all segments are
put together when first asked for, and kept while there is room.
"""

from __future__ import annotations

import threading
from bisect import bisect_right
from collections.abc import Callable, Hashable, Sequence
from functools import cached_property
from typing import Any, NamedTuple, TypeVar, cast

import numpy as np
import numpy.typing as npt

from index.engine import FACETS, KIND_WEIGHTS, UNMEASURED_KIND
from index.tree import Fuzzy, Wildcard
from index.whoosh_engine.arrays import Block, SegmentArrays, Torn, reading
from index.whoosh_engine.bm25 import divisors
from index.whoosh_engine.groups import Groups, Ordinals
from index.whoosh_engine.kept import Kept
from index.whoosh_engine.schema import VERSION
from index.whoosh_engine.sparse import NO_IDS, Counts, Ids, Mask, Numbers, Values, added
from index.whoosh_engine.vocabulary import Stood, Vocabulary

CACHE_BYTES = 32 * 2**20
"""An archive of 100,000 passages has some 15 MB of postings that are asked for; big ones must not fill memory."""

PLACES_BYTES = 48 * 2**20
"""Of where words stand: only phrases and words near each other ask for it."""

POSITION_BITS = 24
"""A place is document number and position in one integer, so that phrases are found by comparing integers."""

REMEMBERED_BYTES = 112 * 2**20
"""Of what was worked out of postings for a word: the next query has some of the same, and so has the next page."""

_Worked = TypeVar("_Worked", bound=tuple[Any, ...])


class Postings(NamedTuple):
    """A term's documents, but for deleted ones, ascending; and how often it stands in each."""

    ids: Ids
    counts: Numbers


class Standing(NamedTuple):
    """Where a term stands, but for deleted documents, ascending: document << 24 | position."""

    places: Ids


class Snapshot:
    """The state of the index after one commit."""

    def __init__(self, segments: Sequence[tuple[SegmentArrays, frozenset[int]]]) -> None:
        """Take the segments, each with the numbers of its documents that are deleted."""
        self._segments = [segment for segment, _ in segments]
        sizes = [segment.size for segment in self._segments]
        self._offsets: list[int] = [0, *np.cumsum(sizes, dtype=np.int64).tolist()]
        self._lock = threading.RLock()
        self._postings = Kept[tuple[str, str], Postings](CACHE_BYTES, _size)
        self._places = Kept[tuple[str, str], Standing](PLACES_BYTES, _size)
        self._remembered = Kept[Hashable, tuple[Any, ...]](REMEMBERED_BYTES, _size)
        self._vocabularies: dict[str, Vocabulary] = {}
        self.size = self._offsets[-1]
        self.alive = self._alive([deleted for _, deleted in segments])
        self.count = int(np.count_nonzero(self.alive))
        self.page_number, self.ordinal, self.length = (
            self._column(name).astype(np.int64) for name in ("page_number", "ordinal", "length")
        )
        self.own_weights = self._column("weight").astype(np.float64)
        self.facets = {facet: self._ordinals(f"facet_{facet}") for facet in FACETS}

    @cached_property
    def mean_length(self) -> float:
        """Words in a passage, on average; in one of those that count for it, if there are any."""
        kinds = self.facets["kind"]
        is_measured = np.array([kind != UNMEASURED_KIND for kind in kinds.values] + [True])[kinds.codes]
        measured = self.alive & is_measured
        return float(self.length[measured if measured.any() else self.alive].mean()) if self.count else 1.0

    @cached_property
    def weights(self) -> npt.NDArray[np.float64]:
        """What each document's score is multiplied by, for the kind of passage it is and for itself."""
        kinds = self.facets["kind"]
        weights = np.array([KIND_WEIGHTS.get(kind, 1.0) for kind in kinds.values] + [1.0])
        return np.asarray(weights[kinds.codes] * self.own_weights)  # the last is that of -1

    @cached_property
    def divisors(self) -> Values:
        """What how often a word stands in each document is divided by, for the document's length."""
        return divisors(self.length, self.mean_length)

    @cached_property
    def groups(self) -> Groups:
        """The documents by the values of their facets."""
        return Groups(self.facets, self.size)

    @cached_property
    def versions(self) -> Ordinals:
        """The version that each document is of."""
        return self._ordinals(VERSION)

    def reading_order(self, ids: Ids) -> tuple[npt.NDArray[np.integer], ...]:
        """Give for some documents what they are ordered by when they are read one after the other, the last first.

        By document, version and ordinal, as `numpy.lexsort` takes it.
        """
        return self.ordinal[ids], self.versions.codes[ids], self.facets["document"].codes[ids]

    @reading
    def passages(self, ids: Ids) -> tuple[list[str], list[str]]:
        """Give the ids of the passages that documents stand for, and those of their versions."""
        passages = []
        for document in ids.tolist():  # a page of them: one by one is quicker than segment by segment
            which = bisect_right(self._offsets, document) - 1
            passages.append(self._segments[which].passage(document - self._offsets[which]))
        codes = self.versions.codes[ids].tolist()
        if -1 in codes:
            raise ValueError("a passage of no version")
        return passages, [self.versions.values[code] for code in codes]

    def postings(self, field: str, term: str) -> Postings:
        """Give a term's postings in all segments; empty when no passage has it."""
        return self._postings.get((field, term), self._read)

    def places(self, field: str, term: str) -> Ids:
        """Give where a term stands in all segments, as `Standing` has it."""
        return self._places.get((field, term), self._read_places).places

    @reading
    def standing_for(self, field: str, node: Wildcard | Fuzzy) -> Counts:
        """Give how often any of the words that a pattern stands for stands in each document."""
        rows = self.words_for(field, node).rows
        blocks = [segment.gathered(field, own) for segment, own in zip(self._segments, rows, strict=True)]
        ids = [_numbered(block.ids, offset) for block, offset in zip(blocks, self._offsets, strict=False)]
        return added(*self._living(_joined(ids), _joined([block.counts for block in blocks])), self.size)

    def remembered(self, key: Hashable, work_out: Callable[[], _Worked]) -> _Worked:
        """Give a tuple of arrays that was worked out of this snapshot, or work it out and keep it."""
        return cast("_Worked", self._remembered.get(key, lambda _: work_out()))

    def words_for(self, field: str, node: Wildcard | Fuzzy) -> Stood:
        """Give the words of a field that a pattern stands for, accents aside."""
        with self._lock:
            if field not in self._vocabularies:
                self._vocabularies[field] = Vocabulary(self._segments, field)
            return self._vocabularies[field].of_pattern(node)

    def _alive(self, deleted: Sequence[frozenset[int]]) -> Mask:
        alive = np.ones(self.size, dtype=bool)
        for offset, numbers in zip(self._offsets, deleted, strict=False):
            alive[np.fromiter(numbers, dtype=np.int64, count=len(numbers)) + offset] = False
        return alive

    @reading
    def _column(self, name: str) -> npt.NDArray[np.generic]:
        return np.concatenate([np.zeros(0, np.uint8), *(each[name] for each in self._segments)])

    @reading
    def _ordinals(self, field: str) -> Ordinals:
        tables = [segment.table(f"{field}.terms") for segment in self._segments]
        values = sorted({bytes(value) for table in tables for value in table})
        codes = {value: code for code, value in enumerate(values)}
        of_all = [np.zeros(0, np.int32)]
        for segment, table in zip(self._segments, tables, strict=True):
            numbers = np.array([*(codes[value] for value in table), -1], dtype=np.int32)
            of_all.append(numbers[segment.codes(field)])  # the last is that of -1
        return Ordinals([value.decode() for value in values], np.concatenate(of_all))

    @reading
    def _read(self, key: tuple[str, str]) -> Postings:
        blocks = self._blocks(*key)
        ids = _joined([_numbered(block.ids, offset) for block, offset in blocks])
        counts = _joined([block.counts for block, _ in blocks])
        if not ((ids[1:] > ids[:-1]).all() and counts.all()):
            raise Torn("postings that cannot be")
        return self._living(ids, counts)

    @reading
    def _read_places(self, key: tuple[str, str]) -> Standing:
        each = [
            np.repeat(_numbered(block.ids, offset) << POSITION_BITS, block.counts) | block.positions
            for block, offset in self._blocks(*key)
            if block.positions is not None
        ]
        places = _joined(each)
        return Standing(places if self.count == self.size else places[self.alive[places >> POSITION_BITS]])

    def _blocks(self, field: str, term: str) -> list[tuple[Block, int]]:
        """Give the postings of a term in each segment that has it, and where its documents begin. Raises: Torn."""
        encoded = term.encode()
        found = (
            (segment.postings(field, encoded), offset)
            for segment, offset in zip(self._segments, self._offsets, strict=False)
        )
        return [(block, offset) for block, offset in found if block is not None]

    def _living(self, ids: Ids, counts: Numbers) -> Postings:
        """Leave out deleted documents."""
        if self.count == self.size:
            return Postings(ids, counts)
        lives = self.alive[ids]
        return Postings(ids[lives], counts[lives])


def _numbered(ids: Numbers, offset: int) -> Ids:
    """Give documents of a segment their numbers through all segments."""
    return np.add(ids, offset, dtype=np.int64)


def _joined(pieces: list[npt.NDArray[Any]]) -> npt.NDArray[Any]:
    return np.concatenate(pieces) if len(pieces) > 1 else pieces[0] if pieces else NO_IDS


def _size(key: Hashable, arrays: tuple[Any, ...]) -> int:
    """Give how many bytes arrays take, one that comes twice once, and what is needed to hold them under a key."""
    held = sum({id(array): int(array.nbytes) for array in arrays}.values())
    return held + _HELD_BYTES + _BYTES_A_SIGN * len(repr(key))


_BYTES_A_SIGN = 3
"""What a key takes for each sign by which it is written, about: a query of a hundred words takes 11 KB."""

_HELD_BYTES = 800
