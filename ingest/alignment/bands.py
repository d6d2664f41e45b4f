"""Where in the table of two sides the way is looked for.

What both sides have just once (a number, a name, a word of one root) are points the way likely passes; the
longest chain of them that rises on both sides tells roughly where it goes. Between two points all is looked at,
and some way around them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from ingest.alignment.features import Analysed
from ingest.alignment.rising import rising
from ingest.alignment.table import Band

_WIDTH, _WIDTH_IN_DOUBT = 40, 120
"""Columns to each side of the chain that are looked at as well; the latter where the way runs along an edge."""

_WIDTH_ALONG = 30
"""The same, of a chain of steps that were all but sure before: what is known by then moved none as far."""

_EDGE = 10
"""A way that comes so near the edge of a band might have gone beyond it."""

_MOST_CELLS = 3_000_000
"""Of a table: each time they are walked through takes one or two seconds of processor, by words alone."""

_FEW_CELLS = 40_000
"""All of a small table is looked at."""


def bands(
    ours: Sequence[Analysed], theirs: Sequence[Analysed], passed: Sequence[tuple[int, int]] = ()
) -> Iterator[Band]:
    """Give for each row the columns to be looked at; then more, for where the way comes to an edge of that.

    Each has all of the one before and more, so that the way found in it is no worse; where that would be too much
    none is given. `passed` are places that the way all but surely passed by what was known before.
    """
    rows, columns = len(ours), len(theirs)
    given: Band = []
    points: Sequence[tuple[int, int]] = ()
    for points, width in _chains(ours, theirs, passed):
        found = _around([(0, 0), *points, (rows, columns)], rows, columns, width)
        band = _both(given, found) if given else found
        if band != given and sum(high - low for low, high in band) <= _MOST_CELLS:
            given = band
            yield band
    if not given:
        yield _along([(0, 0), *points, (rows, columns)], rows, columns, max(_MOST_CELLS // (3 * rows), 2))


def is_within(places: Iterable[tuple[int, int]], band: Band) -> bool:
    """Tell whether a way through some places keeps away from the edges of a band, but for those of the table."""
    columns = band[-1][1]
    return all(
        (low == 0 or column - low >= _EDGE) and (high == columns or high - column > _EDGE)
        for row, column in places
        for low, high in (band[row],)
    )


def _chains(
    ours: Sequence[Analysed], theirs: Sequence[Analysed], passed: Sequence[tuple[int, int]]
) -> Iterator[tuple[Sequence[tuple[int, int]], int]]:
    """Give points near which the way is looked for, and how many columns to each side; without points, all."""
    if passed:
        yield _chain(passed), _WIDTH_ALONG
    if len(ours) * len(theirs) <= _FEW_CELLS:
        yield (), 0
        return
    points = _supported(_chain(_points(ours, theirs)))
    for width in (_WIDTH, _WIDTH_IN_DOUBT):
        yield points, width


def _both(one: Band, other: Band) -> Band:
    return [(min(low, left), max(high, right)) for (low, high), (left, right) in zip(one, other, strict=True)]


def _points(ours: Sequence[Analysed], theirs: Sequence[Analysed]) -> list[tuple[int, int]]:
    mine, other = _single(ours), _single(theirs)
    return sorted({(mine[feature], other[feature]) for feature in mine.keys() & other.keys()})


def _single(texts: Sequence[Analysed]) -> dict[str, int]:
    places: dict[str, list[int]] = defaultdict(list)
    for number, text in enumerate(texts):
        for feature in text.cognates:
            places[feature].append(number)
    return {feature: found[0] for feature, found in places.items() if len(found) == 1}


def _chain(points: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give the longest chain that rises on both sides."""
    ordered = sorted(points, key=lambda point: (point[0], -point[1]))
    return [ordered[place] for place in rising([column for _, column in ordered])]


def _supported(chain: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Leave out points that stand alone: those near which, along the chain, the way runs elsewhere."""
    found = []
    for number, (row, column) in enumerate(chain):
        near = [chain[each] for each in (number - 2, number - 1, number + 1, number + 2) if 0 <= each < len(chain)]
        agreeing = [1 for r, c in near if abs((c - column) - (r - row)) <= 5 + abs(r - row) // 4]
        if len(agreeing) >= 2:  # noqa: PLR2004 - half of those near by
            found.append((row, column))
    return found


def _around(chain: Sequence[tuple[int, int]], rows: int, columns: int, width: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    number = 0
    for row in range(rows + 1):
        while number + 1 < len(chain) - 1 and chain[number + 1][0] <= row:
            number += 1
        low = chain[number][1] - width
        high = chain[min(number + 1, len(chain) - 1)][1] + width
        found.append((max(low, 0), min(high, columns) + 1))
    return _rising(found, columns)


def _along(chain: Sequence[tuple[int, int]], rows: int, columns: int, width: int) -> list[tuple[int, int]]:
    """Give a band along the straight lines from point to point, where all between them would be too much."""
    known, places = zip(*chain, strict=True)
    way = np.interp(np.arange(-1, rows + 2), known, places).astype(int).tolist()
    return _rising(
        [
            (max(before - width, 0), min(after + width, columns) + 1)
            for before, after in zip(way[:-2], way[2:], strict=True)
        ],
        columns,
    )


def _rising(found: list[tuple[int, int]], columns: int) -> list[tuple[int, int]]:
    """See that the band begins at the first corner, ends at the last, and never goes back."""
    lows, highs = [low for low, _ in found], [high for _, high in found]
    lows[0], highs[-1] = 0, columns + 1
    for number in range(1, len(highs)):
        highs[number] = max(highs[number], highs[number - 1])
    for number in range(len(lows) - 2, -1, -1):
        lows[number] = min(lows[number], lows[number + 1])
    return list(zip(lows, highs, strict=True))
