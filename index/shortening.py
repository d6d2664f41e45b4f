"""How much of a query is read: of one that is too long the beginning, which is then read as if it were all.

Rule: what is given for a long query is given for itself again. So a link can carry it on, and finds the same.
"""

from __future__ import annotations

from index.analysis import parts, raw_words
from index.lexer import Item, Scope, Sign, stretches
from index.tree import And, Near, Phrase

MAX_CHARACTERS = 3_000
MAX_WORDS = 100
"""More is a paragraph pasted by mistake; its first words find it."""

_CUT = " …"
"""Stands where the rest was; to whoever reads the beginning again it tells that there was more."""


def first_characters(text: str) -> str:
    """Give as many characters of a text as are read, without half a word at their end."""
    if len(text) <= MAX_CHARACTERS:
        return text
    most = MAX_CHARACTERS - len(_CUT)
    return (text[: text.rfind(" ", 0, most) + 1].rstrip() or text[:most]) + _CUT


def first_words(text: str) -> tuple[str, bool]:
    """Give a text up to the last word that is searched, and tell whether any word is left out, or was before."""
    if len(text) <= MAX_WORDS:  # as most are: no word is shorter than a character
        return text, False
    end, left = 0, MAX_WORDS
    for item, start, after in stretches(text):
        count = _word_count(item)
        if count > left:
            cut = _begun(text[start:after], left, item) if left else ""
            return (text[:start] + cut if cut else text[:end]) + _CUT, True
        if count:
            end, left = after, left - count
    return text, not left and text.endswith(_CUT)


def _word_count(item: Item | None) -> int:
    if isinstance(item, Phrase | Near):
        return len(item.words)
    return len(item.children) if isinstance(item, And) else int(not isinstance(item, Sign | Scope | None))


def _begun(stretch: str, most: int, item: Item | None) -> str:
    """Give what stands in quotation marks, or without a space, up to its last word; a compound has several."""
    ends: dict[int, int] = {}
    base = 0
    for at, pieces, width in raw_words(stretch):
        ends |= {base + piece.position: at + piece.end for piece in pieces if not parts(piece.word)}
        base += width
    closing = len(stretch.rstrip("~0123456789")) - 1 if isinstance(item, Phrase | Near) else len(stretch)
    return stretch[: list(ends.values())[most - 1]] + stretch[closing:]
