"""The ways on from a page that is being read: each keeps the search, the edition and the size of the page."""

from __future__ import annotations

from dataclasses import dataclass, replace

from search_app.links import Links, quote_said
from search_app.standing import Focus
from search_app.zoom import FITTED, Zoom


@dataclass(frozen=True, slots=True)
class Ways:
    """Where a reader is in a document, and the addresses of where she may go."""

    links: Links
    document_id: str
    language: str
    edition: int | None = None
    q: str = ""
    zoom: Zoom = FITTED
    focus: Focus | None = None

    def to_page(self, page_number: int, passage_id: str | None = None) -> str:
        """Give a page of this version, or a passage on it."""
        return self.links.page(
            self.document_id,
            self.language,
            page_number,
            q=self.q,
            edition=self.edition,
            passage_id=passage_id,
            zoom=self.zoom.said,
        )

    def to_sister(self, language: str, page_number: int) -> str:
        """Give a page of the newest edition in another language."""
        return self.links.page(self.document_id, language, page_number, q=self.q, zoom=self.zoom.said)

    def to_passage(self, passage_id: str, quote: str = "") -> str:
        """Give a passage by its permalink."""
        return self.links.passage(passage_id, q=self.q, quote=quote, zoom=self.zoom.said)

    def zoomed(self, page_number: int, zoom: Zoom) -> str:
        """Give the very place one is at, in another size."""
        there = replace(self, zoom=zoom)
        if self.focus is None:
            return there.to_page(page_number)
        return there.to_passage(self.focus.passage.id, quote_said(self.focus.quote))

    def to_copy(self, focus: Focus) -> str:
        """Give a PDF of the page with a passage marked in it."""
        return self.links.passage_copy(focus.passage.id, q=self.q, quote=quote_said(focus.quote))

    def to_picture(self, focus: Focus) -> str:
        """Give an image of the page with a passage marked in it."""
        return self.links.passage_image(focus.passage.id, q=self.q, quote=quote_said(focus.quote))

    def to_cite(self, focus: Focus) -> str:
        """Give the page with the citation of a passage in all forms."""
        return self.links.cite(focus.passage.id, quote_said(focus.quote))

    def to_all_pages(self, start: int | None = None) -> str:
        """Give the small images of all pages."""
        return self.links.all_pages(
            self.document_id,
            self.language,
            q=self.q,
            edition=self.edition,
            zoom=self.zoom.said,
            start=start,
        )

    def kept(self) -> list[tuple[str, str]]:
        """Give what a form must send along so that edition and size stay; a search it may ask for itself."""
        kept = [("edition", str(self.edition or "")), ("zoom", self.zoom.said)]
        return [(name, value) for name, value in kept if value]
