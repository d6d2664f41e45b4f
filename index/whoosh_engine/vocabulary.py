"""All the words of a field, and which of them a pattern stands for.

The words of each segment lie sorted in its arrays; what a pattern stands for is looked up in each of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import compress
from typing import NamedTuple

from index.engine import MOST_OF_PATTERN
from index.patterns import beginning_of, lines_of_shape, may_be_within, prefix_of, within
from index.tree import Fuzzy, Wildcard
from index.whoosh_engine.arrays import SegmentArrays, reading

_MOST_REMEMBERED = 200
"""Patterns whose words are kept: a reader turns pages of the same search."""


class Stood(NamedTuple):
    """The words that a pattern stands for, of too many the most frequent; and how many there are."""

    words: tuple[str, ...]
    among: int


class Vocabulary:
    """The words of a field in all segments."""

    def __init__(self, segments: Sequence[SegmentArrays], field: str) -> None:
        self._segments = segments
        self._field = field
        self._parts = [_Part(segment, field) for segment in segments]
        self._of_patterns: dict[Wildcard | Fuzzy, Stood] = {}

    @reading()
    def of_pattern(self, node: Wildcard | Fuzzy) -> Stood:
        """Give the words of a shape, or that become a word in a few changes, accents aside."""
        if node not in self._of_patterns:
            if len(self._of_patterns) >= _MOST_REMEMBERED:
                self._of_patterns.clear()
            found = self._of_shape(node.pattern) if isinstance(node, Wildcard) else self._like(node)
            terms = self._most_frequent(sorted(found))
            self._of_patterns[node] = Stood(tuple(term.decode() for term in terms), len(found))
        return self._of_patterns[node]

    def _of_shape(self, pattern: str) -> set[bytes]:
        return {term for part in self._parts for term in part.of_shape(pattern)}

    def _like(self, node: Fuzzy) -> set[bytes]:
        spelled = defaultdict[str, set[bytes]](set)
        for part in self._parts:
            for word, term in part.may_be(node.word, node.distance):
                spelled[word].add(term)
        alike = within(node.word, list(spelled), node.distance)
        return set().union(*compress(spelled.values(), alike))

    def _most_frequent(self, terms: list[bytes]) -> list[bytes]:
        if len(terms) <= MOST_OF_PATTERN:
            return terms
        return sorted(terms, key=lambda term: (-self._frequency(term), term))[:MOST_OF_PATTERN]

    def _frequency(self, term: bytes) -> int:
        return sum(segment.frequency(self._field, term) for segment in self._segments)


class _Part:
    """The words of a field in one segment: folded, in order, with the terms that they stand for."""

    def __init__(self, segment: SegmentArrays, field: str) -> None:
        self._terms, self._folded = segment.table(f"{field}.terms"), segment.table(f"{field}.folded")
        self._rows = segment[f"{field}.folded.rows"]
        self._lengths, self._letters = segment[f"{field}.folded.lengths"], segment[f"{field}.folded.letters"]

    def of_shape(self, pattern: str) -> Iterator[bytes]:
        """Give the terms of a shape."""
        rows = self._folded.beginning(beginning_of(pattern).encode())
        if prefix_of(pattern) is not None:
            yield from map(self._term, rows)
            return
        found = lines_of_shape(pattern).findall(self._folded.lines(rows).decode())
        for word in dict.fromkeys(found):
            yield from map(self._term, self._folded.rows_of(word.encode()))

    def may_be(self, word: str, changes: int) -> Iterator[tuple[str, bytes]]:
        """Give words that so many changes may turn into one, folded, with their terms."""
        for row in may_be_within(word, changes, self._lengths, self._letters).tolist():
            yield self._folded[row].decode(), self._term(row)

    def _term(self, row: int) -> bytes:
        return self._terms[int(self._rows[row])]
