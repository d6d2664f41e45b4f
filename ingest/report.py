"""What a reader will NOT find, page by page: the notes of the reading report, as codes and sentences."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from archive import PageState, Warned
from ingest.blocks import Block
from ingest.gathering import MAXIMUM_RUNS
from ingest.ocr_modes import READ_BY_OCR
from ingest.pdf_text import MAXIMUM_CHARACTERS, RawPage
from ingest.repair import KNOWN_SIGNS

_FEW_LETTERS = 10
"""A scan may have a stamp or a folio as text."""

_PICTURE_SHARE = 0.3
"""Smaller pictures are logos and photographs beside text."""

_DRAWN_LETTERS = 300
"""Some producers draw each letter as an outline; rules and frames of a page without text are fewer."""

_SCANNED_SHARE = 0.9
"""A picture of the whole page beside much text is a scan that somebody has read by OCR: its words are found."""
_MUCH_TEXT = 200
"""About three lines; a caption is shorter."""

_GARBLED_SHARE = 0.4
"""With fewer odd signs the rest is worth reading; the page is told to be garbled in part."""
_PARTLY_GARBLED_SHARE = 0.01
"""A bullet or two from a font of signs is no loss."""

_HIDDEN_CHARACTERS = 20
"""Crop marks and printers’ slugs are shorter."""

_TURNED_SHARE = 0.2
"""A note along the margin is less of a page."""

_STEPS_BACK = 5
"""Fewer steps back are made by notes and figures on any page."""

_STEPS_BACK_SHARE = 0.15
"""Columns, notes and figures make a few steps back on any page; a page with more was drawn in another order."""

ORDER_UNCERTAIN = "order_uncertain"
WORDS_LEFT_OUT = "words_left_out"

_SENTENCES = {
    READ_BY_OCR: "Page {0} is a picture: its words were read by OCR, and some may be wrong.",
    "wordless": "Page {0} is a picture in which no words were found.",
    WORDS_LEFT_OUT: "Marks on the picture of page {0} that may be words could not be made out and were left out.",
    "needs_ocr": "Page {0} is a picture without text: its words cannot be found.",
    "garbled": "The text of page {0} is stored as signs without meaning: it cannot be found.",
    "page_unreadable": "Page {0} could not be read and was left out.",
    "part_garbled": "Some letters of page {0} are signs without meaning: words with them cannot be found.",
    "pictures": "A large picture stands on page {0}: words in it cannot be found.",
    "too_much_text": f"More than {MAXIMUM_CHARACTERS:,} characters stand on page {{0}}: the rest was left out.",
    "hidden_text": "Text outside the visible part of page {0} was left out.",
    ORDER_UNCERTAIN: "The lines of page {0} may be read in the wrong order.",
}
_CODES = {
    PageState.RECOGNISED: READ_BY_OCR,
    PageState.WORDLESS: "wordless",
    PageState.NEEDS_OCR: "needs_ocr",
    PageState.GARBLED: "garbled",
    PageState.UNREADABLE: "page_unreadable",
}


def state_of(page: RawPage) -> PageState:
    """Tell what can be expected of a page's text."""
    text = "".join(run.text for run in page.runs)
    odd = _odd(text)
    if odd > _GARBLED_SHARE * len(text) and odd > _FEW_LETTERS:
        return PageState.GARBLED
    is_drawn = page.image_share > _PICTURE_SHARE or len(page.drawn) > _DRAWN_LETTERS
    if is_drawn and _letters(text) < _FEW_LETTERS:
        return PageState.NEEDS_OCR
    return PageState.TEXT if text.strip() else PageState.BLANK


def page_notes(page: RawPage, state: PageState) -> tuple[str, ...]:
    """Give the codes of what is to be known of a page, beside its state."""
    text = "".join(run.text for run in page.runs)
    is_scan = page.image_share > _SCANNED_SHARE and _letters(text) > _MUCH_TEXT
    notes = {
        "part_garbled": state is PageState.TEXT and _odd(text) > max(2, _PARTLY_GARBLED_SHARE * len(text)),
        "pictures": state is PageState.TEXT and page.image_share > _PICTURE_SHARE and not is_scan,
        "too_much_text": page.left_out > 0,
        "hidden_text": page.hidden > _HIDDEN_CHARACTERS,
        # Text that stands another way than the rest has no sure place in it; nor has a page in countless pieces.
        ORDER_UNCERTAIN: page.turned_share > _TURNED_SHARE or len(page.runs) > MAXIMUM_RUNS,
    }
    return tuple(code for code, holds in notes.items() if holds)


def order_notes(blocks: Sequence[Block]) -> Iterator[str]:
    """Note a page on which our order and the order in which the file draws its lines disagree too often."""
    order = [line.order for block in blocks for line in block.lines]
    back = sum(after < before for before, after in pairwise(order))
    if back >= _STEPS_BACK and back > _STEPS_BACK_SHARE * len(order):
        yield ORDER_UNCERTAIN


def warnings_of(states: Sequence[PageState], notes: Sequence[Sequence[str]]) -> list[Warned]:
    """Put what is known of each page, in order, into sentences."""
    return [
        Warned(code, number, _SENTENCES[code].format(number))
        for number, (state, codes) in enumerate(zip(states, notes, strict=True), 1)
        for code in (*([_CODES[state]] if state in _CODES else []), *codes)
    ]


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))


def _odd(text: str) -> int:
    """Count what says nothing: private use, unassigned, control and replacement characters."""
    return sum(text.count(char) for char in filter(_is_odd, set(text)))


def _is_odd(char: str) -> bool:
    return (unicodedata.category(char) in ("Co", "Cn", "Cc") or char == "\ufffd") and char not in KNOWN_SIGNS
