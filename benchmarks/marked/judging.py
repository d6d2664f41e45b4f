"""Whether the rectangles of a located phrase cover its words and no others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .phrases import Phrase
from .poppler import Box, PopplerPage, Word

PASSED = "passed"
NOT_FOUND = "not found"
ELSEWHERE = "found elsewhere"
NOT_COVERED = "a word not covered"
OTHER_COVERED = "another word covered"
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
