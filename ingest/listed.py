"""The lines of a web page that lists PDFs -> the documents they name, each with its links and their languages.

Rule: what stands on one line is one document; a line that names none belongs to the line or the heading above it.
What is doubtful is kept apart: two documents are joined with a click, an edition that hides another is not seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from ingest.link_words import is_a_part, language_in_address, languages_in, names_pdf, title_in
from ingest.naming import name_as_title


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line: plain text, or a link with what is said of it.

    `url` is absolute; `language` is what the markup says of what it leads to; `kind` its media type; `named` what
    stands in for words, such as the text of a picture. `cell`: which cell of a row, by number from 0.
    """

    text: str
    url: str | None = None
    language: str | None = None
    kind: str = ""
    named: str = ""
    cell: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, an item, a row, a heading or a line in one of these, as pieces in order.

    `headers`: what stands at the head of a row's columns.
    """

    pieces: tuple[Piece, ...]
    is_heading: bool = False
    is_row: bool = False
    headers: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """All its words."""
        return " ".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Link:
    """A PDF that a page leads to: its address, and its language as far as the page tells."""

    url: str
    language: str | None = None


@dataclass(slots=True)
class Listed:
    """A document that a page lists: what it is called there, and its links in the order of the page."""

    title: str
    links: list[Link] = field(default_factory=list)

    def takes(self, language: str | None) -> bool:
        """Tell whether a link in this language can be another version of it."""
        return all(link.language != language for link in self.links)


@dataclass(frozen=True, slots=True)
class _Named:
    """A link with what its line says of it: a title that begins there, and its language."""

    url: str
    title: str
    language: str | None
    is_sister: bool = False


def documents_in(lines: Iterable[Line]) -> list[Listed]:
    """Give the documents in the order of the page, every address once."""
    found: list[Listed] = []
    seen: set[str] = set()
    above = _Above()
    for line in lines:
        links = [each for each in _once(_links_of(line, above.language)) if each.url not in seen]
        for each in links:
            seen.add(each.url)
            document = above.document
            if each.title and not (each.is_sister and document and document.takes(each.language)):
                document = None
            if document is None or not document.takes(each.language):
                known = document.title if document else above.title
                document = Listed(each.title or known or _title_of_file(each.url))
                found.append(document)
            document.links.append(Link(each.url, each.language))
            above.document = document
        above.read(line, has_links=bool(links))
    return found


@dataclass(slots=True)
class _Above:
    """What the lines so far say of those to come."""

    title: str = ""
    language: str | None = None
    is_language_of_heading: bool = False
    document: Listed | None = None

    def read(self, line: Line, *, has_links: bool) -> None:
        """Take in a line: a title for links below it, or their language."""
        if has_links:
            self.title = self.document.title if self.document else ""
            return
        text = line.text
        title = title_in(text)
        if not title:
            named = languages_in(text)
            if len(named) == 1:
                self.language, self.is_language_of_heading = named[0], line.is_heading
            return
        if line.is_heading or not self.is_language_of_heading:
            self.language = None
        self.document = None
        if line.is_heading or _may_be_a_title(text):
            self.title = title


def _once(links: Iterable[_Named]) -> list[_Named]:
    """Join links of one line that lead to the same place, as that on the format and that on the language do."""
    joined: dict[str, _Named] = {}
    for each in links:
        first = joined.get(each.url, each)
        joined[each.url] = replace(
            first, title=first.title or each.title, language=first.language or each.language
        )
    return list(joined.values())


def _links_of(line: Line, language_above: str | None) -> Iterator[_Named]:
    """Give the links of a line to PDFs, each with the title that begins with it, if one does."""
    places = _places_of_pdfs(line.pieces)
    texts = _texts_between(line.pieces, places)
    languages = _languages(line, places, texts, language_above)
    row_title = _title_of_row(line) if line.is_row else ""
    whole, is_named = "", False
    before_it: set[str | None] = set()
    for order, (place, language) in enumerate(zip(places, languages, strict=True)):
        piece = line.pieces[place]
        before = texts[order]
        own, around = title_in(piece.text or piece.named), title_in(before)
        begins = order == 0 or before.rstrip().endswith(":") or language is None or language in before_it
        before_it.add(language)
        whole = around or whole
        title, is_sister = "", False
        if own and not is_a_part(piece.text):
            title = own
            is_sister = order > 0 and language is not None and not re.search(r"[,;\w]", before)
        elif row_title and not is_named:
            title = row_title
        elif around and begins:
            title = around
        elif order == 0 and not own:
            title = title_in(texts[-1])
        if own and is_a_part(piece.text):
            title = f"{whole}: {own}" if whole else own
        is_named = is_named or bool(title)
        yield _Named(piece.url or "", title, language, is_sister)


def _texts_between(pieces: Sequence[Piece], places: Sequence[int]) -> list[str]:
    """Give the text before each link, and what follows the last; other links count as text."""
    edges = [-1, *places, len(pieces)]
    return [
        " ".join(piece.text for piece in pieces[start + 1 : end] if _ending(piece) not in _OTHER_FILES)
        for start, end in pairwise(edges)
    ]


def _languages(line: Line, places: Sequence[int], texts: Sequence[str], above: str | None) -> list[str | None]:
    """Tell the language of each link: by its markup, its words, those around it, its column, its address."""
    said = [_said(line, place) for place in places]
    before, after = [_only_at_end(text) for text in texts[:-1]], [_only(text) for text in texts[1:]]
    around = after if after and after[-1] and not any(said) and not (before and before[0]) else before
    in_row = _language_of_row(line) if line.is_row else None
    return [
        said[number] or around[number] or in_row or above or language_in_address(line.pieces[place].url or "")
        for number, place in enumerate(places)
    ]


def _said(line: Line, place: int) -> str | None:
    piece = line.pieces[place]
    header = line.headers[piece.cell] if piece.cell < len(line.headers) else ""
    return piece.language or _named(piece.text) or _named(piece.named) or _named(header)


def _named(text: str) -> str | None:
    """Give the language that a text is or names in brackets: "Study (es)"."""
    in_brackets = (_only(each) for each in re.findall(r"[(\[]([^()\[\]]*)[)\]]", text))
    return _only(text) or next(filter(None, in_brackets), None)


def _only(text: str) -> str | None:
    named = languages_in(text)
    return named[0] if len(named) == 1 else None


def _only_at_end(text: str) -> str | None:
    """Give the language that stands right before a link: "Letter of intent. English:"."""
    return _only(text) or _only(re.split(r"[.:;,|·•–—]", text.rstrip(" .:;,|·•–—"))[-1])


def _language_of_row(line: Line) -> str | None:
    cells = {_only(piece.text) for piece in line.pieces if not piece.url}
    return next(iter(cells - {None}), None) if len(cells - {None}) == 1 else None


def _title_of_row(line: Line) -> str:
    """Give the longest of what the cells without links name: titles are longer than places, dates and kinds."""
    cells: dict[int, str] = {}
    linked = {piece.cell for piece in line.pieces if piece.url}
    for piece in line.pieces:
        if piece.cell not in linked:
            cells[piece.cell] = f"{cells.get(piece.cell, '')} {piece.text}"
    return max((title_in(text) for text in cells.values()), key=len, default="")


def _places_of_pdfs(pieces: Sequence[Piece]) -> list[int]:
    places, is_said = [], False
    for place, piece in enumerate(pieces):
        if piece.url and _is_pdf(piece, is_said=is_said):
            places.append(place)
        is_said = is_said or names_pdf(piece.text)
    return places


def _is_pdf(piece: Piece, *, is_said: bool) -> bool:
    """Tell whether a link leads to a PDF, by its address, its media type or its words, or those before it."""
    ending = _ending(piece)
    if ending == ".pdf" or piece.kind == "application/pdf":
        return True
    if ending in _OTHER_FILES or piece.kind:
        return False
    if re.search(r"\.pdf(?:$|[&#;])", unquote(urlsplit(piece.url or "").query), re.IGNORECASE):
        return True
    words = f"{piece.text} {piece.named}"
    return names_pdf(words) or (is_said and not title_in(words) and bool(languages_in(words)))


def _ending(piece: Piece) -> str:
    return PurePosixPath(unquote(urlsplit(piece.url or "").path)).suffix.casefold()


def _may_be_a_title(text: str) -> bool:
    """Tell a line that names what is below it from running text."""
    bare = text.strip()
    return len(bare) <= _TITLE_LENGTH and not bare.endswith((".", "!", "?"))


def _title_of_file(url: str) -> str:
    return name_as_title(unquote(urlsplit(url).path.rpartition("/")[2])) or url


_TITLE_LENGTH = 200
"""Longer lines are paragraphs: the titles of reports have up to some 25 words."""

_OTHERS = "doc docx odt rtf xls xlsx ods csv ppt pptx odp zip epub jpg jpeg png gif mp3 mp4"
_OTHER_FILES = {f".{each}" for each in _OTHERS.split()}
"""What is no PDF, though the words "PDF" may stand before it on the same line."""
