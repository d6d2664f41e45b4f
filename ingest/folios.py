"""The folio, the number printed on a page: it counts on from page to page, or stands alone at the edge."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from ingest.lines import Line

_SHARE = 0.17
"""A number alone on its line is a folio a little further in than running heads stand, in shares of the height."""

_FOLIO = re.compile(
    r"^[-–—\s|·]*(?:(?:page|pág(?:ina)?\.?|p\.)\s*)?([0-9]{1,4}|[ivxlcdm]{1,8})"
    r"(?:\s*(?:of|de|/)\s*[0-9]{1,4})?[-–—\s|·]*$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[0-9]{1,4}")
_NEIGHBOURS = 5
"""Chapters may count anew; pages further off say nothing."""

_COUNTING = 3
"""On so many of the ten pages around a number in its place must count on; on all, where there are fewer."""

_SAME_HEIGHT_POINTS = 6.0
"""Folios of one file wander a little where pages were made by different programs."""

_VERY_PLACE_POINTS = 1.0
"""Two pages are little evidence: only the very same place counts."""


def counting_folios(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> list[Line | None]:
    """Give of each page the number that counts on from page to page in one place, whatever stands beside it.

    `pages` are all lines of each, those of tables too; `heights` are in points.
    """
    numbers = [
        [line for line in lines if _is_outer(line, height) and _NUMBER.fullmatch(plain(line.text))]
        for lines, height in zip(pages, heights, strict=True)
    ]
    return [next((line for line in numbers[at] if _counts(line, at, numbers)), None) for at in range(len(pages))]


def bare_folios(lines: Sequence[Line], furniture: Sequence[Line], height: float) -> list[Line]:
    """Find numbers that stand alone on the first or last line of the page, but for furniture beside them."""
    known = {id(line) for line in furniture}
    ordered = sorted((line for line in lines if id(line) not in known), key=lambda line: line.box[1])
    found = []
    for line in ordered[:1] + ordered[-1:]:
        beside = [other for other in ordered if other is not line and is_level(other, line)]
        if _is_outer(line, height) and not beside and _FOLIO.match(plain(line.text)):
            found.append(line)
    return found


def folio_of(furniture: Sequence[Line]) -> str | None:
    """Give the number of the page, if furniture shows one: alone, or at an end of a running head."""
    for line in furniture:
        if match := _FOLIO.match(plain(line.text)):
            return match.group(1)
    ends = [re.search(r"(?:^|\s)([0-9]{1,4})$|^([0-9]{1,4})\s", line.text) for line in furniture]
    for match in ends:
        if match:
            return match.group(1) or match.group(2)
    return None


def is_level(one: Line, other: Line) -> bool:
    """Tell whether two lines stand at one height, if only in part."""
    return min(one.box[3], other.box[3]) - max(one.box[1], other.box[1]) > 0


def plain(text: str) -> str:
    """Give raised digits as plain ones: a small folio looks raised beside larger text."""
    return unicodedata.normalize("NFKC", text).strip()


def _is_outer(line: Line, height: float) -> bool:
    return line.box[3] < height * _SHARE or line.box[1] > height * (1 - _SHARE)


def _counts(line: Line, at: int, numbers: Sequence[Sequence[Line]]) -> bool:
    around = [other for other in range(max(0, at - _NEIGHBOURS), at + _NEIGHBOURS + 1) if other < len(numbers)]
    value = int(plain(line.text))
    counting = sum(
        any(
            int(plain(each.text)) - value == other - at and abs(each.box[1] - line.box[1]) < _SAME_HEIGHT_POINTS
            for each in numbers[other]  # left and right pages may mirror each other: any place across will do
        )
        for other in around
        if other != at
    )
    return counting >= min(_COUNTING, len(around) - 1) > 0 or _counts_at_edge(line, at, numbers)


def _counts_at_edge(line: Line, at: int, numbers: Sequence[Sequence[Line]]) -> bool:
    """Tell whether a number counts on to the page before or after at the very same place."""
    return any(
        int(plain(each.text)) - int(plain(line.text)) == step
        and max(abs(each.box[0] - line.box[0]), abs(each.box[1] - line.box[1])) < _VERY_PLACE_POINTS
        for step in (-1, 1)
        if 0 <= at + step < len(numbers)
        for each in numbers[at + step]
        if len(numbers[at]) == len(numbers[at + step]) == 1
    )
