"""Generated documents -> PDFs: the text by chromium, then heads, folios and notes laid over (or under) each page.

The browser has no running heads with the chapter's name and no footnotes, so that a document is printed twice:
the text, then what stands in the margins once it is known which page holds what.
"""

from __future__ import annotations

import html
import io
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium
from playwright.sync_api import Page, sync_playwright
from pypdf import PdfReader, PdfWriter

from .documents import WORDS, Made, Piece
from .markup import NOTES_POINTS, PAPERS, page_of

_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]
_HEAD_SIZE = 0.82
_NOT_A_LETTER = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Printed:
    """A document as a PDF; `furniture` are the lines in the margins of each page, notes left out."""

    made: Made
    path: Path
    furniture: tuple[tuple[str, ...], ...]
    page_of: dict[str, int]
    """On which page a piece's text begins, by its text; pages count from 1."""


@contextmanager
def browser_page() -> Iterator[Page]:
    """Give a page of chromium that reaches no network.

    Raises: FileNotFoundError: chromium is not installed.
    """
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        raise FileNotFoundError("Chromium prints the documents: on Debian, install the package chromium.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_ARGUMENTS)
        page = browser.new_context(offline=True, java_script_enabled=False).new_page()
        yield page
        browser.close()


def print_document(page: Page, made: Made, path: Path) -> Printed:
    """Print a document to a PDF."""
    text = _pdf(page, page_of(made))
    begins = _places(text, made.pieces)
    count = len(PdfReader(io.BytesIO(text)).pages)
    heads = [_heads(made, number, count, begins) for number in range(1, count + 1)]
    notes = [
        [piece for piece in made.pieces if piece.note and begins.get(_end_key(piece)) == number]
        for number in range(1, count + 1)
    ]
    margins = _pdf(page, _margins(made, heads, notes))
    _merge(text, margins, path, drawn_first=made.style.drawn_first)
    return Printed(made, path, tuple(tuple(line for _, line in head) for head in heads), begins)


def _pdf(page: Page, markup: str) -> bytes:
    page.set_content(markup)
    return page.pdf(prefer_css_page_size=True, print_background=True)


def _places(pdf: bytes, pieces: Sequence[Piece]) -> dict[str, int]:
    """Find the page on which each piece begins, and on which a paragraph with a note ends."""
    document = pdfium.PdfDocument(pdf)
    pages = [_key(page.get_textpage().get_text_range()) for page in document]
    found: dict[str, int] = {}
    for piece in pieces:
        for name, key in ((piece.text, _key(piece.text)[:40]), (_end_key(piece), _end_key(piece))):
            at = next((number for number, text in enumerate(pages, 1) if key in text), None)
            if at:
                found[name] = at
    return found


def _end_key(piece: Piece) -> str:
    return _key(piece.text)[-20:]


def _key(text: str) -> str:
    # Letters and digits alone: line breaks, hyphens and raised digits do not count.
    plain = text.translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789"))
    return _NOT_A_LETTER.sub("", plain).casefold()


def _heads(made: Made, number: int, count: int, begins: dict[str, int]) -> list[tuple[str, str]]:
    """Give the lines in a page's margins with their places: edge (top, bottom) and side (left, right, center)."""
    style, words = made.style, WORDS[made.style.language]
    is_left = number % 2 == 0
    outer, inner = ("left", "right") if is_left else ("right", "left")
    chapters = [piece.text for piece in made.pieces if piece.kind == "heading" and piece.level == 1]
    chapter = next((title for title in reversed(chapters) if begins.get(title, 1) <= number), made.title)
    shown = {"none": "", "title": made.title, "chapter": chapter, "both": made.title if is_left else chapter}[
        style.head
    ]
    heads = [(f"top {inner if style.folio == 'top' else 'center'}", shown)] if shown else []
    match style.folio:
        case "bottom":
            heads.append(("bottom center", str(number)))
        case "outer":
            heads += [(f"bottom {outer}", str(number)), (f"bottom {inner}", words["body"])]
        case "top":
            heads.append((f"top {outer}", str(number)))
        case "of":
            heads.append(("bottom right", f"{words['page']} {number} {words['of']} {count}"))
        case "word":
            heads.append(("bottom center", f"{words['page']} {number}"))
    return heads


def _margins(made: Made, heads: Sequence[Sequence[tuple[str, str]]], notes: Sequence[Sequence[Piece]]) -> str:
    style = made.style
    width, height = PAPERS[style.paper]
    top, right, bottom, left = style.margins
    sheets = []
    for lines, below in zip(heads, notes, strict=True):
        placed = "".join(f'<div class="{place}">{html.escape(line)}</div>' for place, line in lines)
        noted = "".join(f"<div><sup>{note.mark}</sup> {html.escape(note.note)}</div>" for note in below)
        sheets.append(f'<section>{placed}<div class="notes{" some" if noted else ""}">{noted}</div></section>')
    return f"""<!doctype html><meta charset="utf-8"><style>
@page {{ size:{width}pt {height}pt; margin:0 }}
body {{ margin:0; font:{style.size * _HEAD_SIZE}pt/1.2 '{style.font}' }}
section {{ position:relative; width:{width}pt; height:{height - 0.5}pt; overflow:hidden; break-after:page }}
section:last-child {{ break-after:auto }}
section > div {{ position:absolute; left:{left}pt; right:{right}pt }}
.top {{ top:{top * 0.55}pt }} .bottom {{ bottom:{bottom * 0.5}pt }}
.left {{ text-align:left }} .right {{ text-align:right }} .center {{ text-align:center }}
.notes {{ top:{height - bottom - NOTES_POINTS + 8}pt; text-align:justify }}
.notes.some::before {{ content:''; display:block; width:80pt; border-top:.5pt solid; margin-bottom:3pt }}
sup {{ font-size:.7em; line-height:0 }}
</style>{"".join(sheets)}"""


def _merge(text: bytes, margins: bytes, path: Path, *, drawn_first: bool) -> None:
    writer = PdfWriter(clone_from=io.BytesIO(text))
    for page, margin in zip(writer.pages, PdfReader(io.BytesIO(margins)).pages, strict=True):
        page.merge_page(margin, over=not drawn_first)
    writer.write(path)
