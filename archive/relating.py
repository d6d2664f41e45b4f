"""Versions put where they belong: into another document, as its language version or as one of its editions.

Rule: nothing that was said of a place becomes untrue. Old ids and addresses lead on, an edition's number is never
given twice, and which of two editions is the newer is told by a person or by their dates, never guessed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from archive.errors import CannotRelate
from archive.model import Document, Passage, Version

if TYPE_CHECKING:
    from archive.passage_names import Named
    from archive.store import Archive


class Order(StrEnum):
    """Where a version comes among the editions of a document in its language."""

    OLDER = "older"
    NEWER = "newer"


def relate(
    archive: Archive,
    version_id: str,
    document_id: str,
    *,
    order: Order | None = None,
    beside: str | None = None,
) -> Version:
    """Move a version to a document; gives it as it is there.

    Where the document has editions in its language, `order` says whether it is older or newer than the version
    `beside`, or than all of them; without it their dates tell. The caller holds the writer lock, and brings the
    index up to date. Raises: VersionNotFound, DocumentNotFound, CannotRelate.
    """
    version = archive.catalogue.get_version(version_id)
    document = archive.catalogue.get_document(document_id)
    if version.document_id == document.id:
        raise CannotRelate(f"“{version.file_name}” belongs to “{document.title}” already: nothing is to be done.")
    left = archive.catalogue.get_document(version.document_id)
    later = _later(archive, version, document, order, beside)
    edition = archive.catalogue.next_edition(document.id, version.language)
    for number, each in enumerate(later, start=edition + 1):
        archive.catalogue.renumber(each.id, number)
    moved = replace(version, document_id=document.id, edition=edition)
    named = _named(archive, moved)
    archive.passages.replace_version(moved, archive.passages.pages(version.id), named)
    if archive.catalogue.find_document(left.id) is None:
        archive.descriptions.carry(left.id, archive.catalogue.get_version(version.id))
    return archive.catalogue.get_version(version.id)


def set_apart(archive: Archive, version_id: str, name: str) -> Version:
    """Make a version a document of its own again; it gets back the document that was left empty for another.

    `name` is what the document is called in addresses where it never was one. Raises: VersionNotFound,
    CannotRelate.
    """
    version = archive.catalogue.get_version(version_id)
    if len(archive.catalogue.versions(version.document_id)) == 1:
        raise CannotRelate(f"“{version.file_name}” is a document of its own already: nothing is to be done.")
    date = version.metadata.get("date")
    left = [each.document_id for each in archive.departures.of(version.id)]
    free = [each for each in left if archive.catalogue.find_document(each) is None]
    if free:
        document = Document(free[-1], version.title, date)
        archive.catalogue.put_document(document)
    else:
        document = archive.catalogue.add_document(version.title, name=name, date=date)
    return relate(archive, version.id, document.id)


def dated_order(version: Version, other: Version) -> Order | None:
    """Tell by their dates whether a version is older or newer than another; nothing where they do not tell."""
    ours, theirs = version.metadata.get("date", ""), other.metadata.get("date", "")
    exactness = min(len(ours), len(theirs))
    if not exactness or ours[:exactness] == theirs[:exactness]:
        return None
    return Order.OLDER if ours < theirs else Order.NEWER


def _later(
    archive: Archive, version: Version, document: Document, order: Order | None, beside: str | None
) -> list[Version]:
    """Give the editions there that come after a version, oldest first."""
    there = [each for each in archive.catalogue.versions(document.id) if each.language == version.language]
    editions = sorted(there, key=lambda each: each.edition)
    if order is not None:
        at = next((number for number, each in enumerate(editions) if each.id == beside), None)
        if at is None:
            return editions if order is Order.OLDER else []
        return editions[at:] if order is Order.OLDER else editions[at + 1 :]
    return _by_date(version, document, editions)


def _by_date(version: Version, document: Document, editions: Sequence[Version]) -> list[Version]:
    orders = [dated_order(version, each) for each in editions]
    later = [each for each, told in zip(editions, orders, strict=True) if told is Order.OLDER]
    if None in orders or later != list(editions[len(editions) - len(later) :]):
        raise CannotRelate(
            f"Their dates do not tell whether “{version.file_name}” is older or newer than what "
            f"“{document.title}” has in this language: say which."
        )
    return later


def _named(archive: Archive, version: Version) -> list[Passage]:
    """Give a version's passages with the ids that they have in its new document.

    Where it was there before, they are those of then; else its words share ids with those of the newest edition.
    """
    # Here and not above: what is added is asked whether it is to be put elsewhere, and seldom is.
    from archive.passage_names import name_passages  # noqa: PLC0415 - see above

    held = archive.passages.of_version(version.id)
    names = name_passages(
        [each.text for each in held],
        document_id=version.document_id,
        language=version.language,
        before=_before(archive, version),
        issued=archive.issues.given,
    )
    return [replace(each, id=name) for each, name in zip(held, names, strict=True)]


def _before(archive: Archive, version: Version) -> list[Named]:
    from archive.passage_names import Named  # noqa: PLC0415 - as above

    place = version.document_id, version.language
    was_there = [each for each in archive.departures.of(version.id) if (each.document_id, each.language) == place]
    if was_there:
        return [Named(*each) for each in archive.issues.last_reading(version.id, was_there[-1].left_at)]
    newest = archive.catalogue.find_current(*place)
    return [Named(each.id, each.text) for each in archive.passages.of_version(newest.id)] if newest else []
