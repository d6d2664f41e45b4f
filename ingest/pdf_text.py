"""Characters and their boxes from a PDF page, by pdfium: the one text stream and the one set of boxes.

Rule: only a killable child calls this (`sandbox.py`); pdfium can abort the process, and is not thread-safe.
All coordinates that leave are points of the visible area, origin top left, of the page turned so that its text
stands upright: what makes lines, tables and paragraphs of it need not know that some pages are printed sideways.
`RawPage.turned` tells the way back to the page as seen, on which `reading.py` gives the boxes of words.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from numpy.typing import NDArray

from ingest.drawings import drawings, picture_dots
from ingest.errors import OriginalUnreadable, PageUnreadable
from ingest.frames import Frame
from ingest.pdf_characters import Characters, TextPage
from ingest.raised import raise_digits
from ingest.replacements import drop_wrong_replacements
from ingest.runs import Boxes, Run, is_inside, runs_of
from ingest.turning import QUARTERS, Turns, turn, turn_run, turned_size, turns_of

Opened = pdfium.PdfDocument
"""An open file."""

Area = tuple[float, float, float, float]
"""left, bottom, right, top of the visible area in user space"""

MAXIMUM_CHARACTERS = 100_000
"""More than any page can show to a reader; a hostile one can hold millions."""

LOCKED = "It is locked with a password: “pasaje retry --password-file” opens it; or add a copy without one."
STRANGELY_LOCKED = "It is locked in a way that Pasaje does not know: ask for a copy."

_DAMAGED = "damaged", "It is damaged beyond reading: ask for a fresh copy."
_FAULTS = {
    pdfium_c.FPDF_ERR_SUCCESS: ("damaged", "It has no pages that could be found: ask for a fresh copy."),
    pdfium_c.FPDF_ERR_PASSWORD: ("encrypted", LOCKED),
    pdfium_c.FPDF_ERR_SECURITY: ("encrypted", STRANGELY_LOCKED),
}
"""What pdfium says of a file that it cannot open -> a reason."""

_SIDEWAYS = (90, 270)
_HALF_TURN = 180
_BACKWARDS = (90, 180)
"""pdfium tells the pieces of lines that stand so in reverse order; it does not when the page is turned round."""


@dataclass(frozen=True, slots=True)
class RawPage:
    """What a page holds before anything is made of it.

    `drawn` are the boxes of lines and areas drawn on it (n x (x0, y0, x1, y1)); `image_share` is the part covered
    by pictures, 0 to 1; `left_out` counts characters beyond `MAXIMUM_CHARACTERS`, `hidden` those outside the
    visible area; `turned_share` is the part of the text that stands at another angle than the rest.

    `turned` tells by how many degrees clockwise the page as seen was turned for its text to stand upright. All
    places, width and height are those of the turned page.
    """

    number: int
    width_points: float
    height_points: float
    runs: tuple[Run, ...]
    drawn: Boxes
    image_share: float
    left_out: int = 0
    hidden: int = 0
    turned_share: float = 0.0
    turned: int = 0


class PageSeen(NamedTuple):
    """Where a page lies in its file, and its text as pdfium gives it."""

    frame: Frame
    text: str


@dataclass(frozen=True, slots=True)
class _Text:
    """The text of a page: the rotation at which it stands upright, its runs then, and what `RawPage` tells of it.

    `count` are all characters that the page has, read or not.
    """

    upright: int
    runs: tuple[Run, ...]
    count: int
    hidden: int
    turned_share: float


def nothing(number: int) -> RawPage:
    """Give what stands for a page that cannot be read."""
    return RawPage(number, 0.0, 0.0, (), np.zeros((0, 4)), 0.0)


def load(path: Path | bytes, password: bytes | None = None) -> tuple[pdfium.PdfDocument | None, int]:
    """Load a file, or the bytes of one; gives what pdfium says is wrong where it cannot.

    The bytes of the password are passed on as they are. A file without pages is none: pdfium says of it what was
    wrong with the last file that it could not load, and a child reads many.
    """
    word = None if password is None else password + b"\x00"
    if isinstance(path, bytes):
        handle = pdfium_c.FPDF_LoadMemDocument64(path, len(path), word)
    else:
        handle = pdfium_c.FPDF_LoadDocument(bytes(path) + b"\x00", word)
    if not handle:
        return None, int(pdfium_c.FPDF_GetLastError())
    document = pdfium.PdfDocument(handle)
    if len(document) < 1:
        document.close()
        return None, pdfium_c.FPDF_ERR_SUCCESS
    document._data_holder.append(path)  # noqa: SLF001 - pdfium reads the bytes for as long as the document is open
    return document, pdfium_c.FPDF_ERR_SUCCESS


@contextmanager
def open_pdf(path: Path | bytes) -> Iterator[pdfium.PdfDocument]:
    """Open a file, or the bytes of one, with pdfium.

    Raises: OriginalUnreadable (`encrypted`, `damaged`).
    """
    document, fault = load(path)
    if document is None:
        raise OriginalUnreadable(*_FAULTS.get(fault, _DAMAGED))
    try:
        yield document
    finally:
        document.close()


def see_page(document: pdfium.PdfDocument, number: int) -> PageSeen:
    """Give where a page (1-based) lies and what it says. Raises: PageUnreadable."""
    page = _page(document, number)
    try:
        with closing(page.get_textpage()) as textpage:
            return PageSeen(Frame(page.get_bbox(), page.get_rotation()), textpage.get_text_range())
    except pdfium.PdfiumError as error:
        raise PageUnreadable(f"Page {number} cannot be read.") from error
    finally:
        page.close()


def dots_per_inch(path: Path, number: int) -> float:
    """Give how many dots to an inch the largest picture of a page (1-based) has; 0 where there is none.

    Raises: OriginalUnreadable, PageUnreadable.
    """
    with open_pdf(path) as document:
        page = _page(document, number)
        try:
            return picture_dots(page)
        finally:
            page.close()


def read_page(document: pdfium.PdfDocument, number: int) -> RawPage:
    """Give the runs of the page with this number (1-based), in the order of the file.

    Raises: PageUnreadable when the page cannot be loaded.
    """
    page = _page(document, number)
    try:
        area = page.get_bbox()
        rotation = page.get_rotation()
        page.set_rotation(0)  # pdfium 2021-2026 mixes up boxes on rotated pages otherwise
        drawn = drawings(page)
        text = _read_text(page, area, rotation)
        if text.count < drawn.text_count and drop_wrong_replacements(page):
            page.set_rotation(0)
            text = _read_text(page, area, rotation)
    finally:
        page.close()
    return RawPage(
        number,
        *_size(area, text.upright),
        text.runs,
        _as_seen(drawn.paths, area, text.upright),
        _covered(drawn.pictures, math.prod(_size(area))),
        left_out=max(0, text.count - MAXIMUM_CHARACTERS),
        hidden=text.hidden,
        turned_share=text.turned_share,
        turned=(text.upright - rotation) % 360,
    )


def _page(document: pdfium.PdfDocument, number: int) -> pdfium.PdfPage:
    try:
        return document[number - 1]
    except pdfium.PdfiumError as error:
        raise PageUnreadable(f"Page {number} cannot be loaded.") from error


def _read_text(page: pdfium.PdfPage, area: Area, rotation: int) -> _Text:
    with closing(page.get_textpage()) as opened:
        textpage = TextPage(opened)
        characters = textpage.characters(min(textpage.count, MAXIMUM_CHARACTERS))
        text, turns = _turns(textpage, characters, rotation)
        if text not in _BACKWARDS or page.get_rotation() == _HALF_TURN:
            standing = {each: turns == each for each in QUARTERS}
            parts = [
                _runs(textpage, characters.of(kept), area, each, text)
                for each, kept in standing.items()
                if kept.any()
            ]
            runs = [run for runs, _ in parts for run in runs]
            if len(parts) > 1:
                runs.sort(key=lambda run: int(run.sources[0, 0]))
            return _Text(
                -text % 360,
                tuple(runs),
                textpage.count,
                sum(hidden for _, hidden in parts),
                float((turns != text).mean()) if len(turns) else 0.0,
            )
    page.set_rotation(_HALF_TURN)
    return _read_text(page, area, rotation)


def _turns(textpage: TextPage, characters: Characters, rotation: int) -> tuple[int, Turns]:
    places = characters.sources[:, 0]
    return turns_of(
        characters.codes, characters.corners, -rotation % 360, lambda each: textpage.angles(places[each].tolist())
    )


def _runs(
    textpage: TextPage, characters: Characters, area: Area, degrees: int, text: int
) -> tuple[list[Run], int]:
    """Give the runs of characters that stand turned by `degrees`, and how many of them stand outside the page.

    They are read upright, and given where they stand on the page turned for its `text` to be upright.
    """
    codes, places = characters.codes, characters.sources[:, 0]
    upright = -degrees % 360
    across = 0 if upright in _SIDEWAYS else 1
    raise_digits(codes, characters.corners, across, lambda each: textpage.feet(places[each].tolist(), upright))
    boxes, size = _as_seen(characters.corners, area, upright), _size(area, upright)
    runs = runs_of(codes, boxes, characters.sources, size, lambda each: textpage.faces(places[each].tolist()))
    hidden = int((~is_inside(boxes, size) & (codes > ord(" "))).sum())
    return [turn_run(run, degrees - text, size) for run in runs], hidden


def _size(area: Area, rotation: int = 0) -> tuple[float, float]:
    left, bottom, right, top = area
    return turned_size((right - left, top - bottom), rotation)


def _as_seen(corners: NDArray[Any], area: Area, rotation: int) -> Boxes:
    """Turn boxes in user space, by any two opposite corners, into boxes of the page as seen when rotated so."""
    left, _, _, top = area
    x0, y0, x1, y1 = corners.astype(np.float64).T
    x0, x1 = np.minimum(x0, x1) - left, np.maximum(x0, x1) - left
    y0, y1 = top - np.maximum(y0, y1), top - np.minimum(y0, y1)
    return turn(np.stack((x0, y0, x1, y1), axis=1), rotation, _size(area))


def _covered(pictures: NDArray[np.float64], area: float) -> float:
    sides = np.abs(pictures[:, 2:] - pictures[:, :2])
    return min(float((sides[:, 0] * sides[:, 1]).sum()) / area, 1.0) if area > 0 else 0.0
