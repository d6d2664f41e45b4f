"""Which passages of two running texts belong together, however they were cut.

Rule: a good part of their words is the same, in the same order. Passages that were cut nowhere alike make a long
chain; where something changed in one, it is taken apart again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from archive.comparison.running_text import CELL_KEY, Block, Text, blocks, by_passages

Span = tuple[int, int]

_ALIKE = 0.45
"""Two passages that share so much of the longer one are one that was changed."""

_CONTAINED = 0.7
"""A passage with that much of its words in another is a part of it, or that of it ..."""

_SHORT_STRETCH = 12
"""... if these words follow on each other for so many letters. So many beyond the end of a passage, and it was
only cut there."""

_LONG_STRETCH = 60
"""Letters that follow on each other: a line of text, which nobody writes twice."""

_MOST_TOGETHER = 6
"""Passages on a side that are told as one change; a paragraph has seldom more."""


class Group(NamedTuple):
    """Passages of the one edition that became passages of the other, by their numbers.

    Of a chain that was taken apart, `is_kept` tells whether all words of a part are kept. `shown` are the
    stretches of both texts, a line end between passages, that stand for each other: the rest is in other parts.
    """

    before: tuple[int, ...]
    after: tuple[int, ...]
    is_kept: bool | None = None
    shown: tuple[Span, Span] | None = None


def grouped(old: Text, new: Text) -> list[Group]:
    """Give the passages that belong together, in the order of the old text; what has no other side is left out."""
    found = blocks(old.keys, new.keys)
    shared, ties = _ties(found, old, new)
    parents = list(range(len(old.starts) + len(new.starts)))
    for here, there in ties:
        parents[_root(parents, len(old.starts) + there)] = _root(parents, here)
    ours: dict[int, list[int]] = defaultdict(list)
    theirs: dict[int, list[int]] = defaultdict(list)
    for number in range(len(parents)):
        is_ours = number < len(old.starts)
        side, own = (ours, number) if is_ours else (theirs, number - len(old.starts))
        side[_root(parents, number)].append(own)
    groups = [Group(tuple(before), tuple(theirs[root])) for root, before in ours.items() if root in theirs]
    chains = _Chains(old, new, found, shared)
    return [part for group in groups for part in chains.parts(group)]


def _ties(
    found: Sequence[Block], old: Text, new: Text
) -> tuple[Mapping[tuple[int, int], int], list[tuple[int, int]]]:
    """Give how many letters passages share, two by two, and those pairs that belong together."""
    shared: dict[tuple[int, int], int] = defaultdict(int)
    sure: set[tuple[int, int]] = set()
    joined: set[tuple[int, int]] = set()
    for block in found:
        for pair, size, stretch in by_passages(block, old, new):
            shared[pair] += size
            if stretch >= _SHORT_STRETCH:
                joined.add(pair)
            if size >= _LONG_STRETCH or stretch - size >= _SHORT_STRETCH:
                sure.add(pair)
    ties = []
    for pair, size in shared.items():
        ours, theirs = old.size(*old.bounds(pair[0])), new.size(*new.bounds(pair[1]))
        is_part = pair in joined and size >= _CONTAINED * min(ours, theirs)
        if pair in sure or is_part or size >= _ALIKE * max(ours, theirs):
            ties.append(pair)
    return shared, ties


class _Chains:
    """Takes long chains of passages apart, by which words of the one text are which of the other."""

    def __init__(
        self, old: Text, new: Text, found: Sequence[Block], shared: Mapping[tuple[int, int], int]
    ) -> None:
        self._old, self._new, self._shared = old, new, shared
        self._there = [-1] * len(old.keys)
        self._here = [-1] * len(new.keys)
        for here, there, length in found:
            self._there[here : here + length] = range(there, there + length)
            self._here[there : there + length] = range(here, here + length)

    def parts(self, group: Group) -> Iterator[Group]:
        """Give a group, or the parts of one that is a long chain in which something changed."""
        is_short = max(len(group.before), len(group.after)) <= _MOST_TOGETHER
        if is_short or self._is_kept(group):
            yield group
            return
        for part in self._with_neighbours(self._by_the_old(group)):
            yield part if part.is_kept else part._replace(shown=self._shown(part))

    def _by_the_old(self, group: Group) -> list[Group]:
        """Give each passage of the new edition to that of the old with which it shares most."""
        shared = self._shared
        hosts = {
            there: max(group.before, key=lambda here: (shared.get((here, there), 0), -here))
            for there in group.after
        }
        parts = {here: ([here], [there for there in hosts if hosts[there] == here]) for here in group.before}
        for here in group.before:
            if not parts[here][1]:  # it lies within one that went to another
                largest = max(group.after, key=lambda there: (shared.get((here, there), 0), -there))
                parts[hosts[largest]][0].append(here)
        return [Group(tuple(sorted(ours)), tuple(theirs)) for ours, theirs in parts.values() if theirs]

    def _with_neighbours(self, parts: Sequence[Group]) -> list[Group]:
        """Join changed parts that follow each other: what went may stand in one, what came in the other."""
        joined: list[Group] = []
        for part in parts:
            is_kept = self._is_kept(part)
            if joined and not joined[-1].is_kept and not is_kept:
                last = joined.pop()
                joined.append(Group((*last.before, *part.before), (*last.after, *part.after), is_kept=False))
            else:
                joined.append(part._replace(is_kept=is_kept))
        return joined

    def _is_kept(self, group: Group) -> bool:
        """Tell whether each word of its passages stands in the other edition too; ends of cells are no words."""
        sides = (self._old, self._there, group.before), (self._new, self._here, group.after)
        return all(
            others[word] >= 0 or text.keys[word] == CELL_KEY
            for text, others, passages in sides
            for passage in passages
            for word in range(*text.bounds(passage))
        )

    def _shown(self, part: Group) -> tuple[Span, Span]:
        """Leave out at the edges what the other edition has in other passages than these."""
        ours, theirs = _words(self._old, part.before), _words(self._new, part.after)
        return (
            _characters(self._old, part.before, _trimmed(ours, theirs, self._there)),
            _characters(self._new, part.after, _trimmed(theirs, ours, self._here)),
        )


def _words(text: Text, passages: Sequence[int]) -> Span:
    return text.bounds(passages[0])[0], text.bounds(passages[-1])[1]


def _trimmed(words: Span, others: Span, partners: Sequence[int]) -> Span:
    start, end = words
    while start < end and 0 <= partners[start] < others[0]:
        start += 1
    while start < end and partners[end - 1] >= others[1]:
        end -= 1
    return start, end


def _characters(text: Text, passages: Sequence[int], words: Span) -> Span:
    """Give where words stand in the text of these passages, a line end between each two."""
    start, end = words
    if start == end:
        return 0, 0
    return (
        _before(text, passages, start) + text.spans[start][0],
        _before(text, passages, end - 1) + text.spans[end - 1][1],
    )


def _before(text: Text, passages: Sequence[int], word: int) -> int:
    own = text.passage_at(word)
    return sum(text.lengths[each] + 1 for each in passages if each < own)


def _root(parents: list[int], number: int) -> int:
    while parents[number] != number:
        parents[number] = parents[parents[number]]
        number = parents[number]
    return number
