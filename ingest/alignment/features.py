"""What a text has that its translation has too: numbers, names, words of one root, and words known to translate.

A text is a vector: each feature adds a fixed row of signs, the rarer it is the longer (random projection: D.
Achlioptas, Database-friendly random projections, 2003). The dot product of two texts is, within some hundredths,
the weight of what they have in common; that of two texts together is a sum of dot products.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.analysis import LANGUAGES, fold, raw_words, stem
from index.analysis.function_words import FUNCTION_WORDS
from index.crosslingual import Translations

Vectors = NDArray[np.float32]
Features = Mapping[str, float]

_PLACES = 768
_LENGTH = np.float32(math.sqrt(_PLACES))
_AT_ONCE = 200
"""Texts whose features have their rows in memory together: some 10 MB."""

_MOST_TOKENS = 400
"""Of a text are looked at: a passage has some hundred words, a page without paragraphs thousands."""

_NUMBER, _NAME, _ROOT, _WORD = "n", "t", "p", "w"
_WEIGHTS = {_NUMBER: 1.4, _NAME: 1.0, _ROOT: 0.7, _WORD: 1.0}

_ROOT_LETTERS = 5
_ENGLISH_SPELLING = str.maketrans({"y": "i", "k": "c"})
_SPELLINGS = (("ph", "f"), ("th", "t"), ("ch", "c"), ("qu", "cu"))
_DOUBLED = re.compile(r"([a-z])\1")


@dataclass(frozen=True, slots=True)
class Analysed:
    """A text as it is compared: its features in its own words, and these words, without the commonest."""

    features: Features
    words: tuple[str, ...]
    token_count: int


def analyse(text: str, language: str) -> Analysed:
    """Take a text apart; of a language that is none of ours its words are taken as English."""
    spoken = language if language in LANGUAGES else LANGUAGES[0]
    found = [piece.word for _, pieces, _ in raw_words(text) for piece in pieces][:_MOST_TOKENS]
    told = [_told(word, spoken) for word in found]
    counts = Counter(feature for each in told for feature in each.features)
    counts.update(each.word for each in told if each.word)
    words = tuple(each.stem for each in told if each.word)
    return Analysed({each: _times(count) for each, count in counts.items()}, words, len(found))


class _Told(NamedTuple):
    """What a word tells in any language; one of letters, but of the commonest, also as a feature and its stem."""

    features: tuple[str, ...]
    word: str = ""
    stem: str = ""


@lru_cache(30_000)
def _told(word: str, language: str) -> _Told:
    digits = "".join(sign for sign in word if sign.isdigit())
    if digits and not any(sign.isalpha() for sign in word):
        return _Told((f"{_NUMBER}{digits.lstrip('0') or '0'}",))
    if word in FUNCTION_WORDS or len(word) < 2:  # noqa: PLR2004 - a letter
        return _Told(())
    plain = fold(word)
    root = root_of(plain)
    features = (f"{_NAME}{plain}", f"{_ROOT}{root}") if root else (f"{_NAME}{plain}",)
    if not word.isalpha():
        return _Told(features)
    found = stem(word, language)
    return _Told(features, f"{_WORD}{found}", found)


_times = lru_cache(_MOST_TOKENS)(math.sqrt)
"""One number for all that stand as often: a document has hundreds of thousands."""


def root_of(word: str) -> str:
    """Give what a folded word begins with in both languages, if it is of one root; nothing of short words."""
    if not word.isalpha():
        return ""
    for one, other in _SPELLINGS:
        word = word.replace(one, other)
    word = _DOUBLED.sub(r"\1", word.translate(_ENGLISH_SPELLING))
    if word.startswith("s") and word[1:2] and word[1] not in "aeiou":
        word = f"e{word}"  # state, estado
    return word[:_ROOT_LETTERS] if len(word) >= _ROOT_LETTERS else ""


def rarity(texts: Sequence[Analysed]) -> dict[str, float]:
    """Give how much each feature tells: the fewer texts have it, the more."""
    counts = Counter(feature for text in texts for feature in text.features)
    return {feature: _WEIGHTS[feature[0]] * math.log(1 + len(texts) / count) for feature, count in counts.items()}


def vectors(texts: Sequence[Analysed], rare: Mapping[str, float]) -> Vectors:
    """Give a vector for each text, by its own words."""
    own = ({each: times * rare[each] for each, times in text.features.items()} for text in texts)
    return _projected(own, len(texts))


def translated(texts: Sequence[Analysed], rare: Mapping[str, float], known: Translations) -> Vectors:
    """Give a vector for each text, its words put into the other language."""
    return _projected((_put(text, rare, known) for text in texts), len(texts))


def _put(text: Analysed, rare: Mapping[str, float], known: Translations) -> dict[str, float]:
    found: dict[str, float] = {}
    for feature, times in text.features.items():
        if feature[0] != _WORD:
            found[feature] = times * rare[feature]
            continue
        for word, score in known.of(feature[1:]):
            other = f"{_WORD}{word}"
            if other in rare:
                found[other] = found.get(other, 0.0) + times * score * rare[other]
    return found


def _projected(texts: Iterator[Mapping[str, float]], count: int) -> Vectors:
    found = np.zeros((count, _PLACES), np.float32)
    for start in range(0, count, _AT_ONCE):
        _project(list(islice(texts, _AT_ONCE)), found[start : start + _AT_ONCE])
    return found


def _project(texts: Sequence[Mapping[str, float]], found: Vectors) -> None:
    numbers = {feature: number for number, feature in enumerate({each: None for text in texts for each in text})}
    lots = np.frombuffer(b"".join(map(_lot, numbers)), np.uint8).reshape(-1, _PLACES // 8)
    rows = np.unpackbits(lots, axis=1).astype(np.float32)
    rows *= 2
    rows -= 1
    rows /= _LENGTH
    for at, text in enumerate(texts):
        if text:
            weights = np.fromiter(text.values(), np.float32, len(text))
            found[at] = weights @ rows[[numbers[feature] for feature in text]]


@lru_cache(50_000)
def _lot(feature: str) -> bytes:
    """Give the signs of a feature, a bit each."""
    return hashlib.shake_128(feature.encode()).digest(_PLACES // 8)
