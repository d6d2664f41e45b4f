"""Texts as numbers: what of them is looked at when words are learned, in arrays that many texts fit into.

Rule: a word is known by its stem and shown as it is mostly written. A term is two content words that follow each
other, with nothing but "of the" or "de la" between them; none goes across a comma or the end of a sentence.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.analysis import stem, tokens
from index.analysis.tokens import Token
from index.crosslingual.linking_words import LINKING_WORDS, WITHIN_TERMS

MOST_WORDS = 60
"""Of a text are looked at, so that a page without paragraphs does not cost the square of its words."""

LEAST_TERM_COUNT = 3
"""Texts that a term stands in before it is one."""

_MOST_SPELLINGS = 1_000_000
_MOST_CHUNKS = 400_000
"""Remembered: some 200 MB together."""

_LONGEST_TERM = 4
"""Words, those between the two counted."""

_SHOWN_IN_LOWER = 0.2
"""Of its occurrences, from which a word is written small: headings and beginnings of sentences have capitals."""

_PLAIN = re.compile(r"([A-Za-z]{2,100})([,.;:)]?)")
"""One word of letters without accents, as most are: nothing within parts it."""

_BREAK, _CONTENT, _WITHIN = 0, 1, 2

Numbers = NDArray[np.int64]
Small = NDArray[np.int32]
"""Where there are millions of them."""


class Bags(NamedTuple):
    """Which units stand in each text, each once: those of text n are `units[starts[n]:starts[n + 1]]`."""

    units: Numbers
    starts: Numbers
    counts: Numbers
    """In how many texts each unit stands."""

    spelled: Small
    """How it is spelled where it stands first in the text, for words: numbers of spellings."""


class Side:
    """The texts of one language; texts of the two sides with the same number say the same."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._numbers = {"": 0}
        self._chunks: dict[str, tuple[int, ...]] = {}
        self._flat, self._ends = array("i"), array("q")

    def add(self, text: str) -> None:
        """Take a text."""
        found: list[int] = []
        for chunk in text.replace("\t", " | ").split():
            known = self._chunks.get(chunk)
            found += self._read(chunk) if known is None else known
            if len(found) > 2 * MOST_WORDS:
                break
        found.append(0)
        self._flat.extend(found)
        self._ends.append(len(self._flat))

    def __len__(self) -> int:
        """Give how many words there are, with the breaks between them."""
        return len(self._flat)

    def read(self) -> Read:
        """Give all texts as they are compared."""
        self._chunks.clear()
        return Read(
            self._language,
            list(self._numbers),
            np.frombuffer(self._flat, np.int32),
            np.frombuffer(self._ends, np.int64),
        )

    def _read(self, chunk: str) -> tuple[int, ...]:
        """Give the words of what stands between spaces, 0 for what parts them."""
        plain = _PLAIN.fullmatch(chunk)
        found = [self._spelled(plain[1]), *([0] if plain[2] else [])] if plain else self._parted(chunk)
        if len(self._chunks) >= _MOST_CHUNKS:
            self._chunks.clear()
        self._chunks[chunk] = tuple(found)
        return self._chunks[chunk]

    def _parted(self, chunk: str) -> list[int]:
        found, end = [], 0
        for token in _one_a_place(tokens(chunk)):
            if chunk[end : token.start].strip("-‐‑"):
                found.append(0)
            found.append(self._number(chunk, token))
            end = token.end
        if chunk[end:] or not found:
            found.append(0)
        return found

    def _number(self, chunk: str, token: Token) -> int:
        word = token.word
        if not word.isalnum() or not word[0].isalpha():
            return 0
        written = chunk[token.start : token.end]
        return self._spelled(written if written.lower() == word else word)

    def _spelled(self, spelling: str) -> int:
        if len(self._numbers) >= _MOST_SPELLINGS:
            return self._numbers.get(spelling, 0)
        return self._numbers.setdefault(spelling, len(self._numbers))


class Read:
    """Texts of one language as arrays: `words` and `terms` by text, and how each is written."""

    def __init__(self, language: str, spellings: Sequence[str], flat: Small, ends: Numbers) -> None:
        self._spellings, self._flat = spellings, flat
        self._stem_of, self.stems = _stems(spellings, language)
        kinds = _kinds(spellings, language)[flat]
        text_of = np.repeat(np.arange(len(ends), dtype=np.int32), np.diff(ends, prepend=0))
        content = np.flatnonzero(kinds == _CONTENT).astype(np.int32)
        self.text_count = len(ends)
        self.words = _bags(
            text_of[content], self._stem_of[flat[content]], len(self.stems), len(ends), flat[content]
        )
        breaks = np.cumsum(kinds == _BREAK, dtype=np.int32)
        first, second = content[:-1], content[1:]
        is_term = (breaks[first] == breaks[second]) & (second - first < _LONGEST_TERM)
        self._first, self._second = first[is_term], second[is_term]
        keys = self._stem_of[flat[self._first]] * len(self.stems) + self._stem_of[flat[self._second]]
        self._term_keys, self._term_at, often = np.unique(keys, return_inverse=True, return_counts=True)
        self._text_of_terms = text_of[self._first]
        self._terms(often)

    def _terms(self, often: Numbers) -> None:
        kept = often >= LEAST_TERM_COUNT
        renumbered = np.where(kept, np.cumsum(kept) - 1, -1)[self._term_at]
        self._term_keys = self._term_keys[kept]
        there = renumbered >= 0
        self._first, self._second, self._term_at = self._first[there], self._second[there], renumbered[there]
        self.terms = _bags(self._text_of_terms[there], self._term_at, len(self._term_keys), self.text_count)

    @property
    def term_parts(self) -> tuple[Numbers, Numbers]:
        """The two words of each term, by their numbers."""
        return self._term_keys // len(self.stems), self._term_keys % len(self.stems)

    def written(self, spelled: Counter[int]) -> str:
        """Give the most frequent of some spellings, each with how often it is seen."""
        return _shown(Counter({self._spellings[number]: often for number, often in spelled.items()}))

    def written_terms(self, wanted: set[int]) -> dict[int, str]:
        """Give for each of some terms its most frequent spelling, with what stands between its words."""
        flags = np.zeros(len(self._term_keys), np.bool_)
        flags[list(wanted)] = True
        forms: dict[int, Counter[str]] = {}
        for at in np.flatnonzero(flags[self._term_at]):
            stretch = self._flat[self._first[at] : self._second[at] + 1]
            written = " ".join(self._spellings[number] for number in stretch.tolist())
            forms.setdefault(int(self._term_at[at]), Counter())[written] += 1
        return {number: _shown(counted) for number, counted in forms.items()}


def _one_a_place(found: Sequence[Token]) -> Iterator[Token]:
    """Give one word for each place: the parts of compounds, and words without what is elided."""
    last: dict[int, Token] = {token.position: token for token in found}
    yield from last.values()


def _stems(spellings: Sequence[str], language: str) -> tuple[Numbers, list[str]]:
    numbers: dict[str, int] = {}
    of = [numbers.setdefault(stem(each.lower(), language) if each else "", len(numbers)) for each in spellings]
    return np.array(of, np.int64), list(numbers)


def _kinds(spellings: Sequence[str], language: str) -> NDArray[np.int8]:
    linking, within = LINKING_WORDS[language], WITHIN_TERMS[language]
    lowered = (each.lower() for each in spellings)
    kinds = [
        _WITHIN if each in within else _CONTENT if each and each not in linking else _BREAK for each in lowered
    ]
    return np.array(kinds, np.int8)


def _bags(texts: Small, units: Numbers, unit_count: int, text_count: int, spelled: Small | None = None) -> Bags:
    keys, first = np.unique(texts.astype(np.int64) * max(unit_count, 1) + units, return_index=True)
    found = keys % max(unit_count, 1)
    per_text = np.bincount(keys // max(unit_count, 1), minlength=text_count)
    starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(per_text)])
    spellings = np.zeros(len(found), np.int32) if spelled is None else spelled[first]
    return Bags(found, starts, np.bincount(found, minlength=unit_count), spellings)


def _shown(forms: Counter[str]) -> str:
    lowered: Counter[str] = Counter()
    for written, often in forms.items():
        lowered[written.lower()] += often
    best, often = max(lowered.items(), key=lambda item: (item[1], item[0]))
    if forms[best] >= _SHOWN_IN_LOWER * often:
        return best
    return max((each for each in forms if each.lower() == best), key=lambda each: (forms[each], each))
