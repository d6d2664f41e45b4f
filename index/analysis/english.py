"""English words -> stems: Porter2, as Snowball has it."""

from __future__ import annotations

import threading
from functools import lru_cache

import Stemmer

from index.analysis.folding import fold
from index.analysis.function_words import own_form
from index.analysis.numbers import number
from index.analysis.tokens import normalise

_MEMO_SIZE = 200_000
_lock = threading.Lock()  # a Stemmer must not be entered by two threads
_stemmer = Stemmer.Stemmer("english", 0)


@lru_cache(_MEMO_SIZE)
def stem(word: str) -> str:
    """Give the folded stem of a word as `tokens` gives it; a compound is stemmed as one word."""
    if word[:1].isdigit() and (found := number(word)):
        return found
    joined = word.replace("-", "")
    if function_word := own_form(joined, "en"):
        return function_word
    with _lock:
        stemmed: str = _stemmer.stemWord(joined)
    return fold(stemmed)


@lru_cache(10_000)
def forms(word: str) -> frozenset[str]:
    """Give the stems under which a word of a query may stand in the index."""
    plain = normalise(word)
    return frozenset({stem(plain), stem(fold(plain))} - {""})
