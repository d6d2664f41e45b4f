"""Two editions of a document in one language, held against each other: for pages, programs and the terminal."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from archive import Archive, Change, ChangeKind, Comparison, Document, Passage, Version, compare
from search_app.errors import BadParameter, OnlyOneEdition
from search_app.links import Links
from search_app.reading import find_version

LISTED = frozenset(ChangeKind) - {ChangeKind.KEPT}
"""What is listed where nobody asks for more."""


@dataclass(frozen=True, slots=True)
class Compared:
    """What changed from one edition to another; `newest` is the edition that permalinks lead to.

    Where one has no text yet nothing can be compared: `comparison` is empty then, and `without_text` names it.
    `labels` are what is printed on the pages of both, by version id and page number.
    """

    document: Document
    old: Version
    new: Version
    newest: Version
    comparison: Comparison
    labels: Mapping[tuple[str, int], str]
    without_text: tuple[int, ...] = ()

    def listed(self, kinds: Collection[ChangeKind]) -> list[Change]:
        """Give the changes of these kinds, in reading order."""
        return [each for each in self.comparison.changes if each.kind in kinds]

    def places(self, passages: Sequence[Passage]) -> list[tuple[int, str]]:
        """Give the number and the label of each page that passages of one edition stand on."""
        numbers = dict.fromkeys(number for each in passages for number in each.page_numbers)
        return [(number, self.labels[passages[0].version_id, number]) for number in numbers]

    def address(self, passages: Sequence[Passage], links: Links) -> str:
        """Give where passages begin: the permalink in the newest edition, else their page in their own."""
        first = passages[0]
        if first.version_id == self.newest.id:
            return links.passage(first.id)
        version = self.old if first.version_id == self.old.id else self.new
        return links.page(
            version.document_id,
            version.language,
            first.page_numbers[0],
            edition=version.edition,
            passage_id=first.id,
        )


def editions(archive: Archive, document_id: str, language: str) -> list[Version]:
    """Give the editions of a document in a language, newest first.

    Raises: DocumentNotFound, LanguageNotFound.
    """
    find_version(archive, document_id, language)
    return [each for each in archive.catalogue.versions(document_id) if each.language == language]


def language_with_editions(archive: Archive, document_id: str) -> str:
    """Give the language whose editions are meant where none is named: the only one, or the only one with several.

    Raises: DocumentNotFound, BadParameter.
    """
    archive.catalogue.get_document(document_id)
    languages = [each.language for each in archive.catalogue.versions(document_id)]
    several = {each for each in languages if languages.count(each) > 1} or set(languages)
    if len(several) != 1:
        raise BadParameter("language", "", "one of " + ", ".join(sorted(several)))
    return several.pop()


def compare_editions(
    archive: Archive, document_id: str, language: str, old: int | None = None, new: int | None = None
) -> Compared:
    """Compare two editions by their numbers: else the newest with the one before it, and one with the one before.

    Raises: DocumentNotFound, LanguageNotFound, EditionNotFound, OnlyOneEdition.
    """
    held = editions(archive, document_id, language)
    after = find_version(archive, document_id, language, new)
    before = find_version(archive, document_id, language, old) if old else _before(held, after)
    ours, theirs = (archive.passages.of_version(version.id) for version in (before, after))
    sides = ((before.edition, ours), (after.edition, theirs))
    return Compared(
        document=archive.catalogue.get_document(document_id),
        old=before,
        new=after,
        newest=held[0],
        comparison=compare(ours, theirs) if ours and theirs else compare([], []),
        labels=archive.passages.page_labels([before.id, after.id]),
        without_text=tuple(dict.fromkeys(edition for edition, passages in sides if not passages)),
    )


def _before(held: Sequence[Version], after: Version) -> Version:
    older = [each for each in held if each.edition < after.edition] or [each for each in held if each != after]
    if not older:
        raise OnlyOneEdition(after.document_id, after.language, after.edition)
    return older[0]
