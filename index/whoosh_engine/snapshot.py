"""One commit of the index as arrays: what a search reads, shared by all threads until the next commit.

Rule: documents are numbered through all segments; an array over documents has one entry for each, the deleted
ones too, which `alive` leaves out. Postings are read when first asked for and kept while there is room.
"""

from __future__ import annotations

import threading
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Iterator
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from index.analysis import fold
from index.engine import FACETS, KIND_WEIGHTS, UNMEASURED_KIND
from index.patterns import prefix_of, shape, within
from index.whoosh_engine.damage import reading
from index.whoosh_engine.postings import Block, Ids, read_fixed, read_postings
from index.whoosh_engine.schema import FOLDED, PASSAGE, PLACE, PLACE_COLUMNS, VERSION, WORDS

CACHE_BYTES = 128 * 2**20
"""An archive of 100,000 passages has some 30 MB of postings that are asked for; big ones must not fill memory."""

POSITION_BITS = 24
"""A place is document number and position in one integer, so that phrases are found by comparing integers."""

Mask = npt.NDArray[np.bool_]


class Postings(NamedTuple):
    """A term's documents, ascending, how often it stands in each, and where: document << 24 | position."""

    ids: Ids
    counts: npt.NDArray[np.float64]
    places: Ids


class Ordinals(NamedTuple):
    """A field with one value a document: the values, sorted, and each document's place among them or -1."""

    values: list[str]
    codes: npt.NDArray[np.int32]


class Vocabulary(NamedTuple):
    """The words of a field: folded, sorted, and the terms they stand for, in the same order."""

    folded: list[str]
    terms: list[bytes]


class Snapshot:
    """The state of the index after one commit."""

    def __init__(self, reader: Any) -> None:
        self._reader = reader
        self._leaves: list[tuple[Any, int]] = list(reader.leaf_readers()) if reader.doc_count_all() else []
        self._lock = threading.RLock()  # Whoosh's files have one position for all threads
        self._cache: OrderedDict[tuple[str, bytes], Postings] = OrderedDict()
        self._cache_bytes = 0
        self._vocabularies: dict[str, Vocabulary] = {}
        self.size = int(reader.doc_count_all())
        self.alive = self._alive()
        self.count = int(self.alive.sum())
        places = self._places()
        self.page_number, self.ordinal, self.length = (
            places[name].astype(np.int64) for name in ("page_number", "ordinal", "length")
        )
        self._own_weights = places["weight"].copy()
        self.facets = {facet: self._ordinals(f"facet_{facet}") for facet in FACETS}
        self._passages = [
            (leaf.column_reader(PASSAGE, leaf.schema[PASSAGE].column_type, translate=False), offset)
            for leaf, offset in self._leaves
        ]

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
        return np.asarray(weights[kinds.codes] * self._own_weights)  # the last is that of -1

    @cached_property
    def versions(self) -> Ordinals:
        """The version that each document is of."""
        return self._ordinals(VERSION)

    @cached_property
    def reading_order(self) -> Ids:
        """Each document's place when they are read one after the other, by document, version and ordinal."""
        order = np.lexsort((self.ordinal, self.versions.codes, self.facets["document"].codes))
        places = np.empty(self.size, dtype=np.int64)
        places[order] = np.arange(self.size)
        return places

    @reading()
    def passage(self, document: int) -> tuple[str, str]:
        """Give the id of the passage that a document number stands for, and that of its version."""
        at = next(at for at in reversed(range(len(self._passages))) if self._passages[at][1] <= document)
        column, offset = self._passages[at]
        with self._lock:
            passage_id = bytes(column[document - offset]).decode()
        code = self.versions.codes[document]
        if code < 0:
            raise ValueError("a passage of no version")
        return passage_id, self.versions.values[code]

    def postings(self, field: str, term: str) -> Postings:
        """Give a term's postings in all segments; empty when no passage has it."""
        key = (field, term.encode())
        with self._lock:
            found = self._cache.get(key)
            if found is None:
                found = self._cache[key] = self._read(*key)
                self._cache_bytes += _size(found)
                while self._cache_bytes > CACHE_BYTES and len(self._cache) > 1:
                    self._cache_bytes -= _size(self._cache.popitem(last=False)[1])
            self._cache.move_to_end(key)
            return found

    def words_of_shape(self, field: str, pattern: str) -> list[str]:
        """Give the words of a field that have this shape, accents aside."""
        vocabulary = self._vocabulary(field)
        prefix = prefix_of(pattern)
        if prefix is not None:
            start = bisect_left(vocabulary.folded, prefix)
            end = bisect_left(vocabulary.folded, prefix + "\U0010ffff")
            return [term.decode() for term in vocabulary.terms[start:end]]
        accepts = shape(pattern)
        pairs = zip(vocabulary.folded, vocabulary.terms, strict=True)
        return [term.decode() for folded, term in pairs if accepts(folded)]

    def words_like(self, field: str, word: str, changes: int) -> list[str]:
        """Give the words of a field that become this one in so many changes of a letter, accents aside."""
        vocabulary = self._vocabulary(field)
        alike = within(word, vocabulary.folded, changes)
        return [term.decode() for term, is_alike in zip(vocabulary.terms, alike, strict=True) if is_alike]

    def close(self) -> None:
        """Give back the files."""
        self._reader.close()

    def _alive(self) -> Mask:
        alive = np.ones(self.size, dtype=bool)
        for leaf, offset in self._leaves:
            deleted = list(leaf.segment().deleted_docs())
            alive[np.array(deleted, dtype=np.int64) + offset] = False
        return alive

    def _places(self) -> npt.NDArray[np.void]:
        rows = [read_fixed(leaf, PLACE) for leaf, _ in self._leaves]
        raw = np.concatenate(rows) if rows else np.zeros((0, PLACE_COLUMNS.itemsize), dtype=np.uint8)
        return np.ascontiguousarray(raw).view(PLACE_COLUMNS)[:, 0]

    @reading()
    def _ordinals(self, field: str) -> Ordinals:
        with self._lock:
            terms = {term for leaf, _ in self._leaves for term in leaf.lexicon(field)}
            values = sorted(bytes(term).decode() for term in terms)
            codes = np.full(self.size, -1, dtype=np.int32)
            for code, value in enumerate(values):
                codes[self._read(field, value.encode()).ids] = code
        return Ordinals(values, codes)

    @reading()
    def _vocabulary(self, field: str) -> Vocabulary:
        with self._lock:
            if field not in self._vocabularies:
                pairs = sorted(self._folded_terms(field))
                folded, terms = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
                self._vocabularies[field] = Vocabulary(folded, terms)
            return self._vocabularies[field]

    def _folded_terms(self, field: str) -> Iterator[tuple[str, bytes]]:
        terms = {bytes(term) for leaf, _ in self._leaves for term in leaf.lexicon(field)}
        if field == WORDS:
            yield from ((fold(term.decode()), term) for term in terms)
        else:
            sign = FOLDED.encode()
            yield from ((term[len(sign) :].decode(), term) for term in terms if term.startswith(sign))

    @reading()
    def _read(self, field: str, term: bytes) -> Postings:
        blocks = [
            (_checked(block, leaf.doc_count_all()), offset)
            for leaf, offset in self._leaves
            if (block := read_postings(leaf, field, term)) is not None
        ]
        if not blocks:
            return _NONE
        ids = np.concatenate([block.ids + offset for block, offset in blocks])
        counts = np.concatenate([block.counts for block, _ in blocks])
        return Postings(ids, counts, _joined_places(ids, counts, [block for block, _ in blocks]))


_NONE = Postings(np.zeros(0, dtype=np.int64), np.zeros(0), np.zeros(0, dtype=np.int64))


def _checked(block: Block, size: int) -> Block:
    """Hold postings against what all postings are. Raises: ValueError."""
    ids, counts = block.ids, block.counts
    is_sound = len(ids) == len(counts) > 0 and ids[0] >= 0 and ids[-1] < size and counts.dtype.kind in "fi"
    if not is_sound or not (ids[1:] > ids[:-1]).all() or not (counts > 0).all():
        raise ValueError("postings that cannot be")
    return block


def _joined_places(ids: Ids, counts: npt.NDArray[np.float64], blocks: list[Block]) -> Ids:
    raw = b"".join(value for block in blocks for value in block.values)
    if not raw:
        return _NONE.places
    documents = np.repeat(ids, counts.astype(np.int64))
    return (documents << POSITION_BITS) | np.frombuffer(raw, dtype=np.uint32).astype(np.int64)


def _size(postings: Postings) -> int:
    return sum(column.nbytes for column in postings) + 200
