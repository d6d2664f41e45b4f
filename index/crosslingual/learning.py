"""Words and terms of English and Spanish that stand for each other, learned from sentences that say the same.

Words are learned from words and terms of two words from terms, so that a term does not take what belongs to its
words; then words that a term stands for: database, base de datos.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.analysis import tokens
from index.crosslingual.lexicon import Example
from index.crosslingual.linking_words import LINKING_WORDS
from index.crosslingual.links import Likely, Links, learn_links
from index.crosslingual.numbered import Numbers, Read, Side

MOST_TEXTS = 400_000
"""Pairs of sentences that are learned from; those after them are not."""

MOST_WORDS = 8_000_000
"""Of a language: 100,000 passages have six million."""

_LEAST_LIKELY = 0.1
"""Of what is likelier than this a translation may be made."""

_LEAST_FOR_WHOLE = 0.6
"""Of a term of the other language in place of a word."""

_LEAST_TOGETHER_FOR_WHOLE = 4

_UNTRANSLATED = 0.5
"""Of the words of a text: from here on one that stands in the other as well was left in its language."""


class AlignedText(NamedTuple):
    """Texts that say the same, and the passages they are of."""

    english: str
    spanish: str
    example: Example


class Unit(NamedTuple):
    """A word or term: stems, how it is mostly written, in how many texts it stands."""

    stems: tuple[str, ...]
    text: str
    seen: int


class Candidate(NamedTuple):
    """What may stand for each other: how likely, in how many pairs of texts both stand, and passages that show it."""

    english: Unit
    spanish: Unit
    likely: float
    together: int
    examples: tuple[Example, ...]


class Learned(NamedTuple):
    """What was learned from so many pairs of texts and of passages."""

    candidates: list[Candidate]
    texts: int
    passages: int


class _Found(NamedTuple):
    """Links by the numbers of their units, with what is known of each."""

    one: Numbers
    other: Numbers
    likely: Likely
    together: Numbers
    examples: Numbers
    """Two rows: the first and the last pair of texts."""


def learn_lexicon(texts: Iterable[AlignedText]) -> Learned:
    """Learn which words and terms may stand for which; of too many texts the first are learned from."""
    english, spanish, examples = _read(texts)
    words = _likely(learn_links(english.words, spanish.words))
    terms = _likely(learn_links(english.terms, spanish.terms))
    wholes = _wholes(learn_links(english.words, spanish.terms), words.one, words.likely)
    backs = _wholes(learn_links(spanish.words, english.terms), words.other, words.likely)
    backs = backs._replace(one=backs.other, other=backs.one)
    english_words, spanish_words = _words(english), _words(spanish)
    english_terms = _terms(english, np.concatenate([terms.one, backs.one]))
    spanish_terms = _terms(spanish, np.concatenate([terms.other, wholes.other]))
    found = [
        *_candidates(words, english_words, spanish_words, examples),
        *_candidates(terms, english_terms, spanish_terms, examples),
        *_candidates(wholes, english_words, spanish_terms, examples),
        *_candidates(backs, english_terms, spanish_words, examples),
    ]
    return Learned(found, len(examples), len(set(examples)))


def is_translated(english: str, spanish: str) -> bool:
    """Tell whether two texts are in two languages; manuals leave some in one, and examples for machines."""
    if _leaning(english) < 0 or _leaning(spanish) > 0:
        return False
    ours, theirs = ({token.word for token in tokens(text)} for text in (english, spanish))
    return len(ours & theirs) < _UNTRANSLATED * min(len(ours), len(theirs)) or bool(_leaning(spanish))


def _leaning(text: str) -> int:
    """Tell by its linking words to which language a text leans: above 0 to English, below to Spanish."""
    words = text.lower().split()
    return sum(word in _ENGLISH for word in words) - sum(word in _SPANISH for word in words)


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


def _likely(links: Links) -> _Found:
    likely = np.sqrt(links.forth * links.back)
    return _kept(links, likely, likely >= _LEAST_LIKELY)


def _wholes(links: Links, words: Numbers, single: Likely) -> _Found:
    """Give the terms that stand for a word better than each of the words that do, whose numbers are given."""
    best = np.zeros(max(links.one.max(initial=0), words.max(initial=0)) + 1)
    np.maximum.at(best, words, single)
    likely = np.sqrt(links.forth * links.back)
    is_good = (likely >= _LEAST_FOR_WHOLE) & (likely > best[links.one])
    return _kept(links, likely, is_good & (links.together >= _LEAST_TOGETHER_FOR_WHOLE))


def _kept(links: Links, likely: Likely, which: NDArray[np.bool_]) -> _Found:
    examples = np.stack([links.first, links.last])
    return _Found(links.one[which], links.other[which], likely[which], links.together[which], examples[:, which])


def _words(read: Read) -> dict[int, Unit]:
    written = read.written_words()
    return {
        number: Unit((stem,), written[number], int(seen))
        for number, (stem, seen) in enumerate(zip(read.stems, read.words.counts, strict=True))
    }


def _terms(read: Read, wanted: Numbers) -> dict[int, Unit]:
    one, other = read.term_parts
    written = read.written_terms(set(map(int, wanted)))
    return {
        number: Unit(
            (read.stems[int(one[number])], read.stems[int(other[number])]), text, int(read.terms.counts[number])
        )
        for number, text in written.items()
    }


def _candidates(
    found: _Found, english: dict[int, Unit], spanish: dict[int, Unit], examples: list[Example]
) -> Iterator[Candidate]:
    for one, other, likely, together, first, last in zip(
        *map(np.ndarray.tolist, (*found[:4], *found.examples)), strict=True
    ):
        shown = tuple(dict.fromkeys((examples[first], examples[last])))
        yield Candidate(english[one], spanish[other], likely, together, shown)
