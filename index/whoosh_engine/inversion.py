"""What is written in one commit, inverted in memory: passages come in, the postings of each field's terms go out.

It stands in for Whoosh's posting pool, which sorts every posting by itself; here all postings of a field are
sorted at once, as numbers. The arrays beside a segment are made of the same.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, count, repeat
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from index.analysis import languages_of, stem
from index.whoosh_engine.schema import LANGUAGE, STEMS, WORDS

AT_ONCE = 1_000_000
"""Characters, or positions of words, that are worked on together; a large version has tens of millions."""

Numbers = npt.NDArray[np.integer]
Mask = npt.NDArray[np.bool_]


class Block(NamedTuple):
    """The postings of a term: documents, ascending; how often it stands in each; all its positions, or none."""

    ids: Numbers
    counts: Numbers
    positions: Numbers


class FieldPostings(NamedTuple):
    """The postings of all terms of a field, term after term in order of their UTF-8 bytes.

    Those of the term at `row` are at `starts[row]` to `starts[row + 1]` of `ids`, the documents, ascending, and of
    `counts`, how often it stands in each. `positions` are those of all, as many for each posting as it counts; a
    field without them has none.
    """

    terms: list[str]
    starts: Numbers
    ids: Numbers
    counts: Numbers
    positions: Numbers


class Segment(NamedTuple):
    """All that is in a segment: postings by field; each passage's id; their places as `schema.PLACE_FORMAT`."""

    fields: Mapping[str, FieldPostings]
    passages: list[bytes]
    places: bytes

    @classmethod
    def of(cls, fields: Mapping[str, FieldPostings], passages: list[bytes], places: bytes) -> Segment:
        """Put the postings of stems beside those that come with passages."""
        spoken = fields[f"facet_{LANGUAGE}"]
        found = dict(fields)
        for language, name in STEMS.items():
            is_analysed = np.zeros(len(passages), dtype=bool)
            for row, value in enumerate(spoken.terms):
                documents = spoken.ids[spoken.starts[row] : spoken.starts[row + 1]]
                is_analysed[documents] = language in languages_of(value)
            found[name] = stemmed(fields[WORDS], language, is_analysed)
        return cls(dict(sorted(found.items())), passages, places)


class Field:
    """The postings of a field as they are gathered, in order of document."""

    def __init__(self) -> None:
        self._numbers = defaultdict[str, int](count().__next__)
        self._rows, self._ids, self._counts, self._positions = (array("I") for _ in range(4))

    def add_all(self, first: int, terms: Sequence[Collection[str]]) -> None:
        """Gather the terms of documents from `first` on; each stands once in its document, wherever."""
        lengths = list(map(len, terms))
        self._rows.extend(map(self._numbers.__getitem__, chain.from_iterable(terms)))
        _append(self._ids, np.repeat(np.arange(first, first + len(terms)), lengths))
        self._counts.extend(repeat(1, sum(lengths)))

    def take(self, held: FieldPostings, numbers: Numbers) -> None:
        """Gather what was inverted elsewhere; `numbers` gives its documents new ones, -1 to those left out."""
        ids = numbers[held.ids]
        lives = ids >= 0
        own = np.fromiter(map(self._numbers.__getitem__, held.terms), dtype=np.uint32, count=len(held.terms))
        _append(self._rows, np.repeat(own, np.diff(held.starts))[lives])
        _append(self._ids, ids[lives])
        _append(self._counts, held.counts[lives])
        if len(held.positions):
            _append(self._positions, held.positions[np.repeat(lives, held.counts)])

    def inverted(self) -> FieldPostings:
        """Give all that was gathered, sorted; terms that were left without a document are none."""
        rows, ids, counts = (_read(each) for each in (self._rows, self._ids, self._counts))
        used = np.bincount(rows, minlength=len(self._numbers)) > 0
        terms = sorted(term for term, number in self._numbers.items() if used[number])
        places = np.zeros(len(self._numbers), dtype=np.uint32)
        places[[self._numbers[term] for term in terms]] = np.arange(len(terms))
        keys = places[rows]
        order = np.argsort(keys, kind="stable")  # which leaves documents in order
        positions = _in_order(_read(self._positions), counts, order) if self._positions else NO_POSITIONS
        starts = starts_of(np.bincount(keys, minlength=len(terms)))
        return FieldPostings(terms, starts, ids[order], counts[order], positions)


class Inversion:
    """A segment as it is gathered; stems are worked out of the words in the end."""

    def __init__(self, fields: Iterable[str]) -> None:
        self.fields = {field: Field() for field in fields}
        self.passages: list[bytes] = []
        self.places = bytearray()
        self._segment: Segment | None = None

    def iter_postings(self) -> Segment:
        """Hand everything to `postings.Codec`; nothing is gathered after that."""
        return self.segment()

    def cleanup(self) -> None:
        """Do nothing: what was gathered is still needed when Whoosh has written it."""

    def segment(self) -> Segment:
        """Give all that was gathered."""
        if self._segment is None:
            fields = {name: self.fields.pop(name).inverted() for name in list(self.fields)}
            self._segment = Segment.of(fields, self.passages, bytes(self.places))
        return self._segment


def starts_of(lengths: Numbers) -> Numbers:
    """Give where each of some stretches begins, one after the other, and where the last ends."""
    return np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(lengths, dtype=np.int64)))


def in_order(blocks: Mapping[str, Block]) -> FieldPostings:
    """Put the postings of terms one after the other."""
    terms = sorted(blocks)
    ids, counts, positions = (
        np.concatenate([NO_POSITIONS, *(blocks[term][at] for term in terms)]) for at in range(3)
    )
    starts = starts_of(np.array([len(blocks[term][0]) for term in terms], dtype=np.int64))
    return FieldPostings(terms, starts, ids, counts, positions)


def stemmed(words: FieldPostings, language: str, is_analysed: Mask) -> FieldPostings:
    """Give the postings of stems with their positions: those of their words, in documents analysed so."""
    is_read = is_analysed[words.ids]
    terms, stem_of = _stems(words, language, is_read)
    rows = np.argsort(stem_of, kind="stable")[np.count_nonzero(stem_of < 0) :]
    bounds = np.searchsorted(stem_of[rows], np.arange(len(terms) + 1))
    begins, lengths = starts_of(words.counts), np.diff(words.starts)
    sizes = np.diff(begins[words.starts])[rows]
    parts = [NO_POSTINGS]
    for first, last in portions(starts_of(sizes)[bounds], AT_ONCE):
        own = rows[bounds[first] : bounds[last]]
        at = spread(words.starts[own], lengths[own])
        keys = np.repeat((stem_of[own] - first) * len(is_analysed), lengths[own]) + words.ids[at]
        keys, at = keys[is_read[at]], at[is_read[at]]
        # Whatever word they are of, the positions of a stem in a document stand in order.
        keys = np.repeat(keys, words.counts[at])
        positions = words.positions[spread(begins[at], words.counts[at])]
        order = np.lexsort((positions, keys))
        parts.append(grouped(terms[first:last], keys[order], positions[order], len(is_analysed)))
    counted = np.concatenate([np.diff(part.starts) for part in parts])
    ids, counts, positions = (np.concatenate([part[at] for part in parts]) for at in range(2, 5))
    return FieldPostings(terms, starts_of(counted), ids, counts, positions)


def _stems(words: FieldPostings, language: str, is_read: Mask) -> tuple[list[str], Numbers]:
    """Give the stems of words with postings that are read, and which each word has; -1: none."""
    stem_of = np.full(len(words.terms), -1, dtype=np.int64)
    if not words.terms:
        return [], stem_of
    used = np.flatnonzero(np.logical_or.reduceat(is_read, words.starts[:-1]))
    stems = [stem(words.terms[row], language) for row in used.tolist()]
    terms = sorted(set(stems) - {""})
    places = {term: place for place, term in enumerate(terms)}
    stem_of[used] = [places.get(each, -1) for each in stems]
    return terms, stem_of


def grouped(terms: list[str], keys: Numbers, positions: Numbers, size: int) -> FieldPostings:
    """Give the postings of terms of which each place is known: `keys`, ascending, say whose and in which document.

    A key is the term's row by how many documents there are, and the document added. `positions` go with them.
    """
    firsts = np.flatnonzero(np.diff(keys, prepend=-1))
    rows, ids = np.divmod(keys[firsts], max(size, 1))
    counts = np.diff(firsts, append=len(keys))
    starts = starts_of(np.bincount(rows, minlength=len(terms)))
    return FieldPostings(terms, starts, ids.astype(np.uint32), counts.astype(np.uint32), positions)


def portions(starts: Numbers, size: int) -> Iterator[tuple[int, int]]:
    """Give stretches, each of which goes on where the one before ended, in portions of `size` at most.

    A portion is given by its first stretch and the one after its last; a longer stretch is a portion by itself.
    """
    first, count = 0, len(starts) - 1
    while first < count:
        last = max(int(np.searchsorted(starts, starts[first] + size, side="right")) - 1, first + 1)
        yield first, last
        first = last


def spread(starts: Numbers, lengths: Numbers) -> Numbers:
    """Give the place of each item of some stretches, one stretch after the other."""
    ends = np.cumsum(lengths, dtype=np.int64)
    places: Numbers = np.repeat(starts - (ends - lengths), lengths)
    places += np.arange(len(places))
    return places


def _in_order(positions: Numbers, counts: Numbers, order: Numbers) -> Numbers:
    """Give the positions of postings that were put in order."""
    starts, lengths = starts_of(counts)[order], counts[order]
    parts = [NO_POSITIONS]
    for first, last in portions(starts_of(lengths), AT_ONCE):
        parts.append(positions[spread(starts[first:last], lengths[first:last])])
    return np.concatenate(parts)


def _append(numbers: array[int], others: Numbers) -> None:
    numbers.frombytes(others.astype(np.uint32).tobytes())


def _read(numbers: array[int]) -> Numbers:
    return np.frombuffer(numbers, dtype=np.uint32) if numbers else NO_POSITIONS


NO_POSITIONS: Numbers = np.zeros(0, dtype=np.uint32)
NO_POSTINGS = FieldPostings([], np.zeros(1, dtype=np.int64), NO_POSITIONS, NO_POSITIONS, NO_POSITIONS)
