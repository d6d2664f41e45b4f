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
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from index.analysis import LANGUAGES, fold, raw_words, stem
from index.analysis.function_words import FUNCTION_WORDS
from index.crosslingual import Translations

Vectors = NDArray[np.float32]
Features = Mapping[str, float]

_PLACES = 768
_LENGTH = np.float32(math.sqrt(_PLACES))
_AT_ONCE = 500
"""Texts whose features have their rows in memory together: some 60 MB."""

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
    counts = Counter(feature for features, _ in told for feature in features)
    words = tuple(word for _, word in told if word)
    counts.update(f"{_WORD}{word}" for word in words)
    return Analysed({each: math.sqrt(count) for each, count in counts.items()}, words, len(found))


@lru_cache(100_000)
def _told(word: str, language: str) -> tuple[tuple[str, ...], str]:
    """Give what a word tells in any language, and its stem, if it is one of letters and none of the commonest."""
    digits = "".join(sign for sign in word if sign.isdigit())
    if digits and not any(sign.isalpha() for sign in word):
        return (f"{_NUMBER}{digits.lstrip('0') or '0'}",), ""
    if word in FUNCTION_WORDS or len(word) < 2:  # noqa: PLR2004 - a letter
        return (), ""
    plain = fold(word)
    root = root_of(plain)
    features = (f"{_NAME}{plain}", f"{_ROOT}{root}") if root else (f"{_NAME}{plain}",)
    return features, stem(word, language) if word.isalpha() else ""


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
    return _projected([{each: times * rare[each] for each, times in text.features.items()} for text in texts])


def translated(texts: Sequence[Analysed], rare: Mapping[str, float], known: Translations) -> Vectors:
    """Give a vector for each text, its words put into the other language."""
    return _projected([_put(text, rare, known) for text in texts])


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


def _projected(texts: Sequence[Mapping[str, float]]) -> Vectors:
    found = np.zeros((len(texts), _PLACES), np.float32)
    for start in range(0, len(texts), _AT_ONCE):
        _project(texts[start : start + _AT_ONCE], found[start : start + _AT_ONCE])
    return found


def _project(texts: Sequence[Mapping[str, float]], found: Vectors) -> None:
    numbers = {feature: number for number, feature in enumerate({each: None for text in texts for each in text})}
    rows = np.empty((len(numbers), _PLACES), np.float32)
    for feature, number in numbers.items():
        rows[number] = _row(feature)
    for at, text in enumerate(texts):
        if text:
            weights = np.fromiter(text.values(), np.float32, len(text))
            found[at] = weights @ rows[[numbers[feature] for feature in text]]


@lru_cache(20_000)  # 60 MB at most
def _row(feature: str) -> NDArray[np.float32]:
    lot = np.frombuffer(hashlib.shake_128(feature.encode()).digest(_PLACES // 8), np.uint8)
    signs: NDArray[np.float32] = (np.unpackbits(lot) * np.float32(2) - np.float32(1)) / _LENGTH
    return signs
