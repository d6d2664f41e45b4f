"""The segments of one commit read as one: documents are numbered through all of them.

Rule: a word is looked up once for all its forms and fields, and all that is found is put together at once: each
step on arrays costs the same for a hundred postings as for one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from index.whoosh_engine.arrays import FIELDS, TEXTS, FieldArrays, SegmentArrays, Torn, hash_of, reading
from index.whoosh_engine.groups import Ordinals
from index.whoosh_engine.sparse import NO_IDS, Ids, Mask, Numbers, distinct, found_in

POSITION_BITS = 24
"""A place is document number and position in one integer, so that phrases are found by comparing integers."""

COUNT_BITS, FIELD_BITS = 24, 7
"""A posting is document, field and count in one integer, so that those of all forms of a word are put in order."""

_PORTION = 2_000
"""Postings that are made places of at once, about."""

_MOST_TERMS = 500
"""Terms of which is remembered where they were found: of a word is first asked how often it stands, then where."""

Sought = Mapping[str, Collection[str]]
"""Terms, and the fields in which each is sought."""


class Postings(NamedTuple):
    """A term's documents, but for deleted ones, ascending; and how often it stands in each."""

    ids: Ids
    counts: Numbers


_Held = tuple[int, FieldArrays, int, int]
"""Where a term stands: the place of the field in FIELDS, the field of a segment, the row, the first document."""


class Segments:
    """Reads arrays. All that reads raises Torn."""

    def __init__(self, segments: Sequence[SegmentArrays], deleted: Sequence[frozenset[int]]) -> None:
        self.each = segments
        sizes = [segment.size for segment in segments]
        self._offsets: list[int] = [0, *np.cumsum(sizes, dtype=np.int64).tolist()]
        self.size = self._offsets[-1]
        self.alive = self._alive(deleted)
        self.count = int(np.count_nonzero(self.alive))
        self._with_offsets = list(zip(segments, self._offsets, strict=False))
        # Bound to what it reads alone: a circle would hold the files of a commit after the next.
        self._look_up = lru_cache(_MOST_TERMS)(partial(_looked_up, self._with_offsets))

    @reading
    def keys(self, sought: Sought) -> Ids:
        """Give the postings of terms, each as one integer, ascending: of different terms one after the other.

        Document << 31 | a bit for the field, by its place in FIELDS, << 24 | count, 0 in headings. No field of one
        value is asked.
        """
        texts, headings, counts = [], [], []
        for number, field, row, offset in self._holding(sought):
            ids, own = field.postings(row)
            piece = (offset << FIELD_BITS | 1 << number) << COUNT_BITS, len(ids), ids
            if number < len(TEXTS):
                texts.append(piece)
                counts.append(_ones(len(ids)) if own is None else own)
            else:
                headings.append(piece)
        if not (texts or headings):
            return NO_IDS
        firsts, lengths, each = zip(*texts, *headings, strict=True)
        keys = np.concatenate(each, dtype=np.int64)
        keys <<= FIELD_BITS + COUNT_BITS
        keys += np.repeat(firsts, lengths)
        if counts:
            numbers = np.concatenate(counts)
            if not 0 < numbers.min() <= numbers.max() < 1 << COUNT_BITS:  # it would be read as a field, or as none
                raise Torn("postings that cannot be")
            keys[: len(numbers)] += numbers
        keys.sort()
        documents = keys >> FIELD_BITS + COUNT_BITS
        if documents[-1] >= self.size:
            raise Torn("postings that cannot be")
        return keys if self.count == self.size else keys[self.alive[documents]]

    @reading
    def places(self, sought: Sought, among: Ids | None = None) -> Ids:
        """Give where any of some terms stands, but for deleted documents, ascending: document << 24 | position.

        `among`: of which documents; else of all.
        """
        pieces = [self._placed(portion, among) for portion in _portions(self._holding(sought))]
        # Of one term in one field they come in order.
        places = _joined(pieces) if sum(map(len, sought.values())) == 1 else distinct(pieces)
        return places if self.count == self.size else places[self.alive[places >> POSITION_BITS]]

    @reading
    def postings(self, field: str, term: str) -> Postings:
        """Give a term's postings; none when no passage has it."""
        held = self._holding({term: (field,)})
        blocks = [field.postings(row) for _, field, row, _ in held]
        ids = _joined([_numbered(block.ids, offset) for block, (*_, offset) in zip(blocks, held, strict=True)])
        counts = _joined([block.numbers for block in blocks])
        if len(ids) and not ((ids[1:] > ids[:-1]).all() and ids[-1] < self.size and counts.all()):
            raise Torn("postings that cannot be")
        return self._living(ids, counts)

    @reading
    def gathered(self, field: str, rows: Sequence[Ids]) -> Postings:
        """Give the postings of terms by their rows in each segment: documents in any order."""
        offsets, lengths, ids, counts = [], [], [], []
        for (segment, offset), own in zip(self._with_offsets, rows, strict=True):
            held = segment.of_field(field)
            for start, end in held.spans(own):
                own_ids = held.ids[start:end]
                offsets.append(offset)
                lengths.append(len(own_ids))  # which is less where it was said wrongly
                ids.append(own_ids)
                counts.append(_ones(len(own_ids)) if held.counts is None else held.counts[start:end])
        if not ids:
            return Postings(NO_IDS, NO_IDS)
        documents, numbers = np.concatenate(ids, dtype=np.int64), np.concatenate(counts)
        documents += np.repeat(offsets, lengths)
        if documents.max() >= self.size or not numbers.all():
            raise Torn("postings that cannot be")
        return self._living(documents, numbers)

    def passage(self, document: int) -> str:
        """Give the id of the passage that a document stands for."""
        segment, offset = self._with_offsets[bisect_right(self._offsets, document) - 1]
        return segment.passage(document - offset)

    @reading
    def column(self, name: str) -> npt.NDArray[np.generic]:
        """Give an array over all documents."""
        return np.concatenate([np.zeros(0, np.uint8), *(each[name] for each in self.each)])

    @reading
    def ordinals(self, field: str) -> Ordinals:
        """Give the values of a field of one value."""
        tables = [segment.table(f"{field}.terms") for segment in self.each]
        values = sorted({bytes(value) for table in tables for value in table})
        codes = {value: code for code, value in enumerate(values)}
        of_all = [np.zeros(0, np.int32)]
        for segment, table in zip(self.each, tables, strict=True):
            numbers = np.array([*(codes[value] for value in table), -1], dtype=np.int32)
            of_all.append(numbers[segment.codes(field)])  # the last is that of -1
        return Ordinals([value.decode() for value in values], np.concatenate(of_all))

    def _alive(self, deleted: Sequence[frozenset[int]]) -> Mask:
        alive = np.ones(self.size, dtype=bool)
        for offset, numbers in zip(self._offsets, deleted, strict=False):
            alive[np.fromiter(numbers, dtype=np.int64, count=len(numbers)) + offset] = False
        return alive

    def _placed(self, held: Sequence[_Held], among: Ids | None) -> Ids:
        """Give the places of some terms, one after the other."""
        blocks = [field.postings(row) for _, field, row, _ in held]
        documents = np.concatenate([block.ids for block in blocks], dtype=np.int64)
        documents += np.repeat([offset for *_, offset in held], [len(block.ids) for block in blocks])
        counts = np.concatenate([block.numbers for block in blocks])
        positions = np.concatenate([field.positions(row) for _, field, row, _ in held])
        if documents.max() >= self.size or counts.sum() != len(positions):
            raise Torn("positions that cannot be")
        if among is not None:
            rows = np.flatnonzero(found_in(documents, among, self.size)[1])
            ends = np.cumsum(counts, dtype=np.int64)[rows]
            documents, counts = documents[rows], counts[rows]
            before = ends - np.cumsum(counts, dtype=np.int64)  # how many positions are left out before each
            positions = positions[np.arange(int(counts.sum())) + np.repeat(before, counts)]
        places = np.repeat(documents << POSITION_BITS, counts)
        places |= positions
        return places

    def _holding(self, sought: Sought) -> list[_Held]:
        """Look terms up in each segment."""
        return [
            held for term, fields in sought.items() for held in self._look_up(term) if FIELDS[held[0]] in fields
        ]

    def _living(self, ids: Ids, counts: Numbers) -> Postings:
        """Leave out deleted documents."""
        if self.count == self.size:
            return Postings(ids, counts)
        lives = self.alive[ids]
        return Postings(ids[lives], counts[lives])


def _looked_up(segments: Sequence[tuple[SegmentArrays, int]], term: str) -> list[_Held]:
    encoded = term.encode()
    hashed = hash_of(encoded)
    return [
        (number, field, row, offset)
        for segment, offset in segments
        for number, field, row in segment.holding(encoded, hashed)
    ]


def _ones(length: int) -> Numbers:
    return np.ones(length, dtype=np.uint8)


def _portions(held: Sequence[_Held]) -> Iterator[Sequence[_Held]]:
    """Part terms so that few with many postings are put together at once.

    Memory for small arrays is given again and again; for large ones it is new each time, which costs more.
    """
    start, size = 0, 0
    for at, (_, field, row, _) in enumerate(held):
        size += field.starts[row + 1] - field.starts[row]
        if size > _PORTION:
            yield held[start : at + 1]
            start, size = at + 1, 0
    if start < len(held):
        yield held[start:]


def _numbered(ids: Numbers, offset: int) -> Ids:
    """Give documents of a segment their numbers through all segments."""
    return np.add(ids, offset, dtype=np.int64)


def _joined(pieces: list[npt.NDArray[Any]]) -> npt.NDArray[Any]:
    return np.concatenate(pieces) if len(pieces) > 1 else pieces[0] if pieces else NO_IDS
