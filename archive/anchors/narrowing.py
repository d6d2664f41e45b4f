"""A stretch of a passage's text in what became of the passage: by the letters that both have."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import replace

from archive.anchors.exact_search import is_spelled, quote_of, with_signs
from archive.anchors.folding import Folded, fold
from archive.anchors.locating import Match
from archive.anchors.near_search import likeness, steps, whole_words
from archive.model import Page, Slice

_LEAST_LIKENESS = 0.5
"""Of a stretch with less than half of its letters left, nothing stands there that could be marked for it."""


def narrowed(match: Match, text: str, span: tuple[int, int], pages: Mapping[int, Page]) -> Match | None:
    """Give the place of a stretch of a text, by the place of all of it; nothing where the stretch is gone.

    `pages` are those of the place, by number.
    """
    quote = quote_of(text[slice(*span)])
    if quote is None or quote.is_signs:
        return None
    there = _Laid(match.slices, pages)
    old, new = fold(text), fold(there.text)
    start, end = _carried(old, new, old.place(span[0]), old.place(span[1]))
    if start >= end:
        return None
    first, last = new.span(start, end)
    if old.text != new.text:
        first, last = whole_words(there.text, first, last)
    first, last = with_signs(quote, there.text, first, last)
    found = there.text[first:last]
    score = 1.0 if is_spelled(quote, found) else likeness(quote, found)
    if score < _LEAST_LIKENESS:
        return None
    return replace(match, slices=there.slices(first, last), text=found, score=score, passage_span=None)


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
        found = []
        for number in range(bisect_right(self._starts, start) - 1, len(self._slices)):
            begun, of = self._starts[number], self._slices[number]
            first, last = of.start + max(start - begun, 0), min(of.start + end - begun, of.end)
            if first < last:
                found.append(of._replace(start=first, end=last))
        return tuple(found)


def _carried(old: Folded, new: Folded, start: int, end: int) -> tuple[int, int]:
    """Give from where to where the letters of a stretch of the old text stand in the new one."""
    if old.text == new.text:
        return start, end
    kept = []
    for is_same, (at, until), (begin, stop) in steps(old.text, new.text):
        first, last = max(at, start), min(until, end)
        if is_same and first < last:
            kept.append((begin + first - at, begin + last - at))
        elif begin < stop and start <= at < until <= end:
            kept.append((begin, stop))
    return (kept[0][0], kept[-1][1]) if kept else (0, 0)
