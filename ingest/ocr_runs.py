"""Words that OCR read -> runs, as pdfium's characters give them: one box a letter, lines of one height.

Rule: words have boxes as high as their own letters reach, “more” less than “Mary”; a line has one height, and
lines of about the height of most are of that height. What tells headings and paragraphs by size relies on it.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

import numpy as np

from archive import Box
from ingest.recognised import RecognisedWord
from ingest.runs import Boxes, Face, Run, bounds_of

_RISING = re.compile(r"[A-Z0-9bdfhklt\u00c0-\u00de\u00df()\[\]{}/|!?%&$€£¡@#\"'“”‘’]")
_FALLING = re.compile(r"[gjpqyçñ¿¡Q,;()\[\]{}/|@$]")
_FLAT = re.compile(r"[a-z]")
"""Letters that rise above the small ones, that fall below the line, and all small ones."""

_SMALL, _RISE, _FALL = 0.47, 0.21, 0.20
"""Heights in shares of the size: of an x, of what an l rises above it, of what a p falls below the line. They lie
between those of Times (0.45, 0.23, 0.22) and of Helvetica (0.52, 0.20, 0.21)."""

_ABOVE, _BELOW = 0.88, 0.22
"""How far the box of a line reaches from its foot, as pdfium tells those of characters: it is 1.1 sizes high."""

_SAME_SIZE = 0.12
"""Lines that differ by less are of one size: the estimate is as good as that."""

_WIDE_GAP = 1.2
"""In heights: words of justified lines stand closer, cells of a table do not."""

_NARROW, _WIDE = frozenset("iljtfrI1.,;:!'’‘|()[]í"), frozenset("mwMW—…%@")
_WIDTHS = {True: 0.5, False: 1.0}
_WIDE_WIDTH = 1.6

_HYPHENS = str.maketrans({"¬": "-", "‐": "-"})
"""Signs that the program reads for a hyphen at the end of a line."""


def runs_of_words(words: Sequence[RecognisedWord]) -> tuple[Run, ...]:
    """Give the runs of words that are in reading order, a line after the other.

    `sources` are places in the words put one behind the other: `sureness.py` finds the word of a letter by them.
    """
    lines = [list(line) for _, line in groupby(words, key=lambda word: word.line)]
    sizes = _steady([_size(line) for line in lines])
    runs: list[Run] = []
    place = 0
    for line, size in zip(lines, sizes, strict=True):
        foot = _foot(line, size)
        for part in _parts(line, size):
            runs.append(_run(part, place, size, foot))
            place += sum(len(word.text) for word in part)
    return tuple(runs)


def _size(line: Sequence[RecognisedWord]) -> float:
    """Estimate the size of the letters of a line: the median over its words, each counted by its length."""
    told = [
        (word.box[3] - word.box[1]) / share
        for word in line
        if (share := _share(word.text))
        for _ in range(len(word.text))
    ]
    return statistics.median(told) if told else max(word.box[3] - word.box[1] for word in line)


def _share(text: str) -> float:
    """Give how much of the size the letters of a word reach over; nothing where they do not tell."""
    rises, falls = _RISING.search(text), _FALLING.search(text)
    if not (rises or falls or _FLAT.search(text)) or text.strip(".,;:-–—_'\"“”‘’") == "":
        return 0.0
    return _SMALL + (_RISE if rises else 0.0) + (_FALL if falls else 0.0)


def _steady(sizes: Sequence[float]) -> list[float]:
    """Give lines of about the commonest size that size; the others are rounded to half points."""
    if not sizes:
        return []
    usual = statistics.median_low(sizes)
    near = [size for size in sizes if abs(size - usual) <= _SAME_SIZE * usual]
    usual = round(statistics.median(near) * 2) / 2 or usual
    return [usual if abs(each - usual) <= _SAME_SIZE * usual else max(round(each * 2) / 2, 0.5) for each in sizes]


def _foot(line: Sequence[RecognisedWord], size: float) -> float:
    """Estimate on which height the letters of a line stand."""
    feet = [
        word.box[3] - (_FALL * size if _FALLING.search(word.text) else 0.0) for word in line if _share(word.text)
    ]
    return statistics.median(feet) if feet else max(word.box[3] for word in line)


def _parts(line: Sequence[RecognisedWord], size: float) -> Iterator[list[RecognisedWord]]:
    """Part a line where words stand further apart than words of one text do."""
    part = [line[0]]
    for before, word in pairwise(line):
        if not -size < word.box[0] - before.box[2] <= _WIDE_GAP * size:
            yield part
            part = []
        part.append(word)
    yield part


def _run(words: Sequence[RecognisedWord], place: int, size: float, foot: float) -> Run:
    text = ""
    boxes: list[Boxes] = []
    sources: list[list[tuple[int, int]]] = []
    for word in words:
        if text:
            text += " "
            boxes.append(boxes[-1][-1:])
            sources.append([(place, place)])
        text += word.text.translate(_HYPHENS)
        boxes.append(_letter_boxes(word.text, word.box, foot - _ABOVE * size, foot + _BELOW * size))
        sources.append([(at, at + 1) for at in range(place, place + len(word.text))])
        place += len(word.text)
    all_boxes = np.concatenate(boxes)
    all_sources = np.concatenate([np.array(each, np.int32) for each in sources])
    height = (_ABOVE + _BELOW) * size
    return Run(text, all_boxes, all_sources, bounds_of(all_boxes), height, Face.PLAIN)


def _letter_boxes(text: str, box: Box, top: float, bottom: float) -> Boxes:
    """Deal the width of a word out to its letters; each is as high as its line."""
    widths = np.array([_WIDE_WIDTH if each in _WIDE else _WIDTHS[each in _NARROW] for each in text])
    edges = box[0] + np.concatenate(([0.0], np.cumsum(widths))) / widths.sum() * (box[2] - box[0])
    level = np.ones(len(text))
    return np.stack((edges[:-1], top * level, edges[1:], bottom * level), axis=1)
