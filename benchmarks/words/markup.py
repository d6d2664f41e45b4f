"""HTML -> text: what the page says, without its navigation and the numbers a browser makes for lists."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

_INLINE = re.compile(
    "a|abbr|acronym|b|bd[io]|big|cite|code|data|del|dfn|em|font|i|ins|kbd|label|mark|q|s|samp|small|span|strike|"
    "strong|su[bp]|time|tt|u|var|wbr"
)
"""What stands within a line; every other element breaks it."""

_UNSEEN = re.compile("head|script|style|template|nav|form|footer")
_NAVIGATION = re.compile(
    "navheader|navfooter|nav_table|menu|navigation|header-navigation|header-content|headerlink|related|sidebar|"
    "browse-guide|back_top|footer"
)
"""Classes, ids and roles that DocBook, Texinfo and Sphinx give to what leads from page to page."""

_INNER_NAVIGATION = re.compile(_NAVIGATION.pattern + "|toc")
"""On the pages behind an index, lists of contents lead about the chapter; the printed manual has none there."""

_WITHOUT_END = re.compile("area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr")


class _Text(HTMLParser):
    def __init__(self, *, is_inner: bool) -> None:
        super().__init__(convert_charrefs=True)
        self._navigation = _INNER_NAVIGATION if is_inner else _NAVIGATION
        self.pieces: list[str] = []
        self.links: list[str] = []
        self._unseen_tag = ""
        self._depth = 0
        self._preformatted = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._unseen_tag:
            self._depth += tag == self._unseen_tag
            return
        given = {name: value or "" for name, value in attrs}
        names = {*given.get("class", "").split(), given.get("id", ""), given.get("role", "")}
        is_unseen = _UNSEEN.fullmatch(tag) or any(map(self._navigation.fullmatch, names))
        if is_unseen and not _WITHOUT_END.fullmatch(tag):
            self._unseen_tag, self._depth = tag, 1
            return
        if tag == "a" and given.get("href"):
            self.links.append(unquote(urlsplit(given["href"]).path))
        self._preformatted += tag == "pre"
        self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._unseen_tag:
            self._depth -= tag == self._unseen_tag
            if not self._depth:
                self._unseen_tag = ""
                self.pieces.append(" ")
            return
        self._preformatted -= tag == "pre"
        self._break(tag)

    def handle_data(self, data: str) -> None:
        if not self._unseen_tag:
            # A line end of the source is a space; only in <pre> does it end a line.
            self.pieces.append(data if self._preformatted > 0 else re.sub(r"\s+", " ", data))

    def _break(self, tag: str) -> None:
        if not _INLINE.fullmatch(tag):
            self.pieces.append("\n")


def text_of(markup: str) -> str:
    """Give the text of an HTML page."""
    return "".join(_parsed(markup).pieces)


def text_of_pages(folder: Path) -> str:
    """Give the text of a manual in HTML pages: its index, then the pages in the order the index names them."""
    pages = {path.name: path for path in sorted(folder.glob("*.htm*"))}
    index = next((name for name in pages if name.startswith("index")), next(iter(pages), ""))
    if not index:
        return ""
    contents = _parsed(_read(pages[index]))
    linked = [name for name in dict.fromkeys(contents.links) if name in pages and name != index]
    inner = ("".join(_parsed(_read(pages[name]), is_inner=True).pieces) for name in linked)
    return "\n".join(["".join(contents.pieces), *inner])


def _read(path: Path) -> str:
    return path.read_text("utf-8", "replace")


def _parsed(markup: str, *, is_inner: bool = False) -> _Text:
    parser = _Text(is_inner=is_inner)
    parser.feed(markup)
    parser.close()
    return parser
