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
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.analysis import LANGUAGES, fold, stem, stretches, words_of
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

_LONGEST_REMEMBERED = 30
"""Letters of a stretch; a longer one is a chain of words that hardly comes again."""

_NUMBER, _NAME, _ROOT, _WORD = "n", "t", "p", "w"
_WEIGHTS = {_NUMBER: 1.4, _NAME: 1.0, _ROOT: 0.7, _WORD: 1.0}

_ROOT_LETTERS = 5
_ENGLISH_SPELLING = str.maketrans({"y": "i", "k": "c"})
_SPELLINGS = (("ph", "f"), ("th", "t"), ("ch", "c"), ("qu", "cu"))
_DOUBLED = re.compile(r"([a-z])\1")


@dataclass(frozen=True, slots=True)
class Analysed:
    """A text as it is compared: what looks alike in both languages, and its stems, without the commonest words.

    `cognates` (numbers, names and roots) and `spoken` (stems) are features, each with how much it counts here;
    `words` are the stems in their order.
    """

    cognates: Features
    spoken: Features
    words: tuple[str, ...]
    token_count: int


def analyse(text: str, language: str) -> Analysed:
    """Take a text apart; of a language that is none of ours its words are taken as English."""
    spoken = language if language in LANGUAGES else LANGUAGES[0]
    told: list[_Told] = []
    for stretch in stretches(text):
        told += (_remembered if len(stretch) <= _LONGEST_REMEMBERED else _told_of)(stretch, spoken)
        if len(told) >= _MOST_TOKENS:
            break
    del told[_MOST_TOKENS:]
    stemmed = [each for each in told if each.stem]
    return Analysed(
        _counted(list(chain.from_iterable([each.cognates for each in told]))),
        _counted([each.feature for each in stemmed]),
        tuple([each.stem for each in stemmed]),
        len(told),
    )


def _counted(features: Sequence[str]) -> Features:
    found = dict.fromkeys(features, 1.0)
    if len(found) < len(features):
        found.update({each: _times(count) for each, count in Counter(features).items() if count > 1})
    return found


class _Told(NamedTuple):
    """What a word tells in any language; one of letters, but of the commonest, also its stem, and as a feature."""

    cognates: tuple[str, ...]
    stem: str = ""
    feature: str = ""


def _told_of(stretch: str, language: str) -> tuple[_Told, ...]:
    return tuple(_told(word, language) for word in words_of(stretch)[:_MOST_TOKENS])


_remembered = lru_cache(50_000)(_told_of)


def _told(word: str, language: str) -> _Told:
    digits = "".join(sign for sign in word if sign.isdigit())
    if digits and not any(sign.isalpha() for sign in word):
        return _Told((f"{_NUMBER}{digits.lstrip('0') or '0'}",))
    if word in FUNCTION_WORDS or len(word) < 2:  # noqa: PLR2004 - a letter
        return _Told(())
    plain = fold(word)
    root = root_of(plain)
    cognates = (f"{_NAME}{plain}", f"{_ROOT}{root}") if root else (f"{_NAME}{plain}",)
    if not word.isalpha():
        return _Told(cognates)
    found = stem(word, language)
    return _Told(cognates, found, f"{_WORD}{found}")


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
    counts = Counter(chain.from_iterable([chain(text.cognates, text.spoken) for text in texts]))
    return {feature: _WEIGHTS[feature[0]] * math.log(1 + len(texts) / count) for feature, count in counts.items()}


def by_cognates(texts: Sequence[Analysed], rare: Mapping[str, float]) -> Vectors:
    """Give a vector for each text, by what looks alike in both languages."""
    return _projected([_weighed(text.cognates, rare) for text in texts])


def by_words(texts: Sequence[Analysed], rare: Mapping[str, float]) -> Vectors:
    """Give a vector for each text, by its own words."""
    return _projected([_weighed(text.spoken, rare) for text in texts])


def by_translations(texts: Sequence[Analysed], rare: Mapping[str, float], known: Translations) -> Vectors:
    """Give a vector for each text, by its words put into the other language."""
    put = {
        feature: [(f"{_WORD}{word}", score) for word, score in known.of(feature[1:]) if f"{_WORD}{word}" in rare]
        for feature in {each for text in texts for each in text.spoken}
    }
    return _projected([_put(text, rare, put) for text in texts])


def _weighed(features: Features, rare: Mapping[str, float]) -> Features:
    return {each: times * rare[each] for each, times in features.items()}


def _put(text: Analysed, rare: Mapping[str, float], put: Mapping[str, Sequence[tuple[str, float]]]) -> Features:
    found: dict[str, float] = {}
    for feature, times in text.spoken.items():
        for other, score in put[feature]:
            found[other] = found.get(other, 0.0) + times * score * rare[other]
    return found


def _projected(texts: Sequence[Features]) -> Vectors:
    found = np.zeros((len(texts), _PLACES), np.float32)
    for start in range(0, len(texts), _AT_ONCE):
        _project(texts[start : start + _AT_ONCE], found[start : start + _AT_ONCE])
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
