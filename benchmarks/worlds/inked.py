"""The boxes of words that were read anew: each character keeps its share of the box of the word it was in.

Another reading of the same image of a page sees the same ink. Words that noise joins have the box around both,
words that it breaks have a box for each piece; and no two engines see exactly the same edges.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from archive import Box, Page, Word, Words
from ingest.readings import Reading

from .traced import Traced

_TOKEN = re.compile(r"\w+|[^\w\s]+")

_JITTER = 0.15
"""So much of its height at most an edge of a word is seen elsewhere by another engine."""

_CORNER: Box = (72.0, 72.0, 82.0, 82.0)
"""Where what was made stands on a page that had nothing."""


def words_of(whole: Traced, before: Words) -> Words:
    """Give the words of a text with the boxes of what they come from; a made one stands over the one before it.

    A word of which the next line has a part is as many entries as lines have parts of it.
    """
    box_at = {at: box for word in before for at, box in _characters(word)}
    last = before[0].box if len(before) else _CORNER
    words: list[Word] = []
    for match in _TOKEN.finditer(whole.text):
        is_first = True
        for at in range(*match.span()):
            box = box_at.get(int(whole.origins[at]))
            if is_first or (box and not _is_level(last, box)):
                words.append(Word(at, at + 1, box or last))
            else:
                words[-1] = Word(words[-1].start, at + 1, _around([words[-1].box, box or last]))
            is_first, last = False, box or last
    return Words(words)


def seen_anew(reading: Reading, chance: random.Random) -> Reading:
    """See the words of all pages a little higher, lower or further to the side."""
    return _with(reading, {page.number: Words(_jittered(page.words, chance)) for page in reading.pages})


def boxless(reading: Reading) -> Reading:
    """Leave all boxes out, as readers of nothing but text do."""
    return _with(reading, {page.number: Words() for page in reading.pages})


def _with(reading: Reading, words: Mapping[int, Words]) -> Reading:
    pages: tuple[Page, ...] = tuple(replace(page, words=words[page.number]) for page in reading.pages)
    return replace(reading, pages=pages)


def _jittered(words: Iterable[Word], chance: random.Random) -> Iterable[Word]:
    for start, end, (x0, y0, x1, y1) in words:
        most = _JITTER * min(y1 - y0, x1 - x0)
        moved = [edge + chance.uniform(-most, most) for edge in (x0, y0, x1, y1)]
        yield Word(start, end, (moved[0], moved[1], moved[2], moved[3]))


def _characters(word: Word) -> Iterable[tuple[int, Box]]:
    """Give each character of a word its share of the box, along the longer side."""
    start, end, (x0, y0, x1, y1) = word
    across, down = x1 - x0, y1 - y0
    is_level = across >= down or end - start == 1
    for number in range(end - start):
        first, last = number / (end - start), (number + 1) / (end - start)
        if is_level:
            yield start + number, (x0 + first * across, y0, x0 + last * across, y1)
        else:
            yield start + number, (x0, y0 + first * down, x1, y0 + last * down)


def _around(boxes: Sequence[Box]) -> Box:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _is_level(one: Box, other: Box) -> bool:
    """Tell whether two characters that follow each other stand on one line, whichever way it runs."""
    shared = [min(one[axis + 2], other[axis + 2]) - max(one[axis], other[axis]) for axis in (0, 1)]
    sizes = [min(one[axis + 2] - one[axis], other[axis + 2] - other[axis]) for axis in (0, 1)]
    return any(common >= size / 2 for common, size in zip(shared, sizes, strict=True))
