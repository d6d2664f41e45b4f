"""The last step in: a reading becomes a version of its document, with all its pages and passages or not at all."""

from __future__ import annotations

from dataclasses import replace

from archive import (
    Archive,
    Document,
    Field,
    Queued,
    SourceStatus,
    Version,
    VersionStatus,
    Warned,
)
from archive.identity import version_id
from ingest.naming import base_name
from ingest.outcome import Options, Outcome, now, waiting_reason
from ingest.passages import passages_of
from ingest.readings import Reading
from ingest.relations import (
    Place,
    find_known,
    find_sister,
    is_taken,
    language_of,
    name_note,
    page_note,
    suggest,
)


def keep(archive: Archive, row: Queued, reading: Reading) -> Outcome:
    """Write a reading to the archive as a version of its document."""
    options = Options.kept(row.options)
    language = options.language or language_of(reading.language, options.listed_language)
    own_id = version_id(row.sha256)
    place = _place(archive, row, own_id, reading, language, options)
    passages = passages_of(archive, reading, own_id, place.document.id, language)
    is_newest = _is_newest(archive, place.document.id, language, place.edition)
    version = Version(
        id=own_id,
        document_id=place.document.id,
        title=reading.title if is_newest else options.title or reading.title,
        language=language,
        edition=place.edition,
        original_sha256=row.sha256,
        file_name=row.file_name,
        source=row.source,
        status=VersionStatus.READY if passages else VersionStatus.WAITING,
        page_count=len(reading.pages),
        passage_count=len(passages),
        added_at=now(),
        outline=reading.outline,
        metadata={**reading.metadata, "page": options.page} if options.page else reading.metadata,
        warnings=(*place.notes, *reading.warnings),
    )
    archive.passages.replace_version(version, reading.pages, passages)
    return kept(archive, row, version)


def kept(archive: Archive, row: Queued, version: Version) -> Outcome:
    """Say what became of a file that is held by now; what was asked for with it is confirmed.

    And what it may have to do with others is suggested: whoever was ended before that is gone on for here.
    """
    options = Options.kept(row.options)
    is_newest = _is_newest(archive, version.document_id, version.language, version.edition)
    _confirm(archive, version, options, is_newest=is_newest)
    suggest(archive, version)
    reason = None if version.passage_count else waiting_reason(version.warnings)
    told = Outcome.of(version, row.source, _status(version))
    return replace(told, warnings=version.warnings, reason=reason)


def _is_newest(archive: Archive, document_id: str, language: str, edition: int) -> bool:
    newest = archive.catalogue.find_current(document_id, language)
    return newest is None or newest.edition <= edition


def _place(archive: Archive, row: Queued, own_id: str, reading: Reading, language: str, options: Options) -> Place:
    """Find or make the document, and count its editions in this language."""
    notes = name_note(row.file_name, language)
    notes += page_note(options.listed_language, language)
    document: Document | None
    if options.document_id and not (options.page and is_taken(archive, options.document_id, language, row.source)):
        document = archive.catalogue.find_document(options.document_id)
        if document is None:
            document = Document(options.document_id, options.listed_title or reading.title, reading.date)
            archive.catalogue.put_document(document)
    elif removal := archive.removals.find(own_id):
        document = removal.document
        archive.catalogue.put_document(document)
        if removal.version.language == language:
            return Place(document, removal.version.edition, notes)
    elif known := find_known(archive, row.source):
        document = archive.catalogue.get_document(known.document_id)
        if known.status is VersionStatus.WAITING and known.language != language:
            # A scan comes again with its text: what had no words had no language either.
            edition = archive.catalogue.next_edition(document.id, language)
            before = replace(known, language=language, edition=edition)
            archive.passages.replace_version(before, archive.passages.pages(known.id), ())
    elif sister := find_sister(archive, row.source, language):
        document = sister[0]
        notes += (Warned("joined", None, f"Joined with {sister[1].file_name} as one document, by its name."),)
    else:
        name = base_name(row.file_name)
        document = archive.catalogue.add_document(reading.title, name=name, date=reading.date)
    return Place(document, archive.catalogue.next_edition(document.id, language), notes)


def _confirm(archive: Archive, version: Version, options: Options, *, is_newest: bool) -> None:
    """Put down what the asker knows better than the file: it holds in place of what was confirmed before.

    A title is confirmed of the newest edition alone: one that comes back behind it has what was said for itself.
    """
    titles = {version.language: options.title} if options.title and is_newest else {}
    said = {Field.DATE: options.date} if options.date else {}
    if titles or said:
        archive.descriptions.confirm(version.document_id, said, titles)


def _status(version: Version) -> SourceStatus:
    if version.status is VersionStatus.WAITING:
        return SourceStatus.WAITING
    return SourceStatus.NEW_EDITION if version.edition > 1 else SourceStatus.ADDED
