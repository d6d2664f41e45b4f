"""How what somebody types may go on: titles, section headings, and words and terms that the archive often has.

Rule: what is offered stands in the archive, and is offered without signs that a query would take for more.
"""

from __future__ import annotations

import re
import threading
import time
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from heapq import nsmallest
from itertools import islice
from typing import NamedTuple

from archive import Archive
from index.analysis import fold
from index.analysis.function_words import FUNCTION_WORDS
from index.crosslingual import Lexicon
from search_app.rendering import neutral

MOST_OFFERED = 8

_LONGEST = 80
"""Characters: longer ones fit in no list under a box."""

_MOST_PHRASES = 20_000
"""Some 15 MB in each process."""

_SECONDS = 60.0
"""Completions are made again at most so often, whatever comes in meanwhile: that takes up to a second."""

_MOST_COMPARED = 5_000
"""Of those that begin as was typed: all of one letter would be weighed with every key."""

_LEAST_SEEN = 3
"""Sentences in which a word or a term was seen, that it be offered."""

_TITLE, _HEADING = 100, 10
"""A title counts as much as a term that is seen a hundred times; a heading for each time it stands."""

_LATER_WORD = 4
"""Letters of a word, not the first, from which on a phrase is found by it."""

_WORD = re.compile(r"\w+")
_SIGNS = re.compile(r'[\s"“”«»()*?~^:|+]+')
_NUMBERING = re.compile(r"(\d+(\.\d+)*\.?|[IVXLC]+\.|[a-zA-Z][.)])\s+")
_LEADERS = re.compile(r"[\s.…·]*(\d+)?$")
"""What lines of tables of contents end with."""


class Phrase(NamedTuple):
    """What may be offered, and how much speaks for it."""

    text: str
    weight: int


class Completions:
    """Phrases, found by how they or a later word of theirs begins, accents aside."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        known: dict[str, Phrase] = {}
        for phrase in phrases:
            key = _key(phrase.text)
            if key and (key not in known or known[key].weight < phrase.weight):
                known[key] = phrase
        heaviest = nsmallest(_MOST_PHRASES, known.items(), key=lambda each: -each[1].weight)
        self._phrases = [phrase for _, phrase in heaviest]
        self._places = sorted(
            (key[at:], number, at == 0) for number, (key, _) in enumerate(heaviest) for at in _beginnings(key)
        )

    def find(self, typed: str, most: int = MOST_OFFERED) -> list[str]:
        """Give what may follow, those that begin as was typed first; nothing where nothing was typed."""
        key = _key(typed) + " " * typed[-1:].isspace()
        if not key.strip():
            return []
        start = bisect_left(self._places, (key,))
        found = (each for each in islice(self._places, start, start + _MOST_COMPARED) if each[0].startswith(key))
        ranked = nsmallest(
            2 * most, found, key=lambda each: (not each[2], -self._phrases[each[1]].weight, each[0])
        )
        texts = dict.fromkeys(self._phrases[number].text for _, number, _ in ranked)
        return [text for text in texts if text != typed][:most]


class Making:
    """The completions of one process: made for who asks first, and again when what they are made of has changed.

    While they are made again, whoever asks is given those that there are.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._made: tuple[Completions, object, float] | None = None

    def find(self, state: object, make: Callable[[], Completions]) -> Completions:
        """Give completions; `state` tells what they are made of from what it was."""
        made = self._made
        if made is not None and not _is_old(made, state):
            return made[0]
        if not self._lock.acquire(blocking=made is None):
            assert made is not None  # noqa: S101 - else it would have waited
            return made[0]
        try:
            if self._made is None or _is_old(self._made, state):
                self._made = make(), state, time.monotonic()
            return self._made[0]
        finally:
            self._lock.release()


def phrases(archive: Archive, lexicon: Lexicon) -> Iterator[Phrase]:
    """Gather what an archive offers."""
    for version in archive.catalogue.current_versions():
        yield from _offered(version.title, _TITLE)
        for entry in version.outline:
            yield from _offered(entry.title, _HEADING)
    for text, times in archive.headings.counted(_LONGEST, _MOST_PHRASES):
        yield from _offered(text, _HEADING * times)
    for known in lexicon:
        if known.seen >= _LEAST_SEEN and known.text.lower() not in FUNCTION_WORDS:
            yield from _offered(known.text, known.seen)


def _is_old(made: tuple[Completions, object, float], state: object) -> bool:
    return state != made[1] and time.monotonic() - made[2] > _SECONDS


def _offered(text: str, weight: int) -> Iterator[Phrase]:
    bare = _NUMBERING.sub("", _LEADERS.sub("", neutral(text).strip()), count=1)
    words = _SIGNS.sub(" ", bare).strip(" -–—.,;/")
    if words and len(words) <= _LONGEST and any(sign.isalpha() for sign in words):
        is_shouted = words.isupper() and " " in words
        yield Phrase(words.lower() if is_shouted else words, weight)


def _key(text: str) -> str:
    return " ".join(_WORD.findall(fold(text.lower())))


def _beginnings(key: str) -> Iterator[int]:
    for word in _WORD.finditer(key):
        if not word.start() or len(word[0]) >= _LATER_WORD:
            yield word.start()
