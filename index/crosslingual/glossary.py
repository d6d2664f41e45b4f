"""English and Spanish words and terms that stand for each other, written down by us.

What an archive's own documents teach goes beside it (`translations.py`): a letter of ten lines teaches nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from index.analysis import stem, tokens
from index.analysis.function_words import FUNCTION_WORDS
from index.crosslingual.translations import Translations

_SCORE = 0.7
"""Of a translation that stands alone; several share it."""


class Entry(NamedTuple):
    """A word or a term in English, and what stands for it in Spanish, in lower case."""

    english: str
    spanish: tuple[str, ...]


@cache
def glossary() -> tuple[Entry, ...]:
    """Give all entries, by the English."""
    text = (files(__package__) / "glossary.tsv").read_text(encoding="utf-8")
    return tuple(_entries(text))


@cache
def known_words() -> Translations:
    """Give what the entries of one English word say of the stems of words; a term gives each of its words."""
    table: dict[str, dict[str, float]] = {}
    for entry in glossary():
        words = _stems(entry.english, "en")
        if len(words) != 1:
            continue
        score = _SCORE / len(entry.spanish) ** 0.5
        those = table.setdefault(words[0], {})
        for term in entry.spanish:
            parts = _stems(term, "es")
            for part in parts:
                those[part] = max(those.get(part, 0.0), score / len(parts) ** 0.5)
    return Translations(
        {word: tuple(sorted(those.items(), key=lambda item: (-item[1], item[0]))) for word, those in table.items()}
    )


def _entries(text: str) -> Iterator[Entry]:
    for line in text.splitlines():
        english, spanish = line.split("\t")
        yield Entry(english, tuple(spanish.split(" | ")))


def _stems(term: str, language: str) -> list[str]:
    words = [token.word for token in tokens(term) if token.word.isalpha()]
    return [stem(word, language) for word in words if word not in FUNCTION_WORDS and len(word) > 1]
