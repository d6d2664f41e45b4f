"""The first step in: the bytes of a source are kept and noted in the queue, before anything opens them."""

from __future__ import annotations

from pathlib import Path

from archive import Archive, Reason, SourceStatus, Warned
from archive.originals import Stored, hash_file
from ingest.errors import OriginalUnreadable
from ingest.outcome import Options, Outcome
from ingest.sources import Found, Refused, is_address, refusal


def receive(archive: Archive, found: Found | Refused, options: Options) -> Outcome | None:
    """Keep the bytes of a source and have it wait; tells what became of it where nothing is left to do."""
    if isinstance(found, tuple):
        return _refused(*found)
    try:
        with found.bring() as brought:
            if reason := refusal(brought.path):
                return _refused(found.source, reason)
            if held := _held(archive, found.source, brought.path):
                return held
            stored, file_name = archive.originals.put(brought.path), brought.file_name
            archive.seen.note(archive.originals.path(stored.sha256), stored.sha256)
    except OriginalUnreadable as error:
        return _refused(found.source, error.reason)
    except OSError as error:
        told = f"It could not be copied in ({error.strerror or error})."
        return _refused(found.source, Reason("unreachable", told))
    if known := _known(archive, found.source, stored):
        return known
    asked = options if found.options is None else found.options
    archive.queue.put(found.source, file_name, stored.sha256, options=asked.to_keep())
    return None


def _refused(source: str, reason: Reason) -> Outcome:
    return Outcome(source, SourceStatus.FAILED, 0.0, reason=reason)


def _held(archive: Archive, source: str, path: Path) -> Outcome | None:
    """Tell that a file is in the archive, with its bytes as they were: then nothing is written."""
    # What was fetched goes when it was added: nobody will ask for it again.
    sha256 = hash_file(path) if is_address(source) else archive.seen.hash_of(path)
    version = archive.catalogue.find_original(sha256)
    if version is None or not archive.originals.has(sha256):
        return None
    is_whole = archive.seen.hash_of(archive.originals.path(sha256)) == sha256
    return Outcome.unchanged(version, source) if is_whole else None


def _known(archive: Archive, source: str, stored: Stored) -> Outcome | None:
    """Tell that these bytes are held, or wait already under another name."""
    if version := archive.catalogue.find_original(stored.sha256):
        return Outcome.unchanged(version, source)
    waits = archive.queue.find(stored.sha256)
    if waits is None or waits.source == source:
        return None
    note = Warned("duplicate", None, f"The same bytes as {waits.file_name}, which is being added.")
    return Outcome(source, SourceStatus.UNCHANGED, 0.0, warnings=(note,))
