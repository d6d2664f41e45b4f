"""Query tree x passage text -> spans: one marker for all engines, so that what is marked is what matched.

Rule: spans are half-open character offsets, sorted, disjoint, and begin and end at word boundaries. A phrase
is one span from its first word to its last; what NOT excludes, or a branch that did not match, has none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from index.analysis import (
    LANGUAGES,
    Place,
    fold,
    forms,
    languages_of,
    languages_typed,
    parts,
    placed_words,
    stem,
)
from index.patterns import is_within, shape
from index.tree import (
    STRETCH,
    And,
    Carried,
    Every,
    Fuzzy,
    Has,
    In,
    Maybe,
    Near,
    Node,
    Not,
    Or,
    Pages,
    Phrase,
    Some,
    Term,
    Wildcard,
    is_condition,
    plain_terms,
)

_LONGEST_REMEMBERED = 2_000
"""Characters of a passage whose words are remembered; of a longer one they are worked out each time."""

_REMEMBERED = 256
"""Passages: some 4 MB as they are, 25 MB if all were as long as may be, and 80 MB if none of their words stood
twice. The best of a subject are seen again."""


class Span(NamedTuple):
    """Half-open character offsets."""

    start: int
    end: int


def marks(tree: Node, text: str, language: str, *, heading: str = "") -> tuple[Span, ...]:
    """Give what of a passage's text answers a query; nothing when the passage does not.

    `heading` is its title, section and table header, where words of the query may stand without being marked.
    """
    return Reading(text, language, heading).marks(tree) or ()


class Reading:
    """A passage read for queries; its words are worked out once, as they are asked for."""

    def __init__(
        self, text: str, language: str, heading: str = "", only: Mapping[Node, frozenset[str]] | None = None
    ) -> None:
        """Take a text. `only`: of patterns that stand for too many words, those that were looked for."""
        self._text = _Text(text, languages_of(language), heading, only or {})

    def marks(self, tree: Node) -> tuple[Span, ...] | None:
        """Give what answers a query, perhaps nothing of the text; None where the passage does not answer it."""
        spans = _find(tree, self._text)
        return None if spans is None else _merged(spans)

    def lacks(self, tree: Node) -> tuple[str, ...]:
        """Give the words sought by a query of several that the passage has neither in its text nor above it."""
        children = tree.children if isinstance(tree, And | Some) else (tree,)
        unmet = (each for each in children if not is_condition(each) and _find(each, self._text) is None)
        return tuple(term.word for each in unmet for term in plain_terms(each))


class _Text:
    """A passage's words, worked out as they are asked for."""

    def __init__(
        self, text: str, languages: tuple[str, ...], heading: str, only: Mapping[Node, frozenset[str]]
    ) -> None:
        self.languages = languages
        self.only = only
        self.of_leaves: dict[Node, list[Span] | None] = {}
        self._words = (_words_remembered if len(text) <= _LONGEST_REMEMBERED else _Words)(text, languages)
        self.by_word: Mapping[str, Sequence[Place]] = self._words.by_word
        self._heading = heading

    @property
    def by_stem(self) -> Mapping[tuple[str, str], Sequence[str]]:
        return self._words.by_stem

    @property
    def heading_words(self) -> frozenset[str]:
        """The words of the heading without their accents."""
        return _heading(self._heading)[0]

    @property
    def heading_stems(self) -> frozenset[str]:
        """The stems of both languages, as an engine keeps those of headings."""
        return _heading(self._heading)[1]


class _Words:
    """The words of a text: where each stands, and which have the same stem."""

    def __init__(self, text: str, languages: tuple[str, ...]) -> None:
        self.by_word, self._languages = placed_words(text), languages

    @cached_property
    def by_stem(self) -> dict[tuple[str, str], list[str]]:
        found: dict[tuple[str, str], list[str]] = {}
        for language in self._languages:
            for word in self.by_word:
                key = language, stem(word, language)
                if key in found:
                    found[key].append(word)
                else:
                    found[key] = [word]
        return found


_words_remembered = lru_cache(_REMEMBERED)(_Words)


@lru_cache(_REMEMBERED)
def _heading(text: str) -> tuple[frozenset[str], frozenset[str]]:
    words = placed_words(text)
    return frozenset(map(fold, words)), frozenset(stem(word, each) for word in words for each in LANGUAGES)


def _find(node: Node, text: _Text) -> list[Span] | None:
    """Give the spans of a node that matches, perhaps none; None when it does not match."""
    match node:
        case And(children):
            return _find_all(children, text)
        case Or(children) | Some(children):
            found = [spans for child in children if (spans := _find(child, text)) is not None]
            return [span for spans in found for span in spans] if found else None
        case Carried():
            return _find_carried(node, text)
        case Not(child):
            return None if _find(child, text) else []
        case Every() | In() | Has() | Pages() | Maybe():
            return []  # the engine saw to it; the text cannot tell
        case _:
            if node not in text.of_leaves:
                text.of_leaves[node] = _find_leaf(node, text)
            return text.of_leaves[node]


def _find_all(children: Sequence[Node], text: _Text) -> list[Span] | None:
    spans: list[Span] = []
    for child in children:
        found = _find(child, text)
        if found is None:
            return None
        spans.extend(found)
    return spans


def _find_carried(node: Carried, text: _Text) -> list[Span] | None:
    # A heading's language is not told: what stands for a word may be in it whatever the passage is in.
    renderings = (_find_rendering(each.stems, node.language, text) for each in node.renderings)
    found = [_find(node.own, text), *renderings]
    answering = [spans for spans in found if spans is not None]
    return [span for spans in answering for span in spans] if answering else None


def _find_rendering(stems: Sequence[str], language: str, text: _Text) -> list[Span] | None:
    by_stem, by_word = text.by_stem, text.by_word
    said = {
        stem: [place for word in by_stem[language, stem] for place in by_word[word]]
        for stem in stems
        if (language, stem) in by_stem
    }
    if len(said) == len(set(stems)) and (spans := list(_spans_near(said, STRETCH))):
        return spans
    in_heading = all(stem in text.heading_stems for stem in stems)
    return [] if in_heading else None


def _find_leaf(node: Term | Phrase | Near | Wildcard | Fuzzy, text: _Text) -> list[Span] | None:
    match node:
        case Term(word, language):
            return _find_term(word, language, text)
        case Phrase(words):
            spans = list(_phrase_spans(words, text.by_word))
        case Near(words, distance):
            spans = list(_near_spans(words, distance, text.by_word))
        case Wildcard(pattern):
            spans = _word_spans(node, text, shape(pattern))
        case Fuzzy(word, changes):
            spans = _word_spans(node, text, lambda folded: is_within(word, folded, changes))
    return spans or None


def _find_term(word: str, language: str, text: _Text) -> list[Span] | None:
    by_stem = text.by_stem
    sought = _sought(word, language)
    found = {each for key in sought if key in by_stem for each in by_stem[key]}
    if language and word in text.by_word:
        found.add(word)
    spans = _alone(found, text)
    if compound := parts(word):
        spans.extend(_phrase_spans(compound, text.by_word))
    if spans:
        return spans
    stems = {form for _, form in sought}
    return [] if fold(word) in text.heading_words or not text.heading_stems.isdisjoint(stems) else None


@lru_cache(_REMEMBERED)
def _sought(word: str, language: str) -> tuple[tuple[str, str], ...]:
    """Give the stems by which a word of a query is found, each with its language."""
    return tuple(dict.fromkeys((each, form) for each in languages_typed(language) for form in forms(word, each)))


def _word_spans(node: Node, text: _Text, accepts: Callable[[str], object]) -> list[Span]:
    only = text.only.get(node, text.by_word)
    return _alone([word for word in text.by_word if word in only and accepts(fold(word))], text)


def _phrase_spans(words: Sequence[str], by_word: Mapping[str, Sequence[Place]]) -> Iterator[Span]:
    if any(word not in by_word for word in words):
        return
    ends = {position: end for _, end, position in by_word[words[-1]]}
    between = [{position for _, _, position in by_word[word]} for word in words]
    for start, _, first in by_word[words[0]]:
        if all(first + step in positions for step, positions in enumerate(between)):
            yield Span(start, ends[first + len(words) - 1])


def _near_spans(words: Sequence[str], distance: int, by_word: Mapping[str, Sequence[Place]]) -> Iterator[Span]:
    yield from _spans_near({word: by_word.get(word, []) for word in words}, distance)


def _spans_near(said: Mapping[str, Sequence[Place]], distance: int) -> Iterator[Span]:
    """Give the places that stand in any stretch that has one for every word or stem.

    At most `distance` other words stand among them; which of a word's places is nearest makes no difference.
    """
    if len(said) == 1:
        yield from (Span(start, end) for at in said.values() for start, end, _ in at)
        return
    found = sorted((position, each, start, end) for each, at in said.items() for start, end, position in at)
    counts: Counter[str] = Counter()
    end = given = 0
    for first, (position, each, *_) in enumerate(found):
        while end < len(found) and found[end][0] - position < len(said) + distance:
            counts[found[end][1]] += 1
            end += 1
        if len(counts) == len(said):
            given = max(given, first)
            yield from (Span(*at) for _, _, *at in found[given:end])
            given = end
        counts[each] -= 1
        if not counts[each]:
            del counts[each]


def _alone(words: Collection[str], text: _Text) -> list[Span]:
    """Give where words stand; where a part of a compound answers by itself, the compound is not marked."""
    compounds = {word for word in words if parts(word)}
    alone = [Span(start, end) for word in words if word not in compounds for start, end, _ in text.by_word[word]]
    whole = [Span(start, end) for word in compounds for start, end, _ in text.by_word[word]]
    return alone + [each for each in whole if not any(each.start <= start < each.end for start, _ in alone)]


def _merged(spans: list[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)
