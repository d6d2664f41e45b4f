"""Page numbers of one or two signs, which the program takes for specks where they stand alone.

Rule: looked for only where nothing else stands, in the bands at the top and the foot of a page, and taken only if
it reads as a number: read by itself, as a line, it is sure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np
from PIL import Image, ImageDraw

from ingest.ocr import Layout, Program, SeenWord, read_image

_BAND = 0.1
_EDGE = 0.02
"""Shares of the height: where folios stand, and where scanners leave the shadow of the sheet's edge."""

_LEAST_INCHES, _MOST_INCHES, _WIDEST_INCHES = 0.05, 0.25, 0.6
"""How high a figure is, from six points to eighteen, and how wide a folio is with its dashes."""

_TALL = 0.5
"""Of the height of what stands there: dashes on either side are lower, and have the figure misread."""

_INK = 128
_ROOM = 3
"""Pixels around a word that belong to it."""

_FOLIO = re.compile(r"\W{0,2}(?:\d{1,3}|[ivxlc]{1,5})\W{0,2}", re.IGNORECASE)
_SURE = 60.0


def lone_folios(
    program: Program, image: Image.Image, dots: int, language: str, words: Sequence[SeenWord]
) -> Iterator[SeenWord]:
    """Give the folios of a straightened image that are not among its words, as lines of their own."""
    bare = image.copy()
    pen = ImageDraw.Draw(bare)
    for _, (x0, y0, x1, y1), _, _ in words:
        pen.rectangle((x0 - _ROOM, y0 - _ROOM, x1 + _ROOM, y1 + _ROOM), fill=255)
    line = max((word.line for word in words), default=-1) + 1
    edge, band = round(_EDGE * image.height), round(_BAND * image.height)
    for top, bottom in ((edge, band), (image.height - band, image.height - edge)):
        box = _ink_in(bare, top, bottom)
        if box and _is_like_a_folio(box, dots):
            yield from _read(program, bare, _without_dashes(bare, box), dots, language, line)
            line += 1


def _ink_in(image: Image.Image, top: int, bottom: int) -> tuple[int, int, int, int] | None:
    """Give the box around all ink of a band, but for its ends."""
    edge = round(_EDGE * image.width)
    rows, columns = np.nonzero(np.asarray(image)[top:bottom, edge : image.width - edge] < _INK)
    if not len(rows):
        return None
    return (
        int(columns.min()) + edge,
        int(rows.min()) + top,
        int(columns.max()) + edge + 1,
        int(rows.max()) + top + 1,
    )


def _without_dashes(image: Image.Image, box: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    """Give the box from the first tall piece in it to the last: of “- 3 -” the figure."""
    ink = np.asarray(image.crop(box)) < _INK
    is_inked = np.concatenate(([False], ink.any(axis=0), [False]))
    edges = np.flatnonzero(is_inked[1:] != is_inked[:-1]).tolist()
    pieces = list(zip(edges[::2], edges[1::2], strict=True))
    tall = [
        piece for piece in pieces if np.ptp(np.flatnonzero(ink[:, slice(*piece)].any(axis=1))) >= _TALL * len(ink)
    ]
    return (box[0] + tall[0][0], box[1], box[0] + tall[-1][1], box[3]) if tall else box


def _is_like_a_folio(box: tuple[int, int, int, int], dots: int) -> bool:
    x0, y0, x1, y1 = box
    return _LEAST_INCHES * dots <= y1 - y0 <= _MOST_INCHES * dots and x1 - x0 <= _WIDEST_INCHES * dots


def _read(
    program: Program, image: Image.Image, box: tuple[int, int, int, int], dots: int, language: str, line: int
) -> Iterator[SeenWord]:
    found = read_image(program, _by_itself(image, box), dots, [language], Layout.LINE)
    sure = min((word.sure for word in found if any(map(str.isalnum, word.text))), default=0.0)
    if sure >= _SURE and _FOLIO.fullmatch(text := "".join(word.text for word in found)):
        yield SeenWord(text, box, sure, line)


def _by_itself(image: Image.Image, box: tuple[int, int, int, int]) -> Image.Image:
    """Give what stands in a box on a slip of paper with room around it."""
    x0, y0, x1, y1 = box
    room = y1 - y0
    slip = Image.new("L", (x1 - x0 + 4 * room, 3 * room), 255)
    slip.paste(image.crop(box), (2 * room, room))
    return slip
