"""Parts of outlines: beside a page the entries near to where the reader is, of a document the outermost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from archive import OutlineEntry
from archive.identity import normalise

_MOST = 60
"""Entries shown; a manual has hundreds, and they would weigh more than the page that is read."""


@dataclass(frozen=True, slots=True)
class NearOutline:
    """The part of an outline that is shown beside a page; `here` is the entry the reader is at."""

    entries: tuple[OutlineEntry, ...] = ()
    here: OutlineEntry | None = None
    is_whole: bool = True


def near(outline: Sequence[OutlineEntry], page_number: int, section: Sequence[str] = ()) -> NearOutline:
    """Show the outermost entries, and of the others those on the way to where the reader is and just below."""
    at = _place(outline, page_number, section)
    here = outline[at] if at is not None else None
    parents = _parents(outline)
    way = {at}
    while at is not None:
        at = parents[at]
        way.add(at)
    shown = [place for place, parent in enumerate(parents) if parent is None or parent in way]
    if len(shown) > _MOST:
        middle = next((number for number, place in enumerate(shown) if outline[place] is here), 0)
        first = max(0, min(middle - _MOST // 2, len(shown) - _MOST))
        shown = shown[first : first + _MOST]
    return NearOutline(tuple(outline[place] for place in shown), here, len(shown) == len(outline))


def outermost(outline: Sequence[OutlineEntry]) -> NearOutline:
    """Show as many levels of an outline as have few entries together, and no more of one that has very many."""
    shown = list(outline)
    while len(shown) > _MOST and len(levels := {entry.level for entry in shown}) > 1:
        shown = [entry for entry in shown if entry.level < max(levels)]
    return NearOutline(tuple(shown[:_MOST]), is_whole=len(shown[:_MOST]) == len(outline))


def _place(outline: Sequence[OutlineEntry], page_number: int, section: Sequence[str]) -> int | None:
    """Give the entry a reader is at: that of the section, innermost first; else the last up to this page."""
    for title in reversed(section):
        named = [place for place, entry in enumerate(outline) if normalise(entry.title) == normalise(title)]
        if named:
            return _last_up_to(outline, named, page_number) or named[0]
    return _last_up_to(outline, range(len(outline)), page_number)


def _last_up_to(outline: Sequence[OutlineEntry], places: Sequence[int], page_number: int) -> int | None:
    before = [place for place in places if outline[place].page_number <= page_number]
    return max(reversed(before), key=lambda place: outline[place].page_number, default=None)


def _parents(outline: Sequence[OutlineEntry]) -> list[int | None]:
    """Give for each entry the place of the one it stands below, or None."""
    parents: list[int | None] = []
    open_entries: list[int] = []
    for place, entry in enumerate(outline):
        while open_entries and outline[open_entries[-1]].level >= entry.level:
            open_entries.pop()
        parents.append(open_entries[-1] if open_entries else None)
        open_entries.append(place)
    return parents
