"""Words and terms of English and Spanish that stand for each other, learned from sentences that say the same.

Words are learned from words and terms of two words from terms, so that a term does not take what belongs to its
words; then words that a term stands for: database, base de datos.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from index.analysis import tokens
from index.crosslingual.glossary import Entry as Written
from index.crosslingual.lexicon import Example, stems_of
from index.crosslingual.linking_words import LINKING_WORDS
from index.crosslingual.links import Links, learn_links
from index.crosslingual.model_one import Likely
from index.crosslingual.numbered import Numbers, Read, Side

MOST_TEXTS = 400_000
"""Pairs of sentences that are learned from; those after them are not."""

MOST_WORDS = 8_000_000
"""Of a language, with the breaks between them: 100,000 passages have three to six million."""

_LEAST_FOR_WHOLE = 0.6
"""Of a term of the other language in place of a word."""

_LEAST_TOGETHER_FOR_WHOLE = 4

_UNTRANSLATED = 0.5
"""Of the words of a text: from here on one that stands in the other as well was left in its language."""


_MOST_CHARACTERS = 1_000
"""Of a text, by which is told in which language it is."""


class AlignedText(NamedTuple):
    """Texts that say the same, and the passages they are of."""

    english: str
    spanish: str
    example: Example


class Unit(NamedTuple):
    """A word or term: stems, how it is mostly written beside its translation, in how many texts it stands."""

    stems: tuple[str, ...]
    text: str
    seen: int


class Candidate(NamedTuple):
    """What may stand for each other: how likely, in how many pairs of texts both stand, passages that show it.

    `chosen`: in how many of these pairs neither has a better translation.
    """

    english: Unit
    spanish: Unit
    likely: float
    together: int
    chosen: int
    examples: tuple[Example, ...]


class Learned(NamedTuple):
    """What was learned from so many pairs of texts and of passages."""

    candidates: list[Candidate]
    texts: int
    passages: int


def learn_lexicon(texts: Iterable[AlignedText], written: Iterable[Written] = ()) -> Learned:
    """Learn which words and terms may stand for which; of too many texts the first are learned from.

    What is written down leaves nothing of its words to others where it stands.
    """
    english, spanish, examples = _read(texts)
    known = _numbers_of(written, english, spanish)
    words, terms = learn_links(english.words, spanish.words, known), learn_links(english.terms, spanish.terms)
    wholes = _wholes(learn_links(english.words, spanish.terms), words.one, words.likely)
    backs = _turned(_wholes(learn_links(spanish.words, english.terms), words.other, words.likely))
    english_terms = english.written_terms({*terms.one.tolist(), *backs.one.tolist()})
    spanish_terms = spanish.written_terms({*terms.other.tolist(), *wholes.other.tolist()})
    found: list[Candidate] = []
    for links, ours, theirs in (
        (words, None, None),
        (terms, english_terms, spanish_terms),
        (wholes, None, spanish_terms),
        (backs, english_terms, None),
    ):
        one = _units(english, links.one, links.one_spelled, ours)
        other = _units(spanish, links.other, links.other_spelled, theirs)
        shown = [
            tuple(dict.fromkeys((examples[first], examples[last])))
            for first, last in zip(links.first, links.last, strict=True)
        ]
        found += map(
            Candidate, one, other, links.likely.tolist(), links.together.tolist(), links.chosen.tolist(), shown
        )
    return Learned(found, len(examples), len(set(examples)))


def is_translated(english: str, spanish: str) -> bool:
    """Tell whether two texts are in two languages; manuals leave some in one, and examples for machines."""
    english, spanish = english[:_MOST_CHARACTERS], spanish[:_MOST_CHARACTERS]
    leaning = _leaning(spanish)
    if leaning > 0 or _leaning(english) < 0:
        return False
    if leaning:
        return True
    ours, theirs = ({token.word for token in tokens(text)} for text in (english, spanish))
    return len(ours & theirs) < _UNTRANSLATED * min(len(ours), len(theirs))


def _leaning(text: str) -> int:
    """Tell by its linking words to which language a text leans: above 0 to English, below to Spanish."""
    words = text.lower().split()
    return sum(map(_ENGLISH.__contains__, words)) - sum(map(_SPANISH.__contains__, words))


_ENGLISH = LINKING_WORDS["en"] - LINKING_WORDS["es"]
_SPANISH = LINKING_WORDS["es"] - LINKING_WORDS["en"]


def _read(texts: Iterable[AlignedText]) -> tuple[Read, Read, list[Example]]:
    english, spanish = Side("en"), Side("es")
    examples: list[Example] = []
    for text in texts:
        if len(examples) >= MOST_TEXTS or max(len(english), len(spanish)) >= MOST_WORDS:
            break
        if is_translated(text.english, text.spanish):
            english.add(text.english)
            spanish.add(text.spanish)
            examples.append(text.example)
    return english.read(), spanish.read(), examples


def _numbers_of(written: Iterable[Written], english: Read, spanish: Read) -> set[tuple[int, int]]:
    """Give the words that are written down as translations, by their numbers."""
    ours, theirs = ({stem: number for number, stem in enumerate(side.stems)} for side in (english, spanish))
    found = set()
    for entry in written:
        for other in entry.spanish:
            one, two = stems_of(entry.english, "en"), stems_of(other, "es")
            if len(one) == len(two) == 1 and one[0] in ours and two[0] in theirs:
                found.add((ours[one[0]], theirs[two[0]]))
    return found


def _wholes(links: Links, words: Numbers, single: Likely) -> Links:
    """Give the terms that stand for a word better than each of the words that do, whose numbers are given."""
    best = np.zeros(max(links.one.max(initial=0), words.max(initial=0)) + 1)
    np.maximum.at(best, words, single)
    is_good = (links.likely >= _LEAST_FOR_WHOLE) & (links.likely > best[links.one])
    which = np.flatnonzero(is_good & (links.together >= _LEAST_TOGETHER_FOR_WHOLE))
    return Links(
        links.one[which],
        links.other[which],
        links.likely[which],
        links.together[which],
        links.chosen[which],
        links.first[which],
        links.last[which],
        [links.one_spelled[number] for number in which],
        [links.other_spelled[number] for number in which],
    )


def _turned(links: Links) -> Links:
    return links._replace(
        one=links.other, other=links.one, one_spelled=links.other_spelled, other_spelled=links.one_spelled
    )


def _units(
    read: Read, numbers: Numbers, spelled: Sequence[Counter[int]], terms: Mapping[int, str] | None
) -> Iterator[Unit]:
    """Give words as they are spelled in each link, or terms by their texts."""
    one, other = read.term_parts
    for number, spellings in zip(numbers.tolist(), spelled, strict=True):
        if terms is None:
            yield Unit((read.stems[number],), read.written(spellings), int(read.words.counts[number]))
        else:
            stems = (read.stems[int(one[number])], read.stems[int(other[number])])
            yield Unit(stems, terms[number], int(read.terms.counts[number]))
