"""Running heads, folios and slugs: told apart from the text, kept as page furniture, and read for page labels."""

from __future__ import annotations

import re
import statistics
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from archive import Furniture
from ingest.lines import Line
from ingest.runs import HYPHEN
from ingest.tables import Table

_OUTER_SHARE = 0.12
"""Furniture stands in the outer 12 % of the visible page, top or bottom."""

_OUTER_LINES = 3
_NEIGHBOURS = 5
_REPEATS = 2
"""The same text at the same height on 2 of the 5 pages either side makes a running head."""

_FOLIO_SHARE = 0.17
"""A number alone on its line is a folio a little further in than running heads stand."""

_STANDING_PAGES = 2
_STANDING_SHARE = 0.6
_MAXIMUM_LINES = 1500
"""A page with more lines has no margins worth the time."""

_SAME_PLACE_POINTS = 2.0
_SAME_SIZE_POINTS = 0.5
_CERTAIN = 5
"""On so many of ten pages it is a head, however close the text stands."""

_FREE_EMS = 0.45
_LEADING_EMS = 2.0
_HEAD_WORDS = 16
_HEAD_SIZE = 1.05
_WHITE_EMS = 0.6

_SAME_HEIGHT_POINTS = 6.0
_NUMBER = re.compile(r"[0-9]+|\b[ivxlc]{1,7}\b")
_FOLIO = re.compile(
    r"^[-–—\s|·]*(?:(?:page|pág(?:ina)?\.?|p\.)\s*)?([0-9]{1,4}|[ivxlcdm]{1,8})"
    r"(?:\s*(?:of|de|/)\s*[0-9]{1,4})?[-–—\s|·]*$",
    re.IGNORECASE,
)


class _Mark(NamedTuple):
    """A line of the margin as it compares: page, text without numbers, the numbers, distance to top and bottom."""

    page: int
    text: str
    numbers: tuple[int, ...]
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class SetAside:
    """The lines of a page without its furniture, the furniture, and the folio found on it."""

    lines: tuple[Line, ...]
    aside: tuple[Line, ...]
    folio: str | None


def loosen(lines: Sequence[Line], tables: Sequence[Table], height: float) -> tuple[list[Line], list[Table]]:
    """Take tables apart that stand in the margin as a whole: letterheads are often set in one."""
    top, bottom = height * _OUTER_SHARE, height * (1 - _OUTER_SHARE)
    marginal = [table for table in tables if table.box[3] < top or table.box[1] > bottom]
    loose = [line for table in marginal for line in table.lines]
    return [*lines, *loose], [table for table in tables if all(table is not each for each in marginal)]


def set_aside(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> list[SetAside]:
    """Part every page's lines into text and furniture. `heights` are the pages' heights in points."""
    margins = [_margin_lines(lines, height) for lines, height in zip(pages, heights, strict=True)]
    marks = [
        [_mark(line, number, height) for line in margin]
        for number, (margin, height) in enumerate(zip(margins, heights, strict=True))
    ]
    parted = []
    for number, (lines, height) in enumerate(zip(pages, heights, strict=True)):
        around = range(max(0, number - _NEIGHBOURS), min(len(pages), number + _NEIGHBOURS + 1))
        others = [marks[other] for other in around if other != number]
        seen = {id(line): _seen(mark, others) for line, mark in zip(margins[number], marks[number], strict=True)}
        heads = [line for line in margins[number] if seen[id(line)] >= min(_REPEATS, len(others)) > 0]
        found = [line for line in heads if seen[id(line)] >= _CERTAIN or _stands_free(line, lines, heads, height)]
        found += [line for line in _standing(pages, number, heights) if all(line is not each for each in found)]
        heads = list(found)
        found += [
            line
            for line in margins[number]
            if all(line is not head for head in heads)
            and any(_level(line, head) for head in heads)
            and not _goes_on_below(line, lines)
        ]
        found += _bare_folios(lines, found, height)
        taken = {id(line) for line in found}
        parted.append(
            SetAside(
                tuple(line for line in lines if id(line) not in taken),
                tuple(found),
                _folio(found),
            )
        )
    return parted


def _stands_free(line: Line, lines: Sequence[Line], heads: Sequence[Line], height: float) -> bool:
    """Tell whether white parts a head or foot from the text: what is close to it belongs to it."""
    is_top = line.box[1] + line.box[3] < height
    known = {id(head) for head in heads}
    for other in lines:
        overlaps = min(line.box[2], other.box[2]) > max(line.box[0], other.box[0])
        white = other.box[1] - line.box[3] if is_top else line.box[1] - other.box[3]
        if id(other) not in known and overlaps and -line.size < white < _FREE_EMS * min(line.size, other.size):
            return False
    return True


def _goes_on_below(line: Line, lines: Sequence[Line]) -> bool:
    """Tell whether a line is the first of a text of its size and left edge: a column that begins beside a head."""
    return any(
        abs(other.box[0] - line.box[0]) < _SAME_HEIGHT_POINTS
        and abs(other.size - line.size) < _SAME_SIZE_POINTS
        and 0 < other.box[1] - line.box[1] < _LEADING_EMS * line.size
        for other in lines
    )


def furniture_of(lines: Iterable[Line]) -> tuple[Furniture, ...]:
    """Give lines that were set aside as the archive keeps them, top to bottom."""
    ordered = sorted(lines, key=lambda line: (line.box[1], line.box[0]))
    # Some files draw a folio twice, one over the other.
    return tuple(dict.fromkeys(Furniture(line.text.replace(HYPHEN, "-"), line.box) for line in ordered))


def _mark(line: Line, number: int, height: float) -> _Mark:
    text = line.text.casefold().strip()
    found = tuple(int(digits) for digits in re.findall(r"[0-9]{1,9}", text))
    return _Mark(number, _NUMBER.sub("#", text), found, line.box[1], height - line.box[3])


def _standing(pages: Sequence[Sequence[Line]], number: int, heights: Sequence[float]) -> list[Line]:
    """Find the first and last line of a page if such a line stands there on most pages around, whatever it says.

    Running heads change with the chapter, and from left to right pages. A head stands by itself, is no larger than
    the text, has its place and size in common with those of other pages, and two of them say the same.
    """
    found = []
    for is_top in (True, False):
        mine = _alone(pages[number], heights[number], is_top=is_top)
        if not mine:
            continue
        reach = range(max(0, number - _NEIGHBOURS), min(len(pages), number + _NEIGHBOURS + 1))
        alike = {
            at: [line for line in _alone(pages[at], heights[at], is_top=is_top) if _is_like_any(line, mine)]
            for at in reach
            if at != number
        }
        often = sum(map(bool, alike.values())) >= max(_STANDING_PAGES, _STANDING_SHARE * len(alike))
        if often and _some_repeat({number: mine, **alike}, heights):
            found += mine
    return found


def _alone(lines: Sequence[Line], height: float, *, is_top: bool) -> list[Line]:
    """Give the outermost line of a page, in its pieces, if white parts it from the text."""
    ordered = sorted(lines, key=lambda line: line.box[1] if is_top else -line.box[3])
    outer = [line for line in ordered if _level(line, ordered[0])]
    rest = [line for line in ordered if not _level(line, ordered[0])]
    if not outer or not rest or sum(len(line.text.split()) for line in outer) > _HEAD_WORDS:
        return []
    usual = statistics.median(line.size for line in rest)
    if is_top:
        is_outer = max(line.box[3] for line in outer) < height * _OUTER_SHARE
        white = min(line.box[1] for line in rest) - max(line.box[3] for line in outer)
    else:
        is_outer = min(line.box[1] for line in outer) > height * (1 - _OUTER_SHARE)
        white = min(line.box[1] for line in outer) - max(line.box[3] for line in rest)
    is_small = max(line.size for line in outer) <= usual * _HEAD_SIZE
    return outer if is_outer and is_small and white > usual * _WHITE_EMS else []


def _some_repeat(lines: Mapping[int, Sequence[Line]], heights: Sequence[float]) -> bool:
    """Tell whether two pages have the same head: without that, what stands in one place may be headings."""
    marks = [_mark(line, at, heights[at]) for at, each in lines.items() for line in each]
    marks = [mark for mark in marks if any(map(str.isalpha, mark.text))]
    return any(one.page != other.page and _same(one, other) for one, other in combinations(marks, 2))


def _is_like_any(line: Line, others: Sequence[Line]) -> bool:
    return any(
        abs(line.box[1] - other.box[1]) < _SAME_PLACE_POINTS and abs(line.size - other.size) < _SAME_SIZE_POINTS
        for other in others
    )


def _bare_folios(lines: Sequence[Line], furniture: Sequence[Line], height: float) -> list[Line]:
    """Find numbers that stand alone on the first or last line of the page, but for furniture beside them."""
    known = {id(line) for line in furniture}
    ordered = sorted((line for line in lines if id(line) not in known), key=lambda line: line.box[1])
    found = []
    for line in ordered[:1] + ordered[-1:]:
        outer = line.box[3] < height * _FOLIO_SHARE or line.box[1] > height * (1 - _FOLIO_SHARE)
        beside = [other for other in ordered if other is not line and _level(other, line)]
        if outer and not beside and _FOLIO.match(_plain(line.text)):
            found.append(line)
    return found


def _level(one: Line, other: Line) -> bool:
    return min(one.box[3], other.box[3]) - max(one.box[1], other.box[1]) > 0


def _margin_lines(lines: Sequence[Line], height: float) -> list[Line]:
    if len(lines) > _MAXIMUM_LINES:
        return []
    ordered = sorted(lines, key=lambda line: line.box[1])
    top = [line for line in _outermost(ordered) if line.box[3] < height * _OUTER_SHARE]
    bottom = [line for line in _outermost(ordered[::-1]) if line.box[1] > height * (1 - _OUTER_SHARE)]
    known = {id(line) for line in top}
    return top + [line for line in bottom if id(line) not in known]


def _outermost(lines: Sequence[Line]) -> list[Line]:
    """Give the pieces of the first three lines; pieces at one height count as one line."""
    taken: list[Line] = []
    rows, row_top = 0, 0.0
    for line in lines:
        if not taken or abs(line.box[1] - row_top) > _SAME_HEIGHT_POINTS:
            rows += 1
            row_top = line.box[1]
        if rows > _OUTER_LINES:
            break
        taken.append(line)
    return taken


def _seen(mark: _Mark, others: Sequence[Sequence[_Mark]]) -> int:
    """Count the pages around that have the same line; a line without a letter says nothing."""
    if not any(map(str.isalpha, mark.text)):
        return 0
    return sum(any(_same(mark, other) for other in page) for page in others)


def _same(one: _Mark, other: _Mark) -> bool:
    """Tell whether two lines are one running head: the same words at the same height.

    Their numbers stay or count the pages: "Article 27." above "Article 30." on the next page is text.
    """
    if one.text != other.text or len(one.numbers) != len(other.numbers):
        return False
    steps = {theirs - ours for ours, theirs in zip(one.numbers, other.numbers, strict=True)}
    counts = steps <= {0, other.page - one.page}
    return counts and min(abs(one.top - other.top), abs(one.bottom - other.bottom)) < _SAME_HEIGHT_POINTS


def _plain(text: str) -> str:
    """Give raised digits as plain ones: a small folio looks raised beside larger text."""
    return unicodedata.normalize("NFKC", text)


def _folio(furniture: Sequence[Line]) -> str | None:
    for line in furniture:
        if match := _FOLIO.match(_plain(line.text)):
            return match.group(1)
    ends = [re.search(r"(?:^|\s)([0-9]{1,4})$|^([0-9]{1,4})\s", line.text) for line in furniture]
    for match in ends:
        if match:
            return match.group(1) or match.group(2)
    return None
