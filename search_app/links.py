"""Every address of the web application, made in one place from what it points to.

Rule: these addresses stand in footnotes and other people's programs. Add to them; never rename or remove.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from search_app.address_pieces import Pair, anchor_name, query, segment, text_anchor_name

IMAGES = "5"
"""Which way images of pages are made; it is in their addresses, for browsers keep them for good."""


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses below `base` (no slash at its end). `ui` is a language of the interface that links carry on.

    `how`: how words that are marked are carried over into the other language, where that is not as usual.
    """

    base: str = ""
    ui: str | None = None
    how: tuple[Pair, ...] = ()

    def search(self, parameters: Iterable[Pair] = ()) -> str:
        """Give the search page; without parameters the shelf as cards."""
        return self._address("/", parameters)

    def concordance(self, parameters: Iterable[Pair] = ()) -> str:
        """Give every place of a search in its context."""
        return self._address("/concordance", parameters)

    def concordance_table(self, parameters: Iterable[Pair]) -> str:
        """Give the same as a table for spreadsheets."""
        return f"{self.base}/concordance.csv{query(parameters)}"

    def feed(self, parameters: Iterable[Pair]) -> str:
        """Give what answers a search as a feed."""
        return f"{self.base}/feed.atom{query(parameters)}"

    def completions(self) -> str:
        """Give where it is told how what somebody types may go on."""
        return f"{self.base}/api/v1/suggestions"

    def opensearch(self, language: str) -> str:
        """Give the search described to browsers, in a language of the interface."""
        return f"{self.base}/opensearch.xml{query([('language', language)])}"

    def search_help(self) -> str:
        """Give the page that tells how to search."""
        return self._address("/search-help")

    def shelf(self, page: int = 1) -> str:
        """Give the list of all documents, or another page of it."""
        return self._address("/documents/", [("page", str(page) if page > 1 else "")])

    def document(self, document_id: str, *, decided: int | None = None) -> str:
        """Give the page of one document with its versions; with `decided`, it says what a decision has done."""
        return self._address(f"/documents/{segment(document_id)}", [("decided", str(decided or ""))])

    def report(self, document_id: str, language: str, *, edition: int | None = None) -> str:
        """Give the whole outline of a version, and page by page what was read of it."""
        path = f"/documents/{segment(document_id)}/{segment(language)}/report"
        return self._address(path, [("edition", str(edition or ""))])

    def changes(
        self,
        document_id: str,
        language: str,
        *,
        old: int | None = None,
        new: int | None = None,
        kinds: Iterable[str] = (),
        page: int = 1,
    ) -> str:
        """Give what changed between two editions; without their numbers the two newest."""
        said = [("from", str(old or "")), ("to", str(new or "")), *(("kind", kind) for kind in kinds)]
        said.append(("page", str(page) if page > 1 else ""))
        return self._address(f"/documents/{segment(document_id)}/{segment(language)}/changes", said)

    def beside(
        self,
        document_id: str,
        language: str,
        other: str,
        *,
        first: str = "",
        view: str = "",
        edition: int | None = None,
        page: int = 1,
        passage_id: str = "",
    ) -> str:
        """Give two language versions side by side, from a page of the left one on or at a passage of either.

        `first` is the language on the left where both are one file; `view` is not said where it is what is usual.
        """
        path = f"/documents/{segment(document_id)}/{segment(language)}/beside/{segment(other)}/"
        said = [("first", first), ("view", view), ("edition", str(edition or ""))]
        said += [("page", str(page) if page > 1 else ""), ("passage", passage_id)]
        return self._address(path, said) + (f"#{text_anchor_name(passage_id)}" if passage_id else "")

    def whole_beside(
        self, document_id: str, language: str, other: str, *, first: str = "", edition: int | None = None
    ) -> str:
        """Give all of two language versions as one table, to be printed."""
        path = f"/documents/{segment(document_id)}/{segment(language)}/beside/{segment(other)}/print"
        return self._address(path, [("first", first), ("edition", str(edition or ""))])

    def alignment(self, document_id: str, ending: str, *, from_: str = "", to: str = "") -> str:
        """Give two language versions aligned, as a file; without their names the two newest."""
        path = f"{self.base}/documents/{segment(document_id)}/alignment.{ending}"
        return path + query([("from", from_), ("to", to)])

    def disagreements(
        self, document_id: str, from_: str = "", to: str = "", *, kinds: Iterable[str] = (), page: int = 1
    ) -> str:
        """Give where two language versions disagree; without their names the two newest."""
        said = [("from", from_), ("to", to), *(("kind", kind) for kind in kinds)]
        said.append(("page", str(page) if page > 1 else ""))
        return self._address(f"/documents/{segment(document_id)}/disagreements/", said)

    def disagreements_table(self, document_id: str, from_: str = "", to: str = "") -> str:
        """Give the same as a table for spreadsheets."""
        path = f"{self.base}/documents/{segment(document_id)}/disagreements.csv"
        return path + query([("from", from_), ("to", to)])

    def correct_alignment(self, document_id: str, passage_id: str, at: int | None = None) -> str:
        """Give the page on which it is put right what says the same as a passage; `at` is among which others."""
        said = [("passage", passage_id), ("at", "" if at is None else str(at))]
        return self._address(f"/documents/{segment(document_id)}/alignment/correct", said)

    def pages(self, document_id: str, language: str) -> str:
        """Where the form sends what somebody typed as a page: `?at=iv`."""
        return self._address(f"/documents/{segment(document_id)}/{segment(language)}/pages/")

    def page(
        self,
        document_id: str,
        language: str,
        page_number: int,
        *,
        q: str = "",
        edition: int | None = None,
        passage_id: str | None = None,
        zoom: str = "",
    ) -> str:
        """Give the reader at a page, or at a passage of it; `edition` is for one that is no longer current."""
        path = f"/documents/{segment(document_id)}/{segment(language)}/pages/{page_number}"
        parameters = [*self.sought(q), ("edition", str(edition or "")), ("zoom", zoom)]
        return self._address(path, parameters) + (f"#{anchor_name(passage_id)}" if passage_id else "")

    def passage(
        self, passage_id: str, *, q: str = "", quote: str = "", further: Iterable[str] = (), zoom: str = ""
    ) -> str:
        """Give the permalink; with `q`, `quote` or `further` passages it also says what is marked."""
        return self._address(f"/p/{segment(passage_id)}", [*self._marked(q, quote, further), ("zoom", zoom)])

    def like(self, passage_id: str) -> str:
        """Give passages like one."""
        return self._address(f"/p/{segment(passage_id)}/like")

    def passage_data(self, passage_id: str) -> str:
        """Give the passage for programs."""
        return f"{self.base}/p/{segment(passage_id)}.json"

    def passage_copy(self, passage_id: str, *, q: str = "", quote: str = "", further: Iterable[str] = ()) -> str:
        """Give a PDF of the pages a passage stands on, marked."""
        return f"{self.base}/p/{segment(passage_id)}.pdf{query(self._marked(q, quote, further))}"

    def passage_image(
        self,
        passage_id: str,
        *,
        q: str = "",
        quote: str = "",
        further: Iterable[str] = (),
        density: int = 1,
        is_cropped: bool = False,
    ) -> str:
        """Give an image of the page on which a passage begins, marked, or of the marked lines alone."""
        said = [*self._marked(q, quote, further), ("density", str(density) if density > 1 else "")]
        said.append(("crop", "1" if is_cropped else ""))
        return f"{self.base}/p/{segment(passage_id)}.png{query(said)}"

    def citation(
        self, passage_id: str, ending: str, quote: str = "", others: Iterable[str] = (), **how: str
    ) -> str:
        """Give the citation of words, in the form that `ending` says; `how` are parameters of that form."""
        said = [*self._marked("", quote, others), *how.items()]
        return f"{self.base}/p/{segment(passage_id)}.{ending}{query(said)}"

    def cite(
        self, passage_id: str, quote: str = "", others: Iterable[str] = (), *, language: str = "", also: str = ""
    ) -> str:
        """Give the page with the citation of words in all forms, in the language of the interface or another.

        `also` is a language in which what says the same is quoted along.
        """
        said = [*self._marked("", quote, others), ("language", language), ("also", also)]
        return self._address(f"/p/{segment(passage_id)}/cite", said)

    def edit(self, document_id: str) -> str:
        """Give the page on which what is known of a document is put right."""
        return self._address(f"/documents/{segment(document_id)}/edit")

    def suggestions(self) -> str:
        """Give the page with all that is to be decided."""
        return self._address("/suggestions/")

    def suggestion(self, number: int) -> str:
        """Give where the answer to a suggestion goes."""
        return self._address(f"/suggestions/{number}")

    def log(self, about: str = "", before: int | None = None) -> str:
        """Give the log of changes: all of it, or what was done to something; `before` an event."""
        return self._address("/log", [("about", about), ("before", str(before or ""))])

    def sign_in(self, back: str = "") -> str:
        """Give the page for signing in, which leads back to a page of ours."""
        return self._address("/sign-in", [("next", back)])

    def sign_out(self) -> str:
        """Give where the form is sent that ends a session."""
        return self._address("/sign-out")

    def add(self) -> str:
        """Give the page on which PDFs are added; it is where its form is sent."""
        return self._address("/add")

    def batch(self, batch: str, page: int = 1) -> str:
        """Give what becomes of files that were sent together; more of them are sent there."""
        return self._address(f"/add/{segment(batch)}", [("page", str(page) if page > 1 else "")])

    def batch_again(self, batch: str) -> str:
        """Give where it is said that files of a batch are to be tried again."""
        return self._address(f"/add/{segment(batch)}/again")

    def batch_data(self, batch: str) -> str:
        """Give what becomes of files that were sent together, for programs."""
        return f"{self.base}/api/v1/batches/{segment(batch)}"

    def find(
        self, version_id: str, quote: str, *, prefix: str = "", suffix: str = "", page_number: int | None = None
    ) -> str:
        """Give where a quote from a version stands now; the words around it and its page tell it from others."""
        said = [("quote", quote), ("prefix", prefix), ("suffix", suffix), ("page", str(page_number or ""))]
        return self._address(f"/versions/{segment(version_id)}/find", said)

    def original(self, version_id: str, page_number: int | None = None) -> str:
        """Give the bytes as received; a browser's viewer opens them at the page."""
        at_page = f"#page={page_number}" if page_number else ""
        return f"{self.base}/versions/{segment(version_id)}/original.pdf{at_page}"

    def page_image(self, version_id: str, page_number: int, *, density: int = 1) -> str:
        """Give the image of a page; it never changes, whoever looks at it."""
        said = query([("density", str(density) if density > 1 else ""), ("v", IMAGES)])
        return f"{self.base}/versions/{segment(version_id)}/pages/{page_number}/image{said}"

    def thumbnail(self, version_id: str, page_number: int) -> str:
        """Give a small image of a page, for finding one's way."""
        return f"{self.base}/versions/{segment(version_id)}/pages/{page_number}/thumbnail{query([('v', IMAGES)])}"

    def all_pages(
        self,
        document_id: str,
        language: str,
        *,
        q: str = "",
        edition: int | None = None,
        zoom: str = "",
        start: int | None = None,
    ) -> str:
        """Give the small images of all pages, from `start` on; `zoom` is for the pages that they lead to."""
        path = f"/documents/{segment(document_id)}/{segment(language)}/pages/all"
        said = [*self.sought(q), ("edition", str(edition or "")), ("zoom", zoom), ("start", str(start or ""))]
        return self._address(path, said)

    def api(self) -> str:
        """Give where the interface for programs describes itself."""
        return f"{self.base}/api/v1/openapi.json"

    def again(self, path: str, parameters: Iterable[Pair]) -> str:
        """Give a page that is being read, by its path below the base."""
        return self._address(quote(path), parameters)

    def sought(self, q: str) -> list[Pair]:
        """Give the parameters that say which words are marked, and how they are carried over."""
        return [("q", q), *self.how] if q else []

    def _marked(self, q: str, quote: str, further: Iterable[str]) -> list[Pair]:
        """Say what is marked: words of a search, a stretch of the passage, passages that go along with it."""
        return [*self.sought(q), ("quote", quote), *(("with", each) for each in further)]

    def _address(self, path: str, parameters: Iterable[Pair] = ()) -> str:
        return f"{self.base}{path}{query([*parameters, ('ui', self.ui or '')])}"
