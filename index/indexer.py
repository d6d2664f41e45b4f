"""Archive -> engine: what the outbox names is put into the index, or dropped from it.

Rule: a change is struck off only after the engine has it. Ended at any point, the next drain goes on; what was
done twice is done once, for a version is always replaced as a whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from archive import Archive, Document, Passage, PendingChange, Version
from index.engine import Change, DropVersion, Entry, PutVersion, SearchEngine

Progress = Callable[[int, int], None]
"""Told after each commit how many of how many changes are done."""

BATCH_PASSAGES = 5_000
"""In one commit: 40 to 100 MB while it is written; each commit costs a tenth of a second whatever its size."""


def drain(archive: Archive, engine: SearchEngine, progress: Progress | None = None) -> int:
    """Bring the index up to date; gives the number of changes made.

    An empty index of an archive that is not empty is filled, whatever the outbox says.
    """
    if _is_emptied(archive, engine):
        archive.changes.note_all()
    made = 0
    while pending := archive.changes.pending():
        total = made + len(pending)
        for batch, changes in _batches(archive, pending):
            engine.apply(changes)
            archive.changes.done(change.id for change in batch)
            made += len(batch)
            if progress is not None:
                progress(made, total)
    return made


def rebuild(archive: Archive, engine: SearchEngine, progress: Progress | None = None) -> int:
    """Make the index again from zero; gives the number of changes made."""
    engine.clear()
    archive.changes.note_all()
    return drain(archive, engine, progress)


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
        )
        for passage in passages
    )


def _is_emptied(archive: Archive, engine: SearchEngine) -> bool:
    return not engine.count() and any(version.passage_count for version in archive.catalogue.current_versions())


def _batches(
    archive: Archive, pending: Sequence[PendingChange]
) -> Iterator[tuple[list[PendingChange], list[Change]]]:
    """Give the changes in portions that fit a commit, each with what it strikes off."""
    current = {version.id: version for version in archive.catalogue.current_versions()}
    last = {change.version_id: change.id for change in pending}
    batch: list[PendingChange] = []
    changes: list[Change] = []
    size = 0
    for pended in pending:
        batch.append(pended)
        if last[pended.version_id] != pended.id:
            continue  # the same version comes again
        change = _change(archive, pended.version_id, current.get(pended.version_id))
        changes.append(change)
        size += len(change.entries) if isinstance(change, PutVersion) else 0
        if size >= BATCH_PASSAGES:
            yield batch, changes
            batch, changes, size = [], [], 0
    if batch:
        yield batch, changes


def _change(archive: Archive, version_id: str, version: Version | None) -> Change:
    if version is None:
        return DropVersion(version_id)
    document = archive.catalogue.get_document(version.document_id)
    return PutVersion(version_id, entries(document, version, archive.passages.of_version(version_id)))
