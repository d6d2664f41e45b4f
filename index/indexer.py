"""Archive -> engine: what the outbox names is put into the index, or dropped from it.

Rule: a change is struck off only after the engine has it. Ended at any point, the next drain goes on; what was
done twice is done once, for a version is always replaced as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from archive import Archive, Document, Passage, PendingChange, Version
from index.engine import CONTENTS_WEIGHT, Change, DropVersion, Entry, PutVersion, SearchEngine
from index.engines import open_engine, replacing
from index.meaning import Meanings

BATCH_PASSAGES = 5_000
BATCH_CHARACTERS = 2_000_000
"""In one commit, of what comes first; a version is in one, whatever its size.

It takes 30 to 75 MB to write that much, more where it takes in older segments; each commit costs a tenth of a
second whatever its size."""


_LEADER = re.compile(r"…\s*(?:[0-9]{1,4}|[ivxlc]+)(?=\s|$)")
"""What leads to the page number in a table of contents; `ingest` makes one sign of its dots."""

_MANY_LEADERS = 3


def drain(archive: Archive, engine: SearchEngine) -> int:
    """Bring the index up to date; gives the number of changes made.

    An empty index of an archive that is not empty is filled, whatever the outbox says.
    """
    if _is_emptied(archive, engine):
        archive.changes.note_all()
    made = 0
    while pending := archive.changes.pending():
        for batch, changes in _batches(archive, pending):
            Meanings(archive.folder).drop(change.version_id for change in changes)
            engine.apply(changes)
            archive.changes.done(change.id for change in batch)
            made += len(batch)
    return made


def rebuild(archive: Archive, engine: SearchEngine) -> int:
    """Fill an engine again from zero; gives the number of changes made.

    For an engine that nobody searches meanwhile: it is empty at first. `remake` is for the others.
    """
    engine.clear()
    archive.changes.note_all()
    return drain(archive, engine)


def remake(archive: Archive, name: str, folder: Path) -> SearchEngine:
    """Make the index at a folder again from zero, and open it; for the holder of the writer lock.

    Until it is whole, other processes search the old one, if there is one that can be searched. Ended at any
    point, the old one stays, and the outbox holds what it lacks. Raises: EngineUnknown.
    """
    pending = archive.changes.pending()
    Meanings(archive.folder).drop(change.version_id for change in pending)
    with replacing(name, folder, archive_id=archive.id) as fresh:
        for puts in _portions(archive):
            fresh.apply(puts)
    archive.changes.done(change.id for change in pending)
    engine = open_engine(name, folder, archive_id=archive.id)
    drain(archive, engine)
    return engine


def entries(document: Document, version: Version, passages: Sequence[Passage]) -> tuple[Entry, ...]:
    """Give what is indexed of a version's passages."""
    year = int(document.date[:4]) if document.date and document.date[:4].isdecimal() else None
    return tuple(
        Entry(
            passage_id=passage.id,
            document_id=document.id,
            language=passage.language,
            kind=passage.kind.value,
            year=year,
            page_number=min(passage.page_numbers, default=1),
            ordinal=passage.ordinal,
            title=version.title,
            section="\n".join(passage.section),
            text=passage.text,
            weight=CONTENTS_WEIGHT if _is_contents(passage.text) else 1.0,
            header="\n".join(passage.header),
        )
        for passage in passages
    )


def _is_contents(text: str) -> bool:
    """Tell whether a passage is of a table of contents: several leaders, or one at the very end."""
    leaders = list(_LEADER.finditer(text))
    return len(leaders) >= _MANY_LEADERS or (bool(leaders) and leaders[-1].end() == len(text.rstrip()))


def _is_emptied(archive: Archive, engine: SearchEngine) -> bool:
    return not engine.count() and any(version.passage_count for version in archive.catalogue.current_versions())


def _portions(archive: Archive) -> Iterator[list[PutVersion]]:
    """Give all there is to be searched, in portions that fit a commit."""
    puts: list[PutVersion] = []
    filled = 0.0
    for version in archive.catalogue.current_versions():
        puts.append(_put(archive, version))
        filled += _share(puts[-1])
        if filled >= 1:
            yield puts
            puts, filled = [], 0.0
    if puts:
        yield puts


def _batches(
    archive: Archive, pending: Sequence[PendingChange]
) -> Iterator[tuple[list[PendingChange], list[Change]]]:
    """Give the changes in portions that fit a commit, each with what it strikes off."""
    current = {version.id: version for version in archive.catalogue.current_versions()}
    last = {change.version_id: change.id for change in pending}
    batch: list[PendingChange] = []
    changes: list[Change] = []
    filled = 0.0
    for pended in pending:
        batch.append(pended)
        if last[pended.version_id] != pended.id:
            continue  # the same version comes again
        version = current.get(pended.version_id)
        changes.append(_put(archive, version) if version else DropVersion(pended.version_id))
        filled += _share(changes[-1])
        if filled >= 1:
            yield batch, changes
            batch, changes, filled = [], [], 0.0
    if batch:
        yield batch, changes


def _put(archive: Archive, version: Version) -> PutVersion:
    document = archive.catalogue.get_document(version.document_id)
    return PutVersion(version.id, entries(document, version, archive.passages.of_version(version.id)))


def _share(change: Change) -> float:
    """Tell how much of a commit a change fills."""
    if not isinstance(change, PutVersion):
        return 0.0
    characters = sum(len(entry.text) for entry in change.entries)
    return max(len(change.entries) / BATCH_PASSAGES, characters / BATCH_CHARACTERS)
