"""Which words are ordinary ones, and which of them stand for each other, by the glossary.

Rule: words come without accents, in lower case. A word that is in the glossary is a name only where the document
says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from index.crosslingual import glossary
from ingest.likeness_signs import folded

_FEWEST_LETTERS = 3
_ENDS = ("es", "s")


def is_ordinary(word: str) -> bool:
    """Tell whether a word, or what it is the plural of, is in the glossary."""
    return any(form in _table() for form in _forms(word))


def translations(word: str) -> frozenset[str]:
    """Give the words of the other language that stand for a word, or for what it is the plural of."""
    return frozenset(other for form in _forms(word) for other in _table().get(form, ()))


def _forms(word: str) -> Iterator[str]:
    yield word
    yield from (word.removesuffix(end) for end in _ENDS if word.endswith(end) and len(word) > _FEWEST_LETTERS)


@cache
def _table() -> Mapping[str, frozenset[str]]:
    """Give the entries that are one word in both languages, in both directions."""
    found: dict[str, set[str]] = {}
    for entry in glossary():
        english = folded(entry.english)
        for spanish in map(folded, entry.spanish):
            if english.isalpha() and spanish.isalpha() and english != spanish:  # “Internet” is a name in both
                found.setdefault(english, set()).add(spanish)
                found.setdefault(spanish, set()).add(english)
    return MappingProxyType({word: frozenset(others) for word, others in found.items()})
