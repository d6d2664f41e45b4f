"""The table of a segment's terms, as Whoosh reads it, with all terms of a field written at once.

Whoosh's own (`OrderedHashWriter`) asks for the place in the file twice for each term and writes three pieces, then
each slot of its hash tables by itself. The format is the same. So is the hash: CRC-32 would take less time, but
whoever chooses the words of a file could have thousands of one hash, among which Whoosh looks for each in turn.

Rule: written for Whoosh 2.7.4; terms come in order.
"""

from __future__ import annotations

import operator
import struct
from array import array
from collections.abc import Sequence
from hashlib import md5
from itertools import chain

import numpy as np
import numpy.typing as npt
from whoosh.filedb.filetables import OrderedHashWriter
from whoosh.filedb.structfile import StructFile

_LENGTHS = struct.Struct("!ii")
_DIGEST = np.dtype([("unused", "V12"), ("hash", ">u4")])
"""Of MD5 Whoosh takes the last 32 bits."""

_SLOT = np.dtype([("hash", ">u4"), ("place", ">i8")])
"""A slot of a hash table; one without a place is free."""

_TABLES = 256
_TABLE_BITS = 8
"""Of a hash, which tell the table."""

_MOST_OF_AN_INT = (1 << 31) - 1

Numbers = npt.NDArray[np.int64]


class TermFile(OrderedHashWriter):  # type: ignore[misc]  # Whoosh carries no types
    """Terms with what is told of each; `extras` goes with them."""

    def __init__(self, file: StructFile) -> None:
        file.seek(0)  # in place of what Whoosh has begun
        super().__init__(file)
        self.lastkey = b""
        self._hashes: list[Numbers] = []
        self._places: list[Numbers] = []

    def add(self, key: bytes, value: bytes) -> None:
        """Write one term, as Whoosh does. Raises: ValueError."""
        self.add_portion([key], [value])

    def add_portion(self, terms: Sequence[bytes], told: Sequence[bytes]) -> None:
        """Write terms, each with what is told of it. Raises: ValueError where they are not in order."""
        if not all(map(operator.lt, chain([self.lastkey], terms), terms)):
            message = f"Terms are not in order: {self.lastkey!r}, then {list(terms[:3])!r} ..."
            raise ValueError(message)
        self.lastkey = terms[-1] if terms else self.lastkey
        lengths = list(map(_LENGTHS.pack, map(len, terms), map(len, told)))
        sizes = (
            np.fromiter(map(len, chain(terms, told)), dtype=np.int64).reshape(2, -1).sum(axis=0) + _LENGTHS.size
        )
        self._places.append(self.dbfile.tell() + np.cumsum(sizes) - sizes)
        digests = b"".join([md5(term, usedforsecurity=False).digest() for term in terms])
        self._hashes.append(np.frombuffer(digests, dtype=_DIGEST)["hash"].astype(np.int64))
        self.dbfile.write(b"".join(chain.from_iterable(zip(lengths, terms, told, strict=True))))

    def _write_hashes(self) -> None:
        """Write the hash tables: a slot for each term and as many free ones, by linear probing."""
        hashes, places = (np.concatenate([_NONE, *each]) for each in (self._hashes, self._places))
        tables = hashes % _TABLES
        sizes = 2 * np.bincount(tables, minlength=_TABLES)
        firsts = np.cumsum(sizes) - sizes
        slots = np.zeros(int(sizes.sum()), dtype=_SLOT)
        at = firsts[tables] + _probed(tables, (hashes >> _TABLE_BITS) % sizes[tables], sizes)
        slots["hash"][at], slots["place"][at] = hashes, places
        start = self.dbfile.tell()
        self.directory = list(zip((start + firsts * _SLOT.itemsize).tolist(), sizes.tolist(), strict=True))
        self.dbfile.write(slots.tobytes())
        self.index.array = array("i" if places.max(initial=0) <= _MOST_OF_AN_INT else "q", places.tolist())


def _probed(tables: Numbers, wished: Numbers, sizes: Numbers) -> Numbers:
    """Give each entry a slot of its table: the one it wishes for, or the next that is free, round the table.

    Those of a table are taken in order of their wishes, so that time does not hang on how many wish for the same:
    words of a strange file may be made so. `sizes` are twice as many slots as a table has entries.
    """
    order = np.lexsort((wished, tables))
    sorted_tables, counts = tables[order], sizes // 2
    begins = np.cumsum(counts) - counts
    rank = np.arange(len(order)) - begins[sorted_tables]
    apart = sorted_tables * 2 * sizes.max(initial=0)  # so that no table goes on in the next
    slots = np.maximum.accumulate(apart + wished[order] - rank) - apart + rank
    for table in np.unique(sorted_tables[slots >= sizes[sorted_tables]]).tolist():
        own = slots[begins[table] : begins[table] + counts[table]]
        is_over = own >= sizes[table]
        is_free = np.ones(sizes[table], dtype=bool)
        is_free[own[~is_over]] = False
        own[is_over] = np.flatnonzero(is_free)[: np.count_nonzero(is_over)]
    found: Numbers = np.empty_like(slots)
    found[order] = slots
    return found


_NONE: Numbers = np.zeros(0, dtype=np.int64)
