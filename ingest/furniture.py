"""Running heads, folios and slugs: told apart from the text, kept as page furniture, and read for page labels."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from archive import Furniture, Word, Words
from ingest.folios import Folios, bare_folios, folio_of, folios_near, is_level, largest_folio, near_pages, plain
from ingest.lines import Line
from ingest.margins import (
    HEAD_SIZE,
    OUTER_SHARE,
    SAME_HEIGHT_POINTS,
    lone_line,
    margin_lines,
    outermost_row,
    stands_free,
    without,
)
from ingest.page_text import words_of
from ingest.runs import HYPHEN
from ingest.tables import Table

_REPEATS = 2
"""The same text at the same height on 2 of the 5 pages either side makes a running head."""

_STANDING_PAGES = 2
"""Left and right pages have heads of their own; two of a kind are the least."""

_STANDING_SHARE = 0.6
"""Pages that begin a chapter often have no head."""

_PAIR = 2
"""Pages of the shortest file that repeats anything."""

_SAME_PLACE_POINTS = 2.0
"""What a program sets at one height differs by rounding only."""

_SAME_SIZE_POINTS = 0.5
"""As for the place: rounding."""

_CERTAIN = 5
"""On so many of ten pages it is a head, however close the text stands."""

_LEADING_EMS = 2.0
"""Lines of one text follow each other no further apart, double spacing included."""

_TITLE_SIZE = 1.5
"""A head so much larger than the text is the title that later pages repeat."""

_NUMBER = re.compile(r"[0-9]+|\b[ivxlc]{1,7}\b")


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
    """Take tables apart that stand in the margin as a whole: letterheads are often set in one.

    A box of text between other boxes of text stays one of them.
    """
    top, bottom = height * OUTER_SHARE, height * (1 - OUTER_SHARE)
    inner = [table for table in tables if table.box[3] >= top and table.box[1] <= bottom]
    kept = [table for table in tables if any(table is each for each in inner) or _is_one_of(table, inner)]
    loose = [line for table in tables if all(table is not each for each in kept) for line in table.lines]
    return [*lines, *loose], kept


def _is_one_of(table: Table, boxes: Sequence[Table]) -> bool:
    """Tell whether a box of text stands in one column with others."""
    left = table.box[0]
    alike = sum(each.is_box and abs(each.box[0] - left) < SAME_HEIGHT_POINTS for each in boxes)
    return table.is_box and alike >= _REPEATS


def set_aside(
    pages: Sequence[Sequence[Line]],
    heights: Sequence[float],
    counted: Sequence[Line | None],
    tabled: Sequence[Sequence[Line]],
) -> list[SetAside]:
    """Part every page's lines into text and furniture.

    `heights` are the pages' heights in points, `counted` the folios known already, which may stand in tables;
    `tabled` are the lines in tables: none is set aside, but they tell of heads that other pages have in the open.
    """
    margins = [margin_lines(lines, height) for lines, height in zip(pages, heights, strict=True)]
    marks = [
        [_mark(line, number, height) for line in (*margin, *margin_lines(inside, height))]
        for number, (margin, inside, height) in enumerate(zip(margins, tabled, heights, strict=True))
    ]
    lone_lines = [
        {is_top: lone_line(lines, height, is_top=is_top) for is_top in (True, False)}
        for lines, height in zip(pages, heights, strict=True)
    ]
    known = []
    for number, (lines, height) in enumerate(zip(pages, heights, strict=True)):
        others = [marks[other] for other in near_pages(number, len(pages))]
        seen = [_seen(mark, others) for mark in marks[number][: len(margins[number])]]
        heads = _repeated(
            list(zip(margins[number], seen, strict=True)), lines, height, counted[number], len(others)
        )
        heads += without(_standing(lone_lines, number, heights), heads)
        known.append(heads if number else without(heads, _titles(heads, lines, is_pair=len(pages) == _PAIR)))
    largest = largest_folio(pages)
    lone = [
        _in_place_of(known, number, lines, heights[number]) if number else [] for number, lines in enumerate(pages)
    ]
    found = []
    for number, (lines, height) in enumerate(zip(pages, heights, strict=True)):
        heads = [*known[number], *without(lone[number], known[number])]
        titles = _titles_beside(heads, margins[number], [*lines, *tabled[number]])
        heads, margin = without(heads, titles), without(margins[number], titles)
        found.append(_parted(lines, heads, margin, height, folios_near(counted, number, largest)))
    return found


def _titles(heads: Sequence[Line], lines: Sequence[Line], *, is_pair: bool) -> list[Line]:
    """Find the title of a file on its first page: the pages after it may repeat it as large as it is.

    In a file of two pages it need not be much larger: each may be a letter with a title of its own.
    """
    usual = statistics.median(line.size for line in lines) if lines else 0.0
    return [head for head in heads if head.size > usual * (HEAD_SIZE if is_pair else _TITLE_SIZE)]


def _repeated(
    margin: Sequence[tuple[Line, int]], lines: Sequence[Line], height: float, folio: Line | None, pages_around: int
) -> list[Line]:
    """Find the lines of a margin, each with how many pages around have it, that repeat: heads and feet."""
    beside_folio = {id(line) for line, _ in margin if folio and is_level(line, folio)}
    enough = min(_REPEATS, pages_around)
    heads = [line for line, seen in margin if seen and (seen >= enough or id(line) in beside_folio)]
    often = {id(line) for line, seen in margin if seen >= _CERTAIN}
    return [line for line in heads if id(line) in often or stands_free(line, lines, heads, height)]


def _parted(
    lines: Sequence[Line], heads: Sequence[Line], margin: Sequence[Line], height: float, folios: Folios
) -> SetAside:
    """Part the lines of a page; what stands beside a head, and does not go on in the text, belongs to it."""
    folio = folios.own
    found = [*heads, *without([folio] if folio else [], heads)]
    found += [
        line
        for line in without(margin, found)
        if any(is_level(line, head) for head in heads) and not _goes_on(line, lines, heads)
    ]
    if not folio_of(found):
        found += bare_folios(lines, found, height, folios)
    taken = {id(line) for line in found}
    number = plain(folio.text) if folio else folio_of(found)
    return SetAside(tuple(line for line in lines if id(line) not in taken), tuple(found), number)


def _titles_beside(heads: Sequence[Line], margin: Sequence[Line], lines: Sequence[Line]) -> list[Line]:
    """Find titles of pages that stand beside a head, with their number if that is the head: A1, A2 on the next."""
    usual = statistics.median(line.size for line in lines) if lines else 0.0
    large = [line for line in margin if line.size > usual * _TITLE_SIZE]
    titles = [line for line in without(large, heads) if any(is_level(line, head) for head in heads)]
    numbers = [line for line in large if any(is_level(line, title) for title in titles)]
    return [*titles, *without(numbers, titles)]


def _in_place_of(known: Sequence[Sequence[Line]], number: int, lines: Sequence[Line], height: float) -> list[Line]:
    """Find the outermost line of a page that has no head, if it stands where pages around have theirs.

    A chapter of one page has a running head that no other page has.
    """
    near = [known[other] for other in near_pages(number, len(known))]
    found = []
    for is_top in (True, False):
        if any((head.box[1] + head.box[3] < height) == is_top for head in known[number]):
            continue
        row = outermost_row(lines, is_top=is_top)
        alike = sum(bool(heads) and all(_is_like_any(line, heads) for line in row) for heads in near)
        if alike >= _REPEATS and all(stands_free(line, lines, row, height) for line in row):
            found += row
    return found


def _goes_on(line: Line, lines: Sequence[Line], heads: Sequence[Line]) -> bool:
    """Tell whether a line is of a text of its size and left edge: a column that begins or ends beside a head."""
    return any(
        abs(other.box[0] - line.box[0]) < SAME_HEIGHT_POINTS
        and abs(other.size - line.size) < _SAME_SIZE_POINTS
        and 0 < abs(other.box[1] - line.box[1]) < _LEADING_EMS * line.size
        for other in without(lines, heads)
    )


def furniture_of(lines: Iterable[Line]) -> tuple[Furniture, ...]:
    """Give lines that were set aside as the archive keeps them, top to bottom."""
    ordered = sorted(lines, key=lambda line: (line.box[1], line.box[0]))
    # Some files draw a folio twice, one over the other.
    return tuple(dict.fromkeys(map(_furniture, ordered)))


def _furniture(line: Line) -> Furniture:
    number = plain(line.text)
    if number.isdecimal():
        return Furniture(number, line.box, Words([Word(0, len(number), line.box)]))
    text = line.text.replace(HYPHEN, "-")
    return Furniture(text, line.box, words_of(text, line.boxes))


def _mark(line: Line, number: int, height: float) -> _Mark:
    text = line.text.casefold().strip()
    found = tuple(int(digits) for digits in re.findall(r"[0-9]{1,9}", text))
    return _Mark(number, _NUMBER.sub("#", text), found, line.box[1], height - line.box[3])


def _standing(
    lone_lines: Sequence[Mapping[bool, Sequence[Line]]], number: int, heights: Sequence[float]
) -> list[Line]:
    """Find the first and last line of a page if such a line stands there on most pages around, whatever it says.

    Running heads change with the chapter, and from left to right pages. A head stands by itself, is no larger than
    the text, has its place and size in common with those of other pages, and two of them say the same.
    """
    found: list[Line] = []
    for is_top in (True, False):
        mine = lone_lines[number][is_top]
        if not mine:
            continue
        alike = {
            at: [line for line in lone_lines[at][is_top] if _is_like_any(line, mine)]
            for at in near_pages(number, len(lone_lines))
        }
        often = sum(map(bool, alike.values())) >= max(_STANDING_PAGES, _STANDING_SHARE * len(alike))
        if often and _some_repeat({number: mine, **alike}, heights):
            found += mine
    return found


def _some_repeat(lines: Mapping[int, Sequence[Line]], heights: Sequence[float]) -> bool:
    """Tell whether pages share their head with another: without that, what stands in one place may be headings.

    Two are enough for plain lines; bold ones look like headings, of which two may be alike: most must be shared.
    """
    marks = [_mark(line, at, heights[at]) for at, each in lines.items() for line in each]
    marks = [mark for mark in marks if any(map(str.isalpha, mark.text))]
    shared = {
        mark.page
        for one, other in combinations(marks, 2)
        if one.page != other.page and _same(one, other)
        for mark in (one, other)
    }
    is_bold = any(line.bold for each in lines.values() for line in each)
    return bool(shared) and (not is_bold or 2 * len(shared) >= len({mark.page for mark in marks}))


def _is_like_any(line: Line, others: Sequence[Line]) -> bool:
    return any(
        abs(line.box[1] - other.box[1]) < _SAME_PLACE_POINTS and abs(line.size - other.size) < _SAME_SIZE_POINTS
        for other in others
    )


def _seen(mark: _Mark, others: Sequence[Sequence[_Mark]]) -> int:
    """Count the pages around that have the same line; a line without a letter says nothing."""
    if not any(map(str.isalpha, mark.text)):
        return 0
    return sum(any(mark.text == other.text and _same(mark, other) for other in page) for page in others)


def _same(one: _Mark, other: _Mark) -> bool:
    """Tell whether two lines are one running head: the same words at the same height.

    Their numbers stay or count the pages: "Article 27." above "Article 30." on the next page is text.
    """
    if one.text != other.text or len(one.numbers) != len(other.numbers):
        return False
    steps = {theirs - ours for ours, theirs in zip(one.numbers, other.numbers, strict=True)}
    counts = steps <= {0, other.page - one.page}
    return counts and min(abs(one.top - other.top), abs(one.bottom - other.bottom)) < SAME_HEIGHT_POINTS
