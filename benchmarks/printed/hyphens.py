"""Where a word may be cut at a line end: Spanish by its syllables, English only where it is plain.

Rule: a cut leaves two letters at least on either side. What is not sure is not cut.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

SOFT_HYPHEN = "\u00ad"

_LONG_WORD = re.compile(r"[^\W\d_]{6,}")
_VOWELS = "aeiouáéíóúü"
_INSEPARABLE = frozenset(
    [*("bl", "br", "cl", "cr", "dr", "fl", "fr"), *("gl", "gr", "pl", "pr", "tr", "ch", "ll", "rr")]
)
_FEWEST_LETTERS = 2

_PREFIXES = (
    *("inter", "trans", "under", "over", "counter", "super"),
    *("micro", "multi", "semi", "con", "com", "dis", "sub"),
)
_SUFFIXES = (
    *("tion", "sion", "ment", "ness", "ship", "less", "tive"),
    *("ture", "ward", "hood", "ity", "ous", "ism", "ist", "cal"),
)
_PARTED = frozenset(
    [*("nt", "nd", "mp", "mb", "rt", "rd", "ct", "pt"), *("lt", "nc", "rc", "rm", "rn", "rv", "lv", "ns")]
)
"""Pairs of consonants that stand in two syllables when a vowel is on either side."""


def soften(text: str, language: str) -> str:
    """Put soft hyphens into the longer words of a text."""
    cuts_of = _CUTS[language]
    return _LONG_WORD.sub(lambda match: _softened(match.group(), cuts_of(match.group().lower())), text)


def spanish_cuts(word: str) -> list[int]:
    """Give the offsets at which syllables begin, by the rules of the Ortografía (consonants between vowels)."""
    vowels = [at for at in range(len(word)) if _is_vowel(word, at)]
    cuts = []
    for left, right in pairwise(vowels):
        between = right - left - 1
        if between == 0:
            continue  # a hiatus may be cut, but looks wrong
        taken = 2 if between > 1 and word[right - 2 : right] in _INSEPARABLE else 1
        cuts.append(right - taken)
    return _far_from_the_ends(word, cuts)


def english_cuts(word: str) -> list[int]:
    """Give the offsets of plain cuts: after a common prefix, before a common ending, in a pair of consonants."""
    cuts = {len(prefix) for prefix in _PREFIXES if word.startswith(prefix) and len(word) > len(prefix) + 3}
    cuts |= {
        len(word) - len(ending) for ending in _SUFFIXES if word.endswith(ending) and len(word) > len(ending) + 3
    }
    for at in range(2, len(word) - 3):
        inside = word[at - 2] in _VOWELS and word[at + 1] in _VOWELS
        if inside and word[at - 1 : at + 1] in _PARTED:
            cuts.add(at)
    apart = [cut for cut in sorted(cuts) if any(char in _VOWELS for char in word[:cut])]
    kept = [cut for cut, before in zip(apart, [0, *apart], strict=False) if cut - before > _FEWEST_LETTERS]
    return _far_from_the_ends(word, kept)


def _is_vowel(word: str, at: int) -> bool:
    is_mute = word[at] == "u" and at > 0 and word[at - 1] in "qg" and word[at + 1 : at + 2] in tuple("eiéí")
    return word[at] in _VOWELS and not is_mute


def _far_from_the_ends(word: str, cuts: list[int]) -> list[int]:
    return [cut for cut in cuts if _FEWEST_LETTERS <= cut <= len(word) - _FEWEST_LETTERS]


def _softened(word: str, cuts: list[int]) -> str:
    edges = [0, *cuts, len(word)]
    return SOFT_HYPHEN.join(word[start:end] for start, end in pairwise(edges))


_CUTS: dict[str, Callable[[str], list[int]]] = {"es": spanish_cuts, "en": english_cuts}
