"""Spanish words -> stems: Snowball's, then accents folded.

Rule: stem first, fold after, for the stemmer knows -ción but not -cion; so -ion is read as -ión wherever it
stands without its accent, as it does in capitals, in careless typing and in scans.
"""

from __future__ import annotations

import threading
from functools import lru_cache

import Stemmer

from index.analysis.folding import fold
from index.analysis.tokens import normalise

_MEMO_SIZE = 200_000
_SHORTEST_ION = 5
"""Shorter words in -ion ("ion", "lion") are not Spanish nouns in -ión."""

_lock = threading.Lock()  # a Stemmer must not be entered by two threads
_stemmer = Stemmer.Stemmer("spanish", 0)


@lru_cache(_MEMO_SIZE)
def stem(word: str) -> str:
    """Give the folded stem of a word as `tokens` gives it; a compound is stemmed as one word."""
    joined = word.replace("-", "")
    if joined.endswith("ion") and len(joined) >= _SHORTEST_ION:
        joined = joined[:-2] + "ón"
    with _lock:
        stemmed: str = _stemmer.stemWord(joined)
    return fold(stemmed)


@lru_cache(10_000)
def forms(word: str) -> frozenset[str]:
    """Give the stems under which a word of a query may stand in the index."""
    plain = normalise(word)
    return frozenset({stem(plain), stem(fold(plain))} - {""})
