"""A feed as Atom writes it (RFC 4287).

Rule: names are permalinks, which stay; text of documents is plain text, or markup that `rendering.py` made.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, tostring

from markupsafe import Markup

from search_app.languages import NO_LANGUAGES
from search_app.rendering import neutral
from search_app.xml_text import legal

MEDIA_TYPE = "application/atom+xml"

NO_TIME = "1970-01-01T00:00:00+00:00"
"""When a feed changed that has no entry yet: each must say (4.1.1)."""

_NAMESPACE = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True, slots=True)
class Entry:
    """One passage: its permalink, when it came in (RFC 3339), and what is shown of it."""

    address: str
    title: str
    updated: str
    language: str
    content: Markup


@dataclass(frozen=True, slots=True)
class Feed:
    """A search as a feed: its own address, the page that shows the same, and its entries, the newest first."""

    address: str
    page: str
    title: str
    language: str
    entries: Sequence[Entry]

    @property
    def updated(self) -> str:
        """When the newest of its entries came in."""
        return max((each.updated for each in self.entries), default=NO_TIME)


def atom(feed: Feed) -> str:
    """Write a feed."""
    root = Element("feed", {"xmlns": _NAMESPACE, "xml:lang": feed.language})
    _say(root, "id", feed.address)
    _say(root, "title", feed.title)
    _say(root, "updated", feed.updated)
    _link(root, "self", MEDIA_TYPE, feed.address)
    _link(root, "alternate", "text/html", feed.page)
    _say(SubElement(root, "author"), "name", "Pasaje")
    _say(root, "generator", "Pasaje")
    for each in feed.entries:
        _write(SubElement(root, "entry"), each)
    return tostring(root, encoding="unicode", xml_declaration=False)


def _write(element: Element, entry: Entry) -> None:
    _say(element, "id", entry.address)
    _say(element, "title", entry.title)
    _say(element, "updated", entry.updated)
    _link(element, "alternate", "text/html", entry.address)
    spoken = {} if entry.language in NO_LANGUAGES else {"xml:lang": entry.language}
    _say(element, "content", entry.content, {"type": "html", **spoken})


def _say(parent: Element, name: str, text: str, attributes: dict[str, str] | None = None) -> None:
    SubElement(parent, name, attributes or {}).text = legal(neutral(text))


def _link(parent: Element, relation: str, media_type: str, address: str) -> None:
    SubElement(parent, "link", {"rel": relation, "type": media_type, "href": legal(address)})
