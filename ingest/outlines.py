"""The outline of a file: with which blocks its entries begin, and whether it is worth following."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from archive import Kind, OutlineEntry
from archive.identity import normalise
from ingest.blocks import Block, is_contents_entry
from ingest.headings import is_short

_MOST_BLOCKS = 3
"""An entry may stand on the page in pieces: "Title I", below it "Of duties"."""

_LONGER = 3
"""times as many letters as a title a text may have that is the title all the same: of some scripts, as Korean,
three signs may be one"""

_POOR = 3
"""An outline with so many times fewer entries than there are other headings says little of the text."""

_SAYS_NOTHING = re.compile(
    r"\.(?:pdf|docx?|rtf|odt|pptx?|xlsx?|indd|qxd|tiff?|jpe?g)$|_|^microsoft (?:word|powerpoint)\b"
    r"|^(?:page|página|pág|p|slide|diapositiva|blank page|página en blanco|untitled|sin título)?\W*\d*$"
    r"|\b\d{1,2}-\d{1,2}-(?:\d{2}|\d{4})$",
    re.IGNORECASE,
)
"""Names of files, with their date at the end, and numbers of pages: some producers make outlines of them."""


_NUMBER = re.compile(
    r"(?:(?:chapter|capítulo|section|sección|annex|anexo|part|parte)\s+)?(?:[a-z](?=\.\d))?"
    r"[\divxlc]*(?:\.\d+)*[.):]?\s+"
)
"""What stands before the words of a heading."""


@dataclass(frozen=True, slots=True)
class Begun:
    """What of an outline begins with a block; `is_named` when it holds the title of an entry, or a part of it."""

    entries: tuple[OutlineEntry, ...] = ()
    unnamed: tuple[OutlineEntry, ...] = ()
    """Those of the entries whose title stands nowhere on the page."""
    is_named: bool = False


class Told(NamedTuple):
    """A block, what it is, and what of the outline begins with it."""

    block: Block
    kind: Kind
    begun: Begun


def begun_with(blocks: Sequence[Block], outline: Sequence[OutlineEntry]) -> list[Begun]:
    """Give for each block of a document what of its outline begins there.

    An entry whose title is nowhere on its page begins with the next one that is, or with the next page; alone on a
    page, with its first block.
    """
    pages = _positions(blocks)
    entries: dict[int, list[OutlineEntry]] = defaultdict(list)
    unnamed: dict[int, list[OutlineEntry]] = defaultdict(list)
    named: set[int] = set()
    for number, begun in _by_page(outline).items():
        positions = pages.get(number, [])
        places = _places(blocks, positions, begun, named)
        for at, entry in enumerate(begun):
            place = places[at]
            if place is None:
                place = _place_between(places, at, positions, blocks, number)
                unnamed[place].append(entry)
            entries[place].append(entry)
    return [
        Begun(tuple(entries.get(at, ())), tuple(unnamed.get(at, ())), at in named) for at in range(len(blocks))
    ]


def is_poor(outline: Sequence[OutlineEntry], told: Iterable[Told]) -> bool:
    """Tell whether an outline leaves out most of the headings that the pages show."""
    is_other = (each for each in told if each.kind is Kind.HEADING and not each.begun.is_named)
    return len(outline) * _POOR <= len({normalise(each.block.flat) for each in is_other})


def says_something(entry: OutlineEntry) -> bool:
    """Tell whether the title of an entry is more than the name of a file or the number of a page."""
    return not _SAYS_NOTHING.search(entry.title.strip())


def _positions(blocks: Sequence[Block]) -> dict[int, list[int]]:
    pages: dict[int, list[int]] = defaultdict(list)
    for at, block in enumerate(blocks):
        pages[block.page_number].append(at)
    return pages


def _by_page(outline: Sequence[OutlineEntry]) -> dict[int, list[OutlineEntry]]:
    pages: dict[int, list[OutlineEntry]] = defaultdict(list)
    for entry in outline:
        pages[entry.page_number].append(entry)
    return pages


def _places(
    blocks: Sequence[Block], positions: Sequence[int], entries: Sequence[OutlineEntry], named: set[int]
) -> list[int | None]:
    """Find where the titles of a page's entries stand; `named` takes in the blocks that hold them."""
    titles = [tuple(_keys(normalise(entry.title))) for entry in entries]
    folded = cache(lambda at: normalise(blocks[at].flat))
    longest = _LONGER * max(len(key) for keys in titles for key in keys)
    spans: dict[str, list[range]] = defaultdict(list)
    for span in _spans(blocks, positions, longest):
        for key in _keys(" ".join(map(folded, span))):
            spans[key].append(span)
    places: list[int | None] = []
    for keys in titles:
        found = (span for key in keys for span in spans.get(key, ()) if named.isdisjoint(span))
        span = next(found, range(0))
        places.append(span[0] if span else None)
        named.update(span)
    return places


def _spans(blocks: Sequence[Block], positions: Sequence[int], longest: int) -> Iterator[range]:
    """Give what may be a title on a page: each block, then blocks that follow one another together.

    Those with more letters and digits than the longest are none.
    """
    for count in range(1, _MOST_BLOCKS + 1):
        for start in positions[: len(positions) - count + 1]:
            span = range(start, start + count)
            if all(is_short(blocks[at]) for at in span) or count == 1:
                text = " ".join(blocks[at].flat for at in span)
                is_long = len(text) > longest and sum(map(str.isalnum, text)) > longest
                if not is_long and not is_contents_entry(text):
                    yield span


def _place_between(
    places: Sequence[int | None], at: int, positions: Sequence[int], blocks: Sequence[Block], number: int
) -> int:
    """Give where an entry begins whose title is nowhere on its page."""
    later = next((place for place in places[at + 1 :] if place is not None), None)
    if later is not None:
        return later
    if positions and all(place is None for place in places):
        return positions[0]
    return bisect_right(blocks, number, key=lambda block: block.page_number)


def _keys(folded: str) -> Iterator[str]:
    """Give by what a title is known: its letters and digits, and its words without the number before them."""
    yield "".join(filter(str.isalnum, folded)) or folded
    if len(bare := _bare(folded)) > 3:  # noqa: PLR2004 - less is hardly a title
        yield f" {bare}"


def _bare(text: str) -> str:
    """Take the number off a heading: outlines often leave it out."""
    number = _NUMBER.match(text)
    return text[number.end() if number else 0 :].strip(" .")
