"""Where words stand in a passage, and how often, for the plain engine."""

from __future__ import annotations

import fnmatch
import math
from collections.abc import Sequence
from itertools import pairwise

from index.analysis import LANGUAGES, fold, forms, languages_of, parts, stem, tokens
from index.engine import Entry
from index.tree import STRETCH, Carried, Fuzzy, Near, Node, Phrase, Rendering, Term, Wildcard


def least_between(first: Node, second: Node, entry: Entry) -> float:
    """Give how many other words stand between two, at least."""
    ours, theirs = places_of(first, entry), places_of(second, entry)
    return min((abs(one - other) - 1 for one in ours for other in theirs), default=math.inf)


def places_of(node: Node, entry: Entry) -> set[int]:
    """Give where a word stands in any of its forms in the passage's language, or what stands for it."""
    words = tokens(entry.text)
    match node:
        case Term(word, typed):
            found = {
                token.position
                for language in languages_of(entry.language)
                for token in words
                if token.word == word
                or (typed in {"", language} and stem(token.word, language) in forms(word, language))
            }
            at = _words_at(entry)
            begins = [place for place in at if parts(word) and _stands(parts(word), place, at)]
            return found | {place + step for place in begins for step in range(len(parts(word)))}
        case Wildcard(pattern):
            return {token.position for token in words if fnmatch.fnmatchcase(fold(token.word), pattern)}
        case Carried(own, language, renderings):
            single = {each.stems[0] for each in renderings if len(each.stems) == 1}
            is_there = language in languages_of(entry.language)
            there = {token.position for token in words if is_there and stem(token.word, language) in single}
            return places_of(own, entry) | there
    return set()


def is_said(said: Sequence[Node], entry: Entry) -> bool:
    """Tell whether words stand one after the other; a compound takes as many places as it has parts."""
    places, step = [], 0
    for word in said:
        places.append({place - step for place in places_of(word, entry)})
        step += (len(parts(word.word)) or 1) if isinstance(word, Term) else 1
    return bool(set.intersection(*places))


def rendered(rendering: Rendering, language: str, entry: Entry) -> int:
    """Count what stands for a word in a passage of its language."""
    if language not in languages_of(entry.language):
        return 0
    at: dict[int, set[str]] = {}
    for token in tokens(entry.text):
        at.setdefault(token.position, set()).add(stem(token.word, language))
    if len(rendering.stems) > 1:
        return _stretches(rendering.stems, STRETCH, at)
    return sum(stem(token.word, language) == rendering.stems[0] for token in tokens(entry.text))


def count_of(node: Node, entry: Entry) -> float:
    words, at = tokens(entry.text), _words_at(entry)
    match node:
        case Term(word, typed):
            stems = [
                sum(stem(token.word, language) in forms(word, language) for token in words)
                for language in languages_of(entry.language)
                if typed in {"", language}
            ]
            stems.append(sum(token.word == word for token in words) if typed else 0)
            return max(*stems, _phrases(parts(word), at), 0)
        case Phrase(sought):
            return _phrases(sought, at)
        case Near(sought, distance):
            return _stretches(sought, distance, at)
        case Wildcard(pattern):
            return sum(fnmatch.fnmatchcase(fold(token.word), pattern) for token in words)
        case Fuzzy(word, changes):
            return sum(changes_between(word, fold(token.word)) <= changes for token in words)
        case Carried(_, language, renderings):
            return sum(each.share * rendered(each, language, entry) for each in renderings)
    raise AssertionError(node)


def _words_at(entry: Entry) -> dict[int, set[str]]:
    at: dict[int, set[str]] = {}
    for token in tokens(entry.text):
        at.setdefault(token.position, set()).add(token.word)
    return at


def _phrases(sought: Sequence[str], at: dict[int, set[str]]) -> int:
    return sum(_stands(sought, start, at) for start in at if sought)


def _stands(sought: Sequence[str], start: int, at: dict[int, set[str]]) -> bool:
    return all(word in at.get(start + step, ()) for step, word in enumerate(sought))


def _stretches(sought: Sequence[str], distance: int, at: dict[int, set[str]]) -> int:
    found = 0
    for end, here in at.items():
        if here.isdisjoint(sought):
            continue
        lasts = [max((p for p in at if p <= end and word in at[p]), default=None) for word in sought]
        if None not in lasts:
            found += end - min(last for last in lasts if last is not None) + 1 - len(sought) <= distance
    return found


def heading_has(node: Node, heading: str) -> bool:
    words = {token.word for token in tokens(heading)}
    folded = {fold(word) for word in words}
    match node:
        case Term(word, typed):
            sought = {form for lang in LANGUAGES if typed in {"", lang} for form in forms(word, lang)}
            stems = {stem(each, lang) for each in words for lang in LANGUAGES}
            return fold(word) in folded or not stems.isdisjoint(sought)
        case Phrase(sought) if len(sought) > 1:
            return all(_follow(fold(one), fold(other), heading) for one, other in pairwise(sought))
        case Phrase(sought) | Near(sought, _):
            return {fold(word) for word in sought} <= folded
        case Wildcard(pattern):
            return any(fnmatch.fnmatchcase(word, pattern) for word in folded)
        case Fuzzy(word, changes):
            return any(changes_between(word, each) <= changes for each in folded)
        case Carried(_, _, renderings):
            stems = {stem(each, lang) for each in words for lang in LANGUAGES}
            return any(stems.issuperset(each.stems) for each in renderings)
    raise AssertionError(node)


def _follow(word: str, following: str, heading: str) -> bool:
    for line in heading.split("\n"):
        at = [(fold(token.word), token.position) for token in tokens(line)]
        if any((following, place + 1) in at for each, place in at if each == word):
            return True
    return False


def changes_between(a: str, b: str) -> int:
    """Give the optimal string alignment distance, by its textbook table."""
    table = [[max(i, j) if not (i and j) else 0 for j in range(len(b) + 1)] for i in range(len(a) + 1)]
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            table[i][j] = min(
                table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + (a[i - 1] != b[j - 1])
            )
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
    return table[-1][-1]
