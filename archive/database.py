"""The database as the stores use it: reading from one state of it, writing one at a time.

Rule: within `reading()` everything is read from one snapshot, whatever is written meanwhile: a link is resolved
and its page drawn of one archive. What reads to decide what to write holds the database from its start.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from contextvars import ContextVar
from functools import lru_cache
from typing import Any

from sqlalchemy import URL, Connection, Engine, ExceptionContext, create_engine, event, text

from archive.errors import ArchiveError, CatalogueFull, CatalogueUnusable, WriterBusy

_BUSY_SECONDS = 30
_PRIMARY = 0xFF
"""The bits of a result code that tell the kind of fault (SQLite, “Result and Error Codes”)."""

_FULL = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_SHMSIZE}
"""The second: there is no room for the index of the log."""

_UNUSABLE = {
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_NOTADB,
}

_WRITES, _AT_ONCE = "pasaje_writes", "pasaje_at_once"
"""The execution options of connections that write, and of those that do not wait for others to have written."""


class Database:
    """Connections for stores."""

    def __init__(self, address: URL | str) -> None:
        self.engine = create_engine(address, json_serializer=_as_json)
        if self.is_sqlite:
            event.listen(self.engine, "connect", _set_up_sqlite)
            event.listen(self.engine, "begin", _begin_sqlite)
            event.listen(self.engine, "handle_error", self._name_fault)
        self._writes = self.engine.execution_options(**{_WRITES: True})
        self._writes_at_once = self._writes.execution_options(**{_AT_ONCE: True})
        self._snapshot: ContextVar[_Snapshot | None] = ContextVar("snapshot", default=None)

    @property
    def writing_engine(self) -> Engine:
        """The engine whose transactions write."""
        return self._writes

    @property
    def is_sqlite(self) -> bool:
        """Whether it is the embedded one: a file with its log."""
        return self.engine.dialect.name == "sqlite"

    def begin(self, *, is_patient: bool = True) -> AbstractContextManager[Connection]:
        """Give a connection that writes, in one transaction; nobody else writes meanwhile.

        Raises: WriterBusy when somebody else has been writing for long; at once where it `is_patient` not.
        """
        return (self._writes if is_patient else self._writes_at_once).begin()

    @contextmanager
    def connect(self) -> Iterator[Connection]:
        """Give a connection that reads, of the snapshot if one is being read from."""
        snapshot = self._snapshot.get()
        if snapshot is not None:
            yield snapshot.connection
            return
        with self.engine.connect() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Read everything from one snapshot, taken when the first is read; what is within is not to write.

        Within another, it reads from that.
        """
        if self._snapshot.get() is not None:
            yield
            return
        with ExitStack() as stack:
            token = self._snapshot.set(_Snapshot(self.engine, stack))
            try:
                yield
            finally:
                self._snapshot.reset(token)

    def take_snapshot(self) -> None:
        """Take the snapshot of `reading` now, where nothing has been read of it yet."""
        snapshot = self._snapshot.get()
        if snapshot is not None and not snapshot.connection.in_transaction():
            snapshot.connection.execute(text("SELECT 1 FROM sqlite_master LIMIT 1"))

    def empty_log(self, *, is_patient: bool = True) -> bool:
        """Take what is in the log into the file and out of the log; tells whether those who read let that be done.

        With it goes what was deleted: in the file itself it is overwritten (`secure_delete`). Where it
        `is_patient`, readers are waited for.
        """
        if not self.is_sqlite:
            return True
        try:
            with (
                self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection,
                nullcontext() if is_patient else _at_once(connection),
            ):
                is_busy, _, _ = connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)")).one()
        except ArchiveError:
            return False
        return not is_busy

    def _name_fault(self, context: ExceptionContext) -> None:
        """Say of what the disk or another process stands in the way of what it is. Raises: ArchiveError."""
        fault = context.original_exception
        code = getattr(fault, "sqlite_errorcode", None) or 0
        address = self.engine.url.database or ""
        if code in _FULL:
            raise CatalogueFull(address) from fault
        if code & _PRIMARY == sqlite3.SQLITE_BUSY:
            raise WriterBusy("another process") from fault
        if code & _PRIMARY in _UNUSABLE:
            raise CatalogueUnusable(address, str(fault)) from fault

    def dispose(self) -> None:
        """Give back the connections."""
        self.engine.dispose()


def _as_json(value: Any) -> str:
    """Write JSON; headings and headers of tables come with many passages, and are written once."""
    is_remembered = isinstance(value, tuple) and set(map(type, value)) == {str}
    return _remembered(value) if is_remembered else json.dumps(value)


_remembered = lru_cache(1_000)(json.dumps)


class _Snapshot:
    """A connection opened when it is first asked for, and closed with what it is read within."""

    def __init__(self, engine: Engine, stack: ExitStack) -> None:
        self._engine, self._stack = engine, stack
        self._connection: Connection | None = None

    @property
    def connection(self) -> Connection:
        if self._connection is None:
            self._connection = self._stack.enter_context(self._engine.connect())
        return self._connection


def _begin_sqlite(connection: Connection) -> None:
    # Python's driver begins no transaction for what only reads, and one too late for what reads and then writes.
    options = connection.get_execution_options()
    if options.get("isolation_level") == "AUTOCOMMIT":
        return
    if not options.get(_AT_ONCE, False):
        connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get(_WRITES, False) else "BEGIN")
        return
    with _at_once(connection):
        connection.exec_driver_sql("BEGIN IMMEDIATE")


@contextmanager
def _at_once(connection: Connection) -> Iterator[None]:
    """Wait for nobody with what is done within."""
    connection.exec_driver_sql("PRAGMA busy_timeout=0")
    try:
        yield
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout={_BUSY_SECONDS * 1000}")


def _set_up_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # transactions begin as we say
    cursor = connection.cursor()
    for pragma in (
        f"busy_timeout={_BUSY_SECONDS * 1000}",  # first: the next may itself have to wait
        "journal_mode=WAL",  # readers go on while one writes
        "synchronous=FULL",  # a commit that returned survives a power cut
        "foreign_keys=ON",
        "secure_delete=ON",  # what is purged does not stay in free pages
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
