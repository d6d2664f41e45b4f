"""What changed between two editions, in words: the terminal's own English, and what the page translates.

Rule: as in `report_words.py`, `said` and `counted` only mark what `messages.py` gathers for translation.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from archive import ChangeKind, Shift
from search_app.report_words import Counted, counted, said

_MOST_SHIFTS = 3
"""Shifts that are told one by one; with more, the pages were set anew."""

KINDS = {
    ChangeKind.CHANGED: said("Changed"),
    ChangeKind.ADDED: said("Added"),
    ChangeKind.REMOVED: said("Removed"),
    ChangeKind.MOVED: said("Moved"),
    ChangeKind.KEPT: said("Kept"),
}
"""In the order in which they are told."""

CHANGED_AND_MOVED = said("Changed and moved")

_COUNTS = {
    ChangeKind.CHANGED: counted("%(shown)s passage changed", "%(shown)s passages changed"),
    ChangeKind.ADDED: counted("%(shown)s passage added", "%(shown)s passages added"),
    ChangeKind.REMOVED: counted("%(shown)s passage removed", "%(shown)s passages removed"),
    ChangeKind.MOVED: counted("%(shown)s passage moved", "%(shown)s passages moved"),
    ChangeKind.KEPT: counted("%(shown)s passage kept", "%(shown)s passages kept"),
}

_LATER = counted(
    "What stood on %(places)s now stands %(shown)s page later.",
    "What stood on %(places)s now stands %(shown)s pages later.",
)
_EARLIER = counted(
    "What stood on %(places)s now stands %(shown)s page earlier.",
    "What stood on %(places)s now stands %(shown)s pages earlier.",
)
_SET_ANEW = counted(
    "What was kept stands up to %(shown)s page earlier or later.",
    "What was kept stands up to %(shown)s pages earlier or later.",
)

Say = Callable[[Counted, int, Mapping[str, str]], str]
"""Says one of two texts by a number, which it puts in as `shown`, with other words in it."""


def say_in_english(words: Counted, number: int, others: Mapping[str, str]) -> str:
    """Say it as it stands here."""
    return (words.one if number == 1 else words.many) % {"shown": f"{number:,}", **others}


def told_counts(counts: Mapping[ChangeKind, int], say: Say = say_in_english) -> list[str]:
    """Say how many passages there are of each kind that has any."""
    return [say(_COUNTS[kind], counts[kind], {}) for kind in KINDS if counts[kind]]


def told_shifts(
    shifts: Sequence[Shift], places: Callable[[int, int], str], say: Say = say_in_english
) -> list[str]:
    """Say how pages were shifted; `places` says from which page to which."""
    if len(shifts) > _MOST_SHIFTS:
        return [say(_SET_ANEW, max(abs(each.pages) for each in shifts), {})]
    return [
        say(
            _LATER if each.pages > 0 else _EARLIER,
            abs(each.pages),
            {"places": places(each.first_page, each.last_page)},
        )
        for each in shifts
    ]
