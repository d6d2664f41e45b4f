"""What other ways of keeping a place answer to the same questions.

page and number   the page, and the how-manieth passage that begins on it
exact quote       the first place where the text stands as it stood, page after page
plain quote       the same, but for case, white space and the form of quotation marks and dashes
quote and place   the formula of annotation tools: the quote with up to half of its letters other ones (256 at
most), weighed by its likeness (50), 32 characters before (20) and behind (20), and how near its
place is to that of old (2); all places where it stands as it stood, else the likest
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, cached_property

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from archive import Page, Part, Passage, Slice, State
from archive.identity import normalise

from .judging import Answer
from .truth import clipped

PAGE_AND_NUMBER, EXACT_QUOTE, PLAIN_QUOTE, QUOTE_AND_PLACE = (
    "page and number",
    "exact quote",
    "plain quote",
    "quote and place",
)
WAYS = (PAGE_AND_NUMBER, EXACT_QUOTE, PLAIN_QUOTE, QUOTE_AND_PLACE)

_AROUND = 32
_MOST_ERRORS = 256
_QUOTE, _PREFIX, _SUFFIX, _PLACE = 50, 20, 20, 2
_LIKEST = 10
"""Windows of the text that are looked at more closely."""

_SHORTEST_STEP = 16

_NOWHERE = Answer(State.GONE)


class Running:
    """The texts of a version's pages as one."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self.text = "\n".join(page.text for page in pages)
        self._numbers = [page.number for page in pages]
        lengths = [len(page.text) + 1 for page in pages]
        self._starts = [0, *np.cumsum(lengths).tolist()][: len(pages)]
        self._ends = [start + length - 1 for start, length in zip(self._starts, lengths, strict=True)]

    def offset(self, part: Part) -> int:
        """Give where a part begins."""
        return int(self._starts[self._numbers.index(part.page_number)]) + part.page_start

    def slices(self, start: int, end: int) -> tuple[Slice, ...]:
        """Give the slices of pages that a stretch of the text is."""
        found = []
        for at in range(max(bisect_right(self._starts, start) - 1, 0), len(self._starts)):
            begun = self._starts[at]
            first, last = max(start, begun), min(end, self._ends[at])
            if begun >= end:
                break
            if first < last:
                found.append(Slice(self._numbers[at], first - begun, last - begun))
        return tuple(found)

    @cached_property
    def plain(self) -> tuple[str, list[int]]:
        """Give the text as `normalise` makes it, and where each of its characters stood."""
        made: list[str] = []
        origins: list[int] = []
        for at, char in enumerate(self.text):
            is_first_space = char.isspace() and bool(made) and made[-1] != " "
            plain = " " if is_first_space else _plain_character(char)
            made += plain
            origins += [at] * len(plain)
        return "".join(made), origins


class Others:
    """The other ways, over one document before and after."""

    def __init__(self, before: Sequence[Page], first: Sequence[Passage], after: Sequence[Page],
                 second: Sequence[Passage]) -> None:  # fmt: skip
        self._before, self._after = Running(before), Running(after)
        self._numbers = {
            passage.id: number for page in _by_page(first).values() for number, passage in enumerate(page)
        }
        self._second = _by_page(second)

    def answer(self, way: str, passage: Passage, span: tuple[int, int] | None) -> Answer:
        """Answer in one way."""
        text = passage.text[slice(*span)] if span else passage.text
        parts = clipped(passage.parts, span or (0, len(passage.text)))
        if way == PAGE_AND_NUMBER:
            return self._numbered(passage, span)
        if way == EXACT_QUOTE:
            return self._exact(text)
        if way == PLAIN_QUOTE:
            return self._plain(text)
        return self._weighed(text, parts)

    def _numbered(self, passage: Passage, span: tuple[int, int] | None) -> Answer:
        there = self._second[passage.parts[0].page_number]
        number = self._numbers[passage.id]
        if number >= len(there):
            return _NOWHERE
        parts = clipped(there[number].parts, span or (0, len(there[number].text)))
        slices = tuple(Slice(part.page_number, part.page_start, part.page_end) for part in parts)
        return Answer(State.EXACT, slices) if slices else _NOWHERE

    def _exact(self, text: str) -> Answer:
        at = self._after.text.find(text)
        return Answer(State.EXACT, self._after.slices(at, at + len(text))) if at >= 0 else _NOWHERE

    def _plain(self, text: str) -> Answer:
        whole, origins = self._after.plain
        quote = normalise(text)
        at = whole.find(quote) if quote else -1
        if at < 0:
            return _NOWHERE
        return Answer(State.EXACT, self._after.slices(origins[at], origins[at + len(quote) - 1] + 1))

    def _weighed(self, quote: str, parts: Sequence[Part]) -> Answer:
        start, end = self._before.offset(parts[0]), self._before.offset(parts[-1])
        end += parts[-1].page_end - parts[-1].page_start
        prefix = self._before.text[max(start - _AROUND, 0) : start]
        suffix = self._before.text[end : end + _AROUND]
        whole = self._after.text
        best, weight = None, -1.0
        for first, last, errors in _places(quote, whole):
            near = (
                _QUOTE * (1 - errors / len(quote))
                + _PREFIX * _likeness(prefix, whole[max(first - len(prefix), 0) : first])
                + _SUFFIX * _likeness(suffix, whole[last : last + len(suffix)])
                + _PLACE * (1 - abs(first - start) / max(len(whole), 1))
            )
            if near > weight:
                best, weight = (first, last, errors), near
        if best is None:
            return _NOWHERE
        slices = self._after.slices(best[0], best[1])
        return Answer(State.CHANGED if best[2] else State.EXACT, slices) if slices else _NOWHERE


@cache
def _plain_character(char: str) -> str:
    return normalise(char)


def _by_page(passages: Sequence[Passage]) -> dict[int, list[Passage]]:
    found: dict[int, list[Passage]] = defaultdict(list)
    for passage in passages:
        found[passage.parts[0].page_number].append(passage)
    return found


def _likeness(one: str, other: str) -> float:
    return 1 - Levenshtein.distance(one, other) / len(one) if one and len(one) >= len(other) else float(not one)


def _places(quote: str, text: str) -> Iterator[tuple[int, int, int]]:
    """Give places of a quote, from where to where, and the errors of each."""
    at = text.find(quote)
    if at < 0:
        yield from _near(quote, text)
        return
    while at >= 0:
        yield at, at + len(quote), 0
        at = text.find(quote, at + 1)


def _near(quote: str, text: str) -> Iterator[tuple[int, int, int]]:
    most = min(_MOST_ERRORS, len(quote) // 2)
    step = max(len(quote), _SHORTEST_STEP)
    starts = range(0, max(len(text) - step, 1), step)
    windows = [text[at : at + 2 * step] for at in starts]
    distances = process.cdist([quote], windows, scorer=Levenshtein.distance, dtype=np.int32)[0]
    # What a window is longer than the quote is no error of the quote.
    errors = distances - (np.array([len(each) for each in windows]) - len(quote)).clip(0)
    for number in np.argsort(errors, kind="stable")[:_LIKEST].tolist():
        start, end = _likest_stretch(quote, windows[number])
        found = Levenshtein.distance(quote, windows[number][start:end])
        if start < end and found <= most:
            yield starts[number] + start, starts[number] + end, found


def _likest_stretch(quote: str, window: str) -> tuple[int, int]:
    """Give from where to where a window has most of a quote: its letters count for it, others against it."""
    best, kept = 0, (0, 0, 0, 0)
    begun, score = (0, 0), 0
    for each in Levenshtein.opcodes(quote, window):
        length = max(each.dest_end - each.dest_start, each.src_end - each.src_start)
        if each.tag != "equal":
            score -= length
            continue
        if score <= 0:
            begun, score = (each.src_start, each.dest_start), 0
        score += length
        if score > best:
            best, kept = score, (*begun, each.src_end, each.dest_end)
    missing_before, start, until, end = kept
    # What is missing at the ends may stand there as other letters.
    wider = max(start - missing_before, 0), min(end + len(quote) - until, len(window))
    return min((start, end), wider, key=lambda each: Levenshtein.distance(quote, window[slice(*each)]))
