"""What waits in the queue, worked through: read in children, kept, and told of one by one, in its order."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace

from archive import (
    Archive,
    CatalogueFull,
    CatalogueUnusable,
    OriginalMissing,
    Queued,
    Reason,
    SourceStatus,
    Stage,
    WriterBusy,
)
from ingest.errors import OriginalUnreadable, not_kept
from ingest.keeping import keep, kept
from ingest.limits import Limits
from ingest.ocr_shelf import Shelf
from ingest.outcome import Listener, Options, Outcome
from ingest.passwords import Passwords
from ingest.readings import Reading
from ingest.sandbox import read_all
from ingest.tasks import Task, Unlocking


def done_before(archive: Archive, rows: Sequence[Queued]) -> Iterator[tuple[Queued, Outcome]]:
    """Give what waits only because whoever added it was ended before it could say so."""
    for row in rows:
        version = archive.catalogue.find_original(row.sha256)
        if version is not None:
            is_own = version.source == row.source
            yield row, kept(archive, row, version) if is_own else Outcome.unchanged(version, row.source)


def read_waiting(
    archive: Archive,
    rows: Sequence[Queued],
    passwords: Passwords,
    workers: int,
    limits: Limits,
    listener: Listener,
) -> Iterator[tuple[Queued, Outcome]]:
    """Read what waits, in its order, and keep it; of the same bytes the first are read."""
    first: dict[str, Queued] = {}
    for row in rows:
        first.setdefault(row.sha256, row)
    ready, tasks, missing = [], [], []
    for row in first.values():
        try:
            asked, shelf = Options.kept(row.options), Shelf(archive.derived, row.sha256)
            unlocking = Unlocking(archive.originals.unlocked, row.sha256, passwords)
            path = archive.originals.readable(row.sha256)
            tasks.append(Task(path, row.file_name, unlocking, asked.ocr, shelf))
            ready.append(row)
        except OriginalMissing as error:
            missing.append((row, Reason("unreachable", str(error))))
    outcomes = {row.sha256: _failed(row, reason) for row, reason in missing}
    yield from ((row, outcomes[row.sha256]) for row, _ in missing)

    def advance(number: int, pages_done: int, page_count: int, stage: Stage) -> None:
        listener.advanced(ready[number].source, pages_done, page_count, stage)

    laid_by = archive.laid_by
    for number, result in read_all(tasks, workers=workers, limits=limits, advance=advance, laid_by=laid_by):
        row = ready[number]
        started = time.monotonic()
        outcome = _outcome(archive, row, result)
        seconds = result.seconds + time.monotonic() - started
        outcomes[row.sha256] = replace(outcome, seconds=seconds)
        listener.advanced(row.source, outcomes[row.sha256].pages or 0, outcomes[row.sha256].pages or 0)
        yield row, outcomes[row.sha256]
    yield from ((row, _of_twin(archive, row, outcomes)) for row in rows if first[row.sha256] is not row)


def _outcome(archive: Archive, row: Queued, result: Reading | OriginalUnreadable) -> Outcome:
    if isinstance(result, OriginalUnreadable):
        return _failed(row, result.reason)
    try:
        return keep(archive, row, result)
    except (CatalogueFull, CatalogueUnusable, WriterBusy):
        raise  # it is no fault of the file: what waits is gone on with when there is room
    except Exception as fault:  # noqa: BLE001 - what cannot be written of one file must not stop the others
        return _failed(row, not_kept(fault))


def _of_twin(archive: Archive, row: Queued, outcomes: dict[str, Outcome]) -> Outcome:
    """Say what became of a file whose bytes were read under another name."""
    version = archive.catalogue.find_original(row.sha256)
    return Outcome.unchanged(version, row.source) if version else replace(outcomes[row.sha256], source=row.source)


def _failed(row: Queued, reason: Reason) -> Outcome:
    return Outcome(row.source, SourceStatus.FAILED, 0.0, sha256=row.sha256, reason=reason)
