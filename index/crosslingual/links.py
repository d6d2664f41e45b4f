"""Which units of one side go with which of the other, learned from many texts in memory that has a bound.

IBM Model 1 in both directions, as in `translations.py`; here the links are pruned before they are learned from.
They are counted with a bound (lossy counting: G. S. Manku and R. Motwani, Approximate Frequency Counts over Data
Streams, VLDB 2002), and texts are gone through in blocks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.crosslingual.numbered import Bags, Numbers

ROUNDS = 5
"""Of expectation and maximisation; what is likeliest changes little after."""

MOST_LINKS = 3_000_000
"""Distinct links counted at a time: some 200 MB while they are put together."""

MOST_OCCURRENCES = 10_000_000
"""Of links that are learned from: 120 MB."""

MOST_KEPT = 60_000
"""Links of a kind: those that are seen most."""

_BLOCK = 1_000_000
"""Occurrences of links gone through at a time."""

LEAST_LIKELY = 0.1
"""Of what is likelier than this a translation may be made."""

_LEAST_TOGETHER = 2
_LEAST_COSINE = 0.08
"""Of the texts that both stand in; a translation that is any good has .3."""

Likely = NDArray[np.float64]


class Links(NamedTuple):
    """Links that are likely: a unit of each side, how likely, in how many pairs of texts both stand.

    How likely is the geometric mean of how likely each gives the other.
    """

    one: Numbers
    other: Numbers
    likely: Likely
    together: Numbers
    first: Numbers
    last: Numbers
    """Pairs of texts in which both stand."""

    one_spelled: list[Counter[int]]
    other_spelled: list[Counter[int]]
    """How each side is spelled where both stand, with how often."""


class _Block(NamedTuple):
    """Occurrences of links in some texts: which link, and the places of both in `units`."""

    link: NDArray[np.int32]
    one_at: NDArray[np.int32]
    other_at: NDArray[np.int32]


def learn_links(one: Bags, other: Bags) -> Links:
    """Learn which units give which of the other side; both have the same texts."""
    keys, together = _counted(one, other)
    width = max(len(other.counts), 1)
    ours, theirs = keys // width, keys % width
    cosine = together / np.sqrt(one.counts[ours] * other.counts[theirs])
    kept = (together >= _LEAST_TOGETHER) & (cosine >= _least(cosine, together))
    keys, ours, theirs, together = keys[kept], ours[kept], theirs[kept], together[kept]
    matched = (_matched(block, keys, one, other) for block in _occurrences(one, other))
    blocks = [block for block in matched if len(block.link)]
    forth = _trained(blocks, ours, other.units, is_back=False)
    likely = np.sqrt(forth * _trained(blocks, theirs, one.units, is_back=True))
    good = np.flatnonzero(likely >= LEAST_LIKELY)
    good = np.sort(good[np.argsort(-together[good], kind="stable")[:MOST_KEPT]])
    blocks = _renumbered(blocks, good, len(keys))
    return Links(
        ours[good],
        theirs[good],
        likely[good],
        together[good],
        *_examples(blocks, len(good), one),
        _spellings(((block.link, one.spelled[block.one_at]) for block in blocks), len(good)),
        _spellings(((block.link, other.spelled[block.other_at]) for block in blocks), len(good)),
    )


def _least(cosine: NDArray[np.float64], together: Numbers) -> float:
    """Give the cosine from which on links are kept: a higher one where too much would be learned from."""
    order = np.argsort(-cosine)
    allowed = np.searchsorted(np.cumsum(together[order]), MOST_OCCURRENCES)
    return max(_LEAST_COSINE, float(cosine[order[allowed]]) if allowed < len(order) else 0.0)


def _occurrences(one: Bags, other: Bags) -> Iterator[tuple[Numbers, Numbers]]:
    """Give every unit of a text with every one of its pair, as places in `units`, block by block of texts."""
    ours, theirs = np.diff(one.starts), np.diff(other.starts)
    ends = np.cumsum(ours * theirs)
    start = 0
    while start < len(ours):
        done = ends[start - 1] if start else 0
        end = max(int(np.searchsorted(ends, done + _BLOCK, side="right")), start + 1)
        places = np.arange(one.starts[start], one.starts[end])
        text = np.repeat(np.arange(start, end), ours[start:end])
        each = theirs[text]
        within = np.arange(int(each.sum())) - np.repeat(np.cumsum(each) - each, each)
        yield np.repeat(places, each), np.repeat(other.starts[text], each) + within
        start = end


def _counted(one: Bags, other: Bags) -> tuple[Numbers, Numbers]:
    width = max(len(other.counts), 1)
    keys, counts = np.zeros(0, np.int64), np.zeros(0, np.int64)
    waiting: list[tuple[Numbers, Numbers]] = []
    for ours, theirs in _occurrences(one, other):
        waiting.append(np.unique(one.units[ours] * width + other.units[theirs], return_counts=True))
        if sum(len(each) for each, _ in waiting) > MOST_LINKS // 2:
            keys, counts = _merged([(keys, counts), *waiting])
            waiting = []
            least = 1
            while len(keys) > MOST_LINKS:
                keys, counts = keys[counts > least], counts[counts > least]
                least += 1
    return _merged([(keys, counts), *waiting])


def _merged(parts: list[tuple[Numbers, Numbers]]) -> tuple[Numbers, Numbers]:
    keys, counts = np.concatenate([each for each, _ in parts]), np.concatenate([each for _, each in parts])
    if not len(keys):
        return keys, counts
    order = np.argsort(keys, kind="stable")
    keys, counts = keys[order], counts[order]
    begins = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]]))
    return keys[begins], np.add.reduceat(counts, begins)


def _matched(block: tuple[Numbers, Numbers], keys: Numbers, one: Bags, other: Bags) -> _Block:
    """Give the occurrences of the links that are kept."""
    ours, theirs = block
    wanted = one.units[ours] * max(len(other.counts), 1) + other.units[theirs]
    at = np.minimum(np.searchsorted(keys, wanted), max(len(keys) - 1, 0))
    there = np.flatnonzero(keys[at] == wanted) if len(keys) else np.zeros(0, np.int64)
    return _Block(*(each[there].astype(np.int32) for each in (at, ours, theirs)))


def _trained(blocks: list[_Block], sources: Numbers, units: Numbers, *, is_back: bool) -> Likely:
    """Give for each link how likely its source gives its target. `units` are those of the targets' side."""
    likely = np.ones(len(sources))
    nothing = np.full(int(units.max(initial=0)) + 1, 1.0 / max(len(units), 1))
    for _ in range(ROUNDS):
        counted, none = np.zeros(len(sources)), np.zeros(len(nothing))
        for block in blocks:
            at = block.one_at if is_back else block.other_at
            place = at - at.min()
            weight = likely[block.link]
            target = units[at.min() : at.min() + int(place.max()) + 1]
            whole = np.bincount(place, weight) + nothing[target]
            counted += np.bincount(block.link, weight / whole[place], len(sources))
            none += np.bincount(target, nothing[target] / whole, len(nothing))
        likely = counted / np.maximum(np.bincount(sources, counted), 1e-12)[sources] if len(sources) else counted
        nothing = none / max(none.sum(), 1e-12)
    return likely


def _renumbered(blocks: list[_Block], good: Numbers, count: int) -> list[_Block]:
    """Give the occurrences of the links that are good, by their numbers among those."""
    numbers = np.full(count, -1, np.int32)
    numbers[good] = np.arange(len(good))
    found = []
    for block in blocks:
        link = numbers[block.link]
        there = link >= 0
        found.append(_Block(link[there], block.one_at[there], block.other_at[there]))
    return [block for block in found if len(block.link)]


def _spellings(seen: Iterable[tuple[NDArray[np.int32], NDArray[np.int32]]], count: int) -> list[Counter[int]]:
    found: list[Counter[int]] = [Counter() for _ in range(count)]
    for links, spelled in seen:
        pairs, often = np.unique(np.stack([links, spelled]), axis=1, return_counts=True)
        for link, number, times in zip(*pairs.tolist(), often.tolist(), strict=True):
            found[link][number] += times
    return found


def _examples(blocks: list[_Block], count: int, one: Bags) -> tuple[Numbers, Numbers]:
    """Give for each link the first and the last text in which both of its units stand."""
    first, last = np.full(count, -1), np.full(count, -1)
    for block in blocks:
        text = np.searchsorted(one.starts, block.one_at, side="right") - 1
        last[block.link] = text
        new = first[block.link[::-1]] < 0
        first[block.link[::-1][new]] = text[::-1][new]
    return first, last
