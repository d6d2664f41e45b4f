"""Which two versions of a document stand side by side, and which of them is on the left.

Rule: an address names two versions by their languages, the left one first. Where one file holds both languages it
stands beside itself, `mul` beside `mul`, and `first` says which language is on the left.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from archive import Archive, Bitext, Document, Verdict, Version
from search_app.errors import LanguageNotFound
from search_app.languages import INTERFACE
from search_app.links import Links
from search_app.reading import version_among
from search_app.sisters import BOTH

TEXT, PAGES = "", "pages"
"""What is shown of the versions: their text, or their pages as they are printed."""


@dataclass(frozen=True, slots=True)
class Side:
    """A version, and the language of what is shown of it: its own, or one of the two that it holds."""

    version: Version
    language: str
    newest: int

    @property
    def is_newest(self) -> bool:
        """Whether there is no later edition of it."""
        return self.version.edition == self.newest


@dataclass(frozen=True, slots=True)
class Facing:
    """Two versions side by side. `bitext` is None where they have not been compared yet."""

    document: Document
    left: Side
    right: Side
    bitext: Bitext | None

    @property
    def is_one_file(self) -> bool:
        """Whether one file in both languages stands beside itself."""
        return self.left.version.id == self.right.version.id

    @property
    def is_turned(self) -> bool:
        """Whether the side that the bitext begins with is on the right."""
        if self.bitext is None:
            return False
        if self.is_one_file:
            return self.left.language != self.bitext.from_language
        return self.left.version.id != self.bitext.from_version

    @property
    def is_aligned(self) -> bool:
        """Whether it is known what stands beside what."""
        return self.bitext is not None and self.bitext.verdict is Verdict.ALIGNED


@dataclass(frozen=True, slots=True)
class Way:
    """Makes the addresses of a page with two versions; each keeps what is shown of them."""

    links: Links
    facing: Facing
    view: str = TEXT

    def to(self, page_number: int = 1, passage_id: str = "", *, view: str | None = None) -> str:
        """Give the same two versions from another page on, or at a passage."""
        return self._address(self.facing.left, self.facing.right, page_number, passage_id, view)

    def turned(self, page_number: int, passage_id: str = "") -> str:
        """Give the other version on the left."""
        return self._address(self.facing.right, self.facing.left, page_number, passage_id, None)

    def to_whole(self) -> str:
        """Give all of both as one table, to be printed."""
        return self.links.whole_beside(
            *self._place(self.facing.left, self.facing.right),
            first=self._first(self.facing.left),
            edition=_edition_said(self.facing.left),
        )

    def to_reader(self, side: Side, page_number: int, passage_id: str | None = None) -> str:
        """Give one of the versions by itself."""
        of = side.version
        return self.links.page(
            of.document_id, of.language, page_number, edition=_edition_said(side), passage_id=passage_id
        )

    def _address(self, left: Side, right: Side, page_number: int, passage_id: str, view: str | None) -> str:
        return self.links.beside(
            *self._place(left, right),
            first=self._first(left),
            view=self.view if view is None else view,
            edition=_edition_said(left),
            page=page_number,
            passage_id=passage_id,
        )

    def _place(self, left: Side, right: Side) -> tuple[str, str, str]:
        return left.version.document_id, left.version.language, right.version.language

    def _first(self, left: Side) -> str:
        is_usual = not self.facing.is_one_file or left.language == min(INTERFACE)
        return "" if is_usual else left.language


def face(archive: Archive, document_id: str, language: str, other: str, first: str, edition: int | None) -> Facing:
    """Look up two versions: of the right one the newest edition that was compared with the left one.

    Raises: DocumentNotFound, LanguageNotFound, EditionNotFound.
    """
    document, versions = archive.catalogue.with_versions(document_id)
    left = version_among(versions, document_id, language, edition)
    if language == other:
        return _beside_itself(archive, document, versions, left, first)
    right = version_among(versions, document_id, other)
    bitexts = [each for each in archive.bitexts.of_document(document_id) if left.id in _ids(each)]
    of_right = {each.id: each for each in versions if each.language == other}
    found = next((each for each in bitexts if of_right.keys() & _ids(each)), None)
    if found:
        (name,) = of_right.keys() & _ids(found)
        right = of_right[name]
    return Facing(document, _side(left, versions), _side(right, versions), found)


def _beside_itself(
    archive: Archive, document: Document, versions: Sequence[Version], version: Version, first: str
) -> Facing:
    if version.language != BOTH:
        languages = sorted({each.language for each in versions} - {version.language})
        raise LanguageNotFound(document.id, version.language, languages)
    languages = sorted(INTERFACE, key=lambda each: (each != first, each))
    found = (each for each in archive.bitexts.of_document(document.id) if _ids(each) == {version.id})
    left, right = (_side(version, versions, language) for language in languages)
    return Facing(document, left, right, next(found, None))


def _edition_said(side: Side) -> int | None:
    return None if side.is_newest else side.version.edition


def _ids(bitext: Bitext) -> set[str]:
    return {bitext.from_version, bitext.to_version}


def _side(version: Version, versions: Sequence[Version], language: str = "") -> Side:
    newest = max(each.edition for each in versions if each.language == version.language)
    return Side(version, language or version.language, newest)
