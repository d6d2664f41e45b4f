"""One page of a version as a reader sees it: its passages with marks, and the ways on from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from archive import Archive, Document, Furniture, Page, PageNotFound, Passage, Version, newest_of
from search_app.errors import EditionNotFound, LanguageNotFound
from search_app.outline import NearOutline, near
from search_app.rendering import Span
from search_app.sheet import Sheet, sheet_of
from search_app.sisters import Place, Sister, counterpart_page, languages_beside
from search_app.standing import Block, Focus, blocks_of

Marker = Callable[[Version, Sequence[Passage]], Sequence[Sequence[Span]]]
"""Says which words a search marks in each of these passages of a version."""

_MOST_FOLLOWING = 2
"""Pages shown below one on which a passage begins; a longer one is turned over to."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One page: what lies over its image, and its text to be read beside it."""

    page: Page
    sheet: Sheet
    blocks: tuple[Block, ...]

    @property
    def furniture_above(self) -> tuple[str, ...]:
        """What was set aside from the upper half of the page."""
        return tuple(each.text for each in self.page.furniture if _is_above(each, self.page))

    @property
    def furniture_below(self) -> tuple[str, ...]:
        """What was set aside from the lower half, or from nobody knows where."""
        return tuple(each.text for each in self.page.furniture if not _is_above(each, self.page))


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything the reader page shows.

    `editions` are those that have the passage of a permalink word for word, where there are several editions.
    `labels` are those of all pages by number; `shown` the page, and those after it on which the passages of a
    permalink go on.
    """

    document: Document
    version: Version
    labels: Mapping[int, str]
    sisters: tuple[Sister, ...]
    current: Version
    outline: NearOutline
    editions: tuple[int, ...]
    shown: tuple[Shown, ...]

    @property
    def page(self) -> Page:
        """The page that is read; those after it are only shown with it."""
        return self.shown[0].page

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of the pages that are shown."""
        return tuple(each.page.number for each in self.shown)

    def has_begun(self, passage: Passage, page_number: int) -> bool:
        """Tell whether a passage stands on a page that is shown above this one."""
        return any(number < page_number for number in passage.page_numbers if number in self.numbers)

    @property
    def beside(self) -> list[str]:
        """The languages of the versions that can be set beside this one: itself, where it is in both."""
        return languages_beside(self.version.language, [each.language for each in self.sisters])

    @property
    def is_current(self) -> bool:
        """Whether this is the newest edition."""
        return self.version.id == self.current.id


def find_version(archive: Archive, document_id: str, language: str, edition: int | None = None) -> Version:
    """Give the newest edition of a document in a language, or the one asked for.

    Raises: DocumentNotFound, LanguageNotFound, EditionNotFound.
    """
    versions = archive.catalogue.versions(document_id)
    if not versions:
        archive.catalogue.get_document(document_id)
    return version_among(versions, document_id, language, edition)


def version_among(
    versions: Sequence[Version], document_id: str, language: str, edition: int | None = None
) -> Version:
    """Give the newest of these versions of a document in a language, or the edition asked for.

    Raises: LanguageNotFound, EditionNotFound.
    """
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
    document, held = archive.catalogue.with_versions(version.document_id)
    current = newest_of(held)
    pages = [page, *(archive.passages.page(version.id, number) for number in pages_after(page_number, focus))]
    labels = archive.passages.page_labels([each.id for each in current] + [version.id])
    own_labels = _labels_of(version, labels)
    outline = near(version.outline, page_number, focus.passage.section if focus else ())
    place = Place(page_number, own_labels[page_number], outline.here)
    shown = tuple(_shown(archive, version, each, marker, focus) for each in pages)
    sisters = [each for each in current if each.language != version.language and each.page_count]
    across = _pages_across(archive, sisters, shown[0], focus)
    return Reading(
        document=document,
        version=version,
        labels=own_labels,
        sisters=tuple(
            Sister(
                each.id,
                each.language,
                across.get(each.id) or counterpart_page(place, version, each, _labels_of(each, labels)),
            )
            for each in sisters
        ),
        current=next(each for each in current if each.language == version.language),
        outline=outline,
        editions=_editions(archive, current, version, focus),
        shown=shown,
    )


def _pages_across(
    archive: Archive, sisters: Sequence[Version], shown: Shown, focus: Focus | None
) -> dict[str, int]:
    """Give the page of each sister version that says what is at the top here, or what a permalink means."""
    if not sisters:
        return {}
    standings = [each for block in shown.blocks for each in block.standings]
    # What goes on from the page before has its counterpart where it begins, which is not where a reader is.
    standing = [each.passage.id for each in standings if each.comes_from is None]
    ids = [focus.passage.id, *standing] if focus else standing
    pages = archive.counterpart_pages.of(ids)
    in_order = [pages[each] for each in ids if each in pages]
    return {version_id: number for found in reversed(in_order) for version_id, number in found.items()}


def _editions(
    archive: Archive, current: Sequence[Version], version: Version, focus: Focus | None
) -> tuple[int, ...]:
    newest = max(each.edition for each in current if each.language == version.language)
    if focus is None or newest == 1:
        return ()
    return tuple(each.version.edition for each in archive.issues.of(focus.passage.id) if each.retired_at is None)


def pages_after(page_number: int, focus: Focus | None) -> list[int]:
    """Give the pages after this one that are shown with it, because a permalink's passages go on there."""
    later = [number for number in (focus.page_numbers if focus else ()) if number > page_number]
    return later[:_MOST_FOLLOWING]


def _shown(archive: Archive, version: Version, page: Page, marker: Marker, focus: Focus | None) -> Shown:
    marked = _marked(archive, version, page.number, marker)
    return Shown(page, sheet_of(page, marked, focus), blocks_of(page.number, marked, focus))


def _marked(
    archive: Archive, version: Version, page_number: int, marker: Marker
) -> list[tuple[Passage, Sequence[Span]]]:
    """Give the passages that stand on a page, with what a search marks in each."""
    standing = [
        passage
        for passage in archive.passages.on_page(version.id, page_number)
        if page_number in passage.page_numbers  # one that skips over this page comes too
    ]
    return list(zip(standing, marker(version, standing), strict=True))


def _is_above(furniture: Furniture, page: Page) -> bool:
    top, bottom = furniture.box[1], furniture.box[3]
    return any(furniture.box) and (top + bottom) / 2 < page.height_points / 2


def _labels_of(version: Version, labels: Mapping[tuple[str, int], str]) -> dict[int, str]:
    return {number: label for (version_id, number), label in labels.items() if version_id == version.id}
