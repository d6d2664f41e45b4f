"""A stretch of a passage's text in what became of the passage: by the words that both have."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import replace

from archive.anchors import Match
from archive.anchors.exact_search import is_spelled, quote_of
from archive.anchors.near_search import likeness
from archive.model import Page, Slice
from archive.wording import Step, steps

Span = tuple[int, int]

_LEAST_LIKENESS = 0.4
"""Of a stretch with less left of it nothing stands there that could be marked for it."""


def narrowed(match: Match, text: str, span: Span, pages: Mapping[int, Page]) -> Match | None:
    """Give the place of a stretch of a text, by the place of all of it; nothing where the stretch is gone.

    `pages` are those of the place, by number.
    """
    there = _Laid(match.slices, pages)
    wanted = text[slice(*span)]
    quote = quote_of(wanted)
    if quote is None:
        return None
    start, end = _carried(span, text, there.text)
    found = there.text[start:end]
    if not found.strip():
        return None
    score = 1.0 if is_spelled(quote, found) else likeness(quote, found)
    if score < _LEAST_LIKENESS:
        return None
    return replace(match, slices=there.slices(start, end), text=found, score=score, passage_span=None)


def _carried(span: Span, before: str, after: str) -> Span:
    """Give where the words of a stretch stand now: all that is between those of them that are the same.

    What differs belongs to the stretch where all of it did.
    """
    found: list[Span] = []
    for each in steps(before, after):
        start, end = each.before
        if each.is_same and start < span[1] and span[0] < end:
            found.append(_cut(span, each))
        elif not each.is_same and start < end and span[0] <= start and end <= span[1]:
            found.append(each.after)
    return (found[0][0], found[-1][1]) if found else (0, 0)


def _cut(span: Span, word: Step) -> Span:
    """Give as much of a word as a stretch has of it, where it has as many characters as before."""
    (start, end), (begin, stop) = word.before, word.after
    if end - start != stop - begin:
        return begin, stop
    return begin + max(span[0] - start, 0), stop - max(end - span[1], 0)


class _Laid:
    """The text of slices, one after the other, and the way back to them."""

    def __init__(self, slices: tuple[Slice, ...], pages: Mapping[int, Page]) -> None:
        self._slices = slices
        self._starts: list[int] = []
        self.text = ""
        for each in slices:
            self._starts.append(len(self.text))
            self.text += pages[each.page_number].text_of(each.aside)[each.start : each.end] + "\n"

    def slices(self, start: int, end: int) -> tuple[Slice, ...]:
        """Give the slices that a stretch of the text stands for."""
        found = []
        for number in range(bisect_right(self._starts, start) - 1, len(self._slices)):
            begun, of = self._starts[number], self._slices[number]
            first, last = of.start + max(start - begun, 0), min(of.start + end - begun, of.end)
            if first < last:
                found.append(of._replace(start=first, end=last))
        return tuple(found)
