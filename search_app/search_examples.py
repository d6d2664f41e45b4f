"""One search for each sign of the query language, made of what an archive's own titles and headings say.

Rule: every one of them finds something, and other than the same words without the sign; what would not is not
shown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from search_app.example_words import ExampleWords
from search_app.shelf import Card

Count = Callable[[str], int]
"""How many passages have all that is asked for."""

_TRIED = 6
"""Headings and documents that are tried for one sign: each costs a search."""

_LONG_WORD = 7
"""Letters of a word that has an end to leave out, and a letter that may be another."""
_TITLE_WORD = 5

_BEGINNING = 6


@dataclass(frozen=True, slots=True)
class SearchExample:
    """What to type, the language its words are in, and how many passages it finds."""

    text: str
    language: str
    total: int


@dataclass(frozen=True, slots=True)
class _Draft:
    """What to type, and what must find more passages than it, or fewer, so that it shows what its sign does."""

    text: str
    fewer_than: tuple[str, ...] = ()
    more_than: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Said:
    """A heading, two words of it, and a document, which need not be its own."""

    heading: str
    first: str
    last: str
    card: Card


def examples_of(words: ExampleWords, language: str, count: Count, by_words: Count) -> dict[str, SearchExample]:
    """Give an example for each sign that one is found for, in one language where its headings suffice.

    They are chosen by how many passages have their words; told is how many a search finds.
    """
    by_words = cache(by_words)
    said = [each for each in words.headings if max(map(len, each[0].split())) >= _LONG_WORD]
    said.sort(key=lambda each: each[1] != language)
    tried = list(zip(said, words.cards, strict=False))[:_TRIED]
    found: dict[str, SearchExample] = {}
    for sign, write in _SIGNS.items():
        for (heading, of), card in tried:
            draft = write(_said(heading, card))
            if draft and _shows(draft, by_words):
                found[sign] = SearchExample(draft.text, of, count(draft.text))
                break
    return found


def _shows(draft: _Draft, by_words: Count) -> bool:
    """Tell whether the sign makes a difference: more or fewer passages than there are without it, but some."""
    total = by_words(draft.text)
    is_more = all(total > by_words(each) for each in draft.more_than)
    return total > 0 and is_more and all(total < by_words(each) for each in draft.fewer_than)


def _said(heading: str, card: Card) -> _Said:
    by_length = sorted(heading.split(), key=len, reverse=True)
    return _Said(heading, by_length[0], by_length[1], card)


def _changed(word: str) -> str:
    """Give a word with a typing error: two letters in the wrong order."""
    return f"{word[:3]}{word[4]}{word[3]}{word[5:]}"


def _title(said: _Said) -> _Draft | None:
    words = (word for word in said.card.title.lower().split() if word.isalpha())
    return next((_Draft(f"title:{word}") for word in words if len(word) >= _TITLE_WORD), None)


def _date(said: _Said) -> _Draft | None:
    year = said.card.year
    return _narrowed(said, f"date:{year}..{int(year) + 3}") if year and year.isdigit() else None


def _language(said: _Said) -> _Draft | None:
    versions = said.card.versions
    return _narrowed(said, f"lang:{versions[0].language}") if versions else None


def _either(said: _Said) -> _Draft:
    return _Draft(f"{said.first} OR {said.last}", more_than=(said.first, said.last))


def _groups(said: _Said) -> _Draft:
    either = _either(said).text
    return _Draft(f'({either}) -"{said.heading}"', fewer_than=(either,))


def _narrowed(said: _Said, sign: str) -> _Draft:
    return _Draft(f"{said.first} {sign}", fewer_than=(said.first,))


_SIGNS: dict[str, Callable[[_Said], _Draft | None]] = {
    "words": lambda said: _Draft(f"{said.last} {said.first}"),
    "phrase": lambda said: _Draft(f'"{said.heading}"', fewer_than=(said.heading,)),
    "near": lambda said: _Draft(f'"{said.last} {said.first}"~5', more_than=(f'"{said.last} {said.first}"',)),
    "beginning": lambda said: _Draft(f"{said.first[:_BEGINNING]}*", more_than=(said.first[:_BEGINNING],)),
    "letter": lambda said: _Draft(f"{said.first[:4]}?{said.first[5:]}"),
    "fuzzy": lambda said: _Draft(f"{_changed(said.first)}~", more_than=(_changed(said.first),)),
    "or": _either,
    "not": lambda said: _narrowed(said, f"-{said.last}"),
    "groups": _groups,
    "title": _title,
    "section": lambda said: _Draft(f"section:{said.first}"),
    "document": lambda said: _narrowed(said, f"document:{said.card.document.id}"),
    "language": _language,
    "kind": lambda said: _narrowed(said, "kind:heading"),
    "page": lambda said: _narrowed(said, "page:1..10"),
    "date": _date,
}
