"""The shortest ways over the words of a page that spell a text, by Dijkstra's algorithm."""

from __future__ import annotations

import heapq
import math
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from archive.anchors.ways import CUT_WORD, Token, Ways

_MOST_WAYS = 60_000
"""A page of one word repeated has more ways than can be tried: these take a tenth of a second."""

_AS_GOOD = 4.0
_MOST_CHAINS = 24
"""The words around tell which is meant, where several are about as short."""

_COST_A_STEP, _COST_AT_ALL = 3.0, 4.0
"""With more a step it is no text, but a search for its words: one way may be far, several may not."""


class Link(NamedTuple):
    """A word of a chain: which of its letters are taken, and how many of the key stand before them."""

    token: Token
    first: int
    last: int
    offset: int


@dataclass(frozen=True, slots=True)
class Chain:
    """Words one after the other that have the letters of a key, and what the ways between them cost."""

    links: tuple[Link, ...]
    cost: float

    def part(self, start: int, end: int) -> Chain:
        """Give the part of it that has the letters of the key from here to there."""
        links = []
        for token, first, last, offset in self.links:
            low, high = max(start - offset, 0), min(end - offset, last - first)
            if low < high:
                links.append(Link(token, first + low, first + high, offset + low - start))
        return Chain(tuple(links), self.cost)


_State = tuple[int, int]
"""How many letters of the key are taken, and the number of the word that has the last of them."""


def chains(key: str, ways: Ways) -> list[Chain]:
    """Give the shortest chain for a key, and others that are about as short, if there is any."""
    return [chain for chain in _Search(key, ways).run() if _is_likely(chain, ways)]


def _is_likely(chain: Chain, ways: Ways) -> bool:
    """Tell whether a chain is short enough for a text, and takes each word once."""
    steps = sum(ways.is_apart(one.token, other.token) for one, other in pairwise(chain.links))
    is_short = chain.cost <= _COST_AT_ALL + _COST_A_STEP * steps
    return is_short and len({link.token.number for link in chain.links}) == len(chain.links)


class _Search:
    def __init__(self, key: str, ways: Ways) -> None:
        self._key, self._ways = key, ways
        self._left = _MOST_WAYS
        self._queue: list[tuple[float, int, int]] = []
        self._came: dict[_State, tuple[_State | None, int, int]] = {}
        self._best: dict[_State, float] = {}

    def run(self) -> list[Chain]:
        for cost, token, first in self._ways.beginning(self._key):
            self._reach(cost, token, first, None)
        found: list[Chain] = []
        while self._queue and len(found) < _MOST_CHAINS and self._left > 0:
            cost, minus_taken, number = heapq.heappop(self._queue)
            state = -minus_taken, number
            if found and cost > found[0].cost + _AS_GOOD:
                break
            if state[0] == len(self._key):
                found.append(Chain(self._links(state), cost))
            elif cost <= self._best[state]:
                self._go_on(cost, state)
        return found

    def _go_on(self, cost: float, state: _State) -> None:
        for way, token in self._ways.after(self._ways.tokens[state[1]], self._key[state[0] :]):
            self._reach(cost + way, token, 0, state)

    def _reach(self, cost: float, token: Token, first: int, before: _State | None) -> None:
        self._left -= 1
        taken = before[0] if before else 0
        last = min(len(token.key), first + len(self._key) - taken)
        state = taken + last - first, token.number
        cost += CUT_WORD * (last < len(token.key))
        if cost < self._best.get(state, math.inf):
            self._best[state], self._came[state] = cost, (before, first, last)
            heapq.heappush(self._queue, (cost, -state[0], token.number))

    def _links(self, last: _State) -> tuple[Link, ...]:
        links = []
        state: _State | None = last
        while state is not None:
            before, start, end = self._came[state]
            links.append(Link(self._ways.tokens[state[1]], start, end, state[0] - (end - start)))
            state = before
        return tuple(reversed(links))
