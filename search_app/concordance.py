"""A query's hits one by one, each in the words around it: keyword in context.

Rule: what stands in the middle is what a search marks; what is marked side by side, with nothing but white space
between, is one keyword. What is read has an end, and the result says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice

from archive import Document, Part, Passage
from index import Found, Hit, Sort, Span
from index.analysis import fold
from search_app.asked import Asked

MOST_LINES = 2_000
"""Twenty pages of a list; whoever has more narrows the search. As many passages are read at the most."""

LINES_PER_PAGE = 100

_PORTION = 500
"""Hits found at once: of a long list no more is held than what its lines need."""

_AROUND = 80
"""Characters on either side: what a wide window has room for."""

_WORDS_COMPARED = 6
"""By which lines are sorted: more are hardly ever alike."""

_WORD = re.compile(r"\w+")


class Order(StrEnum):
    """By document and page; by the words that follow; by the words that precede, the nearest first."""

    PLACE = "place"
    AFTER = "after"
    BEFORE = "before"


@dataclass(frozen=True, slots=True)
class AskedLines:
    """What is searched for, in which order its lines come, and which stretch of them is meant."""

    search: Asked
    order: Order = Order.PLACE
    offset: int = 0
    limit: int = LINES_PER_PAGE

    @property
    def page(self) -> int:
        """Which page of lines this is, from 1."""
        return self.offset // self.limit + 1


@dataclass(frozen=True, slots=True)
class Line:
    """One place: a keyword, what stands before and after it in its passage, on one line, and where that is.

    `title` is that of the version; `span` is in characters of the passage's text.
    """

    document: Document
    version_id: str
    title: str
    passage_id: str
    language: str
    kind: str
    section: tuple[str, ...]
    page_number: int
    page_label: str
    span: Span
    before: str
    word: str
    after: str


@dataclass(frozen=True, slots=True)
class Concordance:
    """Lines in order, at most MOST_LINES; `is_whole` where there are no more, else those that come first by place.

    `found` is what the search found without its hits: how it was understood, and how many passages answer.
    """

    found: Found
    lines: tuple[Line, ...]
    is_whole: bool

    @property
    def passages(self) -> int:
        """In how many passages these lines stand."""
        return len({(line.version_id, line.passage_id) for line in self.lines})


Search = Callable[[Asked], Found]


def concordance(search: Search, asked: Asked, order: Order = Order.PLACE) -> Concordance:
    """Gather the lines of a search, whatever its own order and stretch."""
    portion = replace(asked, sort=Sort.PLACE, offset=0, limit=_PORTION)
    first = found = search(portion)
    lines: list[Line] = []
    while True:
        for hit in found.hits:
            lines += islice(lines_of(hit), MOST_LINES + 1 - len(lines))
        portion = replace(portion, offset=portion.offset + _PORTION)
        if portion.offset >= min(first.total, MOST_LINES) or len(lines) > MOST_LINES:
            break
        found = search(portion)
    is_whole = portion.offset >= first.total and len(lines) <= MOST_LINES
    return Concordance(replace(first, hits=()), _sorted(lines[:MOST_LINES], order), is_whole)


def lines_of(hit: Hit) -> Iterator[Line]:
    """Give a line for each place that is marked in a hit."""
    passage = hit.passage
    for span in _side_by_side(hit.spans, passage.text):
        number = _part_at(passage, span.start).page_number
        before, word, after = _around(passage.text, span)
        yield Line(
            document=hit.document,
            version_id=hit.version.id,
            title=hit.version.title,
            passage_id=passage.id,
            language=passage.language,
            kind=passage.kind.value,
            section=passage.section,
            page_number=number,
            page_label=hit.labels.get(number, str(number)),
            span=span,
            before=before,
            word=word,
            after=after,
        )


def _side_by_side(spans: Sequence[Span], text: str) -> list[Span]:
    joined: list[Span] = []
    for span in spans:
        if joined and text[joined[-1].end : span.start].isspace():
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return joined


def _part_at(passage: Passage, place: int) -> Part:
    return next((part for part in reversed(passage.parts) if part.start <= place), passage.parts[0])


def _around(text: str, span: Span) -> tuple[str, str, str]:
    """Give what stands before a span, the span, and what stands after it, cut between words."""
    start, end = max(span.start - _AROUND, 0), min(span.end + _AROUND, len(text))
    before, after = text[start : span.start], text[span.end : end]
    if start and not text[start - 1].isspace():
        before = before.partition(" ")[2] or before
    if end < len(text) and not text[end].isspace():
        after = after.rpartition(" ")[0] or after
    return _on_one_line(before), _on_one_line(text[slice(*span)]), _on_one_line(after)


def _on_one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _sorted(lines: list[Line], order: Order) -> tuple[Line, ...]:
    if order is Order.PLACE:
        return tuple(lines)

    def key(line: Line) -> list[str]:
        if order is Order.AFTER:
            return _compared(line.after)[:_WORDS_COMPARED]
        return _compared(line.before)[::-1][:_WORDS_COMPARED]

    return tuple(sorted(lines, key=key))


def _compared(text: str) -> list[str]:
    return [fold(word) for word in _WORD.findall(text.lower())]
