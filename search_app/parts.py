"""What one process has open: the archive, the index, and the one who draws pages."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from archive import Archive, ArchiveError
from index import Across, IndexUnready, Issuers, SearchEngine, find
from index.crosslingual import About, Kept, Lexicon, written_down
from index.meaning import Asked
from search_app import meanings
from search_app.completions import Completions, Making, phrases
from search_app.example_words import ExampleWords, example_words
from search_app.learned import lexicon
from search_app.listing_order import listed
from search_app.settings import Settings
from search_app.wiring import INDEX_STAMP, open_archive, open_index, update_index

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
        self._issuers: tuple[Issuers, object] | None = None
        self._has_accounts: tuple[bool, object] | None = None
        self._artist: Artist | None = None
        self._lexicon: Kept | None = None
        self._meanings: Asked | None = None
        self._completions: Making | None = None

    @property
    def artist(self) -> Artist:
        """The one who draws pages, in a child of this process."""
        # Here and not above: only who shows pages bears the weight of the libraries that draw them.
        from ingest.artist import Artist  # noqa: PLC0415 - as above

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
        """The index, with the issuing bodies that are known now.

        Raises: IndexOutdated, IndexMissing; asked again, it is looked for again.
        """
        with self._lock:
            archive = self.archive
            if self._engine is None:
                self._engine = open_index(self._settings, archive)
            state = archive.state(beside=INDEX_STAMP)
            if self._issuers is None or state is None or state != self._issuers[1]:
                self._issuers = Issuers(self._engine, archive.descriptions.issuers), state
            return self._issuers[0]

    def titles(self, language: str | None = None) -> Mapping[str, str]:
        """Give the title of each document as `Catalogue.titles` does; read again when the archive has changed."""
        archive = self.archive
        return archive.of_one_state.get(("titles", language), lambda: archive.catalogue.titles(language))

    def listed(self, language: str) -> Mapping[str, str]:
        """Give the same in the order in which documents are listed."""
        return self.archive.of_one_state.get(("listed", language), lambda: listed(self.titles(language)))

    def example_words(self, language: str) -> ExampleWords:
        """Give what example searches are made of."""
        archive = self.archive
        make = partial(example_words, archive, self.listed(language))
        return archive.of_one_state.get(("example words", language), make)

    @property
    def has_accounts(self) -> bool:
        """Whether there is any account; asked again when the archive has changed."""
        with self._lock:
            archive = self.archive
            state = archive.state(beside=INDEX_STAMP)
            if self._has_accounts is None or state is None or state != self._has_accounts[1]:
                self._has_accounts = archive.accounts.are_there(), state
            return self._has_accounts[0]

    @property
    def lexicon(self) -> tuple[Lexicon, About | None]:
        """The lexicon as it is now, with what it was made of; the glossary alone while there is none."""
        with self._lock:
            archive = self.archive
            if self._lexicon is None:
                self._lexicon = lexicon(archive)
            return self._lexicon.find() or (written_down(), None)

    @property
    def meanings(self) -> Asked | None:
        """What searches ask for what they mean; nothing where the extra for it is not installed."""
        with self._lock:
            archive = self.archive
            if self._meanings is None:
                self._meanings = meanings.asked(archive)
            return self._meanings

    def across(self, without: Iterable[str] = ()) -> Across:
        """Give what carries searches over into the other language, leaving out some of it."""
        return Across(self.lexicon[0], frozenset(without), self.archive.counterpart_pages)

    @property
    def completions(self) -> Completions:
        """How what somebody types may go on, by what the archive had a minute ago at the earliest."""
        with self._lock:
            archive = self.archive
            if self._completions is None:
                self._completions = Making()
            making = self._completions
        # Not under the lock: whoever searches or reads meanwhile does not wait for them.
        state = archive.state(beside=INDEX_STAMP)
        return making.find(state, lambda: Completions(phrases(archive, self.lexicon[0])))

    def catch_up(self) -> None:
        """Bring the index up to date after a change; for the holder of the writer lock."""
        update_index(self._settings, self.archive, tell=_log.warning)

    def prepare(self) -> None:
        """Open all of it ahead of the first request, what that is likeliest to ask for first.

        To start the child that draws takes half a second, and so does what tells what words mean: of two processes
        on two cores, both would take the time of the first page if they went before.
        What cannot be opened is told to who asks for it, and keeps nothing else from being opened.
        """
        for prepare in (self._search_once, self._prepare_meanings, self._begin_to_draw, lambda: self.completions):
            try:
                prepare()
            except (ArchiveError, IndexUnready):
                continue
            except Exception:  # noqa: BLE001 - a library's: what is wrong with its files, nobody can name beforehand
                _log.exception("Something could not be made ready ahead of the first request")

    def _begin_to_draw(self) -> None:
        from ingest.errors import DrawingStopped  # noqa: PLC0415 - as above

        with suppress(DrawingStopped):
            self.artist.begin()

    def _prepare_meanings(self) -> None:
        if self.meanings is not None:
            self.meanings.prepare()
            self._search_once(self.meanings)

    def _search_once(self, means: Asked | None = None) -> None:
        find(self.archive, self.engine, "Pasaje", limit=0, across=self.across(), meanings=means)

    def close(self) -> None:
        """Give back what is open."""
        with self._lock:
            if self._archive is not None and self._process == os.getpid():
                self._archive.close()
            if self._artist is not None and self._process == os.getpid():
                self._artist.close()
            self._forget()

    def _forget_parents(self) -> None:
        if self._process != os.getpid():
            self._process = os.getpid()
            self._forget()

    def _forget(self) -> None:
        self._archive = self._engine = self._issuers = self._has_accounts = self._artist = None
        self._lexicon = self._meanings = self._completions = None
