"""What one process has open: the archive, the index, and the one who draws pages."""

from __future__ import annotations

import logging
import os
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

from archive import Archive, ArchiveError
from index import IndexUnready, SearchEngine
from index.crosslingual import About, Kept, Lexicon, written_down
from search_app.settings import Settings
from search_app.wiring import lexicon, open_archive, open_index, update_index

if TYPE_CHECKING:
    from ingest.artist import Artist

_log = logging.getLogger(__name__)


class Parts:
    """Archive and index of one process, opened when first asked for.

    A server that forks after import gets its own in every process: neither database connections nor open
    index files may be shared over a fork.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = threading.RLock()
        self._process = os.getpid()
        self._archive: Archive | None = None
        self._engine: SearchEngine | None = None
        self._artist: Artist | None = None
        self._lexicon: Kept | None = None

    @property
    def artist(self) -> Artist:
        """The one who draws pages, in a child of this process."""
        # Here and not above: only who shows pages bears the weight of the libraries that draw them.
        from ingest.artist import Artist  # noqa: PLC0415

        with self._lock:
            self._forget_parents()
            if self._artist is None:
                self._artist = Artist()
            return self._artist

    @property
    def archive(self) -> Archive:
        """The archive."""
        with self._lock:
            self._forget_parents()
            if self._archive is None:
                self._archive = open_archive(self._settings)
            return self._archive

    @property
    def engine(self) -> SearchEngine:
        """The index. Raises: IndexOutdated, IndexMissing; asked again, it is looked for again."""
        with self._lock:
            archive = self.archive
            if self._engine is None:
                self._engine = open_index(self._settings, archive)
            return self._engine

    @property
    def lexicon(self) -> tuple[Lexicon, About | None]:
        """The lexicon as it is now, with what it was made of; the glossary alone while there is none."""
        with self._lock:
            archive = self.archive
            if self._lexicon is None:
                self._lexicon = lexicon(archive)
            return self._lexicon.find() or (written_down(), None)

    def catch_up(self) -> None:
        """Bring the index up to date after a change; for the holder of the writer lock."""
        update_index(self._settings, self.archive, tell=_log.warning)

    def prepare(self) -> None:
        """Open all of it ahead of the first request; the child that draws takes half a second to start.

        What cannot be opened is told to who asks for it.
        """
        from ingest.errors import DrawingStopped  # noqa: PLC0415 - as above

        with suppress(DrawingStopped):
            self.artist.begin()
        with suppress(ArchiveError, IndexUnready):
            _ = self.engine

    def close(self) -> None:
        """Give back what is open."""
        with self._lock:
            if self._archive is not None and self._process == os.getpid():
                self._archive.close()
            if self._artist is not None and self._process == os.getpid():
                self._artist.close()
            self._archive = self._engine = self._artist = self._lexicon = None

    def _forget_parents(self) -> None:
        if self._process != os.getpid():
            self._process = os.getpid()
            self._archive = self._engine = self._artist = self._lexicon = None
