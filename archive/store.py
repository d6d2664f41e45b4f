"""The archive as one thing: opened at a data folder, closed when done.

The folder holds `originals/` and `catalogue.sqlite`; `derived/` and, made by others, `index/` can be made again.
"""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from sqlalchemy import URL, exists, insert, select
from sqlalchemy.exc import DBAPIError

from archive.database import Database
from archive.derived import Derived
from archive.durable import make_folder
from archive.errors import CatalogueUnusable
from archive.identity import version_id as id_of
from archive.migrations import migrate
from archive.originals import Originals
from archive.placing import CATALOGUE_NAME, finish
from archive.seen import Seen
from archive.snapshots import Held, take
from archive.soundness import Fault, faults
from archive.stamps import Stamp, stamp
from archive.stores import Stores
from archive.tables import removals, settings
from archive.wal_index import read_head
from archive.writers import hold_writer, opening, who_writes

if TYPE_CHECKING:
    from archive.audit import Deed
    from archive.model import Intake
    from archive.removals import Removal


@dataclass(slots=True)
class _Noted:
    """The stamps of the catalogue when reading began; whether what is read is of them, once that was looked at."""

    stamps: tuple[Stamp | bytes, ...]
    is_read: bool | None = None


class Archive(Stores):
    """Originals, catalogue, passages and outbox of one data folder."""

    def __init__(self, folder: Path, database: Database) -> None:
        super().__init__(database, folder)
        self._read: ContextVar[_Noted | None] = ContextVar("read", default=None)
        self._is_own_file = database.engine.url.database == str(folder / CATALOGUE_NAME)
        self.originals = Originals(folder / "originals")
        self.seen = Seen(folder)
        self.derived = Derived(folder / "derived")
        self.laid_by = folder / "laid-by"
        """What is half read, for whoever holds the writer lock; it goes with them, or when the next one comes."""
        self.id = _archive_id(database)

    @classmethod
    def open(cls, folder: Path, database_url: str | None = None) -> Self:
        """Open the archive at a folder, making or migrating its catalogue as needed.

        Raises: CatalogueTooNew, CatalogueUnusable; OSError when the folder cannot be made.
        """
        make_folder(folder)
        database = Database(database_url or URL.create("sqlite", database=str(folder / CATALOGUE_NAME)))
        try:
            # Two that start at once must not both make the tables; SQLite does not wait to switch to WAL.
            with opening(folder):
                finish(folder)
                migrate(database.engine, database.writing_engine)
                return cls(folder, database)
        except BaseException as error:
            database.dispose()
            if isinstance(error, DBAPIError):
                raise CatalogueUnusable(database.engine.url.render_as_string(), str(error.orig)) from error
            raise

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Read all that is read within from one state of the catalogue; `state` tells of it, or of one before."""
        token = self._read.set(self._read.get() or _Noted(self._catalogue_stamps()))
        try:
            with self._database.reading():
                yield
        finally:
            self._read.reset(token)

    def remove(
        self,
        version_id: str,
        *,
        is_purged: bool = False,
        stands_as: str | None = None,
        deed: Deed | None = None,
    ) -> Removal:
        """Take a version out; when it is purged its original and all that was made of it are deleted too.

        Not if the same bytes were given again and wait to be read. Ended in between, purging it again deletes the
        rest. `stands_as` is the version of which it was a copy, if it is taken out for that. Raises:
        VersionNotFound.
        """
        removal = self.removals.take_out(version_id, is_purged=is_purged, stands_as=stands_as, deed=deed)
        if is_purged:
            with self._database.begin():  # as in `finish_purges`
                if removal.version.original_sha256 not in self.queue.hashes():
                    self._drop_files(removal.version.original_sha256)
        return removal

    def forget(self, intake: Intake) -> None:
        """Strike off what failed, with its bytes if nothing else needs them; for the holder of the writer lock."""
        self.intakes.drop(intake.source)
        if intake.sha256:
            with self._database.begin():  # as in `finish_purges`
                if not self._is_needed(intake.sha256):
                    self._drop_files(intake.sha256)

    def finish_purges(self) -> bool:
        """Delete what is left of versions that were purged, for the holder of the writer lock.

        Tells whether all is gone; what was deleted stays in the catalogue's log while others read.
        """
        if not self.purges():
            return True
        with self._database.begin():  # who sends the same bytes again can note that before or after, not meanwhile
            for removal in self.purges():
                self._drop_files(removal.version.original_sha256)
        return self._database.empty_log()

    def purges(self) -> list[Removal]:
        """Give what was purged and did not come back: nothing of it is to be here.

        What somebody has given again since, and waits to be read or could not be, is not of these.
        """
        with self._database.connect() as connection:
            if not connection.scalar(select(exists().where(removals.c.is_purged))):
                return []
        given = self.queue.hashes() | {each.sha256 for each in self.intakes.all()}
        purged = (each for each in self.removals.all() if each.is_purged)
        return [each for each in purged if each.version.original_sha256 not in given]

    def tidy(self) -> None:
        """Take away what somebody who was ended left half done, for the holder of the writer lock."""
        shutil.rmtree(self.laid_by, ignore_errors=True)
        self.finish_purges()
        # Made for a version that never came: its name must be free for the one that comes now.
        self.catalogue.drop_empty_documents()

    def _is_needed(self, sha256: str) -> bool:
        """Tell whether a version has these bytes, one that was removed may come back, or they wait or failed."""
        given = self.queue.hashes() | {each.sha256 for each in self.intakes.all()}
        return sha256 in given or bool(self.catalogue.find_original(sha256) or self.removals.find(id_of(sha256)))

    def _drop_files(self, sha256: str) -> None:
        self.originals.drop(sha256)
        self.derived.drop(sha256)
        self.seen.drop(sha256)

    @contextmanager
    def writing(self, purpose: str, *, patience: float | None = None) -> Iterator[str | None]:
        """Hold the archive's writer lock; gives who held it when it had to be waited for, else None.

        Readers never wait. The system frees the lock of a process that dies. `patience` is how many seconds to
        wait for it, without end where it is None. Raises: WriterBusy.
        """
        with hold_writer(self.folder, purpose, patience=patience) as waited_for:
            self.tidy()
            yield waited_for
            self.finish_purges()

    def writer(self) -> str | None:
        """Say who is writing now, if anybody is."""
        return who_writes(self.folder)

    def copy_catalogue(self, path: Path) -> Held:
        """Write the catalogue as it is now into an empty file; gives what it speaks of.

        Raises: CatalogueUnusable where it is no SQLite file; CatalogueFull.
        """
        return take(self._database, path)

    def faults(self) -> Iterator[Fault]:
        """Look whether the catalogue holds together."""
        return faults(self._database)

    def state(self, *, beside: str) -> tuple[Stamp | bytes, ...] | None:
        """Tell this state of the catalogue, and of what lies beside it, from others by looking at three files.

        Nothing where the catalogue is no SQLite file of this folder. States that are the same may be told apart;
        never are two that differ taken for one, if what is read is read after the state is told.
        """
        if not self._is_own_file:
            return None
        noted = self._read.get()
        return *(noted.stamps if noted else self._catalogue_stamps()), stamp(f"{self.folder}/{beside}")

    def read_state(self) -> object:
        """Tell exactly which state is read within `reading`; None outside of it, or where somebody has written.

        Stamps are noted before anything is read: what is read is of them only where they are still the same once
        the snapshot is taken. That is looked at once: whoever writes later changes nothing of what is read.
        """
        noted = self._read.get()
        if noted is None or not self._is_own_file:
            return None
        if noted.is_read is None:
            self._database.take_snapshot()
            noted.is_read = noted.stamps == self._catalogue_stamps()
        return noted.stamps if noted.is_read else None

    def _catalogue_stamps(self) -> tuple[Stamp | bytes, ...]:
        file = f"{self.folder}/{CATALOGUE_NAME}"
        return stamp(file), read_head(f"{file}-shm") or stamp(f"{file}-wal")

    def empty_log(self) -> bool:
        """Have all of the catalogue in its file; tells whether that could be done at once, for nobody reads."""
        return self._database.empty_log(is_patient=False)

    def close(self) -> None:
        """Give back the database connections."""
        self._database.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _archive_id(database: Database) -> str:
    query = select(settings.c.value).where(settings.c.name == "archive_id")
    with database.connect() as connection:
        known = connection.scalar(query)
    if known is not None:  # as always but once: who only reads waits for nobody who writes
        return str(known)
    with database.begin() as connection:
        known = connection.scalar(query)
        if known is not None:
            return str(known)
        made = uuid.uuid4().hex
        connection.execute(insert(settings).values(name="archive_id", value=made))
        return made
