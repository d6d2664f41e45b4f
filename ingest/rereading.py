"""Originals that are held, read again: by a better Pasaje, or to mend what was read wrongly.

Rule: a reading takes the place of the one before only if it found something. Ids whose words stand again stay;
the others go on answering.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from archive import (
    Archive,
    CatalogueFull,
    CatalogueUnusable,
    OriginalMissing,
    Reason,
    SourceStatus,
    Stage,
    Version,
    VersionStatus,
    WriterBusy,
)
from ingest.errors import OriginalUnreadable, not_kept
from ingest.language_codes import UNKNOWN
from ingest.limits import Limits
from ingest.ocr_modes import READ_BY_OCR, OcrMode
from ingest.ocr_shelf import Shelf
from ingest.outcome import Listener, Outcome, Silence, waiting_reason
from ingest.passages import passages_of
from ingest.passwords import NO_PASSWORDS, Passwords
from ingest.readings import Reading
from ingest.relations import name_note, suggest
from ingest.sandbox import read_all
from ingest.tasks import Task, Unlocking

_OF_THE_PLACE = ("joined", "language_unlike_page")
"""Notes that were made when a version was given its place; they hold whatever is read of it."""

_OF_THE_WAY = ("page",)
"""What is known of a version from elsewhere, and not from its file."""


def read_again(
    archive: Archive,
    versions: Sequence[Version],
    *,
    ocr: OcrMode = OcrMode.AUTO,
    passwords: Passwords = NO_PASSWORDS,
    workers: int = 1,
    limits: Limits | None = None,
    listener: Listener | None = None,
) -> list[Outcome]:
    """Read the originals of these versions again; gives what became of each, in order.

    `passwords` are tried on those that are locked and whose unlocked copy is gone.

    The caller holds the archive's writer lock, and brings the index up to date afterwards.
    """
    listener = listener or Silence()
    listener.planned(len(versions))
    there, outcomes = [], []
    for version in versions:
        try:
            path = archive.originals.readable(version.original_sha256)
        except OriginalMissing as error:
            outcomes.append(_failed(version, Reason("unreachable", str(error))))
            listener.finished(outcomes[-1])
        else:
            unlocking = Unlocking(archive.originals.unlocked, version.original_sha256, passwords)
            shelf = Shelf(archive.derived, version.original_sha256)
            there.append((version, Task(path, version.file_name, unlocking, ocr, shelf)))

    def advance(number: int, pages_done: int, page_count: int, stage: Stage) -> None:
        listener.advanced(there[number][0].source, pages_done, page_count, stage)

    tasks = [task for _, task in there]
    laid_by = archive.laid_by
    for number, result in read_all(
        tasks, workers=workers, limits=limits or Limits(), advance=advance, laid_by=laid_by
    ):
        started = time.monotonic()
        outcome = _outcome_of(archive, there[number][0], result, ocr)
        outcomes.append(replace(outcome, seconds=result.seconds + time.monotonic() - started))
        listener.finished(outcomes[-1])
    return outcomes


def _outcome_of(archive: Archive, version: Version, result: Reading | OriginalUnreadable, ocr: OcrMode) -> Outcome:
    try:
        return _kept(archive, version, result, ocr)
    except (CatalogueFull, CatalogueUnusable, WriterBusy):
        raise
    except Exception as fault:  # noqa: BLE001 - what cannot be written of one version must not stop the others
        return _failed(version, not_kept(fault))


def _kept(archive: Archive, version: Version, result: Reading | OriginalUnreadable, ocr: OcrMode) -> Outcome:
    if isinstance(result, OriginalUnreadable):
        return _failed(version, result.reason)
    if lost := _lost_pages(version, result) if ocr is not OcrMode.NEVER else []:
        told = f"OCR could not read page {lost[0]} again: what was read of it before stays."
        return _failed(version, Reason("needs_ocr", told))
    version = _with_its_words(archive, version, result)
    passages = passages_of(archive, result, version.id, version.document_id, version.language)
    if version.passage_count and not passages:
        told = "Nothing was found in it this time: what was read of it before stays."
        return _failed(version, Reason("no_text", told))
    notes = tuple(each for each in version.warnings if each.code in _OF_THE_PLACE)
    now = replace(
        version,
        status=VersionStatus.READY if passages else VersionStatus.WAITING,
        page_count=len(result.pages),
        passage_count=len(passages),
        outline=result.outline,
        metadata={
            **result.metadata,
            **{name: version.metadata[name] for name in _OF_THE_WAY if name in version.metadata},
        },
        warnings=(*notes, *name_note(version.file_name, version.language), *result.warnings),
    )
    archive.passages.replace_version(now, result.pages, passages)
    suggest(archive, now)
    if passages:
        archive.intakes.drop(version.source, version.original_sha256)
    return replace(
        _outcome(now, SourceStatus.READ_AGAIN),
        warnings=now.warnings,
        reason=None if passages else waiting_reason(now.warnings),
    )


def _lost_pages(version: Version, result: Reading) -> list[int]:
    """Give the pages that OCR read before and would have read again, had it been able to."""
    read = {each.page for each in version.warnings if each.code == READ_BY_OCR}
    return [number for number in result.wanting if number in read]


def _with_its_words(archive: Archive, version: Version, result: Reading) -> Version:
    """Give a version whose first words these are: what had no words had neither language nor title of its own."""
    if version.passage_count or not result.drafts:
        return version
    if version.language != UNKNOWN or result.language == UNKNOWN:
        return replace(version, title=result.title)
    edition = archive.catalogue.next_edition(version.document_id, result.language)
    return replace(version, title=result.title, language=result.language, edition=edition)


def _failed(version: Version, reason: Reason) -> Outcome:
    return replace(_outcome(version, SourceStatus.FAILED), reason=reason)


def _outcome(version: Version, status: SourceStatus) -> Outcome:
    return Outcome.of(version, Path(version.source).name, status)
