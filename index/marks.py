"""Query tree x passage text -> spans: one marker for all engines, so that what is marked is what matched.

Rule: spans are half-open character offsets, sorted, disjoint, and begin and end at word boundaries. A phrase
is one span from its first word to its last; what NOT excludes, or a branch that did not match, has none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from index.analysis import LANGUAGES, Token, fold, forms, languages_of, parts, stem, tokens
from index.patterns import shape, within
from index.tree import And, Every, Fuzzy, Has, In, Near, Node, Not, Or, Pages, Phrase, Term, Wildcard


class Span(NamedTuple):
    """Half-open character offsets."""

    start: int
    end: int


def marks(tree: Node, text: str, language: str, *, heading: str = "") -> tuple[Span, ...]:
    """Give what of a passage's text answers a query; nothing when the passage does not.

    `heading` is its title, section and table header, where words of the query may stand without being marked.
    """
    spans = _find(tree, _Text(text, languages_of(language), heading))
    return _merged(spans) if spans else ()


class _Text:
    """A passage's words, worked out as they are asked for."""

    def __init__(self, text: str, languages: tuple[str, ...], heading: str) -> None:
        self.languages = languages
        self.tokens = tokens(text)
        self._heading = heading

    @cached_property
    def by_stem(self) -> dict[tuple[str, str], list[Token]]:
        found: dict[tuple[str, str], list[Token]] = {}
        for language in self.languages:
            for token in self.tokens:
                found.setdefault((language, stem(token.word, language)), []).append(token)
        return found

    @cached_property
    def by_word(self) -> dict[str, list[Token]]:
        found: dict[str, list[Token]] = {}
        for token in self.tokens:
            found.setdefault(token.word, []).append(token)
        return found

    @cached_property
    def heading_stems(self) -> set[tuple[str, str]]:
        return {
            (language, stem(token.word, language)) for token in tokens(self._heading) for language in LANGUAGES
        }


def _find(node: Node, text: _Text) -> list[Span] | None:
    """Give the spans of a node that matches, perhaps none; None when it does not match."""
    match node:
        case And(children):
            return _find_all(children, text)
        case Or(children):
            found = [spans for child in children if (spans := _find(child, text)) is not None]
            return [span for spans in found for span in spans] if found else None
        case Not(child):
            return None if _find(child, text) else []
        case Every() | In() | Has() | Pages():
            return []  # the engine saw to it; the text cannot tell
        case _:
            return _find_leaf(node, text)


def _find_all(children: Sequence[Node], text: _Text) -> list[Span] | None:
    spans: list[Span] = []
    for child in children:
        found = _find(child, text)
        if found is None:
            return None
        spans.extend(found)
    return spans


def _find_leaf(node: Term | Phrase | Near | Wildcard | Fuzzy, text: _Text) -> list[Span] | None:
    match node:
        case Term(word):
            return _find_term(word, text)
        case Phrase(words):
            spans = list(_phrase_spans(words, text.by_word))
        case Near(words, distance):
            spans = list(_near_spans(words, distance, text.by_word))
        case Wildcard(pattern):
            spans = _word_spans(text, shape(pattern))
        case Fuzzy(word, changes):
            folded = list({fold(each) for each in text.by_word})
            alike = {each for each, near in zip(folded, within(word, folded, changes), strict=True) if near}
            spans = _word_spans(text, alike.__contains__)
    return spans or None


def _find_term(word: str, text: _Text) -> list[Span] | None:
    sought = {(language, form) for language in LANGUAGES for form in forms(word, language)}
    spans = [Span(token.start, token.end) for key in sought for token in text.by_stem.get(key, ())]
    if compound := parts(word):
        spans.extend(_phrase_spans(compound, text.by_word))
    if spans:
        return spans
    return [] if not sought.isdisjoint(text.heading_stems) else None


def _word_spans(text: _Text, accepts: Callable[[str], object]) -> list[Span]:
    return [
        Span(token.start, token.end)
        for word, found in text.by_word.items()
        if accepts(fold(word))
        for token in found
    ]


def _phrase_spans(words: Sequence[str], by_word: dict[str, list[Token]]) -> Iterator[Span]:
    if any(word not in by_word for word in words):
        return
    ends = {token.position: token.end for token in by_word[words[-1]]}
    between = [{token.position for token in by_word[word]} for word in words]
    for token in by_word[words[0]]:
        if all(token.position + step in positions for step, positions in enumerate(between)):
            yield Span(token.start, ends[token.position + len(words) - 1])


def _near_spans(words: Sequence[str], distance: int, by_word: dict[str, list[Token]]) -> Iterator[Span]:
    if any(word not in by_word for word in words):
        return
    found = sorted((token for word in words for token in by_word[word]), key=lambda token: token.position)
    for first, last in near_windows([(token.position, token.word) for token in found], len(words), distance):
        for token in found[first : last + 1]:
            yield Span(token.start, token.end)


def near_windows(places: Sequence[tuple[int, str]], words: int, distance: int) -> Iterator[tuple[int, int]]:
    """Give the first and last index of each smallest stretch of `places` that holds all the words near.

    `places` are positions and words, in order of position; at most `distance` other words stand among them.
    """
    counts: dict[str, int] = {}
    first = 0
    for last, (position, word) in enumerate(places):
        counts[word] = counts.get(word, 0) + 1
        while counts[places[first][1]] > 1:
            counts[places[first][1]] -= 1
            first += 1
        if len(counts) == words and position - places[first][0] + 1 - words <= distance:
            yield first, last


def _merged(spans: list[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)
