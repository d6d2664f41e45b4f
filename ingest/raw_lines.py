"""The pages of a file -> lines and tables of each, one page after the other: what pdfium gave is let go."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from archive import Furniture, PageState
from ingest.errors import OriginalUnreadable
from ingest.furniture import furniture_of, loosen
from ingest.lines import Line
from ingest.ocr_need import Ocr, wants_ocr, with_recognised
from ingest.pdf_text import Opened, nothing, open_pdf, read_page
from ingest.recognised import Recognised
from ingest.report import WORDS_LEFT_OUT, page_notes, state_of
from ingest.rules import column_rules
from ingest.runs import Boxes, bounds_of
from ingest.sideways import out_of_boxes
from ingest.straightening import lean_back
from ingest.tables import Table, part
from ingest.turning import turn

MAXIMUM_PAGES = 5000
"""More pages than any report has; a hostile file can claim millions."""

_WITH_TEXT = (PageState.TEXT, PageState.RECOGNISED)

PageDone = Callable[[int, int], None]
"""Told (pages done, pages in all)."""

MayRead = Callable[[int], bool]
"""Tells whether the page with this number (1-based) is to be read."""

_FILE_CHARACTERS = 10_000_000
"""All pages of a file may say so much together, as 5,000 pages of a report do: one content can stand on every page
of a file, and each million takes four to six seconds and 75 MB until all of it is laid out."""


@dataclass(frozen=True, slots=True)
class RawLines:
    """A page as read: its lines and tables, and what a report tells of it. What pdfium gave is let go.

    All places are those of the page as it is read: the page as seen, turned clockwise by `turned` degrees, and
    straightened where OCR read it. `wants_ocr`: OCR should read it, and has not.
    """

    number: int
    width_points: float
    height_points: float
    state: PageState
    lines: list[Line]
    tables: list[Table]
    rules: list[list[float]]
    """(x, top, bottom) of lines that may part columns"""
    notes: tuple[str, ...]
    turned: int
    recognised: Recognised | None = None
    wants_ocr: bool = False

    @property
    def length(self) -> int:
        """How many characters its lines have, those in tables too."""
        return sum(len(line.text) for line in (*self.lines, *self.tabled))

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points."""
        return self.width_points, self.height_points

    def as_seen(self, boxes: Boxes) -> Boxes:
        """Give boxes where they stand on the page as seen."""
        lean = self.recognised.lean if self.recognised else 0.0
        return turn(lean_back(boxes, lean, self.size), -self.turned, self.size)

    def furniture(self, aside: Iterable[Line]) -> tuple[Furniture, ...]:
        """Give lines that were set aside as the archive keeps them, where they stand on the page as seen."""
        seen = ((line, self.as_seen(line.boxes)) for line in aside)
        return furniture_of(line._replace(boxes=boxes, box=bounds_of(boxes)) for line, boxes in seen)

    @property
    def tabled(self) -> list[Line]:
        """The lines in its tables."""
        return [line for table in self.tables for line in table.lines]

    def with_lines(self, change: Callable[[Sequence[Line]], list[Line]]) -> RawLines:
        """Give the page with its lines, and those of each cell, changed."""
        tables = [table.with_cells(change) for table in self.tables]
        return replace(self, lines=change(self.lines), tables=tables)

    def upright(self) -> list[Line]:
        """Give its lines that stand as most of its text does, those in tables too."""
        return [line for line in (*self.lines, *self.tabled) if not line.turned]

    def without(self, folio: Line) -> RawLines:
        """Give the page with its folio out of the table in which it stands: titles are often set in boxes."""
        tables = [table.without(folio) for table in self.tables]
        return replace(self, tables=[table for table in tables if table.lines])


class Known(Protocol):
    """Pages that are not read again, as a mapping of them by number is; asked for in their order."""

    def get(self, number: int, /) -> RawLines | None:
        """Give a page (1-based), or nothing where it is to be read."""


NOTHING_KNOWN: Known = dict[int, RawLines]()


def every_page(_number: int) -> bool:
    """Leave out none."""
    return True


def raw_pages(
    path: Path,
    page_done: PageDone,
    may_read: MayRead = every_page,
    ocr: Ocr | None = None,
    known: Known = NOTHING_KNOWN,
) -> Iterator[RawLines]:
    """Read the pages of a file one by one, with what OCR has read of them; those `known` are given as they are.

    One that may not be read is given as one that cannot be.

    Raises: OriginalUnreadable (`damaged`, `encrypted`, `too_many_pages`).
    """
    with open_pdf(path) as document:
        count = len(document)
        if count > MAXIMUM_PAGES:
            raise OriginalUnreadable(
                "too_many_pages",
                f"It says it has {count:,} pages; Pasaje reads up to {MAXIMUM_PAGES:,}: split it.",
            )
        if count == 0:
            raise OriginalUnreadable("damaged", "It has no pages that could be found: ask for a fresh copy.")
        page_done(0, count)
        left = _FILE_CHARACTERS
        for number in range(1, count + 1):
            within = document if left > 0 else None
            page = (known.get(number) if within else None) or raw_page(within, number, may_read, ocr)
            left -= page.length
            yield page
            page_done(number, count)


def raw_page(document: Opened | None, number: int, may_read: MayRead, ocr: Ocr | None = None) -> RawLines:
    """Read a page of an open file, with what OCR has read of it; without a file, or where it may not, nothing."""
    document = document if may_read(number) else None
    recognised, wants, ocr = None, False, ocr or Ocr()
    try:
        page = read_page(document, number) if document else nothing(number)
        state = state_of(page) if document else PageState.UNREADABLE
        wants = wants_ocr(page, state, ocr.mode)
        if wants and (found := ocr.find(number)):
            wants = False
            if better := with_recognised(page, state, ocr.mode, found):
                (page, state), recognised = better, found
        lines, tables = out_of_boxes(*part(page)) if state in _WITH_TEXT else ([], [])
        rules = column_rules(page.drawn, (page.width_points, page.height_points)).tolist()
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - whatever one strange page provokes must not lose the others
        page, state, lines, tables, rules = nothing(number), PageState.UNREADABLE, [], [], []
    return RawLines(
        number,
        page.width_points,
        page.height_points,
        state,
        *loosen(lines, tables, page.height_points),
        rules,
        (*page_notes(page, state), *([WORDS_LEFT_OUT] if recognised and recognised.dropped else [])),
        page.turned,
        recognised,
        wants,
    )
