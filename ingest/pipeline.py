"""A document's way in, step by step: source -> original -> reading in a child -> document -> archive.

Rule: bytes first. A file that cannot be read is kept with its reason; one that can is in with all its pages and
passages in one transaction, or not at all.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from archive import Archive, Document, Field, Intake, Reason, SourceStatus, Version, VersionStatus, Warned
from archive.identity import version_id
from ingest.errors import OriginalUnreadable
from ingest.locks import Unlocking
from ingest.naming import base_name
from ingest.outcome import Listener, Options, Outcome, Silence
from ingest.passages import passages_of
from ingest.passwords import NO_PASSWORDS, Passwords
from ingest.reading import Reading
from ingest.relations import Place, find_known, find_sister, name_note
from ingest.sandbox import Limits, Task, read_all
from ingest.sources import expand, printable, refusal


@dataclass(slots=True)
class _Pending:
    """A file on its way: its bytes are kept, its text is not read yet."""

    source: str
    sha256: str
    started: float = field(default_factory=time.monotonic)


def add(
    archive: Archive,
    sources: Sequence[str | os.PathLike[str]],
    options: Options | None = None,
    *,
    workers: int = 1,
    limits: Limits | None = None,
    listener: Listener | None = None,
    passwords: Passwords = NO_PASSWORDS,
) -> list[Outcome]:
    """Add files and folders; gives what became of each file, in the order they were done with.

    `passwords` are tried on files that are locked, and kept nowhere.
    The caller holds the archive's writer lock, and brings the index up to date afterwards.
    """
    options, listener = options or Options(), listener or Silence()
    found = list(expand(sources))
    listener.planned(len(found))
    outcomes: list[Outcome] = []
    for outcome in _add_all(archive, found, options, workers, limits or Limits(), listener, passwords):
        _remember(archive, outcome)
        listener.finished(outcome)
        outcomes.append(outcome)
    archive.catalogue.drop_empty_documents()
    return outcomes


def _add_all(
    archive: Archive,
    found: Sequence[Path | tuple[str, Reason]],
    options: Options,
    workers: int,
    limits: Limits,
    listener: Listener,
    passwords: Passwords,
) -> Iterator[Outcome]:
    pending: list[_Pending] = []
    for each in found:
        received = _receive(archive, each, {one.sha256: one.source for one in pending})
        if isinstance(received, _Pending):
            pending.append(received)
        else:
            yield received
    tasks = [_task(archive, each, passwords) for each in pending]

    def advance(number: int, pages_done: int, page_count: int) -> None:
        listener.advanced(pending[number].source, pages_done, page_count)

    for number, result in read_all(tasks, workers=workers, limits=limits, advance=advance):
        if isinstance(result, OriginalUnreadable):
            yield _failed(pending[number], result.reason)
            continue
        listener.advanced(pending[number].source, len(result.pages), len(result.pages))
        try:
            outcome = _keep(archive, pending[number], result, options)
        except Exception as fault:  # noqa: BLE001 - what cannot be written of one file must not stop the others
            reason = Reason(
                "crashed", f"It was read but could not be kept ({type(fault).__name__}: {fault})."[:300]
            )
            outcome = _failed(pending[number], reason)
        yield outcome


def _task(archive: Archive, pending: _Pending, passwords: Passwords) -> Task:
    originals = archive.originals
    unlocking = Unlocking(originals.unlocked, pending.sha256, passwords)
    return Task(originals.readable(pending.sha256), Path(pending.source).name, unlocking)


def _receive(archive: Archive, found: Path | tuple[str, Reason], pending: dict[str, str]) -> _Pending | Outcome:
    """Keep the bytes of a source, unless they are here already."""
    if isinstance(found, tuple):
        name, reason = found
        return Outcome(name, SourceStatus.FAILED, 0.0, reason=reason)
    source = printable(found)
    if reason_against := refusal(found):
        return Outcome(source, SourceStatus.FAILED, 0.0, reason=reason_against)
    try:
        stored = archive.originals.put(found)
    except OSError as error:
        return Outcome(
            source,
            SourceStatus.FAILED,
            0.0,
            reason=Reason("unreachable", f"It could not be copied in ({error.strerror or error})."),
        )
    if version := archive.catalogue.find_original(stored.sha256):
        return _unchanged(source, version)
    if stored.sha256 in pending:
        first = pending[stored.sha256]
        note = Warned("duplicate", None, f"The same bytes as {Path(first).name}, which is being added.")
        return Outcome(source, SourceStatus.UNCHANGED, 0.0, warnings=(note,))
    return _Pending(source, stored.sha256)


def _unchanged(source: str, version: Version) -> Outcome:
    note = Warned("duplicate", None, f"The same bytes are here already, as {version.file_name}.")
    return Outcome(
        source,
        SourceStatus.UNCHANGED,
        0.0,
        document_id=version.document_id,
        version_id=version.id,
        sha256=version.original_sha256,
        language=version.language,
        pages=version.page_count,
        passages=version.passage_count,
        warnings=(note,),
        reason=_waiting_reason(version.warnings) if version.status is VersionStatus.WAITING else None,
    )


def _keep(archive: Archive, pending: _Pending, reading: Reading, options: Options) -> Outcome:
    """Write a reading to the archive as a version of its document."""
    language = options.language or reading.language
    own_id = version_id(pending.sha256)
    place = _place(archive, pending.source, own_id, reading, language, options)
    newest = archive.catalogue.find_current(place.document.id, language)
    is_newest = newest is None or newest.edition < place.edition
    passages = passages_of(archive, reading, own_id, place.document.id, language)
    status = VersionStatus.READY if passages else VersionStatus.WAITING
    warnings = (*place.notes, *reading.warnings)
    version = Version(
        id=own_id,
        document_id=place.document.id,
        title=reading.title if is_newest else options.title or reading.title,
        language=language,
        edition=place.edition,
        original_sha256=pending.sha256,
        file_name=Path(pending.source).name,
        source=pending.source,
        status=status,
        page_count=len(reading.pages),
        passage_count=len(passages),
        added_at=_now(),
        outline=reading.outline,
        metadata=reading.metadata,
        warnings=warnings,
    )
    archive.passages.replace_version(version, reading.pages, passages)
    _confirm(archive, version, options, is_newest=is_newest)
    return Outcome(
        pending.source,
        _status(status, place.edition),
        time.monotonic() - pending.started,
        document_id=version.document_id,
        version_id=version.id,
        sha256=pending.sha256,
        language=language,
        pages=version.page_count,
        passages=version.passage_count,
        warnings=warnings,
        reason=None if passages else _waiting_reason(reading.warnings),
    )


def _place(archive: Archive, source: str, own_id: str, reading: Reading, language: str, options: Options) -> Place:
    """Find or make the document, and count its editions in this language."""
    notes = name_note(Path(source).name, language)
    document: Document | None
    if options.document_id:
        document = archive.catalogue.find_document(options.document_id)
        if document is None:
            document = Document(options.document_id, reading.title, reading.date)
            archive.catalogue.put_document(document)
    elif removal := archive.removals.find(own_id):
        document = removal.document
        archive.catalogue.put_document(document)
        if removal.version.language == language:
            return Place(document, removal.version.edition, notes)
    elif known := find_known(archive, source):
        document = archive.catalogue.get_document(known.document_id)
        if known.status is VersionStatus.WAITING and known.language != language:
            # A scan comes again with its text: what had no words had no language either.
            archive.passages.replace_version(
                replace(known, language=language), archive.passages.pages(known.id), ()
            )
    elif sister := find_sister(archive, source, language):
        document = sister[0]
        notes += (Warned("joined", None, f"Joined with {sister[1].file_name} as one document, by its name."),)
    else:
        name = base_name(Path(source).name)
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


def _status(status: VersionStatus, edition: int) -> SourceStatus:
    if status is VersionStatus.WAITING:
        return SourceStatus.WAITING
    return SourceStatus.NEW_EDITION if edition > 1 else SourceStatus.ADDED


def _waiting_reason(warnings: Sequence[Warned]) -> Reason:
    pictures = [each for each in warnings if each.code in ("needs_ocr", "garbled")]
    if pictures:
        return Reason("needs_ocr", "It has no text that can be searched: its pages are kept and wait for OCR.")
    return Reason("no_text", "It has no text at all: nothing in it can be found.")


def _failed(pending: _Pending, reason: Reason) -> Outcome:
    seconds = time.monotonic() - pending.started
    return Outcome(pending.source, SourceStatus.FAILED, seconds, sha256=pending.sha256, reason=reason)


def _remember(archive: Archive, outcome: Outcome) -> None:
    """Note what failed or waits; strike it off when it is in."""
    if outcome.reason and outcome.status is not SourceStatus.UNCHANGED:
        if outcome.sha256 or Path(outcome.source).exists():  # a name mistyped is no file to be remembered
            archive.intakes.put(Intake(outcome.source, outcome.sha256, outcome.status, outcome.reason, _now()))
    else:
        archive.intakes.drop(outcome.source, outcome.sha256)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
