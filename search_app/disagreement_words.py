"""Disagreements of two language versions in words: the terminal's own English, and what pages translate.

Rule: as in `report_words.py`, `said` only marks what `messages.py` gathers for translation. Words of documents are
put in as they stand, on one line and cut short; who shows them makes them harmless.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from archive import Side
from ingest.comparing import MISSING
from ingest.disagreement import DisagreementKind
from search_app.disagreements import Listed, Told
from search_app.report_words import said

KINDS: Mapping[str, str] = {
    DisagreementKind.NUMBER: said("Numbers"),
    DisagreementKind.PERCENTAGE: said("Percentages"),
    DisagreementKind.AMOUNT: said("Amounts"),
    DisagreementKind.DATE: said("Dates"),
    DisagreementKind.TIME: said("Times of day"),
    DisagreementKind.NAME: said("Names"),
    DisagreementKind.LIST_LENGTH: said("Lengths of lists"),
    MISSING: said("Missing paragraphs"),
}
"""In the order in which they are told."""

DIFFERS = said("differs in the other version")

LONGEST = 60
"""Characters of a document that a sentence quotes."""

_BOTH = said("The English says “%(english)s”, the Spanish “%(spanish)s”")
_ONLY = {
    Side.FROM: said("Only in English: “%(words)s”"),
    Side.TO: said("Only in Spanish: “%(words)s”"),
}
_LISTS = said("The list has %(english)s points in English, %(spanish)s in Spanish")
_MISSING = {
    Side.FROM: said("This paragraph is missing in the Spanish version"),
    Side.TO: said("This paragraph is missing in the English version"),
}

Say = Callable[[str], str]
"""Gives a text in the language of the reader."""


def sentence(listed: Listed, say: Say = str) -> str:
    """Say in what two versions disagree."""
    if listed.kind == MISSING:
        return say(_MISSING[Side.FROM if listed.from_.passage else Side.TO])
    if listed.kind == DisagreementKind.LIST_LENGTH:
        return say(_LISTS) % {"english": listed.from_.value, "spanish": listed.to.value}
    english, spanish = _quoted(listed.from_), _quoted(listed.to)
    if not english or not spanish:
        return say(_ONLY[Side.FROM if english else Side.TO]) % {"words": english or spanish}
    if english == spanish:  # “1.234” is another number in each
        english, spanish = listed.from_.value or "", listed.to.value or ""
    return say(_BOTH) % {"english": english, "spanish": spanish}


def _quoted(told: Told) -> str:
    words = " ".join((told.words or "").split())
    return words if len(words) <= LONGEST else f"{words[:LONGEST].rstrip()}…"
