"""The arrays of one segment as a search asks for them: postings of a term, words of a stem, ids of passages."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from index.whoosh_engine.arrays.directory import FIELDS, ROW_BITS, Directory, hash_of
from index.whoosh_engine.arrays.layout import Array, Arrays, Torn, read, reading
from index.whoosh_engine.arrays.term_table import TermTable
from index.whoosh_engine.inversion import NO_POSITIONS, FieldPostings
from index.whoosh_engine.schema import PLACE_COLUMNS


class Block(NamedTuple):
    """Postings in one segment: documents; how often each has it, where that is not once."""

    ids: Array
    counts: Array | None

    @property
    def numbers(self) -> Array:
        """How often each document has it."""
        return np.ones(len(self.ids), dtype=np.uint8) if self.counts is None else self.counts


class FieldArrays:
    """The postings of a field, at hand: a search looks up each of its words in every segment.

    Those of the term at a row are at `starts[row]` to `starts[row + 1]` of `ids`, and of `counts`, which are None
    where all are 1.
    """

    def __init__(self, arrays: Arrays, name: str) -> None:
        self.terms = TermTable(arrays, f"{name}.terms")
        self.starts, self.ids, self.counts = (
            arrays[f"{name}.starts"].data,
            arrays[f"{name}.ids"],
            arrays.get(f"{name}.counts"),
        )
        self._positions = arrays.get(f"{name}.positions", NO_POSITIONS)
        self._position_starts = arrays.get(f"{name}.position_starts", NO_POSITIONS).data

    def postings(self, row: int) -> Block:
        """Give those of the term at a row."""
        start, end = self.starts[row], self.starts[row + 1]
        return Block(self.ids[start:end], None if self.counts is None else self.counts[start:end])

    def spans(self, rows: Array) -> Iterator[tuple[int, int]]:
        """Give where the postings of terms lie, by their rows, ascending: of neighbours at once."""
        for first, last in _runs(rows):
            yield self.starts[first], self.starts[last + 1]

    def positions(self, row: int) -> Array:
        """Give all positions of the term at a row, in a field that has them."""
        return self._positions[self._position_starts[row] : self._position_starts[row + 1]]


def _runs(rows: Array) -> Iterator[tuple[int, int]]:
    """Give the first and the last of rows that follow on each other."""
    first = last = -1
    for row in rows.tolist():
        if row != last + 1 or first < 0:
            if first >= 0:
                yield first, last
            first = row
        last = row
    if first >= 0:
        yield first, last


class SegmentArrays:
    """One segment, deleted documents among the others; documents are numbered from 0."""

    def __init__(self, arrays: Arrays, file: tuple[Path, os.stat_result] | None = None) -> None:
        self._arrays = arrays
        self._file = file
        self._directory = Directory(arrays)
        self._fields: list[FieldArrays | None] = [None] * len(FIELDS)
        self._tables: dict[str, TermTable] = {}
        self._passages, self._passage_starts = arrays["passages.text"].data, arrays["passages.starts"].data
        self.size = len(arrays["page_number"])

    @classmethod
    def open(cls, path: Path, about: dict[str, Any]) -> SegmentArrays:
        """Map a file that is about just this. Raises: Torn; OSError."""
        told = path.stat()
        return cls(read(path, about), (path, told))

    @property
    def is_written_over(self) -> bool:
        """Whether somebody wrote into the file that is mapped: ours are replaced as a whole, or taken away."""
        if self._file is None:
            return False
        path, told = self._file
        try:
            found = path.stat()
        except FileNotFoundError:
            return False
        is_the_same = (found.st_dev, found.st_ino) == (told.st_dev, told.st_ino)
        return is_the_same and (found.st_mtime_ns, found.st_size) != (told.st_mtime_ns, told.st_size)

    def __getitem__(self, name: str) -> Array:
        """Give an array by its name (`making`)."""
        return self._arrays[name]

    def table(self, name: str) -> TermTable:
        """Give a table of words by its name."""
        found = self._tables.get(name)
        if found is None:
            found = self._tables[name] = TermTable(self._arrays, name)
        return found

    def holding(self, term: bytes, hashed: int) -> list[tuple[int, FieldArrays, int]]:
        """Give the fields that have a term, by their places in FIELDS, and its row in each."""
        found = []
        for place in self._directory.find(hashed):
            number, row = place >> ROW_BITS, place & _ROWS
            field = self._fields[number] or self._field(number)
            if field.terms.is_at(row, term):
                found.append((number, field, row))
        return found

    def of_field(self, name: str) -> FieldArrays:
        """Give the postings of a field."""
        number = FIELDS.index(name)
        return self._fields[number] or self._field(number)

    @reading
    def documents_of(self, field: str, value: bytes) -> list[int]:
        """Give the documents that have a value in a field of one value, by both ways in which that is kept.

        What is deleted from the index itself hangs on it. Raises: Torn.
        """
        number = FIELDS.index(field)
        rows = [(held, row) for each, held, row in self.holding(value, hash_of(value)) if each == number]
        if not rows:
            return []
        ((held, row),) = rows
        ids: list[int] = held.postings(row).ids.tolist()
        if ids != np.flatnonzero(self.codes(field) == row).tolist():
            raise Torn("documents that are told in two ways")
        return ids

    @reading
    def field(self, name: str) -> FieldPostings:
        """Give all postings of a field. Raises: Torn."""
        terms = [term.decode() for term in self.table(f"{name}.terms")]
        ids = self._arrays[f"{name}.ids"]
        counts = self._arrays.get(f"{name}.counts", np.ones(len(ids), dtype=np.uint8))
        positions = self._arrays.get(f"{name}.positions", NO_POSITIONS)
        return FieldPostings(terms, self._arrays[f"{name}.starts"], ids, counts, positions)

    @reading
    def places(self) -> list[bytes]:
        """Give each passage's place as it is written (`schema.PLACE_FORMAT`). Raises: Torn."""
        rows = np.zeros(self.size, dtype=PLACE_COLUMNS)
        for name in PLACE_COLUMNS.names or ():
            rows[name] = self._arrays[name]
        return [row.tobytes() for row in rows]

    def codes(self, field: str) -> Array:
        """Give for each document the row of its value in a field of one value, -1 for none. Raises: Torn."""
        codes = self._arrays[f"{field}.codes"]
        if len(codes) and not -1 <= codes.min() <= codes.max() < len(self.table(f"{field}.terms")):
            raise Torn("codes that cannot be")
        return codes

    def passage(self, document: int) -> str:
        """Give the id of the passage that a document stands for."""
        starts = self._passage_starts
        return str(self._passages[starts[document] : starts[document + 1]], "utf-8")

    def _field(self, number: int) -> FieldArrays:
        found = self._fields[number] = FieldArrays(self._arrays, FIELDS[number])
        return found


_ROWS = (1 << ROW_BITS) - 1
