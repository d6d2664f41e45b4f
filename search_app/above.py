"""What stands above a hit, its title, headings and header, with the words that were looked for marked."""

from __future__ import annotations

from dataclasses import dataclass, field

from markupsafe import Markup

from index import Found, Hit, Span
from index.marks import marks
from index.mentions import mentionable
from index.tree import Node
from search_app.rendering import marked


@dataclass(frozen=True, slots=True)
class Above:
    """What stands above the hits of one search; what several of them stand under is looked through once."""

    found: Found
    _sought: dict[str, Node | None] = field(default_factory=dict)
    _known: dict[tuple[str, str, str], tuple[Span, ...]] = field(default_factory=dict)
    _marked: dict[tuple[str, str, str], Markup] = field(default_factory=dict)

    def title_spans(self, hit: Hit, title: str) -> tuple[Span, ...]:
        """Give where words of the search stand in the title of a hit's version, as it is written here."""
        return self._spans(title, hit.version.language, "title")

    def heading_spans(self, hit: Hit, heading: str) -> tuple[Span, ...]:
        """Give where they stand in a heading that a hit stands under, or in several that are written as one."""
        return self._spans(heading, hit.passage.language, "section")

    def title(self, hit: Hit) -> Markup:
        """Give the title of a hit's version."""
        return self._written(hit.version.title, hit.version.language, "title")

    def section(self, hit: Hit) -> tuple[Markup, ...]:
        """Give the headings that a hit stands under, the widest first."""
        return tuple(self._written(each, hit.passage.language, "section") for each in hit.passage.section)

    def header(self, hit: Hit) -> tuple[Markup, ...]:
        """Give the cells of the header that the rows of a table stand under."""
        return tuple(self._written(cell, hit.passage.language, "header") for cell in hit.passage.header)

    def _written(self, text: str, language: str, where: str) -> Markup:
        key = text, language, where
        if key not in self._marked:
            self._marked[key] = marked(text, self._spans(text, language, where))
        return self._marked[key]

    def _spans(self, text: str, language: str, where: str) -> tuple[Span, ...]:
        key = text, language, where
        if key not in self._known:
            if where not in self._sought:
                self._sought[where] = mentionable(self.found.tree, where) if self.found.tree else None
            sought = self._sought[where]
            self._known[key] = marks(sought, text, language) if sought else ()
        return self._known[key]
