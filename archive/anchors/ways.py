"""Where the eye goes from each word of a page: to the next in the text, to its right, to another line.

A stretch is what stands together on one line: words close to each other that also follow each other in the text.
The eye leaves a stretch at its end, and enters another at its start. All places are those of the page turned so
that its text stands upright.
"""

from __future__ import annotations

import statistics
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from archive.anchors.folding import spelling
from archive.anchors.streams import Stream
from archive.directions import direction_of, is_level, turned
from archive.model import CELL, ROW, Page
from archive.words import Box, Words

MOST_SIGNS = 80
"""Characters between two words of a text, at most: a leader of a table of contents is no longer."""

CUT_WORD = 2.0
"""What it costs to begin or end within a word; the unit of all costs is leaving the order of the text once."""

_STRETCH_HEIGHTS = 0.45
"""Words of a stretch stand closer than this, in heights of theirs; columns and cells further apart."""

_STRETCH_GAPS = 1.6
"""Spaces of typewritten text are wider: so many of the usual ones part two stretches."""

_LEAVING = 1.0
_PER_HEIGHT = 0.2
_FAR = 6.0
"""What the way costs at most, and what it costs to go up."""

_ACROSS = 4
"""A line begins far to the left of where the one above ends: the way across counts a fourth."""

_LOW_POINTS = 700.0
"""Near the foot of a page: a text goes on at the head of the next."""

_BULLET_HEIGHTS = 4.0


@dataclass(frozen=True, slots=True)
class Token:
    """A word: where it stands in the stream, its letters folded, none for signs, and its place on its page.

    `aside` is the number of the piece of furniture it is of, if it is of any.
    """

    start: int
    end: int
    key: str
    page_number: int
    box: Box
    aside: int | None
    number: int = 0

    @property
    def height(self) -> float:
        """How high it is, in points."""
        return max(self.box[3] - self.box[1], 1.0)


class Ways:
    """The words of some pages that follow each other, and the ways between them."""

    def __init__(self, pages: Sequence[Page], stream: Stream) -> None:
        self._text = stream.text
        read = sorted((token for page in pages for token in _tokens(page, stream)), key=lambda each: each.start)
        lettered = [token for token in read if token.key]
        self._signs = [token for token in read if not token.key]
        self.tokens = [_numbered(token, number) for number, token in enumerate(lettered)]
        self._first_page = pages[0].number if pages else 0
        pairs = list(pairwise(self.tokens))
        self._next = {one.number: other for one, other in pairs if one.aside == other.aside}
        self._right = _neighbours(self.tokens)
        inner = self._inner(pairs)
        self._ends = {token.number for token in self.tokens if token.number + 1 not in inner}
        self._starts: dict[str, list[Token]] = defaultdict(list)
        for token in self.tokens:
            if token.number not in inner:
                self._starts[token.key[0]].append(token)

    def _inner(self, pairs: Sequence[tuple[Token, Token]]) -> set[int]:
        """Give the words that are not the first of their stretch, by their numbers."""
        side_by_side = [
            pair
            for pair in pairs
            if self._right.get(pair[0].number) == pair[1].number and not self.is_apart(*pair)
        ]
        gaps = [_gap(*pair) for pair in side_by_side]
        most = max(_STRETCH_HEIGHTS, _STRETCH_GAPS * statistics.median(gaps)) if gaps else 0.0
        return {other.number for (_, other), gap in zip(side_by_side, gaps, strict=True) if gap < most}

    def beginning(self, key: str) -> Iterator[tuple[float, Token, int]]:
        """Give the words of the first page with which a text may begin: cost, word, first of its letters."""
        for token in self.tokens:
            if not self.begins_here(token):
                continue
            if _begins(key, token):
                yield 0.0, token, 0
            cut = next((at for at in range(1, len(token.key)) if key.startswith(token.key[at:])), None)
            if cut is not None:
                yield CUT_WORD, token, cut

    def after(self, token: Token, rest: str) -> Iterator[tuple[float, Token]]:
        """Give the words with which the rest of a text may go on behind a word, and what the way there costs."""
        following = self._next.get(token.number)
        if following and _begins(rest, following):
            way = (_LEAVING + _distance(token, following)) / 2 if self.is_apart(token, following) else 0.0
            yield way, following
        beside = self._right.get(token.number)
        if beside is not None and _begins(rest, self.tokens[beside]):
            yield _LEAVING + min(_FAR, _PER_HEIGHT * _gap(token, self.tokens[beside])), self.tokens[beside]
        if token.number in self._ends:
            for start in self._starts.get(rest[0], ()):
                if _begins(rest, start) and start is not token:
                    yield _LEAVING + _distance(token, start), start

    def is_next(self, one: Token, other: Token) -> bool:
        """Tell whether a word follows another in the text."""
        return self._next.get(one.number) is other

    def is_apart(self, one: Token, other: Token) -> bool:
        """Tell whether a word does not follow another, or only in another cell, row, or paragraph."""
        between = self._text[one.end : other.start]
        return not self.is_next(one, other) or CELL in between or ROW in between

    def begins_here(self, token: Token) -> bool:
        """Tell whether a word is on the first of the pages."""
        return token.page_number == self._first_page

    def signs_behind(self, token: Token, end: int) -> str:
        """Give what stands between a word, or the part of it that ends here, and the next."""
        following = self._next.get(token.number)
        return self._text[end : following.start if following else token.end + MOST_SIGNS]

    def signs_before(self, token: Token, start: int) -> str:
        """Give what stands between the word before, or a line end, and this one, or the part that starts here."""
        return self._text[self.tokens[token.number - 1].end : start] if token.number else ROW + self._text[:start]

    def sign_beside(self, token: Token, wanted: str) -> tuple[int, int] | None:
        """Give where signs of this spelling were read that stand to the left of a word on its page."""
        left = [
            each
            for each in self._signs
            if each.page_number == token.page_number
            and is_level(each.box, token.box)
            and each.box[0] < token.box[0]
            and _gap(each, token) < _BULLET_HEIGHTS
            and spelling(self._text[each.start : each.end]) == wanted
        ]
        nearest = min(left, key=lambda each: _gap(each, token), default=None)
        return (nearest.start, nearest.end) if nearest else None


def _tokens(page: Page, stream: Stream) -> Iterator[Token]:
    folded = stream.folded()
    direction, size = direction_of(page.words), (page.width_points, page.height_points)
    texts: list[tuple[int | None, Words]] = [(None, page.words)]
    texts += [(number, piece.words) for number, piece in enumerate(page.furniture)]
    for aside, words in texts:
        begun = stream.start_of(page.number, aside)
        if begun is not None:
            starts = folded.places(begun + word.start for word in words)
            ends = folded.places(begun + word.end for word in words)
            for (start, end, box), first, last in zip(words, starts, ends, strict=True):
                key = folded.text[first:last]
                yield Token(begun + start, begun + end, key, page.number, turned(box, direction, *size), aside)


def _numbered(token: Token, number: int) -> Token:
    return replace(token, number=number)


def _begins(rest: str, token: Token) -> bool:
    return rest.startswith(token.key) or token.key.startswith(rest)


def _neighbours(tokens: Sequence[Token]) -> dict[int, int]:
    """Give for each word the next one to its right at its height, if there is one, by their numbers."""
    found = {}
    for page_number in {token.page_number for token in tokens}:
        on_page = sorted(
            (token for token in tokens if token.page_number == page_number), key=lambda each: each.box[1]
        )
        tops = [token.box[1] for token in on_page]
        highest = max(token.height for token in on_page)
        for token in on_page:
            x0, y0, x1, y1 = token.box
            near = on_page[bisect_left(tops, y0 - highest) : bisect_left(tops, y1)]
            right = [
                each for each in near if each.box[0] > x0 and each.box[2] > x1 and is_level(each.box, token.box)
            ]
            if right:
                found[token.number] = min(right, key=lambda each: (each.box[0], each.number)).number
    return found


def _gap(one: Token, other: Token) -> float:
    """Tell how far to the right another word stands, in heights."""
    return max(0.0, other.box[0] - one.box[2]) / min(one.height, other.height)


def _distance(one: Token, other: Token) -> float:
    """Tell what the way to the start of another stretch costs."""
    if other.page_number > one.page_number:
        return _FAR / 2 * (1 + min(1.0, other.box[1] / _LOW_POINTS))
    if other.page_number < one.page_number or other.box[3] <= one.box[1]:
        return _FAR
    down = max(0.0, other.box[1] - one.box[3])
    across = max(0.0, other.box[0] - one.box[2], one.box[0] - other.box[2])
    return min(_FAR, _PER_HEIGHT * (down + across / _ACROSS) / min(one.height, other.height))
