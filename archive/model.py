"""The nouns of Pasaje as frozen data: what the archive holds and every other package speaks of.

Rule: page numbers are 1-based positions, labels are what is printed; offsets are half-open and count
Unicode code points; boxes are points of the page as seen (visible area, upright), origin top left.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from archive.words import Box, Words

CONTEXT_LENGTH = 64
"""Characters before and after a quote: enough to tell it from its repeats (W3C Web Annotation, 4.2.4)."""

CELL, ROW = "\t", "\n"
"""What stands between the cells and the rows of a table, in a passage of that kind and in its page's text."""


class Kind(StrEnum):
    """What a passage is on its page."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list_item"
    TABLE = "table"
    CAPTION = "caption"
    FOOTNOTE = "footnote"


class PageState(StrEnum):
    """What a reader can expect of a page's text.

    `recognised`: OCR read it from a picture; `wordless`: OCR found no words in a picture.
    """

    TEXT = "text"
    RECOGNISED = "recognised"
    WORDLESS = "wordless"
    BLANK = "blank"
    NEEDS_OCR = "needs_ocr"
    GARBLED = "garbled"
    UNREADABLE = "unreadable"


class LabelSource(StrEnum):
    """Where a page's label comes from: the file's /PageLabels, the folio on the page, or its position."""

    PDF = "pdf"
    PRINTED = "printed"
    POSITION = "position"


class VersionStatus(StrEnum):
    """`ready`: its words can be found; `waiting`: it is held, but has no usable text yet."""

    READY = "ready"
    WAITING = "waiting"


class SourceStatus(StrEnum):
    """What became of one source that somebody asked to add."""

    ADDED = "added"
    UNCHANGED = "unchanged"
    NEW_EDITION = "new_edition"
    FAILED = "failed"
    WAITING = "waiting"
    READ_AGAIN = "read_again"


class Stage(StrEnum):
    """How far a file is on its way in."""

    WAITING = "waiting"
    READING = "reading"
    RECOGNISING = "recognising"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Document:
    """The work a reader names, whatever its languages and editions. `date` is ISO 8601, as exact as known."""

    id: str
    title: str
    date: str | None = None


class OutlineEntry(NamedTuple):
    """One line of a file's outline; `level` counts from 1."""

    title: str
    page_number: int
    level: int


class Warned(NamedTuple):
    """Something a reader should know of a version: a code for programs, a sentence for people."""

    code: str
    page: int | None
    message: str


class Reason(NamedTuple):
    """Why a source failed or waits: a code of the contract and a sentence."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Version:
    """One PDF: one edition of a document in one language (`en`, `es`, `mul`, or `und`), with its own title."""

    id: str
    document_id: str
    title: str
    language: str
    edition: int
    original_sha256: str
    file_name: str
    source: str
    status: VersionStatus
    page_count: int
    passage_count: int
    added_at: str
    outline: tuple[OutlineEntry, ...] = ()
    metadata: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[Warned, ...] = ()


class Furniture(NamedTuple):
    """A running head, a folio or a slug: its text, and its box in points, all zeros where it is not known.

    `words` have offsets in `text`; there are none where an earlier Pasaje read the page.
    """

    text: str
    box: Box
    words: Words = Words()


@dataclass(frozen=True, slots=True)
class Page:
    """One page as seen. `text` is repaired and in reading order; `furniture` was set aside from it.

    `sureness`: how sure OCR was of each of the `words`, one byte from 0 to 100; empty where the file has the text.
    """

    number: int
    label: str
    label_source: LabelSource
    width_points: float
    height_points: float
    text: str
    words: Words
    furniture: tuple[Furniture, ...] = ()
    state: PageState = PageState.TEXT
    sureness: bytes = b""

    def text_of(self, aside: int | None) -> str:
        """Give its text, or that of a piece of its furniture."""
        return self.text if aside is None else self.furniture[aside].text


class Part(NamedTuple):
    """A stretch of a passage on one page.

    `passage.text[start:start + page_end - page_start] == page.text[page_start:page_end]`.
    """

    page_number: int
    page_start: int
    page_end: int
    start: int


class Slice(NamedTuple):
    """A stretch of a page's text, or of a piece of its furniture: `aside` is the number of that, from 0."""

    page_number: int
    start: int
    end: int
    aside: int | None = None


class Stands(NamedTuple):
    """A passage by its id, and where it stands."""

    passage_id: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph-sized piece of one version, in reading order by `ordinal` (0-based).

    `header`: the cells of the header row that a table row stands under; empty for all else.
    """

    id: str
    version_id: str
    ordinal: int
    kind: Kind
    section: tuple[str, ...]
    language: str
    text: str
    parts: tuple[Part, ...]
    header: tuple[str, ...] = ()

    @property
    def page_numbers(self) -> tuple[int, ...]:
        """The pages it stands on, in order, each once."""
        if len(self.parts) == 1:  # as most are; each hit is asked several times
            return (self.parts[0].page_number,)
        return tuple(dict.fromkeys(part.page_number for part in self.parts))


class PageBoxes(NamedTuple):
    """Rectangles on one page, in reading order."""

    page_number: int
    rects: tuple[Box, ...]


class Place(NamedTuple):
    """A page on which a passage stands: its 1-based number, its label, where in the text it begins.

    `is_printed`: the label is a page number, and not only the page's position among others that bear numbers.
    """

    page_number: int
    label: str
    start: int = 0
    is_printed: bool = True


@dataclass(frozen=True, slots=True)
class Issued:
    """A passage as it stood in one reading of a version: what its id was given to, kept for good.

    `version` and `document` are as they are now, or as they were when the version was removed. `prefix` and
    `suffix` stood around the text on its pages. `retired_at` is None while the version holds the passage;
    `is_purged`: the text was taken away for good, and is empty. `boxes` are where it stood on its pages, one a
    line; there are none while the version holds it, whose pages tell.
    """

    passage_id: str
    version: Version
    document: Document
    ordinal: int
    kind: Kind
    section: tuple[str, ...]
    language: str
    text: str
    places: tuple[Place, ...]
    prefix: str
    suffix: str
    header: tuple[str, ...] = ()
    boxes: tuple[PageBoxes, ...] = ()
    retired_at: str | None = None
    is_purged: bool = False

    def around(self, start: int, end: int) -> tuple[str, str]:
        """Give what stood before and after a stretch of its text."""
        before, after = self.prefix + self.text[:start], self.text[end:] + self.suffix
        return before[-CONTEXT_LENGTH:], after[:CONTEXT_LENGTH]

    def places_of(self, start: int, end: int) -> tuple[Place, ...]:
        """Give the pages on which a stretch of its text stands."""
        if not self.places:
            return ()
        ends = [place.start for place in self.places[1:]] + [len(self.text)]
        found = [
            place for place, last in zip(self.places, ends, strict=True) if place.start < end and start < last
        ]
        return tuple(found) or self.places


@dataclass(frozen=True, slots=True)
class Intake:
    """The last that became of a source that is not, or not wholly, in: kept until it is.

    `options` are what was asked for with it.
    """

    source: str
    sha256: str | None
    status: SourceStatus
    reason: Reason
    seen_at: str
    options: Mapping[str, str] = field(default_factory=dict)
