"""Headings that stand in pieces: a line that ends early before a capital begins a block of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from archive import Kind
from ingest.blocks import Block
from ingest.headings import is_short
from ingest.list_marks import starts_item
from ingest.outlines import Told
from ingest.sections import is_label, looks_of

_TIGHT_EMS = 0.3
"""Lines of one heading stand as close as those of running text; between two headings there is white."""

_UNFINISHED_EMS = 0.5
_UNFINISHED = re.compile(
    r"\b(?:a|and|by|for|in|of|on|or|the|this|to|with|al?|con|de|del|e|el|en|la|las|los|o|para|por|su|un|una|y)$",
    re.IGNORECASE,
)
"""What no heading ends with: the next line goes on with it, though it stands a little farther off."""

_HANGING_EMS = 2.5
_SAME_SIZE = 0.06
_SAME_EDGE_EMS = 0.5
_COMPLETE = (".", ":", ";", "?", "!")


def whole_headings(told: Iterable[Told]) -> list[Told]:
    """Join headings that look alike and stand right below each other."""
    whole: list[Told] = []
    for each in told:
        if whole and _goes_on(whole[-1], each):
            above = whole[-1]
            whole[-1] = above._replace(block=_joined(above.block, each.block))
        else:
            whole.append(each)
    return whole


def _joined(above: Block, below: Block) -> Block:
    return replace(above, lines=(*above.lines, *below.lines))


def _goes_on(above: Told, below: Told) -> bool:
    if above.kind is not Kind.HEADING or below.kind is not Kind.HEADING or below.begun.entries:
        return False
    one, other = above.block, below.block
    is_own = (
        is_label(one.flat) or looks_of(other).is_numbered or looks_of(other).is_annex or starts_item(other.flat)
    )
    is_complete = one.flat.endswith(_COMPLETE) or is_own
    return (
        not is_complete and _is_alike(one, other) and _stands_below(one, other) and is_short(_joined(one, other))
    )


def _is_alike(one: Block, other: Block) -> bool:
    is_same = (one.bold, one.flat.isupper(), one.in_box, one.header) == (
        other.bold,
        other.flat.isupper(),
        other.in_box,
        other.header,
    )
    return is_same and abs(one.size - other.size) <= _SAME_SIZE * one.size


def _stands_below(one: Block, other: Block) -> bool:
    (x0, _, x1, bottom), (left, top, right, _) = one.box, other.box
    gap = _UNFINISHED_EMS if _UNFINISHED.search(one.flat) else _TIGHT_EMS
    is_next = one.page_number == other.page_number and -one.size / 2 < top - bottom < gap * one.size
    edge = _SAME_EDGE_EMS * one.size
    is_hanging = one.flat[0].isdigit() and 0 < left - x0 < _HANGING_EMS * one.size
    return is_next and (abs(left - x0) < edge or abs(left + right - x0 - x1) < 2 * edge or is_hanging)
