"""A web page that lists PDFs, read: bytes -> lines of text and links -> the documents it names.

Rule: a stranger wrote the page. It is parsed in a child (`errands.py`), nothing of it is run, and nothing here
goes down into it call by call: a page may be as deep as it is long.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree, html

from ingest.addresses import read_address
from ingest.errors import OriginalUnreadable
from ingest.fetching import Rules, WebPage, fetch_page
from ingest.link_words import language_of_code
from ingest.listed import Line, Listed, Piece, documents_in

MOST_LINKS = 1_000
"""PDFs on one page; whole series of official journals have some hundreds."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What a page lists: the address that gave it, the language it is in, and the documents in its order."""

    url: str
    language: str | None
    documents: tuple[Listed, ...]


def fetch_listing(url: str, rules: Rules, *, said: Callable[[int, int], None]) -> Listing:
    """Fetch a page and read what it lists. Raises: OriginalUnreadable."""
    return read_listing(fetch_page(url, rules, said=said))


def read_listing(page: WebPage) -> Listing:
    """Read what a page lists. Raises: OriginalUnreadable."""
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_pis=True, remove_comments=True)
    try:
        root = html.document_fromstring(_text_of(page).encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):  # nothing at all is in it
        return Listing(page.url, None, ())
    documents = documents_in(_Reader(page.url).lines(root))
    if sum(len(each.links) for each in documents) > MOST_LINKS:
        raise OriginalUnreadable(
            "too_large", f"It lists more than {MOST_LINKS:,} PDFs: name a page that lists a part of them."
        )
    return Listing(page.url, language_of_code(root.get("lang")), tuple(documents))


def _text_of(page: WebPage) -> str:
    """Decode a page: by its mark, its header, what it says itself, else UTF-8 where it can be that."""
    declared = re.search(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w.:-]{1,40})", page.body[:4096], re.IGNORECASE)
    named = [page.charset, declared[1].decode("ascii", "replace") if declared else None, "utf-8"]
    if page.body.startswith(codecs.BOM_UTF8):
        named = ["utf-8-sig"]
    for name in named:
        try:
            codec = codecs.lookup(name or "").name
            # Pages that say ISO 8859-1 are Windows-1252 (WHATWG Encoding, 4.2).
            return page.body.decode("cp1252" if codec == "iso8859-1" else codec, "strict").replace("\x00", "")
        except (LookupError, UnicodeError):
            continue
    return page.body.decode("cp1252", "replace").replace("\x00", "")


@dataclass(slots=True)
class _Reader:
    """Walks over a page in its order and cuts it into lines."""

    base: str
    pieces: list[Piece] = field(default_factory=list)
    headers: tuple[str, ...] = ()
    cell: int = 0
    row: html.HtmlElement | None = None
    link: html.HtmlElement | None = None
    words: list[str] = field(default_factory=list)
    skipped: html.HtmlElement | None = None

    def lines(self, root: html.HtmlElement) -> Iterator[Line]:
        """Give the lines of the page."""
        self._find_base(root)
        for event, element in etree.iterwalk(root, events=("start", "end")):
            if event == "start":
                yield from self._begin(element)
            else:
                yield from self._end(element)
        yield from self._cut()

    def _find_base(self, root: html.HtmlElement) -> None:
        for base in root.iter("base"):
            if base.get("href"):
                self.base = self._absolute(base.get("href", "")) or self.base
                return

    def _begin(self, element: html.HtmlElement) -> Iterator[Line]:
        tag = element.tag
        if self.skipped is None and tag in _SKIPPED:
            self.skipped = element
        if self.skipped is not None:
            return
        if self.row is None and tag in _BLOCKS:
            yield from self._cut()
        if tag == "tr" and self.row is None and _is_row(element):
            self.row, self.cell = element, -1
        if self.row is not None and tag in _CELLS:
            self._flush_text()
            self.cell += 1
        if tag == "table" and self.row is None:
            self.headers = ()
        if tag in _LINKS and element.get("href"):
            self._flush_text()
            self.link = element
        elif tag == "img" and element.get("alt"):
            self.words.append(f" {element.get('alt')} ")
        self.words.append(element.text or "")

    def _end(self, element: html.HtmlElement) -> Iterator[Line]:
        tag = element.tag
        if self.skipped is not None:
            if element is self.skipped:
                self.skipped = None
                self.words.append(element.tail or "")
            return
        if element is self.link:
            self._flush_link(element)
        if element is self.row:
            yield from self._cut(is_row=True)
            self.row, self.cell = None, 0
        elif self.row is None and tag in _BLOCKS:
            yield from self._cut(is_heading=tag in _HEADINGS)
        elif tag in _BLOCKS:
            self.words.append(" ")
        self.words.append(element.tail or "")

    def _cut(self, *, is_heading: bool = False, is_row: bool = False) -> Iterator[Line]:
        self._flush_text()
        if self.pieces:
            if is_row and not any(piece.url for piece in self.pieces):
                self.headers = tuple(
                    " ".join(piece.text for piece in self.pieces if piece.cell == cell)
                    for cell in range(self.cell + 1)
                )
            yield Line(tuple(self.pieces), is_heading, is_row, self.headers if is_row else ())
        self.pieces = []

    def _flush_text(self) -> None:
        if self.link is not None:
            return
        text = " ".join("".join(self.words).split())
        self.words = []
        if text:
            self.pieces.append(Piece(text, cell=max(self.cell, 0)))

    def _flush_link(self, element: html.HtmlElement) -> None:
        self.link = None
        text = " ".join("".join(self.words).split())
        self.words = []
        url = self._absolute(element.get("href", ""))
        named = " ".join(filter(None, (element.get("aria-label"), element.get("title"))))
        self.pieces.append(
            Piece(
                text,
                url,
                language_of_code(element.get("hreflang")) or self._lang_of(element),
                (element.get("type") or "").partition(";")[0].strip().lower(),
                " ".join(named.split()),
                max(self.cell, 0),
            )
        )

    def _lang_of(self, element: html.HtmlElement) -> str | None:
        """Give the language of a link, or of the block around it: that of the whole page says nothing."""
        around: html.HtmlElement | None = element
        while around is not None and around.tag not in _WHOLE:
            if language := language_of_code(around.get("lang")):
                return language
            if around.tag in _BLOCKS and around is not element:
                return None
            around = around.getparent()
        return None

    def _absolute(self, href: str) -> str | None:
        try:
            return read_address(self.base).join(href).url
        except OriginalUnreadable:
            return None


def _is_row(row: html.HtmlElement) -> bool:
    """Tell a row of data from one that holds half a page, as in layouts made of tables."""
    if next(row.iter("table", *_HEADINGS_OF_SECTIONS), None) is not None:
        return False
    length = 0
    for text in row.itertext():
        length += len(text)
        if length > _ROW_LENGTH:
            return False
    return True


_ROW_LENGTH = 1_500
"""Characters, with the blanks of the source; rows of data have a tenth of it, layouts ten times as many."""

_HEADINGS_OF_SECTIONS = ("h1", "h2", "h3", "h4", "h5", "h6")
_HEADINGS = {*_HEADINGS_OF_SECTIONS, "dt", "caption", "summary", "legend", "figcaption"}
_CELLS = {"td", "th"}
_LINKS = {"a", "area"}
_WHOLE = {"html", "body"}
_SKIPPED = {"script", "style", "template", "head", "select", "svg"}
_OTHER_BLOCKS = """
    address article aside blockquote body br center details dd div dl fieldset figure footer form header hr
    li main nav ol p pre section table tbody tfoot thead tr ul
"""
_BLOCKS = _HEADINGS | _CELLS | set(_OTHER_BLOCKS.split())
