"""What becomes of files that were sent together, as a page and a program are told it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from archive import Archive, Queued, SourceStatus, Stage, Version, Warned
from search_app.errors import BatchNotFound
from search_app.links import Links
from search_app.pace import Pace

READING = "reading files that were sent"
"""What the one who reads them says he does."""

PAGE_FILES = 100
"""Rows of a page: of more, nobody sees at once which one moves."""


class Step(StrEnum):
    """Where a file is: the stages of the queue, and what comes after."""

    WAITING = "waiting"
    READING = "reading"
    RECOGNISING = "recognising"
    INDEXING = "indexing"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Row:
    """One file of a batch. `status` is there when it is read; `version` where it is held."""

    queued: Queued
    step: Step
    status: SourceStatus | None = None
    version: Version | None = None
    title: str = ""
    seconds_left: int | None = None

    @property
    def name(self) -> str:
        """The name it was sent under."""
        return self.queued.file_name

    @property
    def reason(self) -> Mapping[str, str] | None:
        """Why it failed, or cannot be searched: code and message."""
        return (self.queued.outcome or {}).get("reason") if self.has_trouble else None

    @property
    def notes(self) -> list[Warned]:
        """What is to be known of it as a whole."""
        return [Warned(*each) for each in (self.queued.outcome or {}).get("warnings", ()) if each[1] is None]

    @property
    def has_trouble(self) -> bool:
        """Whether it is not, or not wholly, in."""
        return self.status in (SourceStatus.FAILED, SourceStatus.WAITING)

    @property
    def can_be_tried_again(self) -> bool:
        """Whether it failed, its bytes are here, and another try may do better: no password can be given here."""
        is_locked = (self.reason or {}).get("code") == "encrypted"
        return self.status is SourceStatus.FAILED and bool(self.queued.sha256) and not is_locked


@dataclass(frozen=True, slots=True)
class Batch:
    """Files that were sent together, and how far they are."""

    name: str
    queued: Sequence[Queued]
    rows: Sequence[Row]
    counts: Mapping[str, int] = field(default_factory=dict)
    waits_for: str | None = None

    @property
    def is_done(self) -> bool:
        """Whether nothing more is to come."""
        return self.counts["open"] == 0

    @property
    def page_count(self) -> int:
        """Pages of rows."""
        return -(-len(self.queued) // PAGE_FILES)


def find_batch(archive: Archive, name: str, pace: Pace, page: int | None = None) -> Batch:
    """Give a batch with the rows of a page of it, or all. Raises: BatchNotFound."""
    queued = archive.queue.of_batch(name)
    if not queued:
        raise BatchNotFound(name)
    pending = {change.version_id for change in archive.changes.pending()}
    shown = queued if page is None else queued[(page - 1) * PAGE_FILES : page * PAGE_FILES]
    rows = [_row(archive, each, pending, pace) for each in shown]
    return Batch(name, queued, rows, _counts(archive, queued, pending), _waits_for(archive, queued))


def batch_object(batch: Batch, links: Links) -> dict[str, Any]:
    """Give a batch as programs are told it."""
    return {
        "batch": batch.name,
        "url": links.batch_data(batch.name),
        "page": links.batch(batch.name),
        "done": batch.is_done,
        "counts": batch.counts,
        "files": [_row_object(row) for row in batch.rows],
    }


def _row(archive: Archive, queued: Queued, pending: set[str], pace: Pace) -> Row:
    if queued.stage is not Stage.DONE:
        left = pace.seconds_left(queued.id, queued.pages_done, queued.page_count) if queued.page_count else None
        return Row(queued, Step(queued.stage), seconds_left=left)
    said = queued.outcome or {}
    status = SourceStatus(said.get("status", SourceStatus.FAILED))
    version = _held(archive, queued)
    if version and status is SourceStatus.FAILED:
        status = SourceStatus.ADDED  # it was tried again elsewhere
    is_coming = version is not None and version.id in pending and status is not SourceStatus.UNCHANGED
    step = Step.INDEXING if is_coming else Step.DONE
    return Row(queued, step, status, version, version.title if version else "")


def _held(archive: Archive, queued: Queued) -> Version | None:
    return archive.catalogue.find_original(queued.sha256) if queued.sha256 else None


def _counts(archive: Archive, queued: Sequence[Queued], pending: set[str]) -> dict[str, int]:
    """Count files by what became of them; `open` are those with which something is still to be done."""
    counted = Counter(_kind(archive, each, pending) for each in queued)
    return {
        "total": len(queued),
        **{kind: counted[kind] for kind in ("in", "held", "unchanged", "failed", "open")},
    }


def _kind(archive: Archive, queued: Queued, pending: set[str]) -> str:
    said = queued.outcome or {}
    status = said.get("status")
    if status == "failed" and (version := _held(archive, queued)):
        return "open" if version.id in pending else "in"  # as in its row
    if queued.stage is Stage.DONE and status in ("failed", "unchanged"):
        return str(status)
    if queued.stage is not Stage.DONE or said.get("version") in pending:
        return "open"
    return "held" if status == "waiting" else "in"


def _waits_for(archive: Archive, queued: Sequence[Queued]) -> str | None:
    """Say who writes while these wait, if it is not the one who reads them."""
    if any(each.stage is Stage.WAITING for each in queued) and not any(
        each.stage in (Stage.READING, Stage.RECOGNISING) for each in archive.queue.waiting()
    ):
        writer = archive.writer()
        return None if writer is None or writer.startswith(READING) else writer
    return None


def _row_object(row: Row) -> dict[str, Any]:
    said = row.queued.outcome or {}
    return {
        "name": row.name,
        "stage": row.step.value,
        "pages_done": row.queued.pages_done,
        "page_count": row.queued.page_count,
        "seconds_left": row.seconds_left,
        "status": row.status.value if row.status else None,
        "document": row.version.document_id if row.version else None,
        "version": row.version.id if row.version else None,
        "title": row.title or None,
        "language": row.version.language if row.version else None,
        "pages": row.version.page_count if row.version else None,
        "passages": row.version.passage_count if row.version else None,
        "warnings": [
            {"code": code, "page": page, "message": message} for code, page, message in said.get("warnings", ())
        ],
        "reason": dict(row.reason) if row.reason else None,
    }
