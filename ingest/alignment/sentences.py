"""Sentences of two texts that say the same, put together for display."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from index.crosslingual import known_words
from ingest.alignment.evidence import Evidence
from ingest.alignment.features import analyse, by_translations, rarity
from ingest.alignment.lengths import proportion
from ingest.alignment.monotone import walk
from ingest.alignment.sides import Text, side_of, vectors_of, with_translations
from ingest.alignment.weights import Weights

Span = tuple[int, int]

_MOST = 300
"""Sentences of a text: one of more is shown as a whole."""

_ABBREVIATED = """
art arts av cf cfr dr dra ed eds ee etc fig figs gen gob ing inc jr lic ltd mr mrs ms no nos núm núms op p pág págs
pp prof rev sr sra sres st ud uds uu vol vols vs
"""
_ABBREVIATIONS = frozenset(_ABBREVIATED.split())
_END = re.compile(r"[.!?…]+[\"”’»)\]]*(?=\s)|[;:](?=\s)|\n+|\t+|(?=[•▪◦‣])")
_LONGEST_ABBREVIATION = 20
_LAST_WORD = re.compile(r"([^\W\d_]+)\.$")
_BEGINS = re.compile(r"[\s\"“‘«(\[¿¡•–—-]*[^\W_a-záéíóúñü]")
_WEIGHTS = Weights(likeness=22.0, least=0.12, stray=10.0, joined=1.5, going_on=1.5)
"""For likeness as it is before any words are learned, which is smaller than in `aligning.py`."""


_SHORTEST, _LONGEST = 0.75, 1.7
"""Of a sentence in Spanish, where the English is 1; what lies outside is looked at closely."""


class SentencePair(NamedTuple):
    """Sentences that say the same, as half-open stretches of each text; one side is empty where nothing does."""

    from_span: Span
    to_span: Span


@lru_cache(4_000)
def align_sentences(from_text: str, to_text: str) -> tuple[SentencePair, ...]:
    """Align the sentences of an English and a Spanish text, in their order; all of each text is in one stretch."""
    ours, theirs = sentence_spans(from_text), sentence_spans(to_text)
    if min(len(ours), len(theirs)) <= 1 or max(len(ours), len(theirs)) > _MOST:
        return (SentencePair((0, len(from_text)), (0, len(to_text))),)
    if _go_together(ours, theirs):
        return tuple(SentencePair(one, other) for one, other in zip(ours, theirs, strict=True))
    texts = (
        [Text(from_text[slice(*span)], "en") for span in ours],
        [Text(to_text[slice(*span)], "es") for span in theirs],
    )
    ours_told, theirs_told = ([analyse(each.text, each.language) for each in side] for side in texts)
    rare = rarity([*ours_told, *theirs_told])
    one = with_translations(
        side_of(texts[0], ours_told, vectors_of(ours_told, rare, is_put=True)),
        by_translations(ours_told, rare, known_words()),
    )
    other = side_of(texts[1], theirs_told, vectors_of(theirs_told, rare))
    evidence = Evidence(one, other, _WEIGHTS, proportion([len(from_text)], [len(to_text)]))
    steps = walk(evidence.costs([(0, len(theirs) + 1)] * (len(ours) + 1)))
    return tuple(
        SentencePair(_joined(ours[step.one : step.one_end]), _joined(theirs[step.other : step.other_end]))
        for step in steps
    )


def _go_together(ours: Sequence[Span], theirs: Sequence[Span]) -> bool:
    """Tell whether as many sentences, of like lengths, follow each other: hundreds of rows are shown at once."""
    return len(ours) == len(theirs) and all(
        _SHORTEST < (their_end - their_start) / (end - start) < _LONGEST
        for (start, end), (their_start, their_end) in zip(ours, theirs, strict=True)
    )


def sentence_spans(text: str) -> list[Span]:
    """Give where the sentences of a text stand, without the white space between them."""
    return [span for span in _trimmed(text, _cuts(text)) if span[0] < span[1]]


def _cuts(text: str) -> Iterator[Span]:
    start = 0
    for match in _END.finditer(text):
        if _ends(text, match):
            yield start, match.end()
            start = match.end()
    yield start, len(text)


def _ends(text: str, match: re.Match[str]) -> bool:
    if match[0].strip() in ("", ";", ":"):
        return match[0].strip() == "" or text[match.end() : match.end() + 2].strip() != ""
    word = _LAST_WORD.search(text[max(match.start() - _LONGEST_ABBREVIATION, 0) : match.start() + 1])
    if word and match[0] == "." and (len(word[1]) == 1 or word[1].lower() in _ABBREVIATIONS):
        return False
    return bool(_BEGINS.match(text, match.end()))


def _trimmed(text: str, spans: Iterator[Span]) -> Iterator[Span]:
    for start, end in spans:
        held = text[start:end]
        yield start + len(held) - len(held.lstrip()), end - (len(held) - len(held.rstrip()))


def _joined(spans: list[Span]) -> Span:
    return (spans[0][0], spans[-1][1]) if spans else (0, 0)
