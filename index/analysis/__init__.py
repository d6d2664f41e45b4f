"""Text -> words and stems, the same for every engine and for the marks."""

from __future__ import annotations

from collections.abc import Callable

from index.analysis import english, spanish
from index.analysis.folding import fold
from index.analysis.tokens import (
    Place,
    Token,
    end_of_spaced,
    normalise,
    parts,
    pieces_of,
    placed_words,
    raw_words,
    stretches,
    tokens,
    words_of,
)

LANGUAGES = ("en", "es")
"""The languages whose stems are known."""

_STEMS: dict[str, Callable[[str], str]] = {"en": english.stem, "es": spanish.stem}
_FORMS: dict[str, Callable[[str], frozenset[str]]] = {"en": english.forms, "es": spanish.forms}


def languages_of(language: str) -> tuple[str, ...]:
    """Give the languages a passage is analysed in: its own, or all when that is none of ours or unsure."""
    return (language,) if language in _STEMS else LANGUAGES


def languages_typed(language: str) -> tuple[str, ...]:
    """Give the languages by whose stems a word of a query is looked up: that in which it was typed, or all."""
    return (language,) if language else LANGUAGES


def stem(word: str, language: str) -> str:
    """Give the form a word of a text is indexed under; `language` is one of LANGUAGES."""
    return _STEMS[language](word)


def forms(word: str, language: str) -> frozenset[str]:
    """Give the forms a word of a query is looked up under; `language` is one of LANGUAGES."""
    return _FORMS[language](word)


__all__ = [
    "LANGUAGES",
    "Place",
    "Token",
    "end_of_spaced",
    "fold",
    "forms",
    "languages_of",
    "languages_typed",
    "normalise",
    "parts",
    "pieces_of",
    "placed_words",
    "raw_words",
    "stem",
    "stretches",
    "tokens",
    "words_of",
]
