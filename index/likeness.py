"""Passages like a text: those that share the words by which it differs from others, in each language.

Rule: a word tells the more the fewer passages have it; one that no other has tells of nothing.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from archive import Archive
from index.analysis import LANGUAGES, languages_of, stem, tokens
from index.analysis.function_words import FUNCTION_WORDS
from index.asked_query import Across
from index.crosslingual.linking_words import LINKING_WORDS
from index.engine import Search, SearchEngine
from index.finding import find
from index.hits import Hit
from index.tree import Term

MOST_WORDS = 12
"""By which a passage is known: with more, what is common begins to count."""

MOST_HITS = 10
"""Of each language."""

_FEWEST_SHARED = 2
"""One word in common is an accident."""

_LEAST_SHARE = 1 / 3
"""Of the telling words, that a passage must have: with a quarter of them, two of five passages that were looked at
were told to be like what had nothing to do with them.
"""

_MOST_OF_DOCUMENT = 3
"""A document says much that is alike, and would fill the list by itself."""

_LOOKED_UP = 60
"""Words of a long passage that are counted, one search of a millisecond each."""

_READ = 40
"""Hits of each language among which those are chosen that are shown."""

_SHORTEST = 3
"""Letters of a word that says anything."""

_COMMON = 0.05
"""Share of all passages: a word that more of them have tells little."""

_FEW_PASSAGES = 100
"""In a smaller archive no word is called common for its share."""


@dataclass(frozen=True, slots=True)
class Shared:
    """A passage like a text, and which of the telling words it has, in its own language or the other."""

    hit: Hit
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alike:
    """The telling words of a text, in their order there, and the passages that share them, best first by language.

    The languages come with that of the text first.
    """

    words: tuple[str, ...]
    found: dict[str, tuple[Shared, ...]]


def find_like(
    archive: Archive,
    engine: SearchEngine,
    text: str,
    language: str,
    *,
    without: Collection[str] = (),
    across: Across | None = None,
) -> Alike:
    """Find passages like a text in all languages; `without` are ids of passages that are not to be told."""
    if across:
        across = replace(across, aligned=None)  # what is alike shares words
    words = telling_words(engine, text, language)
    if len(words) < _FEWEST_SHARED:
        return Alike(words, {})
    found = {}
    for each in sorted(LANGUAGES, key=lambda one: one != language):
        asked = {"language": frozenset({each})}
        answer = find(archive, engine, " ".join(words), filters=asked, limit=_READ, across=across)
        hits = () if answer.by_heading else answer.hits
        found[each] = tuple(islice(_chosen(hits, words, frozenset(without)), MOST_HITS))
    return Alike(words, {name: shared for name, shared in found.items() if shared})


def telling_words(engine: SearchEngine, text: str, language: str) -> tuple[str, ...]:
    """Give the words of a text that few other passages have, of those that any other has, in their order."""
    times: Counter[str] = Counter()
    first: dict[str, str] = {}
    for token in tokens(text):
        if _says_something(token.word, language):
            root = stem(token.word, languages_of(language)[0])
            times[root] += 1
            first.setdefault(root, token.word)
    count = engine.count()
    most = max(count * _COMMON, _FEW_PASSAGES)
    worth: dict[str, float] = {}
    for root, word in islice(first.items(), _LOOKED_UP):
        held = engine.search(Search(Term(word), limit=0)).total
        if 1 < held <= most:
            worth[word] = (1 + math.log(times[root])) * math.log(1 + count / held)
    chosen = sorted(worth, key=lambda word: -worth[word])[:MOST_WORDS]
    return tuple(word for word in first.values() if word in chosen)


def _says_something(word: str, language: str) -> bool:
    is_linking = word in FUNCTION_WORDS or any(word in LINKING_WORDS[each] for each in languages_of(language))
    return len(word) >= _SHORTEST and word.isalpha() and not is_linking


def _chosen(hits: Sequence[Hit], words: Sequence[str], without: frozenset[str]) -> Iterator[Shared]:
    """Give hits that share enough, of each document the best few, and of those that say the same the first."""
    of_document: Counter[str] = Counter()
    told = set()
    for hit in hits:
        shared = tuple(word for word in words if word not in hit.lacking)
        is_told = hit.passage.text in told or of_document[hit.document.id] >= _MOST_OF_DOCUMENT
        is_like = len(shared) >= max(_FEWEST_SHARED, _LEAST_SHARE * len(words))
        if is_like and not is_told and hit.passage.id not in without:
            of_document[hit.document.id] += 1
            told.add(hit.passage.text)
            yield Shared(hit, shared)
