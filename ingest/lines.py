"""Runs -> lines: what stands side by side, closer than a column gap, mended."""

from __future__ import annotations

import functools
import itertools
import re
import statistics
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from archive import Box
from ingest.list_marks import is_list_mark
from ingest.repair import mend
from ingest.runs import Boxes, Run, Sources, bounds_of

_SAME_LINE_EMS = 0.75
_LETTER_SPACED = re.compile(r"[^\W\d_](?: [^\W\d_])+")
_SPACED_WORDS_EMS = 2.5
_DROP_CAPITAL = 1.8
"""A drop capital is so many times as high as the text beside it."""

_OVERLAP_EMS = 0.3
_ACCENT_LENGTH = 2
"""Accents and marks drawn by themselves stand over other letters; longer text there is of another cell."""

_BAND_POINTS = 20.0
_WORD_GAP_EMS = 0.12
_WIDE_SPACE_EMS = 2.0
_MARK_EMS = 2.5
_LEADER_EMS = 3.0
_WORDS_OF_A_LINE = 2
_EDGE_POINTS = 2.0
_INDENT_EMS = 3.0


@dataclass(frozen=True, slots=True)
class Line:
    """One line of one column, mended; `boxes` and `sources` go with `text`, character by character.

    `order` tells which line the file draws first: the place of the first of its characters.
    """

    text: str
    boxes: Boxes
    sources: Sources
    box: Box
    size: float
    bold: bool

    @property
    def order(self) -> int:
        """Where the file draws it: producers write text in the order in which it is read, most of the time."""
        return int(self.sources[0, 0])


def lines_of(runs: Sequence[Run]) -> list[Line]:
    """Join the runs of a page or of a part of it to lines, top to bottom; columns stay apart."""
    upright = [run for run in _gather_vertical(runs) if run.text]
    lines = [line for group in _rows(upright) if (line := _line(group))]
    return sorted(_with_capitals(_justified(_with_leaders(lines))), key=lambda line: (line.box[1], line.box[0]))


def _with_leaders(lines: Sequence[Line]) -> list[Line]:
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
    return [_mended(functools.reduce(join, group)) if len(group) > 1 else group[0] for group in joined]


def _is_dots(line: Line) -> bool:
    return set(line.text) <= {".", "·", " ", "…"}


def _mended(line: Line) -> Line:
    return line_of(*mend(line.text, line.boxes, line.sources), line.size, bold=line.bold)


def _justified(lines: Sequence[Line]) -> Iterator[Line]:
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


def _with_capitals(lines: Iterable[Line]) -> list[Line]:
    """Put drop capitals at the head of the lines they begin; the lines beside them begin where they do."""
    plain = list(lines)
    for capital in [line for line in plain if len(line.text) == 1 and line.text.isupper()]:
        beside = [line for line in plain if _is_drop_capital(capital, line) and _stands_beside(capital, line)]
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
            first.bold,
        )
        plain += [begun, *(replace(line, box=(capital.box[0], *line.box[1:])) for line in others)]
    return plain


def _is_drop_capital(one: Line | Run, beside: Line | Run) -> bool:
    return len(one.text) == 1 and one.text.isupper() and one.size >= _DROP_CAPITAL * beside.size


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
    return is_list_mark(mark.text) and 0 < gap <= _MARK_EMS * line.size and shares_line(mark.box, line.box)


def _is_next_word(line: Line, following: Line) -> bool:
    gap = following.box[0] - line.box[2]
    is_near = 0 < gap <= _WIDE_SPACE_EMS * min(line.size, following.size)
    return is_near and shares_line(line.box, following.box) and following.order - int(line.sources[-1, 1]) <= 1


def _filled(chain: Sequence[Line], whole: Sequence[Box]) -> Sequence[Line]:
    if len(chain) < 2:  # noqa: PLR2004 - nothing to join
        return chain
    x0, x1, size = chain[0].box[0], chain[-1].box[2], chain[0].size
    alike = sum(
        abs(box[2] - x1) <= _EDGE_POINTS and -_EDGE_POINTS <= x0 - box[0] <= _INDENT_EMS * size for box in whole
    )
    return [functools.reduce(join, chain)] if alike > 1 else chain


def around(boxes: Sequence[Box]) -> Box:
    """Give the box around boxes."""
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def shares_line(one: Box, other: Box) -> bool:
    """Tell whether two boxes stand on one line: half of the lower one's height beside the other."""
    overlap = min(one[3], other[3]) - max(one[1], other[1])
    return overlap > 0.5 * min(one[3] - one[1], other[3] - other[1])


def settled(lines: Sequence[Line]) -> list[Line]:
    """Give the lines of a cell: what stands at one height in it is one, however wide its words are set."""
    return [functools.reduce(join, row) for row in rows_of(lines)]


def rows_of(lines: Sequence[Line]) -> list[list[Line]]:
    """Group the lines that share a height, left to right."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda each: (each.box[1] + each.box[3]) / 2):
        if rows and shares_line(rows[-1][0].box, line.box) and not _overlap_across(rows[-1], line):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.box[0]) for row in rows]


def _overlap_across(row: Sequence[Line], line: Line) -> bool:
    return any(min(each.box[2], line.box[2]) - max(each.box[0], line.box[0]) > 1 for each in row)


def join(cell: Line, following: Line) -> Line:
    """Make one line of two that stand side by side, with a space between."""
    return line_of(
        f"{cell.text} {following.text}",
        np.concatenate((cell.boxes, cell.boxes[-1:], following.boxes)),
        np.concatenate((cell.sources, cell.sources[-1:, [1, 1]], following.sources)),
        max(cell, following, key=lambda line: len(line.text)).size,  # marks are often set smaller
        bold=following.bold and (cell.bold or is_list_mark(cell.text)),
    )


def _gather_vertical(runs: Sequence[Run]) -> list[Run]:
    """Join single characters stacked along an edge, text that runs up or down the page, to one run."""
    gathered: list[Run] = []
    stack: list[Run] = []
    for run in (*runs, None):
        if run and len(run.text) == 1 and (not stack or _stacked(stack[-1], run)):
            stack.append(run)
            continue
        if len(stack) > 3:  # noqa: PLR2004 - fewer may be list marks in a margin
            gathered.append(
                Run(
                    "".join(each.text for each in stack),
                    np.concatenate([each.boxes for each in stack]),
                    np.concatenate([each.sources for each in stack]),
                    around([each.box for each in stack]),
                    stack[0].size,
                    stack[0].bold,
                )
            )
        else:
            gathered.extend(stack)
        stack = []
        if run and len(run.text) == 1:
            stack = [run]
        elif run:
            gathered.append(run)
    return gathered


def _stacked(above: Run, below: Run) -> bool:
    one, other = above.box, below.box
    aligned = abs(one[0] - other[0]) < 2 or abs(one[2] - other[2]) < 2  # noqa: PLR2004 - points
    return bool(aligned and min(abs(other[1] - one[3]), abs(one[1] - other[3])) < above.size)


def _rows(runs: Sequence[Run]) -> list[list[Run]]:
    """Group runs that stand side by side on one line, closer than a column gap."""
    ordered = sorted(((run.box, run) for run in runs), key=lambda pair: (pair[0][0], pair[0][1]))
    groups: list[tuple[Box, list[Run]]] = []
    near: dict[int, list[int]] = {}
    for box, run in ordered:
        # Only groups at about this height are asked: a table of contents can have thousands of dots.
        bands = range(int(box[1] // _BAND_POINTS), int(box[3] // _BAND_POINTS) + 1)
        candidates = sorted({index for band in bands for index in near.get(band, ())}, reverse=True)
        best = next((index for index in candidates if _continues(groups[index], box, run)), None)
        if best is None:
            groups.append((box, [run]))
            best = len(groups) - 1
        else:
            reach, members = groups[best]
            members.append(run)
            groups[best] = (around([reach, box]), members)
        for band in bands:
            if best not in near.setdefault(band, []):
                near[band].append(best)
    return [members for _, members in groups]


def _continues(group: tuple[Box, list[Run]], box: Box, run: Run) -> bool:
    reach, members = group
    em = min(run.size, members[-1].size)
    back = em if min(len(run.text), len(members[-1].text)) <= _ACCENT_LENGTH else em * _OVERLAP_EMS
    is_spaced = _LETTER_SPACED.fullmatch(run.text) and _LETTER_SPACED.fullmatch(members[-1].text)
    ahead = em * (_SPACED_WORDS_EMS if is_spaced else _SAME_LINE_EMS)
    return (
        shares_line(reach, box) and -back <= box[0] - reach[2] <= ahead and not _is_drop_capital(members[-1], run)
    )


def _line(runs: Sequence[Run]) -> Line | None:
    text, boxes, sources = runs[0].text, [runs[0].boxes], [runs[0].sources]
    for before, run in itertools.pairwise(runs):
        gap = run.boxes[0, 0] - before.boxes[-1, 2]
        if gap > _WORD_GAP_EMS * min(before.size, run.size):
            text += " "
            boxes.append(before.boxes[-1:])
            sources.append(before.sources[-1:, [1, 1]])
        text += run.text
        boxes.append(run.boxes)
        sources.append(run.sources)
    mended = mend(text, np.concatenate(boxes), np.concatenate(sources))
    if not mended.text.strip():
        return None
    size = statistics.median(run.size for run in runs for _ in range(min(len(run.text), 20)))
    bold = all(run.bold for run in runs)
    if mended.text == text:
        return Line(text, mended.boxes, mended.sources, around([run.box for run in runs]), size, bold)
    return line_of(mended.text, mended.boxes, mended.sources, size, bold=bold)


def line_of(text: str, boxes: Boxes, sources: Sources, size: float, *, bold: bool) -> Line:
    """Make a line of what goes together character by character; there is one at least."""
    return Line(text, boxes, sources, bounds_of(boxes), size, bold)
