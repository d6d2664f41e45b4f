"""What stands around a block may make it a heading, or tell that it is none: looks alone do not say."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive import Kind
from ingest.blocks import Block
from ingest.headings import (
    Style,
    is_capitals,
    is_deeply_numbered,
    is_larger,
    is_spread,
    is_stressed,
    kind_of,
    may_head,
)
from ingest.list_marks import starts_item

_PLAIN_WORDS = 10
_STOPPED_WORDS = 8
"""A longer bold sentence is a sentence that somebody stressed."""

_COLUMN_HEADS = 3
"""Two may be the headings of two columns of text."""

_RUNNING_WORDS = 15
"""A shorter paragraph may be a line of an address, a label, an item of a list without marks."""

_SAME_SIZE = 0.1
_WHITE_EMS = 0.25
_EDGE_EMS = 2.0
_TERMINAL = re.compile(r"[.!?:;…][\"'”’»)\]⁰¹²³⁴⁵⁶⁷⁸⁹]*$")
_NO_TITLE = re.compile(r"[.;,:=!?]$|[{}<>\\$#=_|@~/]|^[^\W\d_]+:|\d{3}")
"""What lines of code, addresses and the ends of sentences have, and headings seldom."""

_DISPLAY = re.compile(r"^(?:[a-záéíóúñ]{1,4}|[$€£]?\d[\d.,]*\s?%|[12]\d{3})$")
"""What figures made of large letters have between their words: "20%", "of", "2018"."""

_Around = tuple[Block | None, Kind | None]


def kinds_of(blocks: Sequence[Block], heights: Sequence[float], style: Style) -> list[Kind]:
    """Tell what each block of a document is; `heights` are those of its pages, in points."""
    looks = [kind_of(block, style, heights[block.page_number - 1]) for block in blocks]
    kinds = list(looks)
    for at, block in enumerate(blocks):
        if looks[at] is Kind.HEADING and _heads_nothing(blocks, looks, at, style):
            kinds[at] = Kind.LIST_ITEM if starts_item(block.flat) else Kind.PARAGRAPH
    _enlist(blocks, kinds)
    for at, block in enumerate(blocks):
        if looks[at] in (Kind.PARAGRAPH, Kind.LIST_ITEM) and not block.is_listing and may_head(block):
            before = (blocks[at - 1], kinds[at - 1]) if at else (None, None)
            is_plain = _stands_alone(block, before) and _heads_text(blocks, kinds, at)
            if is_plain or (_is_stopped(block, style) and _goes_on_plain(blocks, kinds, at)):
                kinds[at] = Kind.HEADING
    return kinds


def _heads_nothing(blocks: Sequence[Block], looks: Sequence[Kind], at: int, style: Style) -> bool:
    """Tell whether what looks like a heading heads a column, is one of many items, or is a piece of a figure."""
    block = blocks[at]
    around = [near for near in (at - 1, at + 1) if 0 <= near < len(blocks)]
    if _level_headings(blocks, looks, at) >= _COLUMN_HEADS:
        return True
    if is_larger(block, style):
        return any(_is_display(blocks[near], block, style) for near in around)
    if is_stressed(block, style) or is_capitals(block.flat):
        return False
    return any(is_deeply_numbered(blocks[near].flat) and not is_stressed(blocks[near], style) for near in around)


def _level_headings(blocks: Sequence[Block], looks: Sequence[Kind], at: int) -> int:
    """Count the headings that are read one after the other with this one and stand side by side with it."""
    count = 1
    for step in (-1, 1):
        near = at + step
        while 0 <= near < len(blocks) and looks[near] is Kind.HEADING and _is_beside(blocks[at], blocks[near]):
            count += 1
            near += step
    return count


def _is_beside(one: Block, other: Block) -> bool:
    """Tell whether two blocks stand side by side, as the heads of columns do."""
    (x0, y0, x1, y1), (left, top, right, bottom) = one.box, other.box
    shared = min(y1, bottom) - max(y0, top)
    is_level = one.page_number == other.page_number and shared > min(y1 - y0, bottom - top) / 2
    return is_level and (x1 <= left or right <= x0)


def _is_display(each: Block, block: Block, style: Style) -> bool:
    """Tell whether a block beside a large one is as large, and a figure or a scrap of a sentence."""
    is_beside = each.page_number == block.page_number and is_larger(each, style)
    return is_beside and bool(_DISPLAY.match(each.flat))


def _enlist(blocks: Sequence[Block], kinds: list[Kind]) -> None:
    """Take for items what is numbered, follows a colon, and has another item after it."""
    first: Block | None = None
    is_open = False
    for at, block in enumerate(blocks):
        if kinds[at] in (Kind.PARAGRAPH, Kind.LIST_ITEM) and block.flat.endswith(":"):
            is_open, first = True, None
        elif is_open and starts_item(block.flat):
            is_followed = at + 1 < len(blocks) and starts_item(blocks[at + 1].flat)
            if first is None and not is_followed:
                is_open = False
            elif kinds[at] is Kind.HEADING and _looks_like(block, first or block):
                kinds[at] = Kind.LIST_ITEM
            first = first or block
        else:
            is_open = False


def _looks_like(block: Block, other: Block) -> bool:
    return block.bold == other.bold and abs(block.size - other.size) <= _SAME_SIZE * other.size


def _heads_text(blocks: Sequence[Block], kinds: Sequence[Kind], at: int) -> bool:
    """Tell whether running text begins right below a block or overleaf, at its edge or around its middle."""
    if at + 1 == len(blocks) or kinds[at + 1] is not Kind.PARAGRAPH:
        return False
    block, after = blocks[at], blocks[at + 1]
    (x0, _, x1, bottom), (left, top, right, _) = block.box, after.box
    is_aligned = min(abs(x0 - left), abs(x0 + x1 - left - right)) < _EDGE_EMS * block.size
    is_below = top > bottom - block.size / 2 if block.page_number == after.page_number else True
    is_running = after.word_count >= _RUNNING_WORDS and not after.header and after.in_box == block.in_box
    return is_below and is_aligned and is_running and abs(after.size - block.size) <= _SAME_SIZE * block.size


def _goes_on_plain(blocks: Sequence[Block], kinds: Sequence[Kind], at: int) -> bool:
    """Tell whether text comes next that is not bold; right below a numbered line it is an item's own."""
    if at + 1 == len(blocks) or kinds[at + 1] not in (Kind.PARAGRAPH, Kind.LIST_ITEM) or blocks[at + 1].bold:
        return False
    block, after = blocks[at], blocks[at + 1]
    is_right_below = -block.size < after.box[1] - block.box[3] < _WHITE_EMS * block.size
    return not (starts_item(block.flat) and is_right_below)


def _is_stopped(block: Block, style: Style) -> bool:
    """Tell whether a block is a bold heading that ends with a full stop."""
    text = block.flat
    is_one_sentence = text.endswith(".") and not re.search(r"[.;!?]\s", text[text.find(" ") :])
    return is_stressed(block, style) and is_one_sentence and block.word_count <= _STOPPED_WORDS


def _stands_alone(block: Block, before: _Around) -> bool:
    """Tell whether a short line without any stress stands by itself between the end of a text and another."""
    text = block.flat
    is_title = len(block.lines) == 1 and block.word_count <= _PLAIN_WORDS and not _NO_TITLE.search(text)
    if not is_title or starts_item(text) or block.header or is_spread(block):
        return False
    above, kind = before
    if above is None or kind is Kind.HEADING:
        return above is None or not above.flat.endswith(":")
    is_apart = above.page_number != block.page_number or above.box[1] > block.box[1]
    has_white = is_apart or block.box[1] - above.box[3] > _WHITE_EMS * block.size
    is_text = above.word_count >= _RUNNING_WORDS and bool(_TERMINAL.search(above.flat))
    return has_white and (is_text or kind is Kind.LIST_ITEM)
