"""How much of a few words another text says in the other language: by their looks, and by the glossary."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ingest.disagreement.names import by_letter, is_cognate
from ingest.disagreement.ordinary import translations
from ingest.likeness_signs import folded

_WORD = re.compile(r"[^\W\d_]{4,}")
"""Shorter words stand in any text."""


def share_said(words: str, there: str) -> float:
    """Give the share of some words that a text says too, from 0 to 1; of none, 0."""
    own, others = _words(words), by_letter(_words(there))
    return sum(_is_said(word, others) for word in own) / max(len(own), 1)


def _words(text: str) -> frozenset[str]:
    return frozenset(folded(each) for each in _WORD.findall(text))


def _is_said(word: str, others: Mapping[str, Sequence[str]]) -> bool:
    forms = {word} | translations(word)
    return any(is_cognate(form, other) for form in forms for other in others.get(form[:1], ()))
