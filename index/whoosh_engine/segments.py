"""The segments of one commit read as one: documents are numbered through all of them.

Rule: a word is looked up once for all its forms and fields, and all that is found is put together at once: each
step on arrays costs the same for a hundred postings as for one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from index.whoosh_engine.arrays import FIELDS, TEXTS, FieldArrays, SegmentArrays, Torn, hash_of, reading
from index.whoosh_engine.groups import Ordinals
from index.whoosh_engine.sparse import NO_IDS, Ids, Mask, Numbers, distinct

POSITION_BITS = 24
"""A place is document number and position in one integer, so that phrases are found by comparing integers."""

COUNT_BITS, FIELD_BITS = 24, 7
"""A posting is document, field and count in one integer, so that those of all forms of a word are put in order."""

Sought = Mapping[str, Container[str]]
"""Terms, and the fields in which each is sought."""


class Postings(NamedTuple):
    """A term's documents, but for deleted ones, ascending; and how often it stands in each."""

    ids: Ids
    counts: Numbers


class _Held(NamedTuple):
    """Where a segment has a term: its first document's number, the place of the field in FIELDS, and the row."""

    offset: int
    number: int
    field: FieldArrays
    row: int


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

    @reading
    def keys(self, sought: Sought) -> Ids:
        """Give the postings of terms, each as one integer, ascending: of different terms one after the other.

        Document << 31 | a bit for the field, by its place in FIELDS, << 24 | count, 0 in headings. No field of one
        value is asked.
        """
        held = self._holding(sought)
        if not held:
            return NO_IDS
        held.sort(key=_is_heading)
        blocks = [each.field.postings(each.row) for each in held]
        keys = np.concatenate([block.ids for block in blocks], dtype=np.int64)
        keys <<= FIELD_BITS + COUNT_BITS
        firsts = [(each.offset << FIELD_BITS | 1 << each.number) << COUNT_BITS for each in held]
        keys += np.repeat(firsts, [len(block.ids) for block in blocks])
        if texts := [block.numbers for each, block in zip(held, blocks, strict=True) if not _is_heading(each)]:
            counts = np.concatenate(texts)
            keys[: len(counts)] += counts
        keys.sort()
        documents = keys >> FIELD_BITS + COUNT_BITS
        if documents[-1] >= self.size:
            raise Torn("postings that cannot be")
        return keys if self.count == self.size else keys[self.alive[documents]]

    @reading
    def places(self, sought: Sought) -> Ids:
        """Give where any of some terms stands, but for deleted documents, ascending: document << 24 | position."""
        held = self._holding(sought)
        if not held:
            return NO_IDS
        blocks = [each.field.postings(each.row) for each in held]
        documents = np.concatenate([block.ids for block in blocks], dtype=np.int64)
        documents += np.repeat([each.offset for each in held], [len(block.ids) for block in blocks])
        positions = np.concatenate([each.field.positions(each.row) for each in held])
        counts = np.concatenate([block.numbers for block in blocks])
        if counts.sum() != len(positions):
            raise Torn("positions that cannot be")
        places = np.repeat(documents << POSITION_BITS, counts)
        places |= positions
        if len(held) > 1:
            places = distinct([places])
        return places if self.count == self.size else places[self.alive[places >> POSITION_BITS]]

    @reading
    def postings(self, field: str, term: str) -> Postings:
        """Give a term's postings; none when no passage has it."""
        held = self._holding({term: (field,)})
        blocks = [each.field.postings(each.row) for each in held]
        ids = _joined([_numbered(block.ids, each.offset) for block, each in zip(blocks, held, strict=True)])
        counts = _joined([block.numbers for block in blocks])
        if not ((ids[1:] > ids[:-1]).all() and counts.all()):
            raise Torn("postings that cannot be")
        return self._living(ids, counts)

    @reading
    def gathered(self, field: str, rows: Sequence[Ids]) -> Postings:
        """Give the postings of terms by their rows in each segment, documents in any order."""
        blocks = [segment.gathered(field, own) for segment, own in zip(self.each, rows, strict=True)]
        ids = [_numbered(block.ids, offset) for block, offset in zip(blocks, self._offsets, strict=False)]
        return self._living(_joined(ids), _joined([block.numbers for block in blocks]))

    @reading
    def passages(self, ids: Ids) -> list[str]:
        """Give the ids of the passages that documents stand for."""
        passages = []
        for document in ids.tolist():  # a page of them: one by one is quicker than segment by segment
            segment, offset = self._with_offsets[bisect_right(self._offsets, document) - 1]
            passages.append(segment.passage(document - offset))
        return passages

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

    def _holding(self, sought: Sought) -> list[_Held]:
        """Look terms up in each segment."""
        found = []
        for term, fields in sought.items():
            encoded = term.encode()
            hashed = hash_of(encoded)
            wanted = [field in fields for field in FIELDS]
            for segment, offset in self._with_offsets:
                found += [
                    _Held(offset, number, field, row)
                    for number, field, row in segment.holding(encoded, hashed)
                    if wanted[number]
                ]
        return found

    def _living(self, ids: Ids, counts: Numbers) -> Postings:
        """Leave out deleted documents."""
        if self.count == self.size:
            return Postings(ids, counts)
        lives = self.alive[ids]
        return Postings(ids[lives], counts[lives])


def _is_heading(held: _Held) -> bool:
    return held.number >= len(TEXTS)


def _numbered(ids: Numbers, offset: int) -> Ids:
    """Give documents of a segment their numbers through all segments."""
    return np.add(ids, offset, dtype=np.int64)


def _joined(pieces: list[npt.NDArray[Any]]) -> npt.NDArray[Any]:
    return np.concatenate(pieces) if len(pieces) > 1 else pieces[0] if pieces else NO_IDS
