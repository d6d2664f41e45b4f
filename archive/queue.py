"""Files that were received and wait to be read: what was taken in hand is gone on with after any end.

Rule: a file stands here from the moment its bytes are kept until what became of it is written. Rows with a batch
stay with their outcome, for whoever sent them to look at.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, case, delete, func, insert, select, update

from archive.audit import Actor
from archive.database import Database
from archive.how_far import HowFar
from archive.model import Stage
from archive.tables import queue


@dataclass(frozen=True, slots=True)
class Queued:
    """A file on its way: its bytes are kept under `sha256`, its text is not read yet, or is if `outcome` is there.

    `options` are what was asked for with it; `who` and `batch` tell who sent it and with what else, if not the
    command line, `way` and `address` how and from where. `page_count` is 0 until it is known.
    """

    id: int
    source: str
    file_name: str
    sha256: str
    options: Mapping[str, str] = field(default_factory=dict)
    batch: str | None = None
    who: str | None = None
    received_at: str = ""
    stage: Stage = Stage.WAITING
    pages_done: int = 0
    page_count: int = 0
    outcome: Mapping[str, Any] | None = None
    way: str | None = None
    address: str | None = None


class Sending(NamedTuple):
    """Files that came together: how many, and how many of them are not read yet."""

    batch: str
    received_at: str
    file_count: int
    open_count: int


class Queue:
    """Takes files in hand, and tells which wait."""

    def __init__(self, database: Database, how_far: HowFar) -> None:
        self._database, self._how_far = database, how_far

    def put(
        self,
        source: str,
        file_name: str,
        sha256: str,
        *,
        options: Mapping[str, str] | None = None,
        batch: str | None = None,
        who: str | None = None,
    ) -> None:
        """Note a file; one that waits under the same source keeps its turn, with the bytes and options of now."""
        row = {
            "file_name": file_name,
            "sha256": sha256,
            "options": dict(options or {}),
            "batch": batch,
            "who": who,
            "received_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "stage": Stage.WAITING.value,
            "pages_done": 0,
            "page_count": 0,
        }
        waits = (queue.c.source == source) & _is_waiting()
        with self._database.begin() as connection:
            if not connection.execute(update(queue).where(waits).values(**row)).rowcount:
                connection.execute(insert(queue).values(source=source, **row))

    def put_upload(
        self,
        batch: str,
        file_name: str,
        sha256: str,
        *,
        options: Mapping[str, str] | None = None,
        by: Actor | None = None,
        outcome: Mapping[str, Any] | None = None,
    ) -> None:
        """Note a file that somebody sent, beside all others of its name in its batch; with an outcome it is done.

        Files of a batch stand side by side as in a folder; another of the same name is put apart.
        """
        with self._database.begin() as connection:
            alike = (queue.c.batch == batch) & (queue.c.file_name == file_name)
            count = int(connection.scalar(select(func.count()).where(alike)) or 0)
            folder = f"upload:{batch}/{count + 1}" if count else f"upload:{batch}"
            connection.execute(
                insert(queue).values(
                    source=f"{folder}/{file_name}",
                    file_name=file_name,
                    sha256=sha256,
                    options=dict(options or {}),
                    batch=batch,
                    who=by.who if by else None,
                    way=by.way.value if by else None,
                    address=by.address if by else None,
                    received_at=datetime.now(UTC).isoformat(timespec="seconds"),
                    stage=(Stage.WAITING if outcome is None else Stage.DONE).value,
                    pages_done=0,
                    page_count=0,
                    outcome=None if outcome is None else dict(outcome),
                )
            )

    def put_back(self, row: Queued, options: Mapping[str, str] | None = None) -> None:
        """Have a file wait again, with what was asked for with it, or is now; not one that is being read."""
        kept = row.options if options is None else options
        fresh = {"stage": Stage.WAITING.value, "pages_done": 0, "page_count": 0, "outcome": None, "options": kept}
        with self._database.begin() as connection:
            is_free = queue.c.stage.in_([Stage.DONE.value, Stage.WAITING.value])
            connection.execute(update(queue).where(queue.c.id == row.id, is_free).values(**fresh))

    def count_batch(self, batch: str) -> int:
        """Tell how many files came together."""
        with self._database.connect() as connection:
            return int(connection.scalar(select(func.count()).where(queue.c.batch == batch)) or 0)

    def latest_batches(self, count: int) -> list[Sending]:
        """Give the batches that came last, the newest first."""
        is_open = case((_is_waiting(), 1), else_=0)
        chosen = select(
            queue.c.batch, func.min(queue.c.received_at), func.count(), func.coalesce(func.sum(is_open), 0)
        ).where(queue.c.batch.is_not(None))
        newest = chosen.group_by(queue.c.batch).order_by(func.max(queue.c.id).desc()).limit(count)
        with self._database.connect() as connection:
            return [Sending(*row) for row in connection.execute(newest)]

    def waiting(self) -> list[Queued]:
        """Give the files that are not read yet, first come first."""
        return self._rows(_is_waiting())

    def count_waiting(self) -> int:
        """Tell how many files are not read yet."""
        with self._database.connect() as connection:
            return int(connection.scalar(select(func.count()).where(_is_waiting())) or 0)

    def of_batch(self, batch: str) -> list[Queued]:
        """Give the files that came together, read or not, in the order they came."""
        return self._rows(queue.c.batch == batch)

    def find(self, sha256: str) -> Queued | None:
        """Give the file with these bytes that is not read yet, if there is one."""
        return next(iter(self._rows(_is_waiting() & (queue.c.sha256 == sha256))), None)

    def of_source(self, source: str, sha256: str | None = None) -> Queued | None:
        """Give the last file that came under a source, with these bytes where they are named, read or not."""
        is_it = queue.c.source == source
        if sha256 is not None:
            is_it &= queue.c.sha256 == sha256
        return next(reversed(self._rows(is_it)), None)

    def hashes(self) -> set[str]:
        """Give the hashes of all that waits."""
        return {each.sha256 for each in self.waiting()}

    def advance(self, row_id: int, stage: Stage, pages_done: int = 0, page_count: int = 0) -> None:
        """Note how far a file is: its stage in the catalogue, and its pages beside that."""
        this = queue.c.id == row_id
        with self._database.connect() as connection:
            is_same = connection.scalar(select(queue.c.stage).where(this)) == stage.value
        if not is_same:
            values = {"stage": stage.value, "pages_done": pages_done, "page_count": page_count}
            with self._database.begin() as connection:
                connection.execute(update(queue).where(this, _is_waiting()).values(**values))
        self._how_far.note(row_id, stage, pages_done, page_count)

    def finish(self, row: Queued, outcome: Mapping[str, Any]) -> None:
        """Note what became of a file; one that nobody looks at is struck off."""
        this = queue.c.id == row.id
        done = {"stage": Stage.DONE.value, "outcome": dict(outcome)}
        pages = outcome.get("pages")
        if pages is not None:
            done |= {"pages_done": pages, "page_count": pages}
        self._how_far.drop(row.id)
        with self._database.begin() as connection:
            if row.batch:
                connection.execute(update(queue).where(this).values(**done))
            else:
                connection.execute(delete(queue).where(this))

    def drop(self, sha256: str) -> None:
        """Strike off every file with these bytes, read or not."""
        with self._database.begin() as connection:
            connection.execute(delete(queue).where(queue.c.sha256 == sha256))

    def drop_done(self, before: str) -> None:
        """Strike off what was received before a time (ISO 8601) and is done."""
        old = queue.c.received_at < before
        with self._database.begin() as connection:
            connection.execute(delete(queue).where(old, queue.c.stage == Stage.DONE.value))

    def _rows(self, condition: ColumnElement[bool]) -> list[Queued]:
        with self._database.connect() as connection:
            rows = connection.execute(select(queue).where(condition).order_by(queue.c.id)).mappings()
            return [self._queued({**row, "stage": Stage(row["stage"])}) for row in rows]

    def _queued(self, row: dict[str, Any]) -> Queued:
        if row["stage"] in _IN_HAND and (pages := self._how_far.find(row["id"], row["stage"])):
            row["pages_done"], row["page_count"] = pages
        return Queued(**row)


_IN_HAND = (Stage.READING, Stage.RECOGNISING)


def _is_waiting() -> ColumnElement[bool]:
    return queue.c.stage != Stage.DONE.value
