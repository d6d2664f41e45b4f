"""How much two texts have in common, told from signatures of a few hundred bytes.

A text is the set of its shingles, runs of three words; two are as like as the share of shingles that they have in
common (Jaccard, J). Of each of many random orders of all shingles a signature keeps the first that the text has:
the share of equal places in two signatures estimates J, with a standard error of sqrt(J (1 - J) / places).

Sources: A. Z. Broder, On the resemblance and containment of documents, SEQUENCES 1997; the bands: A. Gionis,
P. Indyk and R. Motwani, Similarity search in high dimensions via hashing, VLDB 1999; the orders: M. Dietzfelbinger
and others, A reliable randomized algorithm for the closest-pair problem, 1997 (multiply-shift).
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
import zlib
from collections.abc import Collection, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

MADE = 1
"""The way in which signatures are made: raised with every change that makes them others."""

PLACES = 128
"""Of a signature: an error of 0.044 at a likeness of a half, 512 bytes."""

SHINGLE_WORDS = 3
"""Two say little in either language; of four or more, few survive where every fifth word is another."""

_ROWS = 2
"""Places in a band. With 64 bands, texts that are 0.2 alike share one with a probability of 0.93, at 0.34 of
0.9996; such as have a hundredth in common, as unrelated reports do, with 0.006."""

Hashes = NDArray[np.uint64]
Places = NDArray[np.uint32]

_WORD = re.compile(r"[^\W_]+")
_MIX = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))
"""The constants of splitmix64 (G. L. Steele and others, 2014): each bit of a number changes half of the others."""


def words_of(text: str) -> list[str]:
    """Give the words of a text as they are compared: letters and digits, in lower case, ligatures apart."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def shingles(words: Sequence[str]) -> Hashes:
    """Give the hashes of a text's shingles, each once and in order; a text of fewer words is one shingle."""
    if not words:
        return np.empty(0, np.uint64)
    known = {word: zlib.crc32(word.encode()) for word in set(words)}
    numbers = _mixed(np.array([known[word] for word in words], np.uint64))
    count = max(len(words) - SHINGLE_WORDS + 1, 1)
    found = np.zeros(count, np.uint64)
    for shift in range(min(SHINGLE_WORDS, len(words))):
        found = _mixed(found * np.uint64(3) + numbers[shift : shift + count])
    return np.unique(found)


def hashes_of(things: Iterable[str]) -> Hashes:
    """Give the hashes of things, each once and in order."""
    return np.unique(np.array([_hash(thing) for thing in set(things)], np.uint64))


def minhash(members: Hashes) -> Places:
    """Give the signature of a set: in each of the orders, the first of its members; all ones of an empty set."""
    if not len(members):
        return np.full(PLACES, np.iinfo(np.uint32).max, np.uint32)
    mixed = _mixed(members)
    firsts = [int((mixed * factor + shift).min()) >> 32 for factor, shift in _ORDERS]
    return np.array(firsts, np.uint32)


def likeness(one: Places, other: Places) -> float:
    """Estimate the Jaccard likeness of two sets from their signatures."""
    return float(np.mean(one == other))


def jaccard(one: Hashes, other: Hashes) -> float:
    """Give the likeness of two sets; of two that are empty, none."""
    common = shared(one, other)
    return common / max(len(one) + len(other) - common, 1)


def shared(one: Hashes, other: Hashes) -> int:
    """Count what two sets have in common."""
    return len(np.intersect1d(one, other, assume_unique=True))


def bands(signature: Places, of: str) -> list[int]:
    """Give the keys under which a signature is found by those like it; `of` tells apart what it is made of.

    A key fits a signed number of 64 bits. An empty set is like nothing and has none.
    """
    if (signature == np.iinfo(np.uint32).max).all():
        return []
    rows = signature.reshape(-1, _ROWS).astype(np.uint64)
    keys = np.arange(len(rows), dtype=np.uint64) + np.uint64(_hash(of))
    for column in range(_ROWS):
        keys = _mixed(keys * np.uint64(3) + rows[:, column])
    return [int(key) >> 1 for key in keys]


def _mixed(numbers: Hashes) -> Hashes:
    numbers = (numbers ^ (numbers >> np.uint64(30))) * _MIX[0]
    numbers = (numbers ^ (numbers >> np.uint64(27))) * _MIX[1]
    mixed: Hashes = numbers ^ (numbers >> np.uint64(31))
    return mixed


def _hash(thing: str) -> int:
    return int.from_bytes(hashlib.blake2b(thing.encode(), digest_size=8).digest())


def _orders(count: int) -> Collection[tuple[np.uint64, np.uint64]]:
    """Make as many orders, the same in every archive and release: an odd factor and a shift each."""
    return [
        (np.uint64(_hash(f"factor {number}") | 1), np.uint64(_hash(f"shift {number}"))) for number in range(count)
    ]


_ORDERS = _orders(PLACES)
