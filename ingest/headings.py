"""What kind of thing a block is, by its looks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from archive import Kind
from ingest.blocks import CAPTION, Block, is_contents_entry
from ingest.list_marks import BULLETS

_HEADING_WORDS = 22
_HEADING_LINES = 3
_NARROW_LINES, _NARROW_WORDS = 8, 3
"""In a narrow column a heading has more lines, of so many words at most."""

_LARGER = 1.12
_SMALLER = 0.93
_LONG_WORD = 8
"""A shorter word in capitals may be an acronym."""

_DEEP_NUMBERING = re.compile(r"^\d{1,2}(?:\.\d{1,2})+\.?\s+[^\W\d]")
"""One number alone may number an item of a list; two levels number a heading."""

_MARK = re.compile(r"^\(?(?:[ivx]{1,4}|[a-z]|\d{1,2})[.)][-\s]\s*")
"""The number of a heading may be in small letters: "ii. Acknowledgements"."""

_CAPTION_WORDS = 60
_NOTE_MARK = re.compile(r"^(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\d{1,3}|[*†‡])\s*[^\s\d.]")
_SENTENCE_END = re.compile(r"[.;,]$")
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|enero|febrero|"
    r"marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre|noviembre|diciembre)"
)
_DATE = rf"(?:[^\d,]{{1,40}},\s*)?(?:\d{{1,2}}\s+)?(?:de\s+)?{_MONTH}(?:\s+\d{{1,2}})?,?\s+(?:del?\s+)?\d{{4}}$"
_NO_HEADING = re.compile(
    rf"^{_DATE}"
    r"|^(?:dear|estimad[oa]s?|distinguid[oa]s?)\b.*:$|^(?:subject|asunto|ref)\.?\s*:"  # how letters begin
    r"|^(?:note|notes|nota|notas|source|fuente)\s*:"
    r"|\b(?:that|following|que|siguientes?|son|are|is|es):$"  # how a sentence leads to a list
    r"|^[(\[“«\"][^)\]”»\"]*[)\]”»\"]$"  # all of it said by someone or said aside
    r"|:\s*\d+$",  # a label with its figure
    re.IGNORECASE,
)
"""What stands large or bold and heads nothing."""

_CELL_GAP_EMS = 2.5
"""Words of a heading stand closer, even spaced out; what stands farther apart are the cells of a table's head."""


@dataclass(frozen=True, slots=True)
class Style:
    """What is usual in a document: the size of its running text, and whether that is bold."""

    body_size: float
    body_bold: bool


def style_of(blocks: Sequence[Block]) -> Style:
    """Find out what is usual, weighing by characters."""
    sizes: Counter[float] = Counter()
    bold = plain = 0
    for block in blocks:
        for line in block.lines:
            sizes[round(line.size, 1)] += max(1, len(line.text) // 10)
            bold, plain = (bold + len(line.text), plain) if line.bold else (bold, plain + len(line.text))
    return Style(_median(sizes), bold > plain)


def _median(counted: Counter[float]) -> float:
    """Give the median of numbers that are counted; of two in the middle their mean, and 0 where there are none."""
    numbers = sorted(counted)
    reached = list(accumulate(counted[number] for number in numbers))
    if not reached:
        return 0.0
    low, high = (numbers[bisect_right(reached, place)] for place in ((reached[-1] - 1) // 2, reached[-1] // 2))
    return (low + high) / 2


def kind_of(block: Block, style: Style, page_height: float) -> Kind:
    """Tell what a block is, as far as its looks say."""
    if block.is_row:
        return Kind.TABLE
    if _is_footnote(block, style, page_height):
        return Kind.FOOTNOTE
    text = block.flat
    if block.is_listing and not _is_heading(block, style):
        return Kind.PARAGRAPH
    if is_contents_entry(text):
        return Kind.LIST_ITEM
    if CAPTION.match(text) and block.word_count <= _CAPTION_WORDS:
        return Kind.CAPTION
    if _is_heading(block, style):
        return Kind.HEADING
    return Kind.LIST_ITEM if block.lines[0].begins_item else Kind.PARAGRAPH


def is_larger(block: Block, style: Style) -> bool:
    """Tell whether a block is set larger than running text."""
    return block.size > style.body_size * _LARGER


def is_stressed(block: Block, style: Style) -> bool:
    """Tell whether a block stands out by its bold letters."""
    return block.bold and not style.body_bold and block.size > style.body_size * _SMALLER


def is_short(block: Block) -> bool:
    """Tell whether a block is no longer than headings are."""
    words, lines = block.word_count, len(block.lines)
    is_narrow = lines <= _NARROW_LINES and words <= lines * _NARROW_WORDS
    return words <= _HEADING_WORDS and (lines <= _HEADING_LINES or is_narrow)


def is_capitals(text: str) -> bool:
    """Tell whether a text is set in capitals."""
    return text.isupper() and (len(text.split()) > 1 or len(text) >= _LONG_WORD)


def is_deeply_numbered(text: str) -> bool:
    """Tell whether a text begins with a number of two levels or more."""
    return bool(_DEEP_NUMBERING.match(text))


def may_head(block: Block) -> bool:
    """Tell whether the words of a block can be a heading's, however they look."""
    text = block.flat
    is_item = text[:1] in BULLETS or block.lines[0].has_mark
    if block.is_row or is_item or not is_short(block) or is_contents_entry(text):
        return False
    if _MARK.sub("", text)[:1].islower() or text.endswith(("—", "–")) or _NO_HEADING.search(text):
        return False
    return sum(map(str.isalpha, text)) > max(2, len(text) * 0.4)


def is_spread(block: Block) -> bool:
    """Tell whether a line of a block parts into cells, behind the mark that it may begin with."""
    for line in block.lines:
        boxes = line.boxes[len(line.text.split(" ")[0]) + 1 :]
        if len(boxes) > 1 and (boxes[1:, 0] - boxes[:-1, 2]).max() > _CELL_GAP_EMS * line.size:
            return True
    return False


def _is_footnote(block: Block, style: Style, page_height: float) -> bool:
    low = block.box[1] > page_height * 0.45
    return low and block.size < style.body_size * _SMALLER and bool(_NOTE_MARK.match(block.lines[0].text))


def _is_heading(block: Block, style: Style) -> bool:
    text = block.flat
    ends = _SENTENCE_END.search(text) and not (is_capitals(text) and text.endswith("."))
    if ends or not may_head(block):
        return False
    stands_out = is_stressed(block, style) or is_deeply_numbered(text) or is_capitals(text)
    if block.is_listing and not is_stressed(block, style):
        stands_out = False
    is_stressed_line = block.size > style.body_size * _SMALLER and stands_out and not is_spread(block)
    return is_larger(block, style) or is_stressed_line
