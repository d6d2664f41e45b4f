"""Where a quote stands as it is: found by its letters and digits, told by its accents and signs."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from archive.anchors.folding import Folded, cleaned, fold, is_sign, spelling
from archive.anchors.streams import Stream

_EDGE_CHARACTERS = 12
"""So far around its words the brackets and quotation marks of a quote are looked for, spaces included."""

_HYPHEN = "-"


@dataclass(frozen=True, slots=True)
class Quote:
    """What is looked for. `key` are its letters and digits folded, or its signs where it has neither.

    `lead` and `trail` are the signs, spelled, before the first and behind the last letter or digit.
    """

    text: str
    spelling: str
    key: str
    is_signs: bool
    lead: str = ""
    trail: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A place: stretches of the stream's text, and from where to where they reach in its folded form.

    `likeness` is 1 where the spelling is that of the quote, and less where it is not. Of a quote in pieces `cost`
    tells how much longer the ways between them are than those of the shortest, and `context` how much of the words
    around these ways go through: 1 is all.
    """

    spans: tuple[tuple[int, int], ...]
    start: int
    end: int
    likeness: float = 1.0
    cost: float = 0.0
    context: float = 0.0


def quote_of(text: str) -> Quote | None:
    """Read a quote; there is none in white space and characters that nobody sees."""
    text = cleaned(text)
    spelled = spelling(text)
    letters = fold(text)
    if letters.text:
        first, last = letters.span(0, len(letters.text))
        lead, trail = spelling(text[:first]), spelling(text[last:])
        return Quote(text, spelled, letters.text, is_signs=False, lead=lead, trail=trail)
    signs = fold(text, signs=True).text
    return Quote(text, spelled, signs, is_signs=True) if signs else None


def occurrences(quote: Quote, stream: Stream, within: tuple[int, int] | None = None) -> Iterator[Found]:
    """Give the places where the quote's letters and digits stand one after the other; `within` the stream's text.

    Those whose spelling differs have a likeness of 0: how near they are is still to be told.
    """
    folded = stream.folded(signs=quote.is_signs)
    start, end = (folded.place(offset) for offset in within) if within else (0, len(folded.text))
    at = folded.text.find(quote.key, start, end)
    while at >= 0:
        yield _found(quote, stream, folded, at)
        at = folded.text.find(quote.key, at + 1, end)


def with_signs(quote: Quote, text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a stretch of a text by the signs with which the quote begins and ends, where they stand."""
    for length in range(1, _EDGE_CHARACTERS if quote.lead else 0):
        before = text[max(start - length, 0) : start]
        if any(map(str.isalnum, before)):
            break
        if is_sign(before[:1] or " ") and spelling(before) == quote.lead:
            start -= length
            break
    for length in range(1, _EDGE_CHARACTERS if quote.trail else 0):
        behind = text[end : end + length]
        if any(map(str.isalnum, behind)):
            break
        if is_sign(behind[-1:] or " ") and spelling(behind) == quote.trail:
            end += length
            break
    return start, end


def is_spelled(quote: Quote, text: str) -> bool:
    """Tell whether a text is the quote, but for what `spelling` leaves free and a hyphen that ends its line."""
    spelled = spelling(text)
    return spelled == quote.spelling or spelled == quote.spelling.removesuffix(_HYPHEN)


def _found(quote: Quote, stream: Stream, folded: Folded, at: int) -> Found:
    text = stream.text
    start, end = folded.span(at, at + len(quote.key))
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    start, end = with_signs(quote, text, start, end)
    likeness = 1.0 if is_spelled(quote, text[start:end]) else 0.0
    letters = stream.folded()  # signs stand between letters there
    bounds = (letters.place(start), letters.place(end)) if quote.is_signs else (at, at + len(quote.key))
    return Found(((start, end),), *bounds, likeness)
