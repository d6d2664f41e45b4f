"""Pages that stand so many pages later or earlier than they did, as those after an inserted page do."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple


class Shift(NamedTuple):
    """What stood on these pages of the old edition stands `pages` later now, or earlier where negative."""

    first_page: int
    last_page: int
    pages: int


def shifts(kept: Iterable[tuple[int, int]]) -> tuple[Shift, ...]:
    """Give how pages were shifted, in order; `kept` are the old and the new page of what kept its order."""
    by_page: dict[int, Counter[int]] = defaultdict(Counter)
    for old, new in kept:
        by_page[old][new - old] += 1
    found: list[Shift] = []
    for page, votes in sorted(by_page.items()):
        pages = min(votes, key=lambda each: (-votes[each], abs(each), each))
        if found and found[-1].pages == pages:
            found[-1] = found[-1]._replace(last_page=page)
        else:
            found.append(Shift(page, page, pages))
    return tuple(each for each in found if each.pages)
