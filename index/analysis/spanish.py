"""Spanish words -> stems: the singular, or the verb without its pronouns, as Snowball stems it; then folded.

Rule: stem first, fold after, for the stemmer knows -ción but not -cion; so -ion is read as -ión wherever it
stands without its accent, as it does in capitals, in careless typing and in scans.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import lru_cache

import Stemmer

from index.analysis.folding import fold
from index.analysis.function_words import own_form
from index.analysis.numbers import number
from index.analysis.spanish_apart import own_stem
from index.analysis.spanish_plurals import singular
from index.analysis.spanish_pronouns import typed_without_accent, without_pronouns
from index.analysis.tokens import normalise

_MEMO_SIZE = 200_000
_SHORTEST_ION = 5
"""Shorter words in -ion ("ion", "lion") are not Spanish nouns in -ión."""

_SHORTEST_ACCENTED = 4
"""In shorter words the accent tells two words apart: el and él, mas and más, que and qué."""

_ACUTE = dict(zip("aeiou", "áéíóú", strict=True))

_lock = threading.Lock()  # a Stemmer must not be entered by two threads
_stemmer = Stemmer.Stemmer("spanish", 0)


@lru_cache(_MEMO_SIZE)
def stem(word: str) -> str:
    """Give the folded stem of a word as `tokens` gives it; a compound is stemmed as one word."""
    if word[:1].isdigit() and (found := number(word)):
        return found
    joined = word.replace("-", "")
    if function_word := own_form(joined, "es"):
        return function_word
    plain = singular(without_pronouns(joined))
    if own := own_stem(joined) or own_stem(plain):
        return own
    if plain.endswith("ion") and len(plain) >= _SHORTEST_ION:
        plain = plain[:-2] + "ón"
    elif plain.endswith("én"):
        plain = plain[:-2] + "en"
    with _lock:
        stemmed: str = _stemmer.stemWord(plain)
    if stemmed[-1:] == plain[-1:] == "z":
        stemmed = stemmed[:-1] + "c"
    return fold(stemmed)


@lru_cache(10_000)
def forms(word: str) -> frozenset[str]:
    """Give the stems under which a word of a query may stand in the index."""
    plain = normalise(word)
    if function_word := own_form(plain, "es"):
        return frozenset({function_word, fold(plain)})  # "si" is what "sí" is typed as without its accent
    if own := own_stem(plain) or own_stem(singular(plain)):
        return frozenset({own})  # "publico" is público, and not publicó with all that is of publicar
    spelled = {plain, fold(plain), fold(singular(plain)), *_accented(plain)}
    if verb := typed_without_accent(plain):
        spelled.add(verb)
    return frozenset({stem(each) for each in spelled} - {""})


def _accented(word: str) -> Iterator[str]:
    """Give the spellings that a word typed without its accent may stand for: "energia" for "energía".

    The stemmer takes endings like -ía, -án or -és off only with their accents. Accents further to the front than
    the last two vowels change no stem.
    """
    if len(word) < _SHORTEST_ACCENTED or fold(word) != word or not word.isalpha():
        return
    vowels = [place for place, letter in enumerate(word) if letter in _ACUTE]
    for place in vowels[-2:]:
        yield word[:place] + _ACUTE[word[place]] + word[place + 1 :]
