"""A stretch of a passage's text in what became of the passage: by the words that both have."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from archive.anchors.exact_search import Quote, is_spelled, quote_of
from archive.anchors.locating import Match
from archive.anchors.near_search import likeness, steps, whole_words
from archive.model import Page, Slice
from archive.wording import steps as word_steps
from archive.wording import tokens

Span = tuple[int, int]

_LEAST_LIKENESS = 0.4
"""Of a stretch with less left of it nothing stands there that could be marked for it."""

_TIMES_AS_LONG = 2
"""What stands between its neighbours for a stretch that is all gone is no longer than this."""

_LONG_GAP = 40
"""Characters: beyond a gap half as much must be the same, and beyond a longer one no more than of this."""


def narrowed(match: Match, text: str, span: Span, pages: Mapping[int, Page]) -> Match | None:
    """Give the place of a stretch of a text, by the place of all of it; nothing where the stretch is gone.

    `pages` are those of the place, by number.
    """
    there = _Laid(match.slices, pages)
    wanted = text[slice(*span)]
    quote = quote_of(wanted)
    if quote is None:
        return None
    likely = [each for each in (_carried(span, text, there.text), _held(wanted, there.text)) if each]
    scored = [(_score(quote, there.text[start:end]), (start, end)) for start, end in likely]
    score, (start, end) = max(scored, key=lambda each: each[0], default=(0.0, (0, 0)))
    if score < _LEAST_LIKENESS:
        start, end = _between(span, text, there.text)
        if not 0 < end - start <= _TIMES_AS_LONG * len(wanted):
            return None
        score = _score(quote, there.text[start:end])
    found = there.text[start:end]
    return replace(match, slices=there.slices(start, end), text=found, score=score, passage_span=None)


def _score(quote: Quote, text: str) -> float:
    if not text.strip():
        return 0.0
    return 1.0 if is_spelled(quote, text) else likeness(quote, text)


def _carried(span: Span, before: str, after: str) -> Span | None:
    """Give where the characters of a stretch stand now, by those that both texts have."""
    pieces = []
    for is_same, (start, end), (begin, stop) in steps(before, after):
        if start >= span[1] or (end <= span[0] and not start == end == span[0]):
            continue
        ahead, behind = max(span[0] - start, 0), max(end - span[1], 0)
        if is_same:
            pieces.append((True, end - start - ahead - behind, (begin + ahead, stop - behind)))
        else:
            pieces.append((False, max(end - start, stop - begin), (begin, stop)))
    found = _densest(pieces)
    return _whole(span, before, found, after) if found else None


def _between(span: Span, before: str, after: str) -> Span:
    """Give what stands between the words on either side that both texts have."""
    start, end = 0, len(after)
    for each in word_steps(before, after):
        if each.is_same and each.before[1] <= span[0]:
            start = each.after[1]
        elif each.is_same and each.before[0] >= span[1]:
            end = each.after[0]
            break
    held = after[start:end]
    return start + len(held) - len(held.lstrip()), start + len(held.rstrip())


def _held(wanted: str, after: str) -> Span | None:
    """Give where the words of a stretch stand together: sentences may have changed places."""
    ours, theirs = tokens(wanted), tokens(after)
    blocks = SequenceMatcher(None, [each.key for each in ours], [each.key for each in theirs], autojunk=False)
    pieces: list[_Piece] = []
    last = 0
    for _, there, length in blocks.get_matching_blocks()[:-1]:
        start, end = theirs[there].start, theirs[there + length - 1].end
        pieces += [(False, start - last, (last, start)), (True, end - start, (start, end))]
        last = end
    return _densest(pieces)


_Piece = tuple[bool, int, Span]
"""Whether it is the same in both texts, how long it is, and where it stands now."""


def _densest(pieces: Sequence[_Piece]) -> Span | None:
    """Give from where to where most is the same, and least is not."""
    best, found = 0.0, None
    begun, score = 0, 0.0
    for is_same, length, (start, end) in pieces:
        if not is_same:
            score -= min(length, _LONG_GAP) / 2
            continue
        if score <= 0:
            begun, score = start, 0.0
        score += length
        if score > best:
            best, found = score, (begun, end)
    return found


def _whole(span: Span, before: str, found: Span, after: str) -> Span:
    """Widen a place by the rest of the words in which it begins and ends, where the stretch has whole words."""
    start, end = whole_words(after, *found)
    begins = span[0] == 0 or not (before[span[0] - 1].isalnum() and before[span[0]].isalnum())
    ends = span[1] == len(before) or not (before[span[1] - 1].isalnum() and before[span[1]].isalnum())
    return start if begins else found[0], end if ends else found[1]


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
