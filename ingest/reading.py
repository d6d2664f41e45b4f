"""One PDF -> everything the archive keeps of it: the steps in reading order. Runs in a killable child."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from archive import OutlineEntry, Page, PageState, Warned
from ingest.blocks import Block
from ingest.errors import OriginalUnreadable
from ingest.folios import counting_folios
from ingest.furniture import furniture_of, loosen, set_aside
from ingest.labels import page_labels
from ingest.language import detect_languages
from ingest.lines import Line
from ingest.naming import date_of, title_of
from ingest.paragraphs import blocks_of
from ingest.pdf_structure import read_structure
from ingest.pdf_text import Opened, nothing, open_pdf, read_page
from ingest.report import order_notes, page_notes, state_of, warnings_of
from ingest.rules import column_rules
from ingest.runs import Face
from ingest.segmentation import Draft, Segmented, segment
from ingest.table_rows import carry_headers
from ingest.tables import Table, part

MAXIMUM_PAGES = 5000
"""More pages than any report has; a hostile file can claim millions."""

PageDone = Callable[[int, int], None]
"""Told (pages done, pages in all)."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read; `languages` goes with `drafts`, one by one."""

    title: str
    date: str | None
    language: str
    pages: tuple[Page, ...]
    drafts: tuple[Draft, ...]
    languages: tuple[str, ...]
    outline: tuple[OutlineEntry, ...]
    metadata: dict[str, str]
    warnings: tuple[Warned, ...]


@dataclass(frozen=True, slots=True)
class RawLines:
    """A page as read: its lines and tables, and what a report tells of it. What pdfium gave is let go."""

    number: int
    width_points: float
    height_points: float
    state: PageState
    lines: list[Line]
    tables: list[Table]
    rules: list[list[float]]
    """(x, top, bottom) of lines that may part columns"""
    notes: tuple[str, ...]

    @property
    def all_lines(self) -> list[Line]:
        """Those of its tables too."""
        return [*self.lines, *(line for table in self.tables for line in table.lines)]


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A file in reading order: pages as read, their blocks, what was set aside, their texts and the passages."""

    pages: list[RawLines]
    blocks: list[list[Block]]
    aside: list[tuple[Line, ...]]
    folios: list[str | None]
    segmented: Segmented


def read_original(path: Path, file_name: str, page_done: PageDone) -> Reading:
    """Read a PDF as a person would.

    Raises: OriginalUnreadable (`damaged`, `encrypted`, `too_many_pages`).
    """
    raw = list(raw_pages(path, page_done))
    structure = read_structure(path)
    laid = lay_out(raw, structure.outline)
    language, languages = detect_languages([draft.text for draft in laid.segmented.drafts])
    labels = page_labels(structure.labels, laid.folios)
    pages = tuple(
        Page(
            number=page.number,
            label=label,
            label_source=label_source,
            width_points=page.width_points,
            height_points=page.height_points,
            text=text.text,
            words=text.words(),
            furniture=furniture_of(aside),
            state=page.state,
        )
        for page, text, aside, (label, label_source) in zip(
            laid.pages, laid.segmented.pages, laid.aside, labels, strict=True
        )
    )
    notes = [
        tuple(dict.fromkeys((*page.notes, *order_notes(blocks))))
        for page, blocks in zip(laid.pages, laid.blocks, strict=True)
    ]
    return Reading(
        title=title_of(structure.metadata, _first_page(laid.blocks), file_name),
        date=date_of(structure.metadata, pages[0].text if pages else ""),
        language=language,
        pages=pages,
        drafts=laid.segmented.drafts,
        languages=tuple(languages),
        outline=structure.outline,
        metadata=structure.metadata,
        warnings=(*structure.warnings, *warnings_of([page.state for page in laid.pages], notes)),
    )


def lay_out(pages: list[RawLines], outline: Sequence[OutlineEntry]) -> LaidOut:
    """Put the lines of a file in reading order: furniture aside, blocks, passages."""
    if _is_typewritten(pages):
        pages = [_as_text(page) for page in pages]
    heights = [page.height_points for page in pages]
    counted = counting_folios([page.all_lines for page in pages], heights)
    pages = [_without_folio(page, folio) if folio else page for page, folio in zip(pages, counted, strict=True)]
    tabled = [[line for table in page.tables for line in table.lines] for page in pages]
    parted = set_aside([page.lines for page in pages], heights, counted, tabled)
    blocks, repeated = carry_headers([_blocks(page, each.lines) for page, each in zip(pages, parted, strict=True)])
    return LaidOut(
        pages,
        blocks,
        [(*each.aside, *headers) for each, headers in zip(parted, repeated, strict=True)],
        [each.folio for each in parted],
        segment(blocks, heights, outline),
    )


def _without_folio(page: RawLines, folio: Line) -> RawLines:
    """Take the folio out of the table in which it stands, if it stands in one: titles are often set in boxes."""
    tables = [table.without(folio) for table in page.tables]
    return replace(page, tables=[table for table in tables if table.lines])


def _is_typewritten(pages: Sequence[RawLines]) -> bool:
    """Tell whether most of a file is set in letters of one width: then they tell no listing from its text."""
    lines = [line for page in pages for line in page.lines]
    return 2 * sum(len(line.text) for line in lines if line.is_listing) > sum(len(line.text) for line in lines)


def _as_text(page: RawLines) -> RawLines:
    lines = [replace(line, face=line.face & ~Face.FIXED_WIDTH) for line in page.lines]
    return replace(page, lines=lines)


def raw_pages(path: Path, page_done: PageDone) -> Iterator[RawLines]:
    """Read the pages of a file one by one.

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
        for number in range(1, count + 1):
            yield _raw_page(document, number)
            page_done(number, count)


def _raw_page(document: Opened, number: int) -> RawLines:
    try:
        page = read_page(document, number)
        state = state_of(page)
        lines, tables = part(page) if state is PageState.TEXT else ([], [])
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
        page_notes(page, state),
    )


def _blocks(page: RawLines, lines: Sequence[Line]) -> list[Block]:
    try:
        return blocks_of(page.number, lines, page.tables, page.rules)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - a page that cannot be laid out is read line by line, and loses no other
        all_lines = [*lines, *(line for table in page.tables for line in table.lines)]
        return [Block(page.number, (line,)) for line in sorted(all_lines, key=lambda line: line.box[1])]


def _first_page(blocks: Sequence[Sequence[Block]]) -> Sequence[Block]:
    """Give the blocks of the first page that has any."""
    return next((page for page in blocks if page), ())
