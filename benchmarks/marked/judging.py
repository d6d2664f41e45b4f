"""Whether the rectangles of a located phrase cover its words and no others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .phrases import Phrase
from .poppler import Box, PopplerPage, Word

PASSED = "passed"
DOUBLE = "drawn twice"
NOT_FOUND = "not found"
ELSEWHERE = "found elsewhere"
NOT_COVERED = "a word not covered"
OTHER_COVERED = "another word covered"
_OVER = 0.2
"""More of a word's box than neighbours share"""

FAILURES = (NOT_FOUND, ELSEWHERE, NOT_COVERED, OTHER_COVERED)


@dataclass(frozen=True, slots=True)
class Judged:
    """A phrase, what became of it, and the words that speak against it."""

    phrase: Phrase
    verdict: str
    state: str
    words: tuple[str, ...] = ()
    text: str = ""

    @property
    def is_wrong_mark(self) -> bool:
        """Whether a word is marked that should not be."""
        return self.verdict in (ELSEWHERE, OTHER_COVERED)


def judge(phrase: Phrase, located: Mapping[str, Any], pages: Mapping[int, PopplerPage]) -> Judged:
    """Compare an answer of `locate` with where poppler has the words."""
    state, text = located["state"], located["text"] or ""
    if any(is_drawn_twice(word, pages[number].words) for number, word in phrase.words):
        return Judged(phrase, DOUBLE, state)
    rects = {each["page"]: [tuple(rect) for rect in each["rects"]] for each in located["boxes"]}
    if not rects:
        return Judged(phrase, NOT_FOUND, state)
    covered = [(number, word) for number, word in phrase.words if is_covered(word, rects.get(number, []))]
    if not covered:
        return Judged(phrase, ELSEWHERE, state, text=text)
    missing = [word.text for number, word in phrase.words if (number, word) not in covered]
    own = {id(word) for _, word in phrase.words}
    others = [
        word.text
        for number, found in rects.items()
        if number in pages
        for word in pages[number].words
        if id(word) not in own and is_covered(word, found) and not _is_double(word, phrase, number)
    ]
    if missing:
        return Judged(phrase, NOT_COVERED, state, tuple(missing), text)
    verdict = OTHER_COVERED if others else PASSED
    return Judged(phrase, verdict, state, tuple(others), text)


def is_covered(word: Word, rects: Sequence[Box]) -> bool:
    """Tell whether the centre of a word lies in one of the rectangles."""
    x, y = word.centre
    return any(x0 <= x <= x1 and y0 <= y <= y1 for x0, y0, x1, y1 in rects)


def is_drawn_twice(word: Word, words: Sequence[Word]) -> bool:
    """Tell whether letters of a word are drawn again, over it, as letters of another word that is not the same.

    Some programs make bold letters so, piece by piece; poppler parts the pieces as "CITY Y OF F".
    """
    return any(
        other is not word
        and other.text != word.text
        and _overlap(word.box, other.box) > _OVER
        and _shares_letters(word.text, other.text)
        for other in words
    )


def _overlap(one: Box, other: Box) -> float:
    """Give how much of the smaller of two boxes is in the other."""
    across = max(0.0, min(one[2], other[2]) - max(one[0], other[0]))
    down = max(0.0, min(one[3], other[3]) - max(one[1], other[1]))
    areas = [(x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in (one, other)]
    return across * down / max(min(areas), 0.01)


def _shares_letters(one: str, other: str) -> bool:
    """Tell whether one text ends as the other begins, or is a part of it."""
    if one in other or other in one:
        return True
    lengths = range(1, min(len(one), len(other)))
    return any(one[-n:] == other[:n] or other[-n:] == one[:n] for n in lengths)


def _is_double(word: Word, phrase: Phrase, number: int) -> bool:
    """Tell whether a word is one of the phrase drawn a second time in its place, as for bold letters."""
    x, y = word.centre
    return any(
        page == number
        and own.text == word.text
        and own.box[0] <= x <= own.box[2]
        and own.box[1] <= y <= own.box[3]
        for page, own in phrase.words
    )
