"""Runs -> lines: what stands side by side, closer than a column gap, mended."""

from __future__ import annotations

import itertools
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from archive import Box
from ingest.pdf_text import RawPage
from ingest.repair import mend
from ingest.runs import Boxes, Run

_SAME_LINE_EMS = 0.75
_BAND_POINTS = 20.0
_WORD_GAP_EMS = 0.12


@dataclass(frozen=True, slots=True)
class Line:
    """One line of one column, mended; `boxes` go with `text`, character by character."""

    text: str
    boxes: Boxes
    box: Box
    size: float
    bold: bool


def lines_of(page: RawPage) -> list[Line]:
    """Join the runs of a page to lines, top to bottom; columns stay apart."""
    upright = [run for run in _gather_vertical(page.runs) if run.text]
    return sorted((_line(group) for group in _rows(upright)), key=lambda line: (line.box[1], line.box[0]))


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
    one, other = above.boxes[0], below.boxes[0]
    aligned = abs(one[0] - other[0]) < 2 or abs(one[2] - other[2]) < 2  # noqa: PLR2004 - points
    return bool(aligned and min(abs(other[1] - one[3]), abs(one[1] - other[3])) < above.size)


def _rows(runs: Sequence[Run]) -> list[list[Run]]:
    """Group runs that stand side by side on one line, closer than a column gap."""
    ordered = sorted(((_around_run(run), run) for run in runs), key=lambda pair: (pair[0][0], pair[0][1]))
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
    return shares_line(reach, box) and -em <= box[0] - reach[2] <= em * _SAME_LINE_EMS


def _around_run(run: Run) -> Box:
    x0, y0 = run.boxes[:, :2].min(axis=0)
    x1, y1 = run.boxes[:, 2:].max(axis=0)
    return float(x0), float(y0), float(x1), float(y1)


def _line(runs: Sequence[Run]) -> Line:
    text = runs[0].text
    boxes = [runs[0].boxes]
    for before, run in itertools.pairwise(runs):
        gap = run.boxes[0, 0] - before.boxes[-1, 2]
        if gap > _WORD_GAP_EMS * min(before.size, run.size):
            text += " "
            boxes.append(before.boxes[-1:])
        text += run.text
        boxes.append(run.boxes)
    mended = mend(text, np.concatenate(boxes))
    kept = mended if mended.text.strip() else None
    size = statistics.median(run.size for run in runs for _ in range(min(len(run.text), 20)))
    text, all_boxes = (kept.text, kept.boxes) if kept else ("", np.concatenate(boxes))
    x0, y0 = all_boxes[:, :2].min(axis=0)
    x1, y1 = all_boxes[:, 2:].max(axis=0)
    return Line(text, all_boxes, (float(x0), float(y0), float(x1), float(y1)), size, all(run.bold for run in runs))
