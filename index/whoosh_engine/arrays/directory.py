"""In which fields of a segment a term stands: one look tells it of all of them.

`directory.entries` has one integer for each term of each field, in order: its CRC-32, the place of the field in
FIELDS and the row in the field's table of terms. `directory.buckets` says where those begin whose hashes
have the same leading bits: there are about as many buckets as entries.

Rule: a hash only leads to a term, which is then compared as it is written.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence

import numpy as np

from index.whoosh_engine.arrays.layout import Array, Arrays
from index.whoosh_engine.schema import HEADINGS, STEMS, VALUED, WORDS

TEXTS = (WORDS, *STEMS.values())
"""The fields that have positions."""

FIELDS = (*TEXTS, *HEADINGS, *VALUED)

_HASH_BITS = 32
_ROW_BITS = 28
_ROWS = (1 << _ROW_BITS) - 1
_PLACES = (1 << _HASH_BITS) - 1

hash_of = zlib.crc32


class Directory:
    """The terms of all fields of one segment."""

    def __init__(self, arrays: Arrays) -> None:
        # One by one, numbers come out of these views several times faster than out of arrays.
        self._buckets, self._entries = arrays["directory.buckets"].data, arrays["directory.entries"].data
        self._shift = _shift_of(len(self._entries))

    def find(self, hashed: int) -> list[tuple[int, int]]:
        """Give field and row of each term that has this hash, as places in FIELDS and in the field's table."""
        bucket = hashed >> self._shift
        return [
            ((entry & _PLACES) >> _ROW_BITS, entry & _ROWS)
            for entry in self._entries[self._buckets[bucket] : self._buckets[bucket + 1]]
            if entry >> _HASH_BITS == hashed
        ]


def directory_arrays(terms: Mapping[str, Sequence[bytes]]) -> Arrays:
    """Give the arrays of a directory of the terms of each field, which come in the order of their rows."""
    entries: Array = np.concatenate(
        [
            (np.fromiter(map(hash_of, terms[field]), dtype=np.uint64) << np.uint64(_HASH_BITS))
            + (np.arange(len(terms[field]), dtype=np.uint64) + np.uint64(number << _ROW_BITS))
            for number, field in enumerate(FIELDS)
        ]
    )
    entries.sort()
    shift = _shift_of(len(entries))
    bounds = np.arange((1 << _HASH_BITS - shift) + 1, dtype=np.uint64) << np.uint64(shift + _HASH_BITS)
    bounds[-1] = np.iinfo(np.uint64).max  # no hash is more, and one more bit would not fit
    return {
        "directory.buckets": entries.searchsorted(bounds).astype(np.uint32),
        "directory.entries": entries,
    }


def _shift_of(entries: int) -> int:
    """Give by how many bits a hash is moved to tell its bucket."""
    return _HASH_BITS - max(entries - 1, 0).bit_length()
