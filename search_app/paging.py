"""Which pages of a long list there are, and which of them are linked from one.

Rule: no page is linked that cannot be asked for; where a list goes on beyond the last one, that says so.
"""

from __future__ import annotations

from search_app.limits import MAX_OFFSET

_PAGES_SHOWN = 2
"""Pages linked on either side of the current one."""


def most_pages(each: int) -> int:
    """Give how many pages of `each` things can be asked for."""
    return MAX_OFFSET // each


def last_page(count: int, each: int) -> int:
    """Give the number of the last page of a list, of `each` things a page; an empty list has one too."""
    return max(1, min(-(-count // each), most_pages(each)))


def cut_at(count: int, each: int) -> int:
    """Give how many things of a list can be asked for, where that is not all of them; else 0."""
    most = most_pages(each) * each
    return most if count > most else 0


def pages_near(page: int, last: int) -> list[int]:
    """Give the pages of a long list that are linked from one of them: the first, the last, those around it."""
    window = range(max(1, page - _PAGES_SHOWN), min(last, page + _PAGES_SHOWN) + 1)
    return sorted({1, *window, last})
