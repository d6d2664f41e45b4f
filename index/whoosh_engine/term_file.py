"""The table of a segment's terms, as Whoosh reads it, with all terms of a field written at once.

Whoosh's own (`OrderedHashWriter`) asks for the place in the file twice for each term and writes three pieces, then
each slot of its hash tables by itself. The format is the same but for the hash, which is CRC-32 in place of MD5:
a byte in the file tells.

Rule: written for Whoosh 2.7.4; terms come in order.
"""

from __future__ import annotations

import struct
import zlib
from array import array
from collections.abc import Sequence
from itertools import chain

import numpy as np
import numpy.typing as npt
from whoosh.filedb.filetables import HashWriter, OrderedHashWriter
from whoosh.filedb.structfile import StructFile
from whoosh.util.numlists import GrowableArray

_CRC_32 = 1
"""Whoosh's number of it."""

_LENGTHS = struct.Struct("!ii")
_SLOT = np.dtype([("hash", ">u4"), ("place", ">i8")])
"""A slot of a hash table; one without a place is free."""

_BUCKETS = 256
_BUCKET_BITS = 8
_MOST_OF_AN_INT = (1 << 31) - 1

Numbers = npt.NDArray[np.int64]


class TermFile(OrderedHashWriter):  # type: ignore[misc]  # Whoosh carries no types
    """Terms with what is told of each; `extras` goes with them."""

    def __init__(self, file: StructFile) -> None:
        file.seek(0)  # in place of what Whoosh has begun
        HashWriter.__init__(self, file, hashtype=_CRC_32)
        self.index = GrowableArray()
        self._hashes: list[Numbers] = []
        self._places: list[Numbers] = []

    def add_all(self, terms: Sequence[bytes], told: Sequence[bytes]) -> None:
        """Write terms, which come in order, each with what is told of it."""
        lengths = list(map(_LENGTHS.pack, map(len, terms), map(len, told)))
        sizes = (
            np.fromiter(map(len, chain(terms, told)), dtype=np.int64).reshape(2, -1).sum(axis=0) + _LENGTHS.size
        )
        self._places.append(self.dbfile.tell() + np.cumsum(sizes) - sizes)
        self._hashes.append(np.fromiter(map(zlib.crc32, terms), dtype=np.int64, count=len(terms)))
        self.dbfile.write(b"".join(chain.from_iterable(zip(lengths, terms, told, strict=True))))

    def _write_hashes(self) -> None:
        """Write the hash tables: a slot for each term and as many free ones, by open addressing."""
        hashes, places = (np.concatenate([_NONE, *each]) for each in (self._hashes, self._places))
        buckets = hashes % _BUCKETS
        sizes = 2 * np.bincount(buckets, minlength=_BUCKETS)
        firsts = np.cumsum(sizes) - sizes
        slots = np.zeros(int(sizes.sum()), dtype=_SLOT)
        at = _free_slots((hashes >> _BUCKET_BITS) % sizes[buckets], firsts[buckets], sizes[buckets])
        slots["hash"][at], slots["place"][at] = hashes, places
        start = self.dbfile.tell()
        self.directory = list(zip((start + firsts * _SLOT.itemsize).tolist(), sizes.tolist(), strict=True))
        self.dbfile.write(slots.tobytes())
        self.index.array = array("i" if places.max(initial=0) <= _MOST_OF_AN_INT else "q", places.tolist())


def _free_slots(wished: Numbers, firsts: Numbers, sizes: Numbers) -> Numbers:
    """Give each entry the first free slot from the one it wishes for on, round its own table; each gets one.

    `wished` count from the first slot of the table, `firsts` and `sizes` are of the tables, one for each entry.
    """
    found = np.zeros(len(wished), dtype=np.int64)
    is_taken = np.zeros(int((firsts + sizes).max(initial=0)), dtype=bool)
    left, steps = np.arange(len(wished)), wished.copy()
    while len(left):
        at = firsts[left] + steps[left]
        _, earliest = np.unique(at, return_index=True)
        gets = np.zeros(len(left), dtype=bool)
        gets[earliest] = True
        gets &= ~is_taken[at]
        found[left[gets]] = at[gets]
        is_taken[at[gets]] = True
        left = left[~gets]
        steps[left] = (steps[left] + 1) % sizes[left]
    return found


_NONE: Numbers = np.zeros(0, dtype=np.int64)
