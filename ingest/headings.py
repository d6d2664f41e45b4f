"""What kind of thing a block is, and under which headings it stands."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from archive import Kind, OutlineEntry
from archive.identity import normalise
from ingest.blocks import CAPTION, Block, is_contents_entry
from ingest.list_marks import BULLETS

_HEADING_WORDS = 22
_HEADING_LINES = 3
_LARGER = 1.12
_SMALLER = 0.93
_LONG_WORD = 8
"""A shorter word in capitals may be an acronym."""
_DEEPEST = 6
_NUMBERING = re.compile(
    r"^(?:(?:chapter|capítulo|section|sección|annex|anexo|part|parte)\s+)?"
    r"(\d{1,2}(?:\.\d{1,2})*)\.?\s+[^\W\d]",
    re.IGNORECASE,
)
_DEEP_NUMBERING = re.compile(r"^\d{1,2}(?:\.\d{1,2})+\.?\s+[^\W\d]")
"""One number alone may number an item of a list; two levels number a heading."""
_CAPTION_WORDS = 60
_NOTE_MARK = re.compile(r"^(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\d{1,3}|[*†‡])\s*[^\s\d.]")
_SENTENCE_END = re.compile(r"[.;,]$")


@dataclass(frozen=True, slots=True)
class Style:
    """What is usual in a document: the size of its running text, and the sizes of its headings, largest first."""

    body_size: float
    body_bold: bool
    heading_sizes: tuple[float, ...] = ()


def style_of(blocks: Sequence[Block]) -> Style:
    """Find out what is usual, weighing by characters."""
    sizes: list[float] = []
    bold = plain = 0
    for block in blocks:
        for line in block.lines:
            sizes.extend([round(line.size, 1)] * max(1, len(line.text) // 10))
            bold, plain = (bold + len(line.text), plain) if line.bold else (bold, plain + len(line.text))
    style = Style(statistics.median(sizes) if sizes else 0.0, bold > plain)
    headings = {round(block.size) for block in blocks if _is_heading(block, style, frozenset())}
    return Style(style.body_size, style.body_bold, tuple(sorted(headings, reverse=True)))


def kind_of(block: Block, style: Style, page_height: float, titles: frozenset[str]) -> Kind:
    """Tell what a block is. `titles` are the normalised outline titles that point at its page."""
    if block.is_row:
        return Kind.TABLE
    if _is_footnote(block, style, page_height):
        return Kind.FOOTNOTE
    text = _flat(block)
    if block.is_listing and not _is_heading(block, style, titles):
        return Kind.PARAGRAPH
    if is_contents_entry(text):
        return Kind.LIST_ITEM
    if CAPTION.match(text) and len(text.split()) <= _CAPTION_WORDS:
        return Kind.CAPTION
    if _is_heading(block, style, titles):
        return Kind.HEADING
    return Kind.LIST_ITEM if block.lines[0].begins_item else Kind.PARAGRAPH


def _is_footnote(block: Block, style: Style, page_height: float) -> bool:
    low = block.box[1] > page_height * 0.45
    return low and block.size < style.body_size * _SMALLER and bool(_NOTE_MARK.match(block.lines[0].text))


def _is_heading(block: Block, style: Style, titles: frozenset[str]) -> bool:
    text = _flat(block)
    if is_contents_entry(text) or text[:1] in BULLETS or block.lines[0].has_mark:
        return False
    if any(_matches(title, (normalise(text),)) for title in titles):
        return True
    short = len(text.split()) <= _HEADING_WORDS and len(block.lines) <= _HEADING_LINES
    ends = _SENTENCE_END.search(text) and not (_is_capitals(text) and text.endswith("."))
    if not short or block.is_row or ends or text[0].islower() or text.endswith(("—", "–")):
        return False
    if sum(char.isalpha() for char in text) <= max(2, len(text) * 0.4):
        return False
    larger = block.size > style.body_size * _LARGER
    stressed = block.bold and not style.body_bold
    if block.is_listing and not (larger or stressed):
        return False
    numbered = bool(_DEEP_NUMBERING.match(text))
    return larger or (block.size > style.body_size * _SMALLER and (stressed or numbered or _is_capitals(text)))


def _is_capitals(text: str) -> bool:
    return text.isupper() and (len(text.split()) > 1 or len(text) >= _LONG_WORD)


def _flat(block: Block) -> str:
    return " ".join(block.text.split())


@dataclass(slots=True)
class Sections:
    """Follows the headings of a document in reading order; with an outline that decides, else their looks."""

    style: Style
    outline: Mapping[int, Sequence[OutlineEntry]]
    path: list[tuple[int, str]] = field(default_factory=list)
    _open: list[OutlineEntry] = field(default_factory=list)

    def begin_page(self, number: int, texts: Iterable[str]) -> None:
        """Enter a page; entries of the outline that match no block of it begin at its top."""
        known = {normalise(text) for text in texts}
        self._open = []
        for entry in self.outline.get(number, ()):
            if _matches(entry.title, known):
                self._open.append(entry)
            else:
                self._enter(entry.level, entry.title)

    def meet(self, kind: Kind, block: Block) -> None:
        """Take in a block: it may begin a section."""
        text = _flat(block)
        for entry in self._open:
            if _matches(entry.title, {normalise(text)}):
                while self._open and self._open[0] is not entry:
                    skipped = self._open.pop(0)
                    self._enter(skipped.level, skipped.title)
                self._open.pop(0)
                self._enter(entry.level, entry.title)
                return
        if kind is Kind.HEADING and not self.outline:
            self._enter(self._level(block, text), text)

    def current(self) -> tuple[str, ...]:
        """Give the path of headings that hold now, outermost first."""
        return tuple(title for _, title in self.path)

    def _enter(self, level: int, title: str) -> None:
        self.path = [*[each for each in self.path if each[0] < level][: _DEEPEST - 1], (level, title)]

    def _level(self, block: Block, text: str) -> int:
        if match := _NUMBERING.match(text):
            return match.group(1).count(".") + 1
        sizes = self.style.heading_sizes
        return sizes.index(round(block.size)) + 1 if round(block.size) in sizes else len(sizes) + 1


def outline_by_page(outline: Iterable[OutlineEntry]) -> dict[int, list[OutlineEntry]]:
    """Sort an outline's entries by the page they point at."""
    pages: dict[int, list[OutlineEntry]] = {}
    for entry in outline:
        pages.setdefault(entry.page_number, []).append(entry)
    return pages


def _matches(title: str, texts: Iterable[str]) -> bool:
    wanted = normalise(title)
    bare = _bare(wanted)
    return any(wanted == text or (len(bare) > 3 and bare == _bare(text)) for text in texts)  # noqa: PLR2004


def _bare(text: str) -> str:
    """Take the number off a heading: outlines often leave it out."""
    return re.sub(
        r"^(?:(?:chapter|capítulo|section|sección|annex|anexo|part|parte)\s+)?[\divxlc]*(?:\.\d+)*[.):]?\s+",
        "",
        text,
    ).strip(" .")
