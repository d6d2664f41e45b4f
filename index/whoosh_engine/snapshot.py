"""One commit of the index as arrays: what a search reads, shared by all threads until the next commit.

Rule: documents are numbered through all segments; an array over documents has one entry for each, the deleted
ones too, which `alive` leaves out. Postings lie in files that are mapped into memory; those of all segments are
put together when first asked for, and kept while there is room.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from index.engine import FACETS, KIND_WEIGHTS, UNMEASURED_KIND
from index.tree import Fuzzy, Wildcard
from index.whoosh_engine.arrays import SegmentArrays, Torn, reading
from index.whoosh_engine.bm25 import divisors
from index.whoosh_engine.groups import Groups, Ordinals
from index.whoosh_engine.kept import Kept
from index.whoosh_engine.schema import VERSION
from index.whoosh_engine.segments import Postings, Segments, Sought
from index.whoosh_engine.sparse import Counts, Ids, Values, added
from index.whoosh_engine.vocabulary import Stood, Vocabulary

CACHE_BYTES = 16 * 2**20
"""Of postings by themselves: only what stands for a word in another language, and versions, ask for them."""

PLACES_BYTES = 48 * 2**20
"""Of where words stand: only phrases and words near each other ask for it."""

REMEMBERED_BYTES = 128 * 2**20
"""Of what was worked out of postings for a word: the next query has some of the same, and so has the next page."""

_Worked = TypeVar("_Worked", bound=tuple[Any, ...])


class Snapshot:
    """The state of the index after one commit."""

    def __init__(self, segments: Sequence[tuple[SegmentArrays, frozenset[int]]]) -> None:
        """Take the segments, each with the numbers of its documents that are deleted."""
        self._segments = Segments([segment for segment, _ in segments], [deleted for _, deleted in segments])
        self._lock = threading.RLock()
        self._postings = Kept[tuple[str, str], Postings](CACHE_BYTES, _size)
        self._places = Kept[tuple[str, str], tuple[Ids]](PLACES_BYTES, _size)
        self._remembered = Kept[Hashable, Any](REMEMBERED_BYTES, _size)
        self._vocabularies: dict[str, Vocabulary] = {}
        self.size, self.count, self.alive = self._segments.size, self._segments.count, self._segments.alive
        self.page_number, self.ordinal, self.length = (
            self._segments.column(name).astype(np.int64) for name in ("page_number", "ordinal", "length")
        )
        self.own_weights = self._segments.column("weight").astype(np.float64)
        self.facets = {facet: self._segments.ordinals(f"facet_{facet}") for facet in FACETS}

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
        return self._segments.ordinals(VERSION)

    def reading_order(self, ids: Ids) -> tuple[npt.NDArray[np.integer], ...]:
        """Give for some documents what they are ordered by when they are read one after the other, the last first.

        By document, version and ordinal, as `numpy.lexsort` takes it.
        """
        return self.ordinal[ids], self.versions.codes[ids], self.facets["document"].codes[ids]

    @reading
    def named(self, documents: Iterable[int]) -> list[tuple[str, str, str]]:
        """Give the passage, the version and the document in the archive that each stands for, by their ids."""
        (versions, of_version), (works, of_work) = self.versions, self.facets["document"]
        version_codes, work_codes = of_version.data, of_work.data  # one by one read faster than arrays
        named = []
        for document in documents:
            version, work = version_codes[document], work_codes[document]
            if version < 0:
                raise Torn("a passage of no version")
            named.append((self._segments.passage(document), versions[version], works[work]))
        return named

    def postings(self, field: str, term: str) -> Postings:
        """Give a term's postings in all segments; empty when no passage has it."""
        return self._postings.get((field, term), lambda _: self._segments.postings(field, term))

    def keys(self, sought: Sought) -> Ids:
        """Give the postings of several terms, as `Segments.keys` has it."""
        return self._segments.keys(sought)

    def places(self, field: str, term: str) -> Ids:
        """Give where a term stands in all segments, as `Segments.places` has it."""
        return self._places.get((field, term), lambda _: (self._segments.places({term: (field,)}),))[0]

    def places_of(self, sought: Sought, among: Ids | None = None) -> Ids:
        """Give where any of several terms stands, in some documents or in all."""
        return self._segments.places(sought, among)

    def standing_for(self, field: str, node: Wildcard | Fuzzy) -> Counts:
        """Give how often any of the words that a pattern stands for stands in each document."""
        return added(*self._segments.gathered(field, self.words_for(field, node).rows), self.size)

    def remembered(self, key: Hashable, work_out: Callable[[], _Worked]) -> _Worked:
        """Give a tuple of arrays or counts that was worked out of this snapshot, or work it out and keep it."""
        found: _Worked = self._remembered.get(key, lambda _: work_out())
        return found

    def words_for(self, field: str, node: Wildcard | Fuzzy) -> Stood:
        """Give the words of a field that a pattern stands for, accents aside."""
        with self._lock:
            if field not in self._vocabularies:
                self._vocabularies[field] = Vocabulary(self._segments.each, field)
            return self._vocabularies[field].of_pattern(node)


def _size(key: Hashable, held: tuple[Any, ...]) -> int:
    """Give how many bytes arrays or counts take, what comes twice once, and what holds them under a key."""
    taken = {id(each): each.nbytes if isinstance(each, np.ndarray) else _COUNT_BYTES * len(each) for each in held}
    return sum(taken.values()) + _HELD_BYTES + _BYTES_A_SIGN * len(repr(key))


_BYTES_A_SIGN = 3
"""What a key takes for each sign by which it is written, about: a query of a hundred words takes 11 KB."""

_COUNT_BYTES = 110
"""What the count of a facet's value takes: a pair of a value, which is held anyhow, and a number."""

_HELD_BYTES = 800
