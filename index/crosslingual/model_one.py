"""Which units of one side give which of the other: IBM Model 1, learned in memory that has a bound.

Each unit of a text comes from one unit of the other text, or from none; how likely each pair is, is learned by
expectation and maximisation (P. F. Brown and others, The Mathematics of Statistical Machine Translation,
Computational Linguistics 19, 1993). It is learned in both directions, for what one direction takes for a
translation only because it stands everywhere the other does not. Links are counted with a bound (lossy counting:
G. S. Manku and R. Motwani, Approximate Frequency Counts over Data Streams, VLDB 2002) and pruned before they are
learned from, and texts are gone through in blocks.
"""

from __future__ import annotations

from collections.abc import Iterator
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

_BLOCK = 1_000_000
"""Occurrences of links gone through at a time."""

_LEAST_TOGETHER = 2
_LEAST_COSINE = 0.08
"""Of the texts that both stand in; a translation that is any good has .3."""

Likely = NDArray[np.float64]


class Block(NamedTuple):
    """Occurrences of links in some texts: which link, and the places of both in `units`."""

    link: NDArray[np.int32]
    one_at: NDArray[np.int32]
    other_at: NDArray[np.int32]


class Linked(NamedTuple):
    """Links: a unit of each side, in how many pairs of texts both stand, how likely each gives the other."""

    one: Numbers
    other: Numbers
    together: Numbers
    likely: Likely
    """The geometric mean of both directions."""

    blocks: list[Block]


def link_units(one: Bags, other: Bags) -> Linked:
    """Learn how likely units give those of the other side; both have the same texts.

    What stands together in one pair of texts alone is not learned from.
    """
    keys, together = _counted(one, other)
    width = max(len(other.counts), 1)
    ours, theirs = keys // width, keys % width
    cosine = together / np.sqrt(one.counts[ours] * other.counts[theirs])
    kept = (together >= _LEAST_TOGETHER) & (cosine >= _least(cosine, together))
    keys, ours, theirs, together = keys[kept], ours[kept], theirs[kept], together[kept]
    matched = (_matched(block, keys, one, other) for block in _occurrences(one, other))
    blocks = [block for block in matched if len(block.link)]
    forth = _trained(blocks, ours, other.units, is_back=False)
    back = _trained(blocks, theirs, one.units, is_back=True)
    return Linked(ours, theirs, together, np.sqrt(forth * back), blocks)


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


def _matched(block: tuple[Numbers, Numbers], keys: Numbers, one: Bags, other: Bags) -> Block:
    """Give the occurrences of the links that are kept."""
    ours, theirs = block
    wanted = one.units[ours] * max(len(other.counts), 1) + other.units[theirs]
    at = np.minimum(np.searchsorted(keys, wanted), max(len(keys) - 1, 0))
    there = np.flatnonzero(keys[at] == wanted) if len(keys) else np.zeros(0, np.int64)
    return Block(*(each[there].astype(np.int32) for each in (at, ours, theirs)))


def _trained(blocks: list[Block], sources: Numbers, units: Numbers, *, is_back: bool) -> Likely:
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
