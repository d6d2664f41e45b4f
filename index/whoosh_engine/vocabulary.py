"""All the words of a field, and which of them a pattern stands for.

The words of each segment lie sorted in its arrays; what a pattern stands for is looked up in each of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import compress

import numpy as np

from index.engine import MOST_OF_PATTERN
from index.patterns import beginning_of, lines_of_shape, may_be_within, prefix_of, within
from index.tree import Fuzzy, Wildcard
from index.whoosh_engine.arrays import SegmentArrays, TermTable, reading
from index.whoosh_engine.sparse import Ids, distinct

_MOST_REMEMBERED = 200
"""Patterns whose words are kept: a reader turns pages of the same search."""


class Stood:
    """The words that a pattern stands for, of too many the most frequent.

    `rows`: of each segment, those of the words among its terms, ascending. `among`: how many words there are.
    """

    def __init__(self, rows: Sequence[Ids], among: int, terms: Sequence[TermTable]) -> None:
        self.rows = rows
        self.among = among
        self._terms = terms

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words, in order."""
        found = {terms[row] for terms, rows in zip(self._terms, self.rows, strict=True) for row in rows.tolist()}
        return tuple(term.decode() for term in sorted(found))


class Vocabulary:
    """The words of a field in all segments."""

    def __init__(self, segments: Sequence[SegmentArrays], field: str) -> None:
        self._parts = [_Part(segment, field) for segment in segments]
        self._terms = [part.terms for part in self._parts]
        self._of_patterns: dict[Wildcard | Fuzzy, Stood] = {}

    @reading
    def of_pattern(self, node: Wildcard | Fuzzy) -> Stood:
        """Give the words of a shape, or that become a word in a few changes, accents aside."""
        if node not in self._of_patterns:
            if len(self._of_patterns) >= _MOST_REMEMBERED:
                self._of_patterns.clear()
            rows = self._of_shape(node.pattern) if isinstance(node, Wildcard) else self._like(node)
            self._of_patterns[node] = Stood(*self._most_frequent(rows), self._terms)
        return self._of_patterns[node]

    def _of_shape(self, pattern: str) -> list[Ids]:
        return [part.of_shape(pattern) for part in self._parts]

    def _like(self, node: Fuzzy) -> list[Ids]:
        may_be = [part.may_be(node.word, node.distance) for part in self._parts]
        spelled = {word for words, _ in may_be for word in words}
        alike = set(compress(spelled, within(node.word, list(spelled), node.distance)))
        return [np.sort(rows[[word in alike for word in words]]) for words, rows in may_be]

    def _most_frequent(self, rows: list[Ids]) -> tuple[list[Ids], int]:
        """Give the rows of the most frequent words, and how many there were."""
        numbers = self._numbered(rows)
        among = len(distinct(numbers))
        if among <= MOST_OF_PATTERN:
            return rows, among
        each = [part.frequencies(own) for part, own in zip(self._parts, rows, strict=True)]
        frequencies = np.bincount(np.concatenate(numbers), np.concatenate(each))
        chosen = np.zeros(len(frequencies), dtype=bool)
        chosen[np.argsort(-frequencies, kind="stable")[:MOST_OF_PATTERN]] = True
        return [own[chosen[number]] for own, number in zip(rows, numbers, strict=True)], among

    def _numbered(self, rows: list[Ids]) -> list[Ids]:
        """Give words numbers in their order, the same to the same word of several segments."""
        if len(rows) == 1:
            return rows
        words = [[terms[row] for row in own.tolist()] for terms, own in zip(self._terms, rows, strict=True)]
        numbers = {word: number for number, word in enumerate(sorted(set().union(*words)))}
        return [np.array([numbers[word] for word in own], dtype=np.int64) for own in words]


class _Part:
    """The words of a field in one segment: folded, in order, with the rows of the terms that they stand for."""

    def __init__(self, segment: SegmentArrays, field: str) -> None:
        self.terms, self._folded = segment.table(f"{field}.terms"), segment.table(f"{field}.folded")
        self._starts = segment[f"{field}.starts"]
        self._rows = segment[f"{field}.folded.rows"]
        self._lengths, self._letters = segment[f"{field}.folded.lengths"], segment[f"{field}.folded.letters"]

    def of_shape(self, pattern: str) -> Ids:
        """Give the rows of the terms of a shape, ascending."""
        rows = self._folded.beginning(beginning_of(pattern).encode())
        found = (
            range(rows.start, rows.stop) if prefix_of(pattern) is not None else list(self._of_lines(pattern, rows))
        )
        return np.sort(self._rows[found].astype(np.int64))

    def _of_lines(self, pattern: str, rows: range) -> Iterator[int]:
        text = self._folded.lines(rows).decode()
        lines, at = text.split("\n"), -1
        for word in lines_of_shape(pattern).findall(text):  # which come in the order of the lines
            at = lines.index(word, at + 1)
            yield rows[at]

    def may_be(self, word: str, changes: int) -> tuple[list[str], Ids]:
        """Give words that so many changes may turn into one, folded, each with the row of its term."""
        rows = may_be_within(word, changes, self._lengths, self._letters)
        return [self._folded[row].decode() for row in rows.tolist()], self._rows[rows].astype(np.int64)

    def frequencies(self, rows: Ids) -> Ids:
        """Give how many documents have each of some terms, deleted ones among them."""
        return np.asarray(self._starts[rows + 1] - self._starts[rows])
