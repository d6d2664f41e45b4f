"""Which pages are shown small: a few beside the page that is read, and all of them by screenfuls."""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive import Version

_BESIDE = 4
"""Pages before and after the one that is read."""

_A_SCREENFUL = 120
"""Pages on one sheet of small images: browsers take a second for so many."""


@dataclass(frozen=True, slots=True)
class Overview:
    """A stretch of a version's pages; `before` and `after` are where the neighbouring stretches begin."""

    numbers: range
    before: int | None
    after: int | None


def near_pages(version: Version, page_number: int) -> range:
    """Give the numbers of the pages near one, as many at the ends of a file as in its middle."""
    last = max(version.page_count, 1)
    first = max(1, min(page_number - _BESIDE, last - 2 * _BESIDE))
    return range(first, min(first + 2 * _BESIDE, last) + 1)


def overview(version: Version, start: str) -> Overview:
    """Give the stretch of pages that begins at `start`; at the first page where that is no page."""
    begin = int(start) if re.fullmatch("[0-9]{1,6}", start) and 1 <= int(start) <= version.page_count else 1
    end = min(begin + _A_SCREENFUL, version.page_count + 1)
    return Overview(
        range(begin, end),
        max(1, begin - _A_SCREENFUL) if begin > 1 else None,
        end if end <= version.page_count else None,
    )
