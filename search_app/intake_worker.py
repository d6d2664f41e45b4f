"""Who reads what was received over HTTP or waited for OCR, and aligns it: a process beside those that answer.

Rule: it takes a few files at a time and lets go of the archive in between, so that nobody who edits waits for all
of them. What it has not read when it ends still waits.
"""

from __future__ import annotations

import logging
import os
import signal
import threading
import time
from collections.abc import Callable, Collection
from datetime import UTC, datetime, timedelta

from archive import Actor, Archive, Intake, Queued, Reason, SourceStatus, Stage, Way
from archive.bitext import Pair
from ingest.outcome import Outcome
from search_app import learned, meanings, wiring
from search_app.batches import READING
from search_app.deeds import reading_deed
from search_app.pair_in_hand import PairInHand
from search_app.settings import Settings

AT_ONCE = 16
"""Files read before the archive is let go of; starting those who read costs a second."""

INDEX_SECONDS = 3.0
"""How long what is read may wait to be found while other files are read; the index costs a moment each time."""

NOTE_SECONDS = 0.5
"""How often the catalogue is told how far files are."""

KEPT_DAYS = 30
"""How long somebody may look up what became of what she sent."""

ALIGNING = "putting language versions side by side"
"""What whoever waits for the writer lock is told."""

NOBODY = "nobody"
"""Who sent a file, where nothing says so: one that was left by a command which was killed."""

_NICENESS = 10
"""Readers come first."""

_PARENT_SECONDS = 1.0
"""How often it is looked whether the server is still there."""

_log = logging.getLogger(__name__)


def run(
    settings: Settings, parent: int, given_up: Collection[int | Pair], in_hand: PairInHand, *, is_careful: bool
) -> None:
    """Read what waits until nothing does, align it, and then read what waits for OCR, if that is there by now.

    With care one by one, so that it is known which file ends us; of two that are aligned `in_hand` tells.
    """
    os.nice(_NICENESS)
    threading.Thread(target=_stay_with, args=(parent,), daemon=True).start()
    with wiring.open_archive(settings) as archive:
        _begin(archive, given_up)
        archive.queue.drop_done((datetime.now(UTC) - timedelta(days=KEPT_DAYS)).isoformat(timespec="seconds"))
        hopeless = [each for each in given_up if not isinstance(each, int)]
        tried: set[str] = set()
        is_left = True
        while is_left:
            _read_received(settings, archive, is_careful=is_careful)
            is_left = _align_a_pair(archive, in_hand, hopeless) or _read_a_scan(settings, archive, tried)


def _read_received(settings: Settings, archive: Archive, *, is_careful: bool) -> None:
    while waiting := archive.queue.count_waiting():
        with archive.writing(READING):
            _read_some(settings, archive, is_careful=is_careful)
        if archive.queue.count_waiting() >= waiting:
            time.sleep(_PARENT_SECONDS)  # no progress: whatever the cause, the machine is not to be eaten


def _align_a_pair(archive: Archive, in_hand: PairInHand, hopeless: Collection[Pair]) -> bool:
    """Align or compare one pair, or when none is left learn words from all; tells whether there was any."""
    if learned.is_alignment_due(archive):
        with archive.writing(ALIGNING):
            is_aligned = learned.align_next(archive, in_hand.put, hopeless)
        in_hand.clear()
        if is_aligned:
            return True
    if learned.is_lexicon_due(archive):
        with archive.writing(ALIGNING):
            learned.update_lexicon(archive)
    return _embed_a_version(archive)


def _embed_a_version(archive: Archive) -> bool:
    """Make the vectors of one version's passages; tells whether there was any."""
    if not meanings.is_due(archive):
        return False
    with archive.writing(ALIGNING):
        return meanings.make_missing(archive, most=1) > 0


def _read_a_scan(settings: Settings, archive: Archive, tried: set[str]) -> bool:
    """Read one of the versions that wait for OCR, each once; tells whether there was any."""
    if not wiring.waiting_for_ocr(archive):
        return False
    with archive.writing(READING):  # what waited may have been taken out until we may write
        version = next((each for each in wiring.waiting_for_ocr(archive) if each.id not in tried), None)
        if version is None:
            return False
        tried.add(version.id)
        wiring.read_again(archive, [version], workers=settings.workers, listener=_noting(settings, archive))
        _index(settings, archive)
    return True


def _read_some(settings: Settings, archive: Archive, *, is_careful: bool) -> None:
    workers, at_most = (1, 1) if is_careful else (settings.workers, AT_ONCE)
    wiring.read_waiting(archive, workers=workers, at_most=at_most, listener=_noting(settings, archive))
    _index(settings, archive)


def _noting(settings: Settings, archive: Archive) -> Noting:
    return Noting(archive, lambda: _index(settings, archive))


def _index(settings: Settings, archive: Archive) -> None:
    wiring.update_index(settings, archive, tell=_log.warning)


def _begin(archive: Archive, given_up: Collection[int | Pair]) -> None:
    """Have wait again what somebody who was ended had in hand, but for what ended him."""
    for row in archive.queue.waiting():
        if row.stage is not Stage.WAITING:
            archive.queue.advance(row.id, Stage.WAITING)
        if row.id in given_up:
            told = "Reading it ended the program that reads, three times: the file is damaged or hostile."
            reason = Reason("crashed", told)
            archive.intakes.put(
                Intake(row.source, row.sha256, SourceStatus.FAILED, reason, _now(), options=row.options)
            )
            outcome = Outcome(row.source, SourceStatus.FAILED, 0.0, sha256=row.sha256, reason=reason)
            archive.queue.finish(row, outcome.to_keep())


class Noting:
    """Listens to the reading, and notes in the queue how far each file is; indexes now and then."""

    def __init__(self, archive: Archive, index: Callable[[], None]) -> None:
        self._archive, self._index = archive, index
        self._rows: dict[str, Queued | None] = {}
        self._unnoted: dict[str, tuple[Stage, int, int]] = {}
        self._noted: dict[str, tuple[Stage, int, int]] = {}
        self._noted_at = self._indexed_at = time.monotonic()

    def planned(self, source_count: int) -> None:
        """Do nothing: rows say by themselves that they wait."""

    def advanced(self, source: str, pages_done: int, page_count: int, stage: Stage = Stage.READING) -> None:
        """Note how far a file is, if the last note is old enough or the file is new."""
        if self._noted.get(source) == (stage, pages_done, page_count):
            return
        self._unnoted[source] = (stage, pages_done, page_count)
        if source not in self._noted or time.monotonic() - self._noted_at >= NOTE_SECONDS:
            self._note()

    def finished(self, outcome: Outcome) -> None:
        """Note what was read in the log, as done by who sent it; have it be found before long."""
        self._unnoted.pop(outcome.source, None)
        done = reading_deed(_sender(self._row(outcome.source)), outcome)
        if done is not None:
            self._archive.audit.note(done)
        if time.monotonic() - self._indexed_at >= INDEX_SECONDS:
            self._index()
            self._indexed_at = time.monotonic()

    def _row(self, source: str) -> Queued | None:
        if source not in self._rows:
            self._rows[source] = self._archive.queue.of_source(source)
        return self._rows[source]

    def _note(self) -> None:
        for source, far in self._unnoted.items():
            if row := self._row(source):
                self._archive.queue.advance(row.id, *far)
        self._noted |= self._unnoted
        self._unnoted = {}
        self._noted_at = time.monotonic()


def _sender(row: Queued | None) -> Actor:
    """Say who sent a file, by which way and from where."""
    if row is None or row.who is None:
        return Actor(NOBODY, Way.WEB if row and row.batch else Way.COMMAND)
    return Actor(row.who, Way(row.way or Way.WEB), row.address)


def _stay_with(parent: int) -> None:
    """End in order when the server is gone: nobody would watch over us any more."""
    while os.getppid() == parent:
        time.sleep(_PARENT_SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
