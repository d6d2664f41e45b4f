"""What goes wrong with words between the head and the search box."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Mapping

from benchmarks.sought.known_items import TELLING, telling_words
from index.analysis import fold

Words = list[str]
Damage = Callable[[Words, str, str, random.Random], Words]
"""Words, a word of another passage, the language, chance -> words as they are typed."""

_KEYS = ("qwertyuiop", "asdfghjklñ", "zxcvbnm")
_LEAST_LETTERS = 5
"""of a word with a typo: in a shorter one it makes another word"""

_ACCENTED = {"a": "á", "e": "é", "i": "í", "o": "ó", "u": "ú"}


def remembered(text: str, rarity: Mapping[str, float], count: int, chance: random.Random) -> Words:
    """Draw so many of the most telling words of a text, in the order in which they stand."""
    counts = Counter(telling_words(text))
    best = sorted(counts, key=lambda word: (-counts[word] * rarity.get(word, 0.0), word))[:TELLING]
    drawn = set(chance.sample(best, min(count, len(best))))
    return [word for word in counts if word in drawn]


def typo(words: Words, _extra: str, _language: str, chance: random.Random) -> Words:
    """Slip in one word."""
    at = _chosen(words, chance)
    return words if at is None else [*words[:at], slipped(words[at], chance), *words[at + 1 :]]


def slipped(word: str, chance: random.Random) -> str:
    """Leave a letter out, double it, swap it with the next, or hit its neighbour on the keyboard."""
    at = chance.randrange(1, len(word) - 1)
    letter, after = word[at], word[at + 1]
    row = next((keys for keys in _KEYS if fold(letter) in keys), letter)
    place = row.find(fold(letter))
    neighbour = chance.choice([row[each] for each in (place - 1, place + 1) if 0 <= each < len(row)] or [letter])
    return chance.choice(
        [
            word[:at] + word[at + 1 :],
            word[:at] + letter + word[at:],
            word[:at] + after + letter + word[at + 2 :],
            word[:at] + neighbour + word[at + 1 :],
        ]
    )


def accent(words: Words, _extra: str, _language: str, chance: random.Random) -> Words:
    """Leave out accents and tildes, or put one where none is."""
    bare = [fold(word).replace("ñ", "n") for word in words]
    if bare != words:
        return bare
    at = _chosen(words, chance)
    vowels = [place for place, letter in enumerate(words[at]) if letter in _ACCENTED] if at is not None else []
    if at is None or not vowels:
        return words
    place = chance.choice(vowels)
    wrong = words[at][:place] + _ACCENTED[words[at][place]] + words[at][place + 1 :]
    return [*words[:at], wrong, *words[at + 1 :]]


def number(words: Words, _extra: str, language: str, _chance: random.Random) -> Words:
    """Put each word in the other number, by rule."""
    return [_in_other_number(word, language) for word in words]


def too_many(words: Words, extra: str, _language: str, chance: random.Random) -> Words:
    """Add a word that stands elsewhere."""
    at = chance.randrange(len(words) + 1)
    return words if extra in words else [*words[:at], extra, *words[at:]]


def two_of_them(words: Words, extra: str, language: str, chance: random.Random) -> Words:
    """Slip, and add a word."""
    slip = typo(words, extra, language, chance)
    return words if slip == words else too_many(slip, extra, language, chance)


DAMAGES: Mapping[str, Damage] = {
    "typo": typo,
    "accent": accent,
    "number": number,
    "too many": too_many,
    "two of them": two_of_them,
}


def _chosen(words: Words, chance: random.Random) -> int | None:
    long = [at for at, word in enumerate(words) if len(word) >= _LEAST_LETTERS]
    return chance.choice(long) if long else None


def _in_other_number(word: str, language: str) -> str:
    if language == "en":
        if word.endswith("ies"):
            return word[:-3] + "y"
        if word.endswith("s"):
            return word + "es" if word.endswith("ss") else word[:-1]
        return word[:-1] + "ies" if word.endswith("y") and word[-2] not in "aeiou" else word + "s"
    if word.endswith("ciones"):
        return word[:-6] + "ción"
    if word.endswith("es") and word[-3] in "drlnj":
        return word[:-2]
    if word.endswith("s"):
        return word[:-1]
    if word.endswith("ión"):
        return word[:-2] + "ones"
    return word + ("s" if word[-1] in "aeiouáéó" else "es")
