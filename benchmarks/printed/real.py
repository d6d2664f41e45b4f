"""Real PDFs, of which there is no truth: text that begins or ends in mid-sentence, heads left in the text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from archive import Page
from archive.words import Word
from ingest.errors import OriginalUnreadable
from ingest.readings import Reading

from .readers import readings

_FEWEST_WORDS = 8
_FEWEST_PAGES = 3
_SAME_PLACE_POINTS = 4.0
_OUTER_SHARE = 0.13
_ENDS = re.compile(r"[.!?:;…\"'”’»)\]}⁰¹²³⁴⁵⁶⁷⁸⁹]$")
_OPENS = re.compile(r"^[\"'“‘«(\[¿¡]*")
_DIGITS = re.compile(r"[0-9]+")


@dataclass(slots=True)
class Folder:
    """Counts of a folder; `ended` and `begun` are passages cut off at that end, with their file and page."""

    name: str
    files: int = 0
    passages: int = 0
    ended: list[str] = field(default_factory=list)
    begun: list[str] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)
    head_lines: int = 0
    marginal: int = 0
    """How many of the standing lines stand in the outer part of their pages, where heads do."""


def measure(folder: Path, workers: int) -> Folder:
    """Read every PDF below a folder, and count."""
    counted = Folder(folder.name)
    for path, reading in readings(sorted(folder.rglob("*.pdf")), workers):
        if isinstance(reading, OriginalUnreadable):
            continue
        counted.files += 1
        _count_passages(counted, path.name, reading)
        for line, pages, is_marginal in standing_lines(reading):
            counted.marginal += is_marginal
            counted.heads.append(f"{path.name}: {line!r} on {len(pages)} pages, first {min(pages)}")
            counted.head_lines += len(pages)
    return counted


def _count_passages(counted: Folder, name: str, reading: Reading) -> None:
    for draft in reading.drafts:
        if draft.kind != "paragraph" or len(draft.text.split()) < _FEWEST_WORDS:
            continue
        counted.passages += 1
        place = f"{name} p. {draft.parts[0].page_number}: "
        if not ends_sentence(draft.text):
            counted.ended.append(place + "… " + draft.text[-90:])
        if begins_within(draft.text):
            counted.begun.append(place + draft.text[:90] + " …")


def ends_sentence(text: str) -> bool:
    """Tell whether a passage ends with a mark after which a reader stops, or with a note's number behind it."""
    return bool(_ENDS.search(text.strip()))


def begins_within(text: str) -> bool:
    """Tell whether a passage begins with a small letter."""
    return _OPENS.sub("", text.strip())[:1].islower()


def standing_lines(reading: Reading) -> list[tuple[str, set[int], bool]]:
    """Find lines outside tables that stand in the same place of three pages or more, numbers apart.

    Gives the line, its pages, and whether it stands in the margin. An estimate: labels that recur on forms are
    told, a head that changes from page to page is not.
    """
    tables = {
        (part.page_number, part.page_start, part.page_end)
        for draft in reading.drafts
        if draft.kind == "table"
        for part in draft.parts
    }
    places: defaultdict[tuple[str, int, bool], set[int]] = defaultdict(set)
    for page in reading.pages:
        inside = [(start, end) for number, start, end in tables if number == page.number]
        for start, top, text in _lines(page):
            if any(first <= start < end for first, end in inside):
                continue
            masked = _DIGITS.sub("#", text)
            if sum(map(str.isalpha, masked)) > 1:
                is_marginal = not _OUTER_SHARE < top / page.height_points < 1 - _OUTER_SHARE
                places[masked, round(top / _SAME_PLACE_POINTS), is_marginal].add(page.number)
    return [(text, pages, outer) for (text, _, outer), pages in places.items() if len(pages) >= _FEWEST_PAGES]


def _lines(page: Page) -> Iterator[tuple[int, float, str]]:
    """Give the lines of a page: where each begins in its text, its height in points, its words."""
    for _, group in groupby(page.words, key=_height):
        row = list(group)
        yield row[0].start, row[0].box[1], " ".join(page.text[row[0].start : row[-1].end].split())


def _height(word: Word) -> int:
    return round((word.box[1] + word.box[3]) / 2 / _SAME_PLACE_POINTS)
