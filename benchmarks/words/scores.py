"""Cut texts into words and compare them with the truth: recall, precision, F1 and order.

A word is a run of letters or a run of digits; case does not count, nor whether a letter and its accent are one
character or two, nor ligatures. "CO2", "CO₂" and "CO 2" are the same two words: a note number set against a word
costs nobody. Nothing else is forgiven: a word glued to the next, cut or spaced out is a wrong word.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_MARKS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670"
"""Combining accents, and the vowel points of Hebrew and Arabic: they do not end a word."""

_WORD = re.compile(rf"(?:[^\W\d_][{_MARKS}]*)+|\d+")
_SMALL_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉", "0123456789" * 2)
_LINE_END = re.compile(r"(?<=[^\W\d_])(?:[-\u2010\u00ad][^\S\n]*\n[^\S\n]*|\ufffe\s*)([^\W\d_])")
"""A hyphen between a letter and a letter of the next line; pdfium gives U+FFFE for both hyphen and line end."""


@dataclass(frozen=True, slots=True)
class Score:
    """What a text is worth beside the truth, each 0 to 1; `order` counts the words that stand in their order."""

    recall: float = 0.0
    precision: float = 0.0
    f1: float = 0.0
    order: float = 0.0


def words_of(text: str) -> list[str]:
    """Cut a text into words, halves of a word cut at a line end made one.

    The rule for line ends is the same for every reader and for the truth: before a small letter the hyphen goes. A
    reader that joins lines itself has already decided, rightly or not.
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").translate(_SMALL_DIGITS))
    text = _LINE_END.sub(_rejoin, text).replace("\u00ad", "")
    return _WORD.findall(unicodedata.normalize("NFC", text.casefold()))


def score(truth: Sequence[str], words: Sequence[str]) -> Score:
    """Compare words with the true ones: as bags for recall, precision and F1, as sequences for order.

    Order is the length of the longest common subsequence over the number of true words, so that it is never more
    than recall.
    """
    if not truth or not words:
        return Score()
    common = (Counter(truth) & Counter(words)).total()
    recall, precision = common / len(truth), common / len(words)
    f1 = 2 * recall * precision / (recall + precision) if common else 0.0
    return Score(recall, precision, f1, in_order(truth, words) / len(truth))


def best_score(truths: Sequence[Sequence[str]], words: Sequence[str]) -> Score:
    """Compare with several versions of the truth, as of a page read by rows or by columns; the likest counts."""
    return max((score(truth, words) for truth in truths), key=lambda each: each.f1 + each.order)


def mean(scores: Sequence[Score]) -> Score:
    """Give the mean over files: a short file counts as much as a long one."""
    count = len(scores) or 1
    return Score(
        sum(each.recall for each in scores) / count,
        sum(each.precision for each in scores) / count,
        sum(each.f1 for each in scores) / count,
        sum(each.order for each in scores) / count,
    )


def in_order(one: Sequence[str], other: Sequence[str]) -> int:
    """Give the length of the longest common subsequence, a row of the table at a time in the bits of one integer.

    Source: Hyyrö, "Bit-parallel LCS-length computation revisited", AWOCA 2004.
    """
    places: dict[str, int] = {}
    for at, word in enumerate(one):
        places[word] = places.get(word, 0) | 1 << at
    everywhere = (1 << len(one)) - 1
    row = everywhere
    for word in other:
        if matches := row & places.get(word, 0):
            row = (row + matches | row - matches) & everywhere
    return len(one) - row.bit_count()


def only_in(furniture: Iterable[Sequence[str]], truth: Sequence[str], words: Sequence[str]) -> int:
    """Count the true words that stand in lines set aside as page furniture and nowhere else.

    A line counts when all its words are missing: "de" alone in a running head would be found missing by chance.
    """
    missing, found = Counter(truth) - Counter(words), 0
    for line in map(Counter, furniture):
        if line and line <= missing:
            missing -= line
            found += line.total()
    return found


def _rejoin(match: re.Match[str]) -> str:
    letter = match.group(1)
    return letter if letter.islower() else "-" + letter
