"""One PDF -> everything the archive keeps of it: the steps in reading order. Runs in a killable child."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from archive import LabelSource, OutlineEntry, Page, PageState
from ingest.blocks import Block
from ingest.errors import OriginalUnreadable
from ingest.folios import counting_folios
from ingest.furniture import SetAside
from ingest.heads_as_seen import set_aside_as_seen
from ingest.labels import page_labels
from ingest.laid_by import lay_by
from ingest.language import detect_languages, language_of
from ingest.lines import Line
from ingest.naming import date_of, title_of
from ingest.ocr_need import Ocr
from ingest.ocr_notes import failures_of
from ingest.page_text import PageText
from ingest.paragraphs import blocks_of
from ingest.pdf_structure import UNREAD, read_structure, undecoded_pages
from ingest.raw_lines import NOTHING_KNOWN, Known, MayRead, PageDone, RawLines, every_page, raw_pages
from ingest.readings import Reading, Wanting
from ingest.report import ORDER_UNCERTAIN, order_notes, warnings_of
from ingest.runs import Face
from ingest.segmentation import Segmented, segment
from ingest.set_apart import with_listings
from ingest.sideways import among, sideways_blocks
from ingest.sureness import sureness_of
from ingest.table_rows import carry_headers
from ingest.turning import turned_size

_ASKED_PAGES = 20
"""that tell the language of all"""


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A file in reading order: pages as read, their blocks, what was set aside, notes, and the passages."""

    pages: list[RawLines]
    blocks: list[list[Block]]
    aside: list[tuple[Line, ...]]
    folios: list[str | None]
    notes: list[tuple[str, ...]]
    segmented: Segmented


def read_original(
    path: Path,
    file_name: str,
    page_done: PageDone,
    may_read: MayRead = every_page,
    *,
    has_structure: bool = True,
    ocr: Ocr | None = None,
    known: Known = NOTHING_KNOWN,
) -> Reading:
    """Read a PDF as a person would, with what OCR has read of its pictures, without pages that may not be read.

    Pages that are `known` are not read again.

    Raises: OriginalUnreadable (`damaged`, `encrypted`, `too_many_pages`).
    """
    ocr = ocr or Ocr()
    raw = list(raw_pages(path, page_done, may_read, ocr, known))
    return _made_of(raw, path, file_name, ocr, has_structure=has_structure)


def read_unless_wanting(
    path: Path,
    file_name: str,
    page_done: PageDone,
    may_read: MayRead,
    *,
    has_structure: bool,
    ocr: Ocr,
    known: Known,
    aside: Path,
) -> Reading | Wanting:
    """Read a PDF as `read_original`; one with pages that OCR should read and has not is left for then.

    Its other pages are laid aside, and what follows them is not begun.
    """
    raw = list(raw_pages(path, page_done, may_read, ocr, known))
    if wanting := tuple(page.number for page in raw if page.wants_ocr):
        lay_by(raw, aside)
        return Wanting(len(raw), wanting, _language_of(raw))
    return _made_of(raw, path, file_name, ocr, has_structure=has_structure)


def _language_of(pages: Sequence[RawLines]) -> str:
    """Tell in which language the text of a file is, as far as a few of its pages show."""
    texts = [text for page in pages if (text := " ".join(line.text for line in (*page.lines, *page.tabled)))]
    return language_of(texts[:: max(1, len(texts) // _ASKED_PAGES)])


def _made_of(raw: list[RawLines], path: Path, file_name: str, ocr: Ocr, *, has_structure: bool) -> Reading:
    raw = _without_the_lost(path, raw)
    _see_that_there_is_something(raw)
    structure = read_structure(path) if has_structure else UNREAD
    laid = lay_out(raw, structure.outline)
    language, languages = detect_languages([draft.text for draft in laid.segmented.drafts])
    labels = page_labels(structure.labels, laid.folios)
    pages = tuple(
        _page(page, text, aside, label, label_source)
        for page, text, aside, (label, label_source) in zip(
            laid.pages, laid.segmented.pages, laid.aside, labels, strict=True
        )
    )
    date = date_of(structure.metadata, pages[0].text if pages else "")
    notes = [tuple(dict.fromkeys(each)) for each in laid.notes]
    return Reading(
        title=title_of(structure.metadata, _first_page(laid.blocks), file_name),
        date=date,
        language=language,
        pages=pages,
        drafts=laid.segmented.drafts,
        languages=tuple(languages),
        outline=structure.outline,
        metadata={**structure.metadata, **({"date": date} if date else {})},
        warnings=(
            *structure.warnings,
            *warnings_of([page.state for page in laid.pages], notes),
            *failures_of(ocr.failures),
        ),
        wanting=tuple(page.number for page in laid.pages if page.wants_ocr),
    )


def _page(page: RawLines, text: PageText, aside: Sequence[Line], label: str, source: LabelSource) -> Page:
    """Put together what the archive keeps of a page."""
    words = text.words(page.as_seen)
    recognised = page.recognised.words if page.recognised else ()
    return Page(
        number=page.number,
        label=label,
        label_source=source,
        width_points=turned_size(page.size, page.turned)[0],
        height_points=turned_size(page.size, page.turned)[1],
        text=text.text,
        words=words,
        furniture=page.furniture(aside),
        state=page.state,
        sureness=sureness_of(words, text.sources(), recognised) if recognised else b"",
    )


def _without_the_lost(path: Path, pages: list[RawLines]) -> list[RawLines]:
    """Tell pages whose content could not be unpacked from those that are blank."""
    blank = [page.number for page in pages if page.state is PageState.BLANK]
    lost = undecoded_pages(path, blank) if blank else set()
    return [replace(page, state=PageState.UNREADABLE) if page.number in lost else page for page in pages]


def _see_that_there_is_something(pages: Sequence[RawLines]) -> None:
    """Refuse a file whose pages cannot be read: it is not one without text. Raises: OriginalUnreadable."""
    states = [page.state for page in pages]
    if not set(states) <= {PageState.UNREADABLE, PageState.BLANK} or PageState.UNREADABLE not in states:
        return
    lost = states.count(PageState.UNREADABLE)
    if lost == len(states):
        told = "Its only page" if lost == 1 else f"None of its {lost:,} pages"
        told += " is damaged beyond reading" if lost == 1 else " can be read"
    else:
        told = f"{lost:,} of its {len(states):,} pages cannot be read, and the others are blank"
    raise OriginalUnreadable("damaged", f"{told}: ask for a fresh copy.")


def lay_out(pages: list[RawLines], outline: Sequence[OutlineEntry]) -> LaidOut:
    """Put the lines of a file in reading order: furniture aside, blocks, passages."""
    is_typewritten = _is_typewritten(pages)
    pages = [page.with_lines(_as_text if is_typewritten else with_listings) for page in pages]
    heights = [page.height_points for page in pages]
    counted = counting_folios([page.upright() for page in pages], heights)
    pages = [page.without(folio) if folio else page for page, folio in zip(pages, counted, strict=True)]
    parted = _with_something_left(pages, set_aside_as_seen(pages, counted))
    told = [_blocks(page, each.lines) for page, each in zip(pages, parted, strict=True)]
    blocks, repeated = carry_headers([blocks for blocks, _ in told])
    return LaidOut(
        pages,
        blocks,
        [(*each.aside, *headers) for each, headers in zip(parted, repeated, strict=True)],
        [each.folio for each in parted],
        [(*page.notes, *notes) for page, (_, notes) in zip(pages, told, strict=True)],
        segment(blocks, heights, outline),
    )


def _with_something_left(pages: Sequence[RawLines], parted: list[SetAside]) -> list[SetAside]:
    """Put nothing aside where nothing else would be left: one line a page is what such a file says."""
    if any(each.lines or page.tables for page, each in zip(pages, parted, strict=True)):
        return parted
    if not any(char.isalpha() for each in parted for line in each.aside for char in line.text):
        return parted  # bare page numbers
    return [SetAside(tuple(page.lines), (), each.folio) for page, each in zip(pages, parted, strict=True)]


def _is_typewritten(pages: Sequence[RawLines]) -> bool:
    """Tell whether most of a file is set in letters of one width: then they tell no listing from its text."""
    lines = [line for page in pages for line in page.lines]
    return 2 * sum(len(line.text) for line in lines if line.is_listing) > sum(len(line.text) for line in lines)


def _as_text(lines: Sequence[Line]) -> list[Line]:
    return [line._replace(face=line.face & ~Face.FIXED_WIDTH) for line in lines]


def _blocks(page: RawLines, lines: Sequence[Line]) -> tuple[list[Block], tuple[str, ...]]:
    """Give the blocks of a page in reading order, and what the report tells of that order."""
    try:
        upright = [line for line in lines if not line.turned]
        blocks = blocks_of(page.number, upright, page.tables, page.rules)
        blocks = among(blocks, sideways_blocks(page.number, [line for line in lines if line.turned]))
        return blocks, tuple(order_notes(blocks))
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - a page that cannot be laid out is read line by line, and loses no other
        ordered = sorted((*lines, *page.tabled), key=lambda line: line.box[1])
        return [Block(page.number, (line,)) for line in ordered], (ORDER_UNCERTAIN,)


def _first_page(blocks: Sequence[Sequence[Block]]) -> Sequence[Block]:
    """Give the blocks of the first page that has any."""
    return next((page for page in blocks if page), ())
