"""One PDF -> everything the archive keeps of it: the steps in reading order. Runs in a killable child."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from archive import LabelSource, OutlineEntry, Page, PageState, Warned, Words
from ingest.blocks import Block, blocks_of
from ingest.errors import OriginalUnreadable, PageUnreadable
from ingest.furniture import set_aside
from ingest.labels import page_labels
from ingest.language import detect_languages
from ingest.lines import lines_of
from ingest.naming import date_of, title_of
from ingest.pdf_structure import Structure, read_structure
from ingest.pdf_text import RawPage, open_pdf, read_page
from ingest.segmentation import Draft, segment

MAXIMUM_PAGES = 5000
"""More pages than any report has; a hostile file can claim millions."""

_PICTURE_SHARE = 0.3
_FEW_LETTERS = 10
_GARBLED_SHARE = 0.15

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


def read_original(path: Path, file_name: str, page_done: PageDone) -> Reading:
    """Read a PDF as a person would.

    Raises: OriginalUnreadable (`damaged`, `encrypted`, `too_many_pages`).
    """
    raw, states = _raw_pages(path, page_done)
    structure = read_structure(path)
    lines = [lines_of(page) if state is PageState.TEXT else [] for page, state in zip(raw, states, strict=True)]
    parted = set_aside(lines, [page.height_points for page in raw])
    blocks = [blocks_of(page.number, each.lines) for page, each in zip(raw, parted, strict=True)]
    segmented = segment(blocks, [page.height_points for page in raw], structure.outline)
    language, languages = detect_languages([draft.text for draft in segmented.drafts])
    labels = page_labels(structure.labels, [each.folio for each in parted])
    pages = tuple(
        _page(page, state, text, words, each.furniture, label)
        for page, state, (text, words), each, label in zip(
            raw, states, segmented.pages, parted, labels, strict=True
        )
    )
    first_text = pages[0].text if pages else ""
    return Reading(
        title=title_of(structure.metadata, _first_page(blocks), file_name),
        date=date_of(structure.metadata, first_text),
        language=language,
        pages=pages,
        drafts=segmented.drafts,
        languages=tuple(languages),
        outline=structure.outline,
        metadata=structure.metadata,
        warnings=_warnings(structure, pages),
    )


def _raw_pages(path: Path, page_done: PageDone) -> tuple[list[RawPage], list[PageState]]:
    pages, states = [], []
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
            try:
                page = read_page(document, number)
                state = _state(page)
            except PageUnreadable:
                page, state = RawPage(number, 0.0, 0.0, (), 0.0), PageState.UNREADABLE
            pages.append(page)
            states.append(state)
            page_done(number, count)
    return pages, states


def _state(page: RawPage) -> PageState:
    text = "".join(run.text for run in page.runs)
    letters = sum(char.isalpha() for char in text)
    odd = sum(unicodedata.category(char) in ("Co", "Cn", "Cc") or char == "\ufffd" for char in text)
    if odd > _GARBLED_SHARE * len(text) and odd > _FEW_LETTERS:
        return PageState.GARBLED
    if letters < _FEW_LETTERS and page.image_share > _PICTURE_SHARE:
        return PageState.NEEDS_OCR
    return PageState.TEXT if text.strip() else PageState.BLANK


def _page(
    raw: RawPage,
    state: PageState,
    text: str,
    words: Words,
    furniture: tuple[str, ...],
    label: tuple[str, LabelSource],
) -> Page:
    return Page(
        number=raw.number,
        label=label[0],
        label_source=label[1],
        width_points=raw.width_points,
        height_points=raw.height_points,
        text=text,
        words=words,
        furniture=furniture,
        state=state,
    )


def _first_page(blocks: list[list[Block]]) -> list[Block]:
    """Give the blocks of the first page that has any."""
    return next((page for page in blocks if page), [])


_PAGE_WARNINGS = {
    PageState.NEEDS_OCR: ("needs_ocr", "Page {0} is a picture without text: its words cannot be found."),
    PageState.GARBLED: (
        "garbled",
        "The text of page {0} is stored as signs without meaning: it cannot be found.",
    ),
    PageState.UNREADABLE: ("page_unreadable", "Page {0} is damaged and was left out."),
}


def _warnings(structure: Structure, pages: tuple[Page, ...]) -> tuple[Warned, ...]:
    found = list(structure.warnings)
    for page in pages:
        if page.state in _PAGE_WARNINGS:
            code, sentence = _PAGE_WARNINGS[page.state]
            found.append(Warned(code, page.number, sentence.format(page.number)))
    return tuple(found)
