"""The texts of a version in which a quote is looked for, as one; each character knows where it stands.

First the pages one after the other, as a page break interrupts nothing; then each passage that goes on behind
something else: a note, a picture, another column; then what was set aside from each page.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from archive.anchors.folding import BARRIER, Folded, fold
from archive.model import Page, Part, Slice, Stands


class Stream:
    """The texts as one, with what each stretch of it is a slice of."""

    def __init__(self, pieces: Iterable[tuple[str, Slice | None]]) -> None:
        texts: list[str] = []
        self._starts: list[int] = []
        self._slices: list[Slice | None] = []
        self._texts: dict[tuple[int, int | None], int] = {}
        length = 0
        for text, where in pieces:
            texts.append(text)
            self._starts.append(length)
            self._slices.append(where)
            if where and where.start == 0:
                self._texts.setdefault((where.page_number, where.aside), length)
            length += len(text)
        self.text = "".join(texts)
        self._folded: dict[bool, Folded] = {}

    def folded(self, *, signs: bool = False) -> Folded:
        """Give it folded, made once."""
        if signs not in self._folded:
            self._folded[signs] = fold(self.text, signs=signs)
        return self._folded[signs]

    def slices(self, start: int, end: int) -> tuple[Slice, ...]:
        """Give the slices of pages that a stretch of the text stands for; what parts pages is of none."""
        found = []
        for number in range(bisect_right(self._starts, start) - 1, len(self._starts)):
            begun, where = self._starts[number], self._slices[number]
            if begun >= end:
                break
            if where is None:
                continue
            first = where.start + max(start - begun, 0)
            last = min(where.start + end - begun, where.end)
            if first < last:
                found.append(where._replace(start=first, end=last))
        return tuple(found)

    def start_of(self, page_number: int, aside: int | None = None) -> int | None:
        """Give where the text of a page, or of a piece of its furniture, begins, if there is any."""
        return self._texts.get((page_number, aside))


def stream_of(pages: Sequence[Page], stands: Iterable[Stands]) -> Stream:
    """Make the stream of a version."""
    texts = {page.number: page.text for page in pages}
    return Stream([*_running(pages), *_interrupted(texts, stands), *_aside(pages)])


def _running(pages: Sequence[Page]) -> Iterator[tuple[str, Slice | None]]:
    for page in pages:
        if page.text:
            yield page.text, Slice(page.number, 0, len(page.text))
            yield "\n", None


def _interrupted(texts: Mapping[int, str], stands: Iterable[Stands]) -> Iterator[tuple[str, Slice | None]]:
    for _, parts in stands:
        if len(parts) > 1 and not all(_adjoin(one, other, texts) for one, other in pairwise(parts)):
            yield BARRIER, None
            for number, start, end, _ in parts:
                yield texts[number][start:end], Slice(number, start, end)
                yield "\n", None


def _adjoin(one: Part, other: Part, texts: Mapping[int, str]) -> bool:
    """Tell whether nothing but white space stands between two parts of a passage."""
    if one.page_number == other.page_number:
        return not texts[one.page_number][one.page_end : other.page_start].strip()
    between = range(one.page_number + 1, other.page_number)
    rest = texts[one.page_number][one.page_end :] + texts[other.page_number][: other.page_start]
    return not rest.strip() and not any(texts[number] for number in between if number in texts)


def _aside(pages: Sequence[Page]) -> Iterator[tuple[str, Slice | None]]:
    for page in pages:
        if page.furniture:
            yield BARRIER, None
        for number, piece in enumerate(page.furniture):
            yield piece.text, Slice(page.number, 0, len(piece.text), number)
            yield "\n", None
