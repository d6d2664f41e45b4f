"""A document's way in, step by step: source -> original -> queue -> reading in a child -> document -> archive.

Rule: bytes first. A file that cannot be read is kept with its reason; one that can is in with all its pages and
passages in one transaction, or not at all. What waits in the queue is gone on with by whoever comes next.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from archive import (
    Archive,
    Intake,
    Queued,
    SourceStatus,
)
from ingest.download_names import file_name_of
from ingest.limits import Limits
from ingest.outcome import Listener, Options, Outcome, Silence, now
from ingest.passwords import NO_PASSWORDS, Passwords
from ingest.receiving import receive
from ingest.sources import Found, Refused, expand, is_address, not_come


def add(
    archive: Archive,
    sources: Sequence[str | os.PathLike[str] | Found | Refused],
    options: Options | None = None,
    *,
    workers: int = 1,
    limits: Limits | None = None,
    listener: Listener | None = None,
    passwords: Passwords = NO_PASSWORDS,
    at_most: int | None = None,
) -> list[Outcome]:
    """Add files and folders, and all that waits already; gives what became of each, as they were done with.

    `passwords` are tried on files that are locked, and kept nowhere. `at_most` so many of what waits are read, the
    first; the rest goes on waiting. The caller holds the archive's writer lock, and brings the index up to date
    afterwards.
    """
    options, listener = options or Options(), listener or Silence()
    archive.catalogue.drop_empty_documents()  # one that was killed may have left a name without a version
    left = archive.queue.waiting()
    found = list(_found(sources))
    named = {each.source for each in found if isinstance(each, Found)}
    listener.planned(len(found) + sum(row.source not in named for row in left))
    outcomes: list[Outcome] = []
    done: set[str] = set()

    def tell(outcome: Outcome) -> None:
        listener.finished(outcome)
        outcomes.append(outcome)

    def tell_of(row: Queued, outcome: Outcome) -> None:
        _remember(archive, outcome, row.options)
        tell(outcome)  # before it is struck off: what is ended in between is told, and logged, once more
        archive.queue.finish(row, outcome.to_keep())

    if left:
        from ingest.working_through import done_before  # noqa: PLC0415 - who adds nothing new does without

        for row, outcome in done_before(archive, left):
            done.add(row.source)
            tell_of(row, outcome)
    noted = {name for intake in archive.intakes.all() for name in (intake.source, intake.sha256) if name}
    for each in found:
        if not (isinstance(each, Found) and each.source in done):
            received = receive(archive, each, options)
            if received is not None:
                _remember_named(archive, each, received, options, noted)
                tell(received)
    archive.seen.save()
    waiting = archive.queue.waiting()[:at_most]
    if waiting:
        from ingest.working_through import read_waiting  # noqa: PLC0415 - as above

        for row, outcome in read_waiting(archive, waiting, passwords, workers, limits or Limits(), listener):
            tell_of(row, outcome)
    archive.catalogue.drop_empty_documents()
    return outcomes


def take_up(archive: Archive, intakes: Sequence[Intake]) -> list[Found]:
    """Have files that failed wait again, with what was asked for with them; gives those to be added again.

    These are those whose bytes were never kept.
    """
    lost: list[Found] = []
    for intake in intakes:
        if not (intake.sha256 and archive.originals.has(intake.sha256)):
            lost.extend(_again(intake))
        elif row := archive.queue.of_source(intake.source, intake.sha256):
            archive.queue.put_back(row, intake.options)  # whoever sent it sees what becomes of it now
        else:
            source = intake.source
            name = file_name_of(None, source) if is_address(source) else Path(source).name
            archive.queue.put(source, name, intake.sha256, options=intake.options)
    return lost


def _again(intake: Intake) -> Iterator[Found]:
    options = Options.kept(intake.options)
    for each in expand([intake.source]):
        yield not_come(*each, options) if isinstance(each, tuple) else replace(each, options=options)


def _found(sources: Sequence[str | os.PathLike[str] | Found | Refused]) -> Iterator[Found | Refused]:
    """Give all that is named, once each; what others have found already is taken as it is."""
    for source in sources:
        if isinstance(source, Found | tuple):
            yield source
    yield from expand(source for source in sources if not isinstance(source, Found | tuple))


def _remember_named(
    archive: Archive, named: Found | Refused, outcome: Outcome, options: Options, noted: Collection[str]
) -> None:
    """Note what became of something that was named; a name mistyped is no source to be remembered.

    `noted` are the sources and hashes of what is to be struck off when it is in: most that is named is not.
    """
    if not outcome.reason and not {outcome.source, outcome.sha256}.intersection(noted):
        return
    if isinstance(named, Found):
        _remember(archive, outcome, (named.options or options).to_keep())
    elif os.path.exists(outcome.source):  # noqa: PTH110 - a Path asks the system about no name that is too long
        _remember(archive, outcome, options.to_keep())


def _remember(archive: Archive, outcome: Outcome, options: Mapping[str, str]) -> None:
    """Note what failed or waits; strike it off when it is in."""
    if outcome.reason is None:
        archive.intakes.drop(outcome.source, outcome.sha256)
        return
    is_held = outcome.status is SourceStatus.UNCHANGED  # and waits, or there were no reason
    status = SourceStatus.WAITING if is_held else outcome.status
    archive.intakes.put(Intake(outcome.source, outcome.sha256, status, outcome.reason, now(), options))
