"""Words to search for, from what documents call themselves and their sections; example searches of them.

Rule: they are chosen of all documents, however many there are, by reading a few hundred of them, once in a state
of the catalogue.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice, zip_longest

from archive import Archive, Version
from search_app.shelf import Card

EXAMPLES = 3

_TRIED = 12
"""Candidates looked up at most: a shelf must open at once."""

_OF_EACH_LANGUAGE = 100
"""Versions that are read: a moment's work, and more than an example needs."""

_HEADINGS_KEPT = 500
"""Many times what is tried; a long outline may have thousands."""

_EXAMPLE_WORDS = range(2, 5)
"""A single word finds everything, a long heading little but itself."""

_SHORT_WORD = 3
"""Words up to this length seldom say what a text is about, in either language."""


@dataclass(frozen=True, slots=True)
class ExampleWords:
    """Short headings with their languages, and documents, without their outlines, those with a date first."""

    headings: tuple[tuple[str, str], ...]
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """Words to search for, their language, and how many passages they find."""

    words: str
    language: str
    total: int


def example_words(archive: Archive, titles: Mapping[str, str]) -> ExampleWords:
    """Give what examples are made of; `titles` by id are those of all documents, as they are listed."""
    held: dict[str, list[Version]] = {}
    documents = {}
    for document, version in archive.headings.telling(_OF_EACH_LANGUAGE):
        documents[document.id] = document
        held.setdefault(document.id, []).append(version)
    return words_of(
        Card(documents[each], title, tuple(held[each])) for each, title in titles.items() if each in held
    )


def words_of(cards: Iterable[Card]) -> ExampleWords:
    """Give what examples are made of, of these documents."""
    whole = list(cards)
    brief = [replace(each, versions=tuple(replace(one, outline=()) for one in each.versions)) for each in whole]
    headings = tuple(islice(_headings(whole), _HEADINGS_KEPT))
    return ExampleWords(headings, tuple(sorted(brief, key=lambda card: not card.year)))


def examples(words: ExampleWords, count: Callable[[str], int]) -> list[Example]:
    """Choose headings of the documents that `count` says are found, languages in turn."""
    found: list[Example] = []
    for heading, language in words.headings[:_TRIED]:
        if len(found) == EXAMPLES:
            break
        if total := count(heading):
            found.append(Example(heading, language, total))
    return found


def _headings(cards: Iterable[Card]) -> Iterator[tuple[str, str]]:
    """Give short headings of the documents and their languages, these in turn; lower case, no signs."""
    by_language: dict[str, dict[str, None]] = {}
    for card in cards:
        for version in card.versions:
            if version.language in {"en", "es"}:
                phrases = by_language.setdefault(version.language, {})
                phrases.update(dict.fromkeys(_phrases(version)))
    ranked = [sorted(phrases, key=_count_short_words) for phrases in by_language.values()]
    for rank in zip_longest(*ranked):
        for words, language in zip(rank, by_language, strict=True):
            if words is not None:
                yield words, language


def _phrases(version: Version) -> Iterator[str]:
    for title in (*(entry.title for entry in version.outline), version.title):
        for clause in re.split(r"[:;.,/()–—]", title):
            words = re.findall(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*", clause.lower())
            if len(words) in _EXAMPLE_WORDS:
                yield " ".join(words)


def _count_short_words(phrase: str) -> int:
    return sum(len(word) <= _SHORT_WORD for word in phrase.split())
