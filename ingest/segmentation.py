"""Blocks -> pages with text and passages: paragraphs joined over columns and pages, long ones cut at sentences.

Passages are what a reader would underline and cite: about 40 to 200 words, short neighbours of a list together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from archive import Kind, OutlineEntry, Part
from ingest.blocks import Block
from ingest.cutting import cut
from ingest.drafts import Draft
from ingest.headings import style_of
from ingest.hyphens import Vocabulary, joint_of, vocabulary_of
from ingest.outlines import Told, begun_with, is_poor
from ingest.page_text import PageText
from ingest.sections import Sections
from ingest.surroundings import kinds_of
from ingest.titles import whole_headings

_SHORT_WORDS = 25
_SCRAP_WORDS = 6
_GROUP_WORDS = 130
_ROMAN_NOTE = re.compile(r"^[ivxl]+\s+[^\W\d_a-zà-ÿ]")
_FULL_LINE = 0.7
_INDENT_EMS = 0.6
_LABEL_WORDS, _LABEL_SIZE = 8, 0.95
_ENDS_SENTENCE = re.compile(r"[.!?…:;][\"'”’»)\]⁰¹²³⁴⁵⁶⁷⁸⁹]*$")
_RUNNING = (Kind.PARAGRAPH, Kind.LIST_ITEM)
_SET_ASIDE = (Kind.FOOTNOTE, Kind.CAPTION, Kind.TABLE)
"""What may stand between the two halves of a paragraph without parting them."""


@dataclass(frozen=True, slots=True)
class Segmented:
    """The text of each page, in the order given, and the passages."""

    pages: tuple[PageText, ...]
    drafts: tuple[Draft, ...]


@dataclass(slots=True)
class _Placed:
    """A block with its kind, its section and where it stands in its page's text."""

    block: Block
    kind: Kind
    section: tuple[str, ...]
    follows: bool = False
    """Whether it goes on with the running text before it."""
    joint: str = ""
    """What stands between it and what it goes on with."""
    start: int = 0
    end: int = 0


def segment(
    pages: Sequence[Sequence[Block]], heights: Sequence[float], outline: Sequence[OutlineEntry]
) -> Segmented:
    """Give every page its text and words, and the passages of them all.

    `pages` are the blocks of each page in reading order, `heights` the pages' heights in points.
    """
    placed = _place(pages, heights, outline)
    vocabulary = vocabulary_of(line for blocks in pages for block in blocks for line in block.lines)
    flat = [each for page in placed for each in page if _says_something(each.block)]
    follower_of = _link(flat, vocabulary)
    texts = []
    for page in placed:
        text = PageText()
        for each in page:
            following = follower_of.get(id(each))
            each.start, each.end = text.add(each.block, vocabulary, following.block if following else None)
        texts.append(text)
    drafts = list(_drafts(flat, [text.text for text in texts], follower_of))
    return Segmented(tuple(texts), tuple(drafts))


def _says_something(block: Block) -> bool:
    """Tell whether there is a letter or a digit in it: an empty list item is on the page, but no passage."""
    return any(char.isalnum() for line in block.lines for char in line.text)


def _place(
    pages: Sequence[Sequence[Block]], heights: Sequence[float], outline: Sequence[OutlineEntry]
) -> list[list[_Placed]]:
    told = _told([block for blocks in pages for block in blocks], heights, outline)
    follows_outline = not is_poor(outline, told)
    told = list(map(_named, told)) if follows_outline else told
    sections = Sections(follows_outline)
    placed: list[list[_Placed]] = [[] for _ in pages]
    for each in whole_headings(told):
        sections.meet(each)
        placed[each.block.page_number - 1].append(_Placed(each.block, each.kind, sections.current()))
    return placed


def _told(blocks: Sequence[Block], heights: Sequence[float], outline: Sequence[OutlineEntry]) -> list[Told]:
    kinds = kinds_of(blocks, heights, style_of(blocks))
    return list(map(Told, blocks, kinds, begun_with(blocks, outline)))


def _named(told: Told) -> Told:
    """Take for a heading what an outline that is followed names."""
    return told._replace(kind=Kind.HEADING) if told.begun.is_named and told.kind in _RUNNING else told


def _link(flat: Sequence[_Placed], vocabulary: Vocabulary) -> dict[int, _Placed]:
    """Find the blocks that go on with an unfinished one: over a column, a page, a figure, a note."""
    follower_of: dict[int, _Placed] = {}
    unfinished: _Placed | None = None
    is_past_box = is_past_label = False
    for each in flat:
        if each.kind in _SET_ASIDE:
            continue
        if unfinished and each.block.in_box and not unfinished.block.in_box:
            is_past_box = True  # the text around a box goes on behind it, when a small letter tells so
            continue
        is_next = not is_past_box or each.block.lines[0].begins_small
        if unfinished and is_past_label and _stands_below(unfinished.block, each.block):
            is_next = is_next and _is_full(unfinished.block)
        if unfinished and is_next and each.kind is Kind.PARAGRAPH and _goes_on(unfinished.block, each.block):
            each.follows = True
            each.joint = joint_of(unfinished.block.lines[-1].text, each.block.lines[0].text, vocabulary)
            follower_of[id(unfinished)] = each
        elif unfinished and each.kind is not Kind.HEADING and _stands_between(unfinished.block, each.block):
            is_past_label = True
            continue
        unfinished = each if each.kind in _RUNNING else None
        is_past_box = is_past_label = False
    return follower_of


def _stands_between(above: Block, block: Block) -> bool:
    """Tell whether a block may be a label in a figure that parts an unfinished paragraph from its rest."""
    is_unfinished = not _ENDS_SENTENCE.search(above.lines[-1].text)
    is_slight = block.word_count <= _LABEL_WORDS or block.size < above.size * _LABEL_SIZE
    return is_unfinished and is_slight and block.page_number - above.page_number <= 1


def _goes_on(above: Block, below: Block) -> bool:
    near = below.page_number - above.page_number <= 1
    same_size = abs(above.size - below.size) <= 0.15 * max(above.size, 1.0)
    unfinished = not _ENDS_SENTENCE.search(above.lines[-1].text)
    is_note = bool(_ROMAN_NOTE.match(below.lines[0].text))
    if above.is_listing or below.is_listing or above.lines[0].turned or below.lines[0].turned:
        return False
    if not (near and same_size and unfinished) or is_note:
        return False
    if above.header != below.header or above.bold != below.bold:
        return False
    return below.lines[0].begins_small or _breaks_over(above, below)


def _breaks_over(above: Block, below: Block) -> bool:
    """Tell whether a column or page ends in the midst of a full line: then a name or number may go on below."""
    elsewhere = below.page_number > above.page_number or below.box[1] < above.box[1]
    is_indented = below.lines[0].box[0] - below.box[0] > _INDENT_EMS * below.size
    return elsewhere and _is_full(above) and not is_indented and min(len(above.lines), len(below.lines)) > 1


def _stands_below(above: Block, block: Block) -> bool:
    return above.page_number == block.page_number and block.box[1] > above.box[3]


def _is_full(block: Block) -> bool:
    """Tell whether the last line of a block is about as long as the others."""
    left, _, right, _ = block.box
    return block.lines[-1].box[2] - left > _FULL_LINE * (right - left)


def _drafts(flat: Sequence[_Placed], texts: Sequence[str], follower_of: dict[int, _Placed]) -> Iterator[Draft]:
    group: list[Draft] = []
    for each in flat:
        if each.follows:
            continue
        for draft in cut(_flow(each, texts, follower_of)):
            if group and not _belongs(group, draft):
                yield _merged(group)
                group = []
            group.append(draft)
    if group:
        yield _merged(group)


def _flow(first: _Placed, texts: Sequence[str], follower_of: dict[int, _Placed]) -> Draft:
    """Join a block with those that go on with it to one text."""
    text, parts = "", []
    each: _Placed | None = first
    while each:
        page_number = each.block.page_number
        if each is not first:
            text += " " if each.joint == " " else ""
        parts.append(Part(page_number, each.start, each.end, len(text)))
        text += texts[page_number - 1][each.start : each.end]
        each = follower_of.get(id(each))
    return Draft(first.kind, first.section, text, tuple(parts), first.block.header, first.block.cell)


def _belongs(group: Sequence[Draft], draft: Draft) -> bool:
    """Tell whether a short draft goes with those before it: items of one list, entries of one place."""
    before = group[-1]
    same = draft.kind is before.kind and (draft.kind is Kind.LIST_ITEM or all(map(_is_scrap, (before, draft))))
    same = same and (draft.section, draft.header, draft.cell) == (before.section, before.header, before.cell)
    if not same or draft.parts[0].page_number != group[0].parts[0].page_number:
        return False
    words = [len(each.text.split()) for each in (*group, draft)]
    return max(words[-2:]) <= _SHORT_WORDS and sum(words) <= _GROUP_WORDS


def _is_scrap(draft: Draft) -> bool:
    """Tell whether a draft is a line of an address or a label of a chart: a reader cites them together."""
    text = draft.text.splitlines()[-1]
    few = len(text.split()) <= _SCRAP_WORDS and not _ENDS_SENTENCE.search(text)
    return draft.kind is Kind.PARAGRAPH and few


def _merged(group: Sequence[Draft]) -> Draft:
    if len(group) == 1:
        return group[0]
    text = ""
    parts: list[Part] = []
    for draft in group:
        text += "\n" if text else ""
        parts.extend(part._replace(start=part.start + len(text)) for part in draft.parts)
        text += draft.text
    return replace(group[0], text=text, parts=tuple(parts))
