"""Passages with the same words in two editions, one of the one for one of the other.

Rule: what stands once in each tells where the rest belongs; what is repeated, as the rows of tables are, goes with
its neighbours.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import LCSseq, Levenshtein

from archive.comparison.order import heaviest_rising

Pair = tuple[int, int]
"""The number of a passage in the one edition, and in the other."""

SAYS_ENOUGH = 12
"""Letters. What is shorter, a cell or a number, may stand anywhere: elsewhere it is another one."""

_MOST_CELLS = 100_000_000
"""Bits of the matrix in which the most pairs in order are found: ten thousand repeated rows on either side.

With more, nearly the most are found, in little memory.
"""


def twins_in_order(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """Give pairs of passages with the same words that stand in the same order in both; texts are normalised."""
    found: list[Pair] = []
    here, there = 0, 0
    for end_here, end_there in [*anchors_in_order(old, new), (len(old), len(new))]:
        found += _common(old, new, (here, end_here), (there, end_there))
        found.append((end_here, end_there))
        here, there = end_here + 1, end_there + 1
    return found[:-1]


def anchors_in_order(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """Give pairs of passages whose words stand once in each, as many as stand in the same order in both."""
    sure = _unique(old, new)
    rising = heaviest_rising([there for _, there in sure], [len(old[here]) + 1 for here, _ in sure])
    return [sure[index] for index in rising]


def twins_elsewhere(old: Sequence[str], new: Sequence[str], pairs: Sequence[Pair]) -> list[Pair]:
    """Give pairs of the passages that are left with the same words; each with the neighbours that went along."""
    left = set(range(len(old))) - {here for here, _ in pairs}
    free = set(range(len(new))) - {there for _, there in pairs}
    places: dict[str, list[int]] = defaultdict(list)
    for there in sorted(free):
        places[new[there]].append(there)
    found: list[Pair] = []
    # Those that stand once come first, for only their neighbours are told by them.
    for here in sorted(left, key=lambda each: (len(places[old[each]]) != 1, each)):
        partner = next((each for each in places[old[here]] if each in free), None)
        if here not in left or partner is None or len(old[here]) < SAYS_ENOUGH:
            continue
        for pair in _with_neighbours(old, new, (here, partner), left, free):
            left.discard(pair[0])
            free.discard(pair[1])
            found.append(pair)
    return found


def _unique(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    times_old, times_new = Counter(old), Counter(new)
    places = {key: there for there, key in enumerate(new) if times_new[key] == 1}
    return [(here, places[key]) for here, key in enumerate(old) if times_old[key] == 1 and key in places]


def _common(old: Sequence[str], new: Sequence[str], here: Pair, there: Pair) -> Iterator[Pair]:
    """Give the most pairs in order between two that are sure."""
    shared = set(old[slice(*here)]) & set(new[slice(*there)])
    ours = [place for place in range(*here) if old[place] in shared]
    theirs = [place for place in range(*there) if new[place] in shared]
    aligning = LCSseq if len(ours) * len(theirs) <= _MOST_CELLS else Levenshtein
    for each in aligning.opcodes([old[place] for place in ours], [new[place] for place in theirs]):
        if each.tag == "equal":
            yield from zip(
                ours[each.src_start : each.src_end], theirs[each.dest_start : each.dest_end], strict=True
            )


def _with_neighbours(
    old: Sequence[str], new: Sequence[str], pair: Pair, left: set[int], free: set[int]
) -> Iterator[Pair]:
    yield pair
    for step in (-1, 1):
        here, there = pair[0] + step, pair[1] + step
        while here in left and there in free and old[here] == new[there]:
            yield here, there
            here, there = here + step, there + step
