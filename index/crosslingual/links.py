"""The likeliest links of units of both sides, with how they are spelled and where they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.crosslingual.model_one import Block, Likely, link_units
from index.crosslingual.numbered import Bags, Numbers

MOST_KEPT = 60_000
"""Links of a kind: those that are seen most."""

LEAST_LIKELY = 0.1
"""Of what is likelier than this a translation may be made."""

_KNOWN = 10.0
"""What a link counts more that is written down: more than any that is not."""

_OFTEN = 0.14
"""What the logarithm of how often two were seen together counts beside how likely they are, as in their scores."""


class Links(NamedTuple):
    """Links that are likely: a unit of each side, how likely, in how many pairs of texts both stand.

    How likely is the geometric mean of how likely each gives the other. Both are `chosen` in those pairs in which
    neither has a better link.
    """

    one: Numbers
    other: Numbers
    likely: Likely
    together: Numbers
    chosen: Numbers
    first: Numbers
    last: Numbers
    """Pairs of texts in which both stand."""

    one_spelled: list[Counter[int]]
    other_spelled: list[Counter[int]]
    """How each side is spelled where both stand, with how often."""


def learn_links(one: Bags, other: Bags, known: Collection[tuple[int, int]] = ()) -> Links:
    """Learn which units give which of the other side; both have the same texts."""
    found = link_units(one, other)
    good = np.flatnonzero(found.likely >= LEAST_LIKELY)
    good = np.sort(good[np.argsort(-found.together[good], kind="stable")[:MOST_KEPT]])
    blocks = _renumbered(found.blocks, good, len(found.likely))
    is_known = [pair in known for pair in zip(found.one[good].tolist(), found.other[good].tolist(), strict=True)]
    strength = found.likely[good] + _OFTEN * np.log(found.together[good]) + _KNOWN * np.array(is_known, np.float64)
    return Links(
        found.one[good],
        found.other[good],
        found.likely[good],
        found.together[good],
        count_chosen(blocks, strength),
        *_examples(blocks, len(good), one),
        _spellings(((block.link, one.spelled[block.one_at]) for block in blocks), len(good)),
        _spellings(((block.link, other.spelled[block.other_at]) for block in blocks), len(good)),
    )


def count_chosen(blocks: Iterable[Block], strength: Likely) -> Numbers:
    """Give in how many pairs of texts each link is chosen, where every unit of a pair is linked but once.

    The stronger link goes first (I. D. Melamed, Models of Translational Equivalence among Words, Computational
    Linguistics 26, 2000): what only stands beside a translation is left over, for it has its own.
    """
    place = np.empty(len(strength), np.int64)
    place[np.lexsort((np.arange(len(strength)), -strength))] = np.arange(len(strength))
    chosen = np.zeros(len(strength), np.int64)
    for block in blocks:
        link, one_at, other_at = (each.astype(np.int64) for each in block)
        one_at, other_at = one_at - one_at.min(), other_at - other_at.min()
        while len(link):
            best_one = np.full(one_at.max() + 1, len(strength))
            best_other = np.full(other_at.max() + 1, len(strength))
            np.minimum.at(best_one, one_at, place[link])
            np.minimum.at(best_other, other_at, place[link])
            is_best = (place[link] == best_one[one_at]) & (place[link] == best_other[other_at])
            chosen += np.bincount(link[is_best], minlength=len(strength))
            is_left = ~(_among(one_at, one_at[is_best]) | _among(other_at, other_at[is_best]))
            link, one_at, other_at = link[is_left], one_at[is_left], other_at[is_left]
    return chosen


def _among(places: Numbers, wanted: Numbers) -> NDArray[np.bool_]:
    there = np.zeros(places.max() + 1, np.bool_)
    there[wanted] = True
    return there[places]


def _renumbered(blocks: list[Block], good: Numbers, count: int) -> list[Block]:
    """Give the occurrences of the links that are good, by their numbers among those."""
    numbers = np.full(count, -1, np.int32)
    numbers[good] = np.arange(len(good))
    found = []
    for block in blocks:
        link = numbers[block.link]
        there = link >= 0
        found.append(Block(link[there], block.one_at[there], block.other_at[there]))
    return [block for block in found if len(block.link)]


def _spellings(seen: Iterable[tuple[NDArray[np.int32], NDArray[np.int32]]], count: int) -> list[Counter[int]]:
    found: list[Counter[int]] = [Counter() for _ in range(count)]
    for links, spelled in seen:
        width = int(spelled.max(initial=0)) + 1
        pairs, often = np.unique(links.astype(np.int64) * width + spelled, return_counts=True)
        for link, number, times in zip(
            *(each.tolist() for each in (*np.divmod(pairs, width), often)), strict=True
        ):
            found[link][number] += times
    return found


def _examples(blocks: list[Block], count: int, one: Bags) -> tuple[Numbers, Numbers]:
    """Give for each link the first and the last text in which both of its units stand."""
    first, last = np.full(count, -1), np.full(count, -1)
    for block in blocks:
        text = np.searchsorted(one.starts, block.one_at, side="right") - 1
        last[block.link] = text
        new = first[block.link[::-1]] < 0
        first[block.link[::-1][new]] = text[::-1][new]
    return first, last
