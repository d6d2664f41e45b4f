"""In which fields of a segment a term stands: one look tells it of all.

`directory.hashes` are those of the terms of all fields, in order. `directory.places` has for each the field, by
its place in FIELDS, and the row in its table of terms, in one integer. `directory.buckets` says where those
begin whose leading bits are the same: there are about as many buckets as hashes.

Rule: a hash only leads to a term, which is then compared as it is written.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from itertools import chain

import numpy as np

from index.whoosh_engine.arrays.layout import Array, Arrays
from index.whoosh_engine.schema import HEADINGS, STEMS, VALUED, WORDS

TEXTS = (WORDS, *STEMS.values())
"""The fields that have positions."""

FIELDS = (*TEXTS, *HEADINGS, *VALUED)

_HASH_BITS = 30
"""Python calculates with larger numbers several times slower."""

ROW_BITS = 26


def hash_of(term: bytes) -> int:
    """Give the hash by which a term is looked up: the leading bits of its CRC-32."""
    return zlib.crc32(term) >> 32 - _HASH_BITS


class Directory:
    """The terms of all fields of one segment."""

    def __init__(self, arrays: Arrays) -> None:
        # One by one, numbers come out of these views several times faster than out of arrays.
        self._buckets, self._hashes, self._places = (
            arrays[f"directory.{name}"].data for name in ("buckets", "hashes", "places")
        )
        self._shift = _shift_of(len(self._hashes))

    def find(self, hashed: int) -> list[int]:
        """Give the places of the terms that have a hash: field << ROW_BITS | row."""
        bucket = hashed >> self._shift
        found = []
        for at in range(self._buckets[bucket], self._buckets[bucket + 1]):
            if self._hashes[at] == hashed:
                found.append(self._places[at])  # noqa: PERF401 - a call less, thousands of times
        return found


def directory_arrays(terms: Mapping[str, Sequence[bytes]]) -> Arrays:
    """Give the arrays of a directory of the terms of each field, which come in the order of their rows."""
    hashes = np.fromiter(map(hash_of, chain.from_iterable(terms[field] for field in FIELDS)), dtype=np.uint32)
    places: Array = np.concatenate(
        [
            np.arange(len(terms[field]), dtype=np.uint32) + np.uint32(number << ROW_BITS)
            for number, field in enumerate(FIELDS)
        ]
    )
    order = hashes.argsort(kind="stable")
    shift = _shift_of(len(hashes))
    bounds = np.arange((1 << _HASH_BITS - shift) + 1, dtype=np.uint32) << np.uint32(shift)
    return {
        "directory.buckets": hashes[order].searchsorted(bounds).astype(np.uint32),
        "directory.hashes": hashes[order],
        "directory.places": places[order],
    }


def _shift_of(entries: int) -> int:
    """Give by how many bits a hash is moved to tell its bucket."""
    return _HASH_BITS - max(entries - 1, 0).bit_length()
