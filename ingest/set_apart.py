"""Lines -> lines: what typesetters set apart is joined: leaders, wide words, list marks, drop capitals."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from archive import Box
from ingest.lines import Line, join, line_of, shares_line
from ingest.list_marks import is_list_mark
from ingest.repair import mend
from ingest.runs import Boxes, Run

_DROP_CAPITAL = 1.8
"""A drop capital is so many times as high as the text beside it."""

_MAXIMUM_CAPITALS = 50
"""More on a page are no drop capitals."""

_SMALLEST_BULLET_POINTS, _LARGEST_BULLET_POINTS = 1.0, 15.0
_ITEM_SIZE = 1.1
"""Items are set as running text is; what is larger behind a mark is a heading."""

_MAXIMUM_BULLETS = 300
"""More small areas on a page are the dots of a chart."""

_WIDE_SPACE_EMS = 2.0
"""Words that fill a narrow column alone are set no wider apart."""

_MARK_EMS = 2.5
"""Marks of lists stand no further from their text; wider gaps part columns."""

_LEADER_EMS = 3.0
"""Dots of a leader begin and end so near to what they lead from and to."""

_DOTS = frozenset(".· …")

_WORDS_OF_A_LINE = 2
"""A line of so many spaces is text, and shows the edges of its column."""

_EDGE_POINTS = 2.0
"""Justified lines end at one place but for hanging punctuation."""

_INDENT_EMS = 3.0
"""First lines of paragraphs begin no further in."""


def with_leaders(lines: Sequence[Line]) -> list[Line]:
    """Join what dots lead to from what: they are drawn one by one, as far apart as cells."""
    if not any(_is_dots(line) for line in lines):
        return list(lines)
    joined: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: line.order):
        last = joined[-1][-1] if joined else None
        gap = line.box[0] - last.box[2] if last else 0.0
        leads = last and (_is_dots(line) or _is_dots(last)) and shares_line(last.box, line.box)
        if leads and -line.size < gap <= _LEADER_EMS * line.size:
            joined[-1].append(line)
        else:
            joined.append([line])
    return [_mended(join(*group)) if len(group) > 1 else group[0] for group in joined]


def with_wide_words(lines: Sequence[Line]) -> Iterator[Line]:
    """Join list marks and their texts, and words set so wide, to fill their line, that they look like cells.

    The file has nothing but a space between them, and lines of text around them begin and end where they do.
    """
    whole = [line.box for line in lines if line.text.count(" ") >= _WORDS_OF_A_LINE]
    chain: list[Line] = []
    for line in sorted(lines, key=lambda line: line.order):
        if chain and _is_marked(chain[-1], line):
            chain[-1] = join(chain[-1], line)
            continue
        if chain and not _is_next_word(chain[-1], line):
            yield from _filled(chain, whole)
            chain = []
        chain.append(line)
    yield from _filled(chain, whole)


def with_listings(lines: Sequence[Line]) -> list[Line]:
    """Join what stands on one line of a listing of a program, however wide the gaps: they align its columns."""
    if not any(line.is_listing for line in lines):
        return list(lines)
    joined: list[Line] = []
    for line in sorted(lines, key=lambda line: line.order):
        if joined and joined[-1].is_listing and line.is_listing and _is_next(joined[-1], line):
            joined[-1] = join(joined[-1], line)
        else:
            joined.append(line)
    return sorted(joined, key=lambda line: (line.box[1], line.box[0]))


def with_drawn_marks(lines: Sequence[Line], drawn: Boxes) -> list[Line]:
    """Tell which lines have a bullet that is drawn as an area before them: some files have no letter for it."""
    if not len(drawn):
        return list(lines)
    sides = drawn[:, 2:] - drawn[:, :2]
    is_small = (sides > _SMALLEST_BULLET_POINTS).all(axis=1) & (sides < _LARGEST_BULLET_POINTS).all(axis=1)
    bullets = _alike(drawn[is_small])
    if not lines or not 0 < len(bullets) <= _MAXIMUM_BULLETS:
        return list(lines)
    largest = statistics.median(line.size for line in lines) * _ITEM_SIZE
    return [
        line._replace(has_mark=True)
        if line.size <= largest and not line.bold and _has_bullet(line, bullets)
        else line
        for line in lines
    ]


def _alike(areas: Boxes) -> Boxes:
    """Give the areas that others of their size stand below or above: one alone is an icon."""
    known = np.rint(np.concatenate((areas[:, :1], areas[:, 2:] - areas[:, :2]), axis=1))
    looks = list(map(tuple, known.tolist()))
    counts = Counter(looks)
    return areas[[counts[look] > 1 for look in looks]]


def _has_bullet(line: Line, bullets: Boxes) -> bool:
    gaps = line.box[0] - bullets[:, 2]
    middles = (bullets[:, 1] + bullets[:, 3]) / 2
    is_near = (gaps > 0) & (gaps < _MARK_EMS * line.size) & (bullets[:, 3] - bullets[:, 1] < line.size * 1.2)
    return bool((is_near & (middles > line.box[1]) & (middles < line.box[3])).any())


def with_capitals(lines: Iterable[Line]) -> list[Line]:
    """Put drop capitals at the head of the lines they begin; the lines beside them begin where they do."""
    plain = list(lines)
    capitals = [line for line in plain if len(line.text) == 1 and line.text.isupper()]
    for capital in capitals if len(capitals) <= _MAXIMUM_CAPITALS else ():
        beside = [line for line in plain if is_drop_capital(capital, line) and _stands_beside(capital, line)]
        if not beside:
            continue
        first, *others = sorted(beside, key=lambda line: line.box[1])
        plain = [line for line in plain if line is not capital and all(line is not each for each in beside)]
        begun = Line(
            capital.text + first.text,
            np.concatenate((capital.boxes, first.boxes)),
            np.concatenate((capital.sources, first.sources)),
            (capital.box[0], *first.box[1:]),
            first.size,
            first.face,
        )
        plain += [begun, *(line._replace(box=(capital.box[0], *line.box[1:])) for line in others)]
    return plain


def is_drop_capital(one: Line | Run, beside: Line | Run) -> bool:
    """Tell whether one is a large first letter beside the other, which is text."""
    return len(one.text) == 1 and one.text.isupper() and one.size >= _DROP_CAPITAL * beside.size


def _is_dots(line: Line) -> bool:
    return line.text[:1] in _DOTS and _DOTS.issuperset(line.text)


def _mended(line: Line) -> Line:
    return line_of(*mend(line.text, line.boxes, line.sources), line.size, line.face)


def _stands_beside(capital: Line, line: Line) -> bool:
    middle = (line.box[1] + line.box[3]) / 2
    return (
        line.box[0] - capital.box[2] + line.size >= 0
        and capital.box[1] < middle < capital.box[3]
        and (line.box[0] - capital.box[2] < 2 * line.size)
    )


def _is_marked(mark: Line, line: Line) -> bool:
    """Tell whether a line is the text of an item whose mark stands before it."""
    gap = line.box[0] - mark.box[2]
    return 0 < gap <= _MARK_EMS * line.size and shares_line(mark.box, line.box) and is_list_mark(mark.text)


def _is_next_word(line: Line, following: Line) -> bool:
    is_near = following.box[0] - line.box[2] <= _WIDE_SPACE_EMS * min(line.size, following.size)
    return is_near and _is_next(line, following)


def _is_next(line: Line, following: Line) -> bool:
    """Tell whether a line stands right of another, and the file has at most a space between them."""
    is_right = following.box[0] > line.box[2] and shares_line(line.box, following.box)
    return is_right and following.order - int(line.sources[-1, 1]) <= 1


def _filled(chain: Sequence[Line], whole: Sequence[Box]) -> Sequence[Line]:
    if len(chain) < 2:  # noqa: PLR2004 - nothing to join
        return chain
    x0, x1, size = chain[0].box[0], chain[-1].box[2], chain[0].size
    alike = sum(
        abs(box[2] - x1) <= _EDGE_POINTS and -_EDGE_POINTS <= x0 - box[0] <= _INDENT_EMS * size for box in whole
    )
    return [join(*chain)] if alike > 1 else chain
