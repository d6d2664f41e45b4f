"""The folio, the number printed on a page: it counts on from page to page, or stands alone at the edge."""

from __future__ import annotations

import re
import statistics
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from ingest.lines import Line

_SHARE = 0.17
"""A number alone on its line is a folio a little further in than running heads stand, in shares of the height."""

_FOLIO = re.compile(
    r"^[-–—\s|·]*(?:(?:page|pág(?:ina)?\.?|p\.)\s*)?([0-9]{1,4}|[ivxlcdm]{1,8})"
    r"(?:\s*(?:of|de|/)\s*[0-9]{1,4})?[-–—\s|·]*$",
    re.IGNORECASE,
)
_ROMAN = re.compile(r"(?=.)m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9]{1,4}")
_DIGITS = 6
"""Four, and a blank on either side."""

_FOLIO_SIZE = 1.4
"""What is set larger than that, compared with the text, is a title: a year, the number of a part."""

_MOST_NUMBERS = 40
"""A page with more in its outer parts is a table of figures."""

_NEIGHBOURS = 5
"""Chapters may count anew; pages further off say nothing."""

_COUNTING = 3
"""On so many of the ten pages around a number in its place must count on; on all, where there are fewer."""

_SAME_HEIGHT_POINTS = 6.0
"""Folios of one file wander a little where pages were made by different programs."""

_VERY_PLACE_POINTS = 1.0
"""Two pages are little evidence: only the very same place counts."""


class Folios(NamedTuple):
    """The folio of a page that counts on, if it has one, those of pages near it, and the size of the largest."""

    own: Line | None
    near: tuple[Line, ...]
    largest: float


def counting_folios(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> list[Line | None]:
    """Give of each page the number that counts on from page to page in one place, whatever stands beside it.

    `pages` are all lines of each, those of tables too; `heights` are in points.
    """
    largest = largest_folio(pages)
    numbers = [_numbers(lines, height, largest) for lines, height in zip(pages, heights, strict=True)]
    return [
        next(
            (line for value, lines in numbers[at].items() for line in lines if _counts(line, value, at, numbers)),
            None,
        )
        for at in range(len(pages))
    ]


def largest_folio(pages: Sequence[Sequence[Line]]) -> float:
    """Give how large folios are set at the most, by what is usual in a file."""
    sizes = [line.size for lines in pages for line in lines]
    return statistics.median(sizes) * _FOLIO_SIZE if sizes else 0.0


def folios_near(counted: Sequence[Line | None], number: int, largest: float) -> Folios:
    """Give what is known of the folios of a page (from 0) and of those around it."""
    near = (counted[other] for other in near_pages(number, len(counted)))
    return Folios(counted[number], tuple(filter(None, near)), largest)


def near_pages(number: int, count: int) -> list[int]:
    """Give the pages near one (from 0) of so many, without it: heads and counting change with the chapter."""
    reach = range(max(0, number - _NEIGHBOURS), min(count, number + _NEIGHBOURS + 1))
    return [other for other in reach if other != number]


def bare_folios(lines: Sequence[Line], furniture: Sequence[Line], height: float, folios: Folios) -> list[Line]:
    """Find numbers that stand alone on the first or last line of the page, but for furniture beside them.

    Where pages around have their folios in another place, such a number is none.
    """
    known = {id(line) for line in furniture}
    ordered = sorted((line for line in lines if id(line) not in known), key=lambda line: line.box[1])
    found = []
    for line in ordered[:1] + ordered[-1:]:
        beside = [other for other in ordered if other is not line and is_level(other, line)]
        is_alone = _is_outer(line, height) and not beside and line.size <= folios.largest
        in_place = not folios.near or any(_at_one_height(line, other) for other in folios.near)
        if is_alone and in_place and _is_folio(plain(line.text)):
            found.append(line)
    return found


def folio_of(furniture: Sequence[Line]) -> str | None:
    """Give the number of the page, if furniture shows one: alone, or at an end of a running head."""
    for line in furniture:
        if _is_folio(text := plain(line.text)) and (match := _FOLIO.match(text)):
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


def _is_folio(text: str) -> bool:
    """Tell whether a text is nothing but the number of a page; words of the letters of Roman numerals are none."""
    match = _FOLIO.match(text)
    return bool(match and (match.group(1).isdecimal() or _ROMAN.fullmatch(match.group(1))))


def _is_outer(line: Line, height: float) -> bool:
    return line.box[3] < height * _SHARE or line.box[1] > height * (1 - _SHARE)


def _at_one_height(one: Line, other: Line) -> bool:
    return abs(one.box[1] - other.box[1]) < _SAME_HEIGHT_POINTS


def _numbers(lines: Sequence[Line], height: float, largest: float) -> dict[int, list[Line]]:
    """Give the numbers in the outer parts of a page by their value; none of a page that is full of them."""
    outer = [
        line for line in lines if len(line.text) <= _DIGITS and _is_outer(line, height) and line.size <= largest
    ]
    found: dict[int, list[Line]] = defaultdict(list)
    for line in outer:
        if _NUMBER.fullmatch(text := plain(line.text)):
            found[int(text)].append(line)
    return found if sum(map(len, found.values())) <= _MOST_NUMBERS else {}


def _counts(line: Line, value: int, at: int, numbers: Sequence[dict[int, list[Line]]]) -> bool:
    around = near_pages(at, len(numbers))
    counting = sum(
        any(_at_one_height(each, line) for each in numbers[other].get(value + other - at, ()))
        for other in around  # left and right pages may mirror each other: any place across will do
    )
    return counting >= min(_COUNTING, len(around)) > 0 or _counts_alone(line, value, at, numbers)


def _counts_alone(line: Line, value: int, at: int, numbers: Sequence[dict[int, list[Line]]]) -> bool:
    """Tell whether the only number of a page counts on to that of a page beside it, at the very same place."""
    pairs = [
        (step, numbers[at + step])
        for step in (-1, 1)
        if 0 <= at + step < len(numbers) and _is_one(numbers[at]) and _is_one(numbers[at + step])
    ]
    return any(
        max(abs(each.box[0] - line.box[0]), abs(each.box[1] - line.box[1])) < _VERY_PLACE_POINTS
        for step, others in pairs
        for each in others.get(value + step, ())
    )


def _is_one(numbers: dict[int, list[Line]]) -> bool:
    return sum(map(len, numbers.values())) == 1
