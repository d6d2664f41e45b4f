"""The arrays of one segment as a search asks for them: postings of a term, words of a stem, ids of passages."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from index.whoosh_engine.arrays.layout import Array, Arrays, Torn, read, reading
from index.whoosh_engine.arrays.term_table import TermTable
from index.whoosh_engine.inversion import NO_POSITIONS, FieldPostings
from index.whoosh_engine.schema import PLACE_COLUMNS


class Block(NamedTuple):
    """A term's postings in one segment: documents; how often it stands in each, None for once; all positions."""

    ids: Array
    counts: Array | None
    positions: Array | None


class SegmentArrays:
    """One segment, deleted documents among the others; documents are numbered from 0."""

    def __init__(self, arrays: Arrays) -> None:
        self._arrays = arrays
        self._tables: dict[str, TermTable] = {}
        self._views: dict[str, memoryview] = {}
        self.size = len(arrays["page_number"])

    @classmethod
    def open(cls, path: Path, about: dict[str, Any]) -> SegmentArrays:
        """Map a file that is about just this. Raises: Torn; OSError."""
        return cls(read(path, about))

    def __getitem__(self, name: str) -> Array:
        """Give an array by its name (`making`)."""
        return self._arrays[name]

    def table(self, name: str) -> TermTable:
        """Give a table of words by its name."""
        found = self._tables.get(name)
        if found is None:
            found = self._tables[name] = TermTable(self._arrays, name)
        return found

    def postings(self, field: str, term: bytes) -> Block | None:
        """Give a term's postings; None when it has none."""
        row = self.table(f"{field}.terms").find(term)
        if row < 0:
            return None
        starts = self._view(f"{field}.starts")
        start, end = starts[row], starts[row + 1]
        counts = self._arrays.get(f"{field}.counts")
        positions = None
        if f"{field}.positions" in self._arrays:
            places = self._view(f"{field}.position_starts")
            positions = self._arrays[f"{field}.positions"][places[row] : places[row + 1]]
        return Block(
            self._arrays[f"{field}.ids"][start:end], None if counts is None else counts[start:end], positions
        )

    @reading()
    def documents_of(self, field: str, value: bytes) -> list[int]:
        """Give the documents that have a value in a field of one value, by both ways in which that is kept.

        What is deleted from the index itself hangs on it. Raises: Torn.
        """
        row = self.table(f"{field}.terms").find(value)
        if row < 0:
            return []
        found = self.postings(field, value)
        ids = found.ids.tolist() if found else []
        if ids != np.flatnonzero(self.codes(field) == row).tolist():
            raise Torn("documents that are told in two ways")
        return ids

    def frequency(self, field: str, term: bytes) -> int:
        """Give how many documents have a term, deleted ones among them."""
        row = self.table(f"{field}.terms").find(term)
        starts = self._view(f"{field}.starts")
        return 0 if row < 0 else int(starts[row + 1] - starts[row])

    @reading()
    def field(self, name: str) -> FieldPostings:
        """Give all postings of a field. Raises: Torn."""
        terms = [term.decode() for term in self.table(f"{name}.terms")]
        ids = self._arrays[f"{name}.ids"]
        counts = self._arrays.get(f"{name}.counts", np.ones(len(ids), dtype=np.uint8))
        positions = self._arrays.get(f"{name}.positions", NO_POSITIONS)
        return FieldPostings(terms, self._arrays[f"{name}.starts"], ids, counts, positions)

    @reading()
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

    @reading()
    def passages(self, documents: list[int]) -> list[str]:
        """Give the ids of passages. Raises: Torn."""
        starts, text = self._view("passages.starts"), self._view("passages.text")
        return [bytes(text[starts[each] : starts[each + 1]]).decode() for each in documents]

    def _view(self, name: str) -> memoryview:
        """Give an array of which numbers are read one by one."""
        found = self._views.get(name)
        if found is None:
            found = self._views[name] = self._arrays[name].data
        return found
