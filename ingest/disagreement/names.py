"""Names in a text, and what a document does with them: which both languages keep, which stand for which.

Rule: what is no name is not told from names by a dictionary but by the document itself: a name that it keeps in
one passage it keeps in the others; a word that it writes small is none.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import islice
from typing import NamedTuple, Self

from ingest.disagreement.dates import MONTHS
from ingest.disagreement.model import Span
from ingest.disagreement.name_table import PARTS, PLACES, SHORT_FORMS
from ingest.disagreement.ordinary import is_ordinary, translations
from ingest.likeness_signs import folded

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_NAME = re.compile(
    r"(?<![\w$\\/_.@=<{-])(?<![^\W\d_]['’])(?![a-zà-öø-ÿ])[^\W\d_]+(?:['’][^\W\d_]+)?(?![\w/\\=@({>]|[.-]\w)"
)
"""Not within addresses, code and formulas, nor the latter half of “l'Europe”."""
_ENDS_SENTENCE = re.compile(
    r"(?:[.!?:;…•●|\n\t“”\"«(\[¿¡–—-]|\d[.)]|(?:^|\n)\W*(?:\w{1,4}[.)]|[\d.]*\d)?)[\s“”\"«(\[¿¡]*$"
)
_LONGEST_MARK = 8
"""Characters of a number before the first word of a text."""
_MOST_NAMES = 100
"""Of a passage, from its beginning: one with more is a list, and each is compared with all words of the other."""
_FEWEST_LETTERS = 3
_LONGEST_SHORT_FORM = 9
_LONG_SHORT_FORM = 4
"""Letters from which on an ordinary word in capitals is one that is shouted, or to be filled in."""
_FEWEST_TOGETHER = 2
"""Names that stand in one pair of passages alone may be there by chance."""
_MONTHS = frozenset(month for months in MONTHS.values() for month in months)
_REMEMBERED = 12_000
"""Texts whose names are kept, some 8 MB: those of a document are learned from first, and then compared."""
_LONGEST_TITLE, _TELLING_LETTERS = 120, 4
_MOST_SHOUTED = 0.4
"""Where more of the letters are capitals, capitals say nothing."""


class Name(NamedTuple):
    """A word written as a name: where it stands, without accents in lower case, and what is known of its place."""

    span: Span
    word: str
    is_short_form: bool
    is_within: bool
    """Whether it stands within a sentence: at its beginning, and in titles, any word has a capital."""


@lru_cache(_REMEMBERED)
def names(text: str) -> tuple[Name, ...]:
    """Find the words that are written as names, in their order; of very many the first."""
    capitals = sum(map(str.isupper, text))
    if not capitals or capitals > _MOST_SHOUTED * sum(map(str.isalpha, text)):
        return ()
    is_titled = _is_titled(text)
    found = (each for each in _NAME.finditer(text) if each.group()[0].isupper() and _is_name(each))
    return tuple(_name(text, each, is_titled=is_titled) for each in islice(found, _MOST_NAMES))


def words(text: str) -> frozenset[str]:
    """Give all words of a text without accents, in lower case."""
    return frozenset(map(_folded, _WORD.findall(text)))


def by_letter(words_: Iterable[str]) -> Mapping[str, Sequence[str]]:
    """Give words by what they begin with: what begins otherwise is no form of them, and not compared."""
    found: dict[str, list[str]] = defaultdict(list)
    for word in words_:
        found[word[:1]].append(word)
    return found


@lru_cache(_REMEMBERED)
def is_cognate(one: str, other: str) -> bool:
    """Tell whether words look as if of one origin: Convention, Convención; Action, Acción."""
    shorter = min(len(one), len(other))
    if shorter < _FEWEST_LETTERS or one[0] != other[0]:
        return False
    same = _same_beginning(one, other)
    if same >= min(_SAME_BEGINNING, shorter) and same >= shorter // 2:
        return True
    if shorter <= _SAME_BEGINNING or 2 * shorter < _LEAST_ALIKE * (len(one) + len(other)):
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _LEAST_ALIKE


@dataclass(frozen=True)
class Names:
    """What a document does with names: those it keeps, words it writes small, and names that stand for each other.

    Without a document, only what is known of places and organisations.
    """

    kept: frozenset[str] = frozenset()
    small: frozenset[str] = frozenset()
    translated: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]]) -> Self:
        """Learn from the passages of a document that stand side by side."""
        kept, seen = Counter[str](), Counter[str]()
        together, alone = defaultdict[str, Counter[str]](Counter), Counter[str]()
        small_words = Counter[str]()
        for one, other in pairs:
            ours, theirs = _words_of(one), _words_of(other)
            written = _WORD.findall(one), _WORD.findall(other)
            here, there = (frozenset(map(_folded, set(each))) for each in written)
            for mine, other_words in ((ours, there), (theirs, here)):
                seen.update(mine)
                kept.update(mine & other_words)
            _note_translated(_unlike(ours, there), _unlike(theirs, here), together, alone)
            for each in written:
                small_words.update(filter(str.islower, each))
        written_small = Counter[str]()
        for word, count in small_words.items():
            written_small[_folded(word)] += count
        small = {word for word, count in written_small.items() if count > _MOST_SMALL * seen[word]}
        names_kept = {word for word, count in kept.items() if count > 1 and count >= _MOST_KEPT * seen[word]}
        return cls(frozenset(names_kept - small), frozenset(small), _translated(together, alone))

    def is_known(self, name: Name) -> bool:
        """Tell whether what the name is in the other language is known."""
        table = SHORT_FORMS if name.is_short_form else PLACES
        is_translated = name.is_short_form and name.word in self.translated
        return is_translated or name.word in table or name.word in self.kept

    def is_small(self, name: Name) -> bool:
        """Tell whether a word is no name: the document writes it small elsewhere, or shouts an ordinary one."""
        if name.is_short_form:
            return len(name.word) >= _LONG_SHORT_FORM and is_ordinary(name.word)
        return name.word in self.small

    def is_likely_translated(self, name: Name) -> bool:
        """Tell whether nothing speaks for a name but its capital: it is an ordinary word, as “the Assembly”."""
        return not self.is_known(name) and (name.word in PARTS or is_ordinary(name.word))

    def saying(self, name: Name, others: Iterable[str]) -> set[str]:
        """Give those of some words that say a name, in whatever form."""
        forms = {name.word} | PLACES.get(name.word, frozenset()) | self.translated.get(name.word, frozenset())
        return {other for other in others if any(_is_form(form, other) for form in forms)}

    def says(self, name: Name, others: frozenset[str]) -> bool:
        """Tell whether the words of the other side have the name, in its form there."""
        word = name.word
        table = SHORT_FORMS if name.is_short_form else PLACES
        forms = {word}.union(*(each.get(word, ()) for each in (table, PARTS, self.translated)))
        if not others.isdisjoint(forms):
            return True
        if name.is_short_form:
            return any(
                len(other) > len(word) and (other.endswith(word) or other.startswith(word)) for other in others
            )
        alike = by_letter(others)
        forms = {word} | translations(word)
        if any(_is_form(form, other) for form in forms for other in alike.get(form[:1], ())):
            return True
        return word not in self.kept and any(is_cognate(word, other) for other in alike.get(word[:1], ()))


_MOST_KEPT, _MOST_SMALL = 0.75, 0.5
_SAME_BEGINNING, _LEAST_ALIKE = 4, 0.7


def _is_form(one: str, other: str) -> bool:
    """Tell whether words differ in their ends alone: Peru, Peruvian."""
    if one[:_FEWEST_LETTERS] != other[:_FEWEST_LETTERS]:
        return False
    return _same_beginning(one, other) >= max(min(len(one), len(other)) - 1, _FEWEST_LETTERS)


def _same_beginning(one: str, other: str) -> int:
    shorter = min(len(one), len(other))
    return next((place for place in range(shorter) if one[place] != other[place]), shorter)


def _is_titled(text: str) -> bool:
    """Tell whether a text is no sentence but a title in which all words that say something have capitals."""
    if len(text) > _LONGEST_TITLE or text.rstrip().endswith((".", "!", "?", ";", ":")):
        return False
    telling = [word for word in _WORD.findall(text) if len(word) >= _TELLING_LETTERS]
    return all(word[0].isupper() for word in telling)


def _name(text: str, found: re.Match[str], *, is_titled: bool) -> Name:
    word = found.group()
    before = text[max(0, found.start() - _LONGEST_MARK) : found.start()]
    is_within = not is_titled and not _ENDS_SENTENCE.search(
        before if found.start() > _LONGEST_MARK else f"\n{before}"
    )
    return Name(Span(*found.span()), _folded(word), _is_short_form(word), is_within)


def _is_name(found: re.Match[str]) -> bool:
    word = found.group()
    if folded(word) in _MONTHS:
        return False
    return len(word) >= _FEWEST_LETTERS or _is_short_form(word)


def _is_short_form(word: str) -> bool:
    return 1 < len(word) <= _LONGEST_SHORT_FORM and word.rstrip("s").isupper() and len(word.rstrip("s")) > 1


@lru_cache(30_000)
def _folded(word: str) -> str:
    return re.sub(r"['’]s?$|['’]", "", folded(word))


def _words_of(text: str) -> set[str]:
    return {each.word for each in names(text)}


def _unlike(mine: set[str], others: frozenset[str]) -> set[str]:
    """Give the words that nothing on the other side looks like."""
    left = mine - others
    alike = by_letter(others) if left else {}
    return {word for word in left if not any(is_cognate(word, other) for other in alike.get(word[:1], ()))}


def _note_translated(
    ours: set[str], theirs: set[str], together: dict[str, Counter[str]], alone: Counter[str]
) -> None:
    """Count which names stand in a pair of passages where neither has the other's."""
    for mine, others in ((ours, theirs), (theirs, ours)):
        alone.update(mine)
        for word in mine:
            together[word].update(others)


def _translated(together: dict[str, Counter[str]], alone: Counter[str]) -> Mapping[str, frozenset[str]]:
    """Take those that stand together as often as any other, and mostly."""
    most = {word: max(counts.values(), default=0) for word, counts in together.items()}
    return {
        word: frozenset(other for other, count in counts.items() if count == most[word])
        for word, counts in together.items()
        if most[word] >= _FEWEST_TOGETHER and 2 * most[word] > alone[word]
    }
