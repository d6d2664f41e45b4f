"""What stays in a text when it is translated: its numbers, in their order; its names; the stems of learned words.

Rule: nothing here knows any words of a language. Numbers are compared by their digits: 1,234.5 is 1.234,5.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import filterfalse, pairwise
from typing import Self

_NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d{3})*(?:[.,]\d+)?")
"""Thousands may be parted by a point, a comma or a space."""

_FEWEST_DIGITS = 2
"""Figures of one digit stand in every text, and are often written out in one language."""

_CAPITALISED = re.compile(r"(?<=[\w,] )[^\W\d_a-zß-öø-ÿ][^\W\d_]{3,}")
"""Not at the beginning of a sentence, where any word is."""

_LONG_WORD = re.compile(r"[^\W\d_]{6,}")
_STEM_LETTERS = 5
"""Cognates of English and Spanish begin alike: region-al, regi-on; measured for aligning them."""

FEW_NUMBERS = 4
"""A text with fewer is found by its names as well; elsewhere these would drown the numbers."""


@dataclass(frozen=True, slots=True)
class Signs:
    """The signs of one text: numbers with how often they stand there, pairs of neighbours, names, stems."""

    numbers: Counter[str]
    neighbours: frozenset[tuple[str, str]]
    names: frozenset[str]
    stems: frozenset[str]

    @classmethod
    def of(cls, text: str) -> Self:
        """Read the signs of a text."""
        numbers = [number for number in map(_digits, _NUMBER.findall(text)) if len(number) >= _FEWEST_DIGITS]
        return cls(
            Counter(numbers),
            frozenset(pairwise(numbers)),
            frozenset(map(folded, set(_CAPITALISED.findall(text)))),
            frozenset(folded(word)[:_STEM_LETTERS] for word in set(_LONG_WORD.findall(text))),
        )

    def members(self) -> Iterable[str]:
        """Give all by which a text in another language is found."""
        yield from self.numbers
        yield from map(" ".join, self.neighbours)
        if len(self.numbers) < FEW_NUMBERS:
            yield from self.names


def _digits(number: str) -> str:
    return "".join(filter(str.isdecimal, number))


def folded(word: str) -> str:
    """Give a word without accents, in lower case."""
    if word.isascii():
        return word.lower()
    return _remembered(word) if len(word) <= _LONGEST_WORD else _without_accents(word)


def _without_accents(word: str) -> str:
    apart = unicodedata.normalize("NFKD", word.casefold())
    return "".join(filterfalse(unicodedata.combining, apart))


_remembered = lru_cache(20_000)(_without_accents)
_LONGEST_WORD = 30
"""What is longer is a line or a passage, and hardly comes again."""
