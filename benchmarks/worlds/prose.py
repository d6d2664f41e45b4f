"""Sentences of no meaning, made of a document's own words, and sentences of boilerplate."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Sequence

from ingest.readings import Reading

_WORD = re.compile(r"[^\W\d_]{3,}")
_FEW = ("measure", "region", "plan", "energy", "costa", "agua", "fondo", "sector")
"""For a document without words."""

SHORT_LINES = ("Source: own elaboration.", "Fuente: elaboración propia.", "See annex.", "(continued)")
LONG_LINES = (
    "The figures of this section are provisional and must not be quoted without this notice; see the annex.",
    "Los datos de este apartado son provisionales y podrán revisarse; no deben citarse sin esta advertencia.",
    "Reproduction is authorised provided the source is acknowledged, save where otherwise stated.",
)
"""What stands under many tables of one report."""


def vocabulary(reading: Reading) -> list[str]:
    """Give the words of a document as often as it has them."""
    return [word for draft in reading.drafts for word in _WORD.findall(draft.text)] or list(_FEW)


def sentence(words: Sequence[str], chance: random.Random) -> str:
    """Make a sentence of 8 to 24 words drawn by lot: no other has them in this order."""
    drawn = [chance.choice(words).lower() for _ in range(chance.randint(8, 24))]
    return " ".join(drawn).capitalize() + "."


def paragraphs(words: Sequence[str], count: int, chance: random.Random) -> Iterable[str]:
    """Make so many paragraphs of two to six sentences."""
    for _ in range(count):
        yield " ".join(sentence(words, chance) for _ in range(chance.randint(2, 6)))
