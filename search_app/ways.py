"""The ways on from a page that is being read: each keeps the search, the edition and the size of the page."""

from __future__ import annotations

from dataclasses import dataclass, replace

from search_app.address_pieces import Pair, quote_said
from search_app.counterparts import Translation
from search_app.links import Links
from search_app.quoting import further_said
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

    def to_beside(self, other: str, page_number: int) -> str:
        """Give this page side by side with another version, or the passage that a permalink opens."""
        return self.links.beside(
            self.document_id,
            self.language,
            other,
            edition=self.edition,
            page=page_number,
            passage_id=self.focus.passage.id if self.focus else "",
        )

    def to_passage(self, passage_id: str) -> str:
        """Give a passage by its permalink."""
        return self.links.passage(passage_id, q=self.q, zoom=self.zoom.said)

    def to_translation(self, translation: Translation) -> str:
        """Give what says the same in another language by its permalink."""
        return translation.address(self.links, q=self.q, zoom=self.zoom.said)

    def zoomed(self, page_number: int, zoom: Zoom) -> str:
        """Give the very place one is at, in another size."""
        if self.focus is None:
            return replace(self, zoom=zoom).to_page(page_number)
        name, quote, further = _said(self.focus)
        return self.links.passage(name, q=self.q, quote=quote, further=further, zoom=zoom.said)

    def to_focus(self, focus: Focus) -> str:
        """Give the link to what a permalink means, and to nothing besides: it is handed on."""
        name, quote, further = _said(focus)
        return self.links.passage(name, quote=quote, further=further)

    def to_text(self, focus: Focus, *, is_quoted: bool = False, also: str = "") -> str:
        """Give the citation of a passage as text; with `is_quoted` after its words.

        `also` is a language in which what says the same is quoted along.
        """
        name, quote, further = _said(focus)
        how = {**({"quoted": "1"} if is_quoted else {}), "also": also}
        return self.links.citation(name, "txt", quote, further, **how)

    def to_copy(self, focus: Focus) -> str:
        """Give a PDF of the page with a passage marked in it."""
        name, quote, further = _said(focus)
        return self.links.passage_copy(name, q=self.q, quote=quote, further=further)

    def to_picture(self, focus: Focus) -> str:
        """Give an image of the page with a passage marked in it."""
        name, quote, further = _said(focus)
        return self.links.passage_image(name, q=self.q, quote=quote, further=further)

    def to_cite(self, focus: Focus) -> str:
        """Give the page with the citation of a passage in all forms."""
        name, quote, further = _said(focus)
        return self.links.cite(name, quote, further)

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

    def sought(self, *, is_new: bool = False) -> list[Pair]:
        """Give what a form must send along so that the search stays; for other words, what they have of it."""
        said = [*self.links.how] if is_new else self.links.sought(self.q)
        return [(name, value) for name, value in said if not is_new or name != "without"]

    def kept(self) -> list[Pair]:
        """Give what a form must send along so that edition and size stay; a search it may ask for itself."""
        kept = [("edition", str(self.edition or "")), ("zoom", self.zoom.said)]
        return [(name, value) for name, value in kept if value]


def _said(focus: Focus) -> tuple[str, str, list[str]]:
    """Say what a permalink means: its passage, the stretch of it, the passages that go along."""
    first, *further = focus.pieces
    rest = further_said((each.passage.id, each.quote) for each in further)
    return first.passage.id, quote_said(first.quote), rest
