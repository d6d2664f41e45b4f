"""Runs -> lines: what stands side by side, closer than a column gap, mended."""

from __future__ import annotations

import functools
import itertools
import operator
import re
import statistics
from collections.abc import Sequence

import numpy as np

from archive import Box
from ingest.lines import Line, around, line_of, shares_line
from ingest.repair import mend
from ingest.runs import Run
from ingest.set_apart import is_drop_capital, with_capitals, with_leaders, with_wide_words
from ingest.turning import turn_line, turn_run

_SAME_LINE_EMS = 0.75
"""As `runs` parts them: wider gaps part cells and columns."""

_LETTER_SPACED = re.compile(r"[^\W\d_](?: [^\W\d_])+")
_SPACED_WORDS_EMS = 2.5
"""Between words of letters set apart the gap is three to four times that between the letters."""

_OVERLAP_EMS = 0.3
"""Kerned and slanted letters reach over each other by less."""

_ACCENT_LENGTH = 2
"""Accents and marks drawn by themselves stand over other letters; longer text there is of another cell."""

MAXIMUM_RUNS = 8000
"""A page with more is no text; its pieces are told in the order of the file."""

_BAND_POINTS = 20.0
"""About the height of a large line: few groups stand in one band."""

_WORD_GAP_EMS = 0.12
"""Spaces are set at a quarter of the height, and narrowed to half of that at most."""


def lines_of(runs: Sequence[Run]) -> list[Line]:
    """Join the runs of a page or of a part of it to lines, top to bottom; columns stay apart.

    Runs that stand sideways follow, joined to lines of their own: they share none with upright text beside them.
    """
    if len(runs) == 1 and runs[0].text and not runs[0].turned:
        line = _line_of_one(runs[0])
        return [line] if line else []
    if angles := sorted({run.turned for run in runs if run.turned}):
        parted = [[turn_run(run, -angle) for run in runs if run.turned == angle] for angle in angles]
        sideways = [
            turn_line(line, angle) for angle, part in zip(angles, parted, strict=True) for line in lines_of(part)
        ]
        return [*lines_of([run for run in runs if not run.turned]), *sideways]
    upright = [run for run in _gather_vertical(runs) if run.text]
    if len(upright) > MAXIMUM_RUNS:
        return [line for run in upright if (line := _line([run]))]
    lines = [line for group in _rows(upright) if (line := _line(group))]
    if len(lines) < 2:  # noqa: PLR2004 - nothing to join
        return lines
    joined = with_capitals(with_wide_words(with_leaders(lines)))
    return sorted(joined, key=lambda line: (line.box[1], line.box[0]))


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
                    stack[0].face,
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
    if len(runs) == 1:
        return [list(runs)]
    ordered = sorted(runs, key=lambda run: run.box[:2])
    groups: list[tuple[Box, list[Run]]] = []
    near: dict[int, list[int]] = {}
    for run in ordered:
        box = run.box
        # Only groups at about this height are asked: a table of contents can have thousands of dots.
        bands = range(int(box[1] // _BAND_POINTS), int(box[3] // _BAND_POINTS) + 1)
        for band in bands:  # runs come from left to right: what one has passed is not met again
            near[band] = [index for index in near.get(band, ()) if not _is_passed(groups[index], box)]
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


def _is_passed(group: tuple[Box, list[Run]], box: Box) -> bool:
    reach, members = group
    return box[0] - reach[2] > _SPACED_WORDS_EMS * members[-1].size


def _continues(group: tuple[Box, list[Run]], box: Box, run: Run) -> bool:
    reach, members = group
    last = members[-1]
    em, gap = min(run.size, last.size), box[0] - reach[2]
    if not -em <= gap <= em * _SPACED_WORDS_EMS or not shares_line(reach, box):
        return False
    back = em if min(len(run.text), len(last.text)) <= _ACCENT_LENGTH else em * _OVERLAP_EMS
    if gap > em * _SAME_LINE_EMS:
        return _is_spaced(last, run) and not is_drop_capital(last, run)
    return -back <= gap and not is_drop_capital(last, run)


def _is_spaced(last: Run, run: Run) -> bool:
    """Tell whether two runs are words whose letters are set apart."""
    return all(_LETTER_SPACED.fullmatch(each.text) for each in (last, run))


def _line(runs: Sequence[Run]) -> Line | None:
    if len(runs) == 1:
        return _line_of_one(runs[0])
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
    face = functools.reduce(operator.and_, (run.face for run in runs))
    if mended.text == text:
        return Line(text, mended.boxes, mended.sources, around([run.box for run in runs]), size, face)
    return line_of(mended.text, mended.boxes, mended.sources, size, face)


def _line_of_one(run: Run) -> Line | None:
    mended = mend(run.text, run.boxes, run.sources)
    if not mended.text.strip():
        return None
    if mended.text == run.text:
        return Line(run.text, mended.boxes, mended.sources, run.box, run.size, run.face)
    return line_of(mended.text, mended.boxes, mended.sources, run.size, run.face)
