"""One page of a version as a reader sees it: its passages with marks, and the ways on from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from archive import Archive, Document, Furniture, OutlineEntry, Page, PageNotFound, Passage, Version
from archive.identity import normalise
from search_app.errors import EditionNotFound, LanguageNotFound
from search_app.rendering import Span
from search_app.sheet import Sheet, sheet_of
from search_app.standing import Block, Focus, blocks_of

Marker = Callable[[Version, Sequence[Passage]], Sequence[Sequence[Span]]]
"""Says which words a search marks in each of these passages of a version."""


@dataclass(frozen=True, slots=True)
class Sister:
    """The document in another language, at the page that most likely says the same."""

    language: str
    page_number: int


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything the reader page shows. `labels` are those of all pages by number."""

    document: Document
    version: Version
    page: Page
    blocks: tuple[Block, ...]
    labels: Mapping[int, str]
    sisters: tuple[Sister, ...]
    current: Version
    here: OutlineEntry | None
    sheet: Sheet

    @property
    def furniture_above(self) -> tuple[str, ...]:
        """What was set aside from the upper half of the page."""
        return tuple(each.text for each in self.page.furniture if _is_above(each, self.page))

    @property
    def furniture_below(self) -> tuple[str, ...]:
        """What was set aside from the lower half, or from nobody knows where."""
        return tuple(each.text for each in self.page.furniture if not _is_above(each, self.page))

    @property
    def is_current(self) -> bool:
        """Whether this is the newest edition."""
        return self.version.id == self.current.id

    @property
    def edition(self) -> int | None:
        """The edition, where addresses must name it."""
        return None if self.is_current else self.version.edition


def find_version(archive: Archive, document_id: str, language: str, edition: int | None = None) -> Version:
    """Give the newest edition of a document in a language, or the one asked for.

    Raises: DocumentNotFound, LanguageNotFound, EditionNotFound.
    """
    versions = archive.catalogue.versions(document_id)
    if not versions:
        archive.catalogue.get_document(document_id)
    in_language = [each for each in versions if each.language == language]
    if not in_language:
        languages = sorted({each.language for each in versions})
        raise LanguageNotFound(document_id, language, languages)
    if edition is None:
        return in_language[0]
    for version in in_language:
        if version.edition == edition:
            return version
    raise EditionNotFound(document_id, language, edition)


def is_current(archive: Archive, version: Version) -> bool:
    """Say whether this is the newest edition of its document in its language."""
    newest = archive.catalogue.find_current(version.document_id, version.language)
    return newest is None or newest.id == version.id


def find_page(archive: Archive, version: Version, typed: str) -> int | None:
    """Give the page that somebody means: the printed label first, then the position in the file."""
    number = archive.passages.find_label(version.id, typed)
    if number is None and typed.isascii() and typed.isdecimal() and 1 <= int(typed[:9]) <= version.page_count:
        return int(typed[:9])
    return number


def get_page(archive: Archive, version: Version, page_number: int) -> Page:
    """Give one page. Raises: PageNotFound, also for numbers that no database can hold."""
    if not 1 <= page_number <= version.page_count:
        raise PageNotFound(version.id, page_number, version.page_count)
    return archive.passages.page(version.id, page_number)


def read_page(
    archive: Archive, version: Version, page_number: int, marker: Marker, focus: Focus | None = None
) -> Reading:
    """Gather one page. Raises: PageNotFound."""
    page = get_page(archive, version, page_number)
    current = archive.catalogue.current_versions(version.document_id)
    standing = [
        passage
        for passage in archive.passages.on_page(version.id, page_number)
        if page_number in passage.page_numbers  # one that skips over this page comes too
    ]
    document = archive.catalogue.get_document(version.document_id)
    labels = archive.passages.page_labels([each.id for each in current] + [version.id])
    own_labels = _labels_of(version, labels)
    marked = list(zip(standing, marker(version, standing), strict=True))
    return Reading(
        document=document,
        version=version,
        page=page,
        blocks=blocks_of(page_number, marked, focus),
        labels=own_labels,
        sisters=tuple(
            Sister(each.language, _same_page(own_labels[page_number], page_number, each, labels))
            for each in current
            if each.language != version.language and each.page_count
        ),
        current=next(each for each in current if each.language == version.language),
        here=_section_at(version.outline, page_number, focus.passage.section if focus else ()),
        sheet=sheet_of(page, marked, focus),
    )


def _is_above(furniture: Furniture, page: Page) -> bool:
    top, bottom = furniture.box[1], furniture.box[3]
    return any(furniture.box) and (top + bottom) / 2 < page.height_points / 2


def _labels_of(version: Version, labels: Mapping[tuple[str, int], str]) -> dict[int, str]:
    return {number: label for (version_id, number), label in labels.items() if version_id == version.id}


def _same_page(label: str, number: int, sister: Version, labels: Mapping[tuple[str, int], str]) -> int:
    with_label = (page for page, other in _labels_of(sister, labels).items() if other == label)
    return next(with_label, min(number, sister.page_count))


def _section_at(
    outline: Sequence[OutlineEntry], page_number: int, section: Sequence[str] = ()
) -> OutlineEntry | None:
    """Give the entry a reader is at: that of the section, innermost first; else the last up to this page."""
    for title in reversed(section):
        named = [entry for entry in outline if normalise(entry.title) == normalise(title)]
        if named:
            return _last_up_to(named, page_number) or named[0]
    return _last_up_to(outline, page_number)


def _last_up_to(outline: Sequence[OutlineEntry], page_number: int) -> OutlineEntry | None:
    before = [entry for entry in outline if entry.page_number <= page_number]
    return max(reversed(before), key=lambda entry: entry.page_number, default=None)
