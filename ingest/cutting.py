"""Long texts cut into passages that a reader can take in: a listing at its lines, other text at sentence ends."""

from __future__ import annotations

import itertools
import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import replace

from archive import ROW, Part
from ingest.drafts import Draft

LONGEST_WORDS = 220
_TARGET_WORDS = 170
LONGEST_CHARACTERS = 10_000
"""About: a piece ends with a word. No sentence is so long, and marking a passage of millions takes a minute."""

_SENTENCE_BREAK = re.compile(r"(?<=[.!?…])[\"'”’»)\]⁰¹²³⁴⁵⁶⁷⁸⁹]*\s+(?=[\"'“‘«(¿¡]*[A-ZÁÉÍÓÚÑÜ0-9])")
_ABBREVIATED = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Dr|Dra|Sr|Sra|St|No|Nos|Art|Arts|art|arts|p|pp|pág|págs|cf|vs|etc|"
    r"Fig|fig|Vol|vol|Núm|núm|Ed|ed|EE|UU|Inc|Ltd|Prof|approx|aprox)\.|\.\.\.)[\"'”’»)]*$"
)


def cut(draft: Draft) -> list[Draft]:
    """Cut a long draft into even pieces: a listing at its lines, other text at sentence ends."""
    words = len(draft.text.split())
    starts = _line_starts if ROW in draft.text else _sentence_starts
    breaks = list(starts(draft.text)) if words > LONGEST_WORDS else []
    pieces = _sliced(draft, _even(breaks, len(draft.text), -(-words // _TARGET_WORDS)))
    return [part for piece in pieces for part in _cut_anywhere(piece)]


def _cut_anywhere(draft: Draft) -> list[Draft]:
    """Cut what goes on for pages without the end of a sentence: between words, or within one that does."""
    length, pieces = len(draft.text), -(-len(draft.text) // LONGEST_CHARACTERS)
    if pieces <= 1:
        return [draft]
    between = [match.end() for match in re.finditer(r"\s+", draft.text)]
    within = range(0, length, -(-length // pieces))[1:]
    near = LONGEST_CHARACTERS / 8
    nearest = [_nearest(between, place) if between else place for place in within]
    cuts = [cut if abs(cut - place) < near else place for cut, place in zip(nearest, within, strict=True)]
    return _sliced(draft, cuts)


def _even(breaks: Sequence[int], length: int, pieces: int) -> list[int]:
    """Choose of the breaks those that cut it into the most even pieces."""
    return sorted({_nearest(breaks, length / pieces * piece) for piece in range(1, pieces)}) if breaks else []


def _nearest(breaks: Sequence[int], place: float) -> int:
    after = bisect(breaks, place)
    return min(breaks[max(0, after - 1) : after + 1], key=lambda at: abs(at - place))


def _sliced(draft: Draft, cuts: Sequence[int]) -> list[Draft]:
    edges = [0, *cuts, len(draft.text)]
    return [_slice(draft, start, end) for start, end in itertools.pairwise(edges)] if cuts else [draft]


def _line_starts(text: str) -> Iterator[int]:
    return (match.end() for match in re.finditer(ROW, text))


def _sentence_starts(text: str) -> Iterator[int]:
    for match in _SENTENCE_BREAK.finditer(text):
        if not _ABBREVIATED.search(text[max(0, match.start() - 16) : match.start()].rstrip()[-12:]):
            yield match.end()


def _slice(draft: Draft, start: int, end: int) -> Draft:
    text = draft.text[start:end]
    start, end = start + len(text) - len(text.lstrip()), end - (len(text) - len(text.rstrip()))
    parts = []
    for part in draft.parts:
        first, last = max(start, part.start), min(end, part.start + part.page_end - part.page_start)
        if first < last:
            shift = part.page_start - part.start
            parts.append(Part(part.page_number, first + shift, last + shift, first - start))
    return replace(draft, text=draft.text[start:end], parts=tuple(parts))
