"""What stands for what, chosen from all that may, with scores that mean something; the glossary laid beside it.

A score is about how likely a translation is right. Of what was learned it is a logistic function of how likely the
texts make it and how often both were seen together, fitted to what was judged by reading (`benchmarks/lexicon.py`
prints what the glossary confirms of it).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from math import exp, log
from typing import NamedTuple

from index.analysis.folding import fold
from index.crosslingual.glossary import Entry as Written
from index.crosslingual.glossary import glossary
from index.crosslingual.learning import Candidate, Unit
from index.crosslingual.lexicon import Entry, Example, Lexicon, Translation, line_of, stems_of

MOST_TRANSLATIONS = 6
"""Of a word or a term."""

LEAST_SCORE = 0.3
"""What is less likely right than this is not given; of a term, that which has `_LEAST_OF_TERM`."""

_LEAST_OF_TERM = 0.5
_LEAST_SHARE_OF_TERM = 0.1
"""Of the texts of a term: what stands in fewer is something that is said of it."""

_OF_WORDS, _OF_TERMS = (-2.6, 6.8, 0.95), (-5.6, 7.9, 1.1)
"""Of the logistic function: constant, by how likely, by the logarithm of how often. Fitted to 168 words and 120
terms of twelve documents, judged by reading."""

_MOST_SURE = 0.97
"""Of those that the function takes for sure, some three in a hundred were wrong."""

_LEAST_CHOSEN = 0.3
"""Of the texts in which both stand, in which nothing else is the better translation of either."""

_SUREST = 0.99
"""Of what was learned and is written down."""

_WRITTEN_SCORES = (0.9, 0.8)
"""Of what is written down, the first and those after it: each is right somewhere."""

_SAME = 0.6
"""Of its texts, in which a word that is the same in both languages is so; others were left untranslated."""

_GOOD = 0.5
"""Likelier right than wrong: less than that does not stand beside what is written down."""

_Key = tuple[str, ...]


class _Pair(NamedTuple):
    english: Unit
    spanish: Unit
    score: float
    together: int = 0
    examples: tuple[Example, ...] = ()
    is_written_down: bool = False


def chosen(candidates: Iterable[Candidate], written: Iterable[Written]) -> Iterator[Entry]:
    """Give the entries of both languages."""
    pairs: dict[tuple[_Key, _Key], _Pair] = {}
    for each in candidates:
        if each.chosen >= _LEAST_CHOSEN * each.together and not _is_idle(each):
            pairs[each.english.stems, each.spanish.stems] = _Pair(
                each.english, each.spanish, _score(each), each.together, each.examples
            )
    for pair in _written(written):
        key = pair.english.stems, pair.spanish.stems
        known = pairs.get(key)
        pairs[key] = _joined(known, pair) if known else pair
    by_english: dict[_Key, list[_Pair]] = {}
    by_spanish: dict[_Key, list[_Pair]] = {}
    for pair in pairs.values():
        by_english.setdefault(pair.english.stems, []).append(pair)
        by_spanish.setdefault(pair.spanish.stems, []).append(pair)
    yield from _entries("en", by_english)
    yield from _entries("es", by_spanish)


@cache
def written_down() -> Lexicon:
    """Give the glossary alone as a lexicon, for where nothing has been learned."""
    return Lexicon(b"".join(sorted(map(line_of, chosen((), glossary())))))


def score_of(likely: float, together: int, *, is_term: bool = False) -> float:
    """Give about how likely a translation is right that the texts make so likely, seen so often."""
    constant, by_likely, by_together = _OF_TERMS if is_term else _OF_WORDS
    return _MOST_SURE / (1.0 + exp(-(constant + by_likely * likely + by_together * log(together))))


def _score(each: Candidate) -> float:
    is_term = min(len(each.english.stems), len(each.spanish.stems)) > 1
    return score_of(each.likely, each.together, is_term=is_term)


def _is_idle(each: Candidate) -> bool:
    """Tell whether a candidate says nothing: a term that is the same in both languages, or one word twice."""
    one, other = fold(each.english.text.lower()), fold(each.spanish.text.lower())
    if len(each.english.stems) == len(each.spanish.stems) == 1:
        return False
    shared = set(each.english.text.lower().split()) & set(each.spanish.text.lower().split())
    uneven = len(each.english.stems) != len(each.spanish.stems) and bool(shared)
    return one == other or uneven or any(len(set(side.stems)) < len(side.stems) for side in each[:2])


def _written(written: Iterable[Written]) -> Iterator[_Pair]:
    for entry in written:
        for place, spanish in enumerate(entry.spanish):
            score = _WRITTEN_SCORES[min(place, len(_WRITTEN_SCORES) - 1)]
            yield _Pair(_unit(entry.english, "en"), _unit(spanish, "es"), score, is_written_down=True)


def _unit(text: str, language: str) -> Unit:
    return Unit(stems_of(text, language), text, 0)


def _joined(known: _Pair, written: _Pair) -> _Pair:
    """Give what is known together with what is written down of words of the same stems."""
    if known.is_written_down:
        return max(known, written, key=lambda each: each.score)
    score = min(_SUREST, 1.0 - (1.0 - known.score) * (1.0 - written.score))
    return known._replace(score=score, is_written_down=True)


def _entries(language: str, by_stems: dict[_Key, list[_Pair]]) -> Iterator[Entry]:
    other = "es" if language == "en" else "en"
    for stems, pairs in by_stems.items():
        sides = [
            (pair.english, pair.spanish) if language == "en" else (pair.spanish, pair.english) for pair in pairs
        ]
        head = max(zip(sides, pairs, strict=True), key=lambda each: (each[1].together, each[1].score))[0][0]
        found = [
            Translation(
                unit.text,
                other,
                unit.stems,
                pair.score,
                pair.together,
                pair.is_written_down,
                pair.examples,
                own.text,
            )
            for (own, unit), pair in zip(sides, pairs, strict=True)
        ]
        if kept := _best(head, found):
            yield Entry(head.text, language, stems, head.seen, tuple(kept))


def _best(head: Unit, found: list[Translation]) -> list[Translation]:
    """Give the best, best first: without words of a term that stands for the whole, and untranslated ones."""
    ranked = sorted(found, key=lambda each: (-each.score, -each.together, each.text))
    has_other = any(each.score >= _GOOD and not _is_same(each, head) for each in ranked)
    is_term = len(head.stems) > 1
    least, share = (_LEAST_OF_TERM, _LEAST_SHARE_OF_TERM * head.seen) if is_term else (LEAST_SCORE, 0.0)
    if any(each.is_written_down for each in ranked):
        least = max(least, _GOOD)
    wholes = [each for each in ranked if each.is_written_down]
    kept: list[Translation] = []
    for each in ranked[: 2 * MOST_TRANSLATIONS]:
        is_part = not is_term and any(set(each.stems) < set(whole.stems) for whole in (*wholes, *kept))
        is_left = has_other and _is_same(each, head) and each.together < _SAME * head.seen
        if each.is_written_down or (
            each.score >= least and each.together >= share and not is_left and not is_part
        ):
            kept.append(each)
    return kept[:MOST_TRANSLATIONS]


def _is_same(each: Translation, head: Unit) -> bool:
    return fold(each.text.lower()) == fold(head.text.lower())
