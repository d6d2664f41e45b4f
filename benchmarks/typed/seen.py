"""What a reader would mark in a passage, found by plain regular expressions and simple rules.

Rule: it shares with Pasaje what a word's stems are (`index.analysis`, measured by `benchmarks/accents.py`) and
what was asked (the tree), and nothing of how places are found. Words are runs of letters and digits, by their
number in the text, so that `cross-border` is two, and `company's`, `e.g.` and `1.5` are one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise, product

from index.analysis import fold, forms, languages_of, stem
from index.tree import And, Carried, Fuzzy, Near, Node, Or, Phrase, Some, Term, Wildcard

_RAISED = "¹²³⁰-₟"
"""Numbers of notes: they stand at a word, and are no part of it."""

LETTER = rf"[^\W_{_RAISED}]"
_LETTERS = rf"{LETTER}+(?:[\u0300-\u036f\u00ad\u200b-\u200d\u2060]+{LETTER}*)*"
_WORD = re.compile(
    rf"(?<![^\W_.])(?:[^\W\d_]\.){{2,}}(?:[^\W\d_]\b)?|\d+(?:[.,]\d+)+(?![^\W_])|{_LETTERS}(?:[’ʼ']{_LETTERS})*"
)
_SET_ASIDE = re.compile(r"[\u00ad\u200b-\u200d\u2060]")
_HYPHENS = {"-", "\u2010", "\u2011"}
_STRETCH = 3
"""Words that may stand among those of a term in another language."""


class Seen:
    """A passage as its words."""

    def __init__(self, text: str, language: str) -> None:
        self.places = [match.span() for match in _WORD.finditer(text)]
        self.words = [_plain(text[start:end]) for start, end in self.places]
        self.between = [text[one[1] : other[0]] for one, other in zip(self.places, self.places[1:], strict=False)]
        self._languages = languages_of(language)

    def expected(self, node: Node) -> set[int]:
        """Give the numbers of the words that answer a query; nothing for what only narrows it."""
        match node:
            case And(children) | Or(children) | Some(children):
                return set().union(*map(self.expected, children))
            case Carried(own, language, renderings):
                found = self.expected(own)
                if language in self._languages:
                    found |= set().union(*(self._together(each.stems, language) for each in renderings))
                return found
            case Term(word, language):
                return self._term(word, language)
            case Phrase(words):
                return {at + step for at in self.starts(words) for step in range(len(words))}
            case Near(words, distance):
                return self._near(
                    [[at for at, each in enumerate(self.words) if word in _pieces(each)] for word in words],
                    distance,
                )
            case Wildcard(pattern):
                shape = re.compile(re.escape(pattern).replace(r"\*", ".*").replace(r"\?", "."))
                return {
                    at
                    for at, word in enumerate(self.words)
                    if any(shape.fullmatch(fold(each)) for each in _pieces(word))
                }
            case Fuzzy(word, changes):
                return {
                    at
                    for at, each in enumerate(self.words)
                    if any(_changes(word, fold(piece)) <= changes for piece in _pieces(each))
                }
        return set()

    def covered(self, spans: Iterable[tuple[int, int]]) -> list[range]:
        """Give the words that each span covers, those that it cuts too."""
        return [
            range(
                next((at for at, place in enumerate(self.places) if place[1] > start), 0),
                next((at for at, place in enumerate(self.places) if place[0] >= end), len(self.places)),
            )
            for start, end in spans
        ]

    def _term(self, word: str, typed: str) -> set[int]:
        parts = re.split("[- ]", word)
        if len(parts) > 1:
            starts = self.starts(parts)
            return {at + step for at in starts for step in range(len(parts))} | self._term("".join(parts), typed)
        found = {at for at, each in enumerate(self.words) if self._is_form(word, typed, each)}
        for at, pair in enumerate(pairwise(self.words)):
            is_joined = self.between[at] in _HYPHENS and found.isdisjoint({at, at + 1})
            if is_joined and self._is_form(word, typed, "".join(pair)):
                found |= {at, at + 1}
        return found

    def _is_form(self, word: str, typed: str, said: str) -> bool:
        """Tell of a word of the text; where the language that was typed is known, in others as it is written."""
        languages = [each for each in self._languages if not typed or each == typed]
        return any(
            (bool(typed) and each == word)
            or any(stem(each, language) in forms(word, language) for language in languages)
            for each in _pieces(said)
        )

    def starts(self, words: Sequence[str]) -> list[int]:
        """Give where words stand side by side."""
        sought = list(words)
        ends = range(len(self.words) - len(sought) + 1)
        return [
            at for at in ends if all(sought[step] in _pieces(self.words[at + step]) for step in range(len(sought)))
        ]

    def _together(self, stems: Sequence[str], language: str) -> set[int]:
        said = [stem(each, language) for each in self.words]
        each = [[at for at, one in enumerate(said) if one == sought] for sought in stems]
        return set(each[0]) if len(each) == 1 else self._near(each, _STRETCH)

    def _near(self, places: Sequence[Sequence[int]], distance: int) -> set[int]:
        """Give each word that stands near one of each of the others."""
        return {at for one in product(*places) if max(one) - min(one) + 1 - len(places) <= distance for at in one}


def _pieces(said: str) -> list[str]:
    """Give a word, and what is before its 's or behind its l'."""
    before, _, after = said.partition("'")
    if after == "s":
        return [said, before]
    return [said, after] if after and len(before) <= 2 < len(after) else [said]


def _plain(word: str) -> str:
    whole = word if word[0].isdigit() else word.replace(".", "")
    composed = unicodedata.normalize("NFKC", _SET_ASIDE.sub("", whole)).lower().replace("’", "'").replace("ʼ", "'")
    return unicodedata.normalize("NFC", composed)


def _changes(one: str, other: str) -> int:
    """Give the letters put in, left out, replaced or swapped between two words, by the textbook."""
    if abs(len(one) - len(other)) > 2:
        return 9
    rows = [list(range(len(other) + 1))]
    for i, a in enumerate(one, start=1):
        rows.append([i])
        for j, b in enumerate(other, start=1):
            least = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                least = min(least, rows[i - 2][j - 2] + 1)
            rows[i].append(least)
    return rows[-1][-1]


def phrases(node: Node) -> tuple[tuple[str, ...], ...]:
    """Give the phrases of a query that are sought in the text."""
    match node:
        case Phrase(words):
            return (words,)
        case And(children) | Or(children) | Some(children):
            return tuple(each for child in children for each in phrases(child))
    return ()
