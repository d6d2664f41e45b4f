"""What a command opens before it works, saying what the person would otherwise wait for in silence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from archive import Archive, DocumentNotFound, PassageNotFound
from search_app import learned, wiring
from search_app.commands.output import counted, say
from search_app.errors import NoArchive
from search_app.settings import Settings

if TYPE_CHECKING:
    from index import Across, SearchEngine
    from index.crosslingual import About, Lexicon

pass_settings = click.make_pass_decorator(Settings)


@contextmanager
def opened(settings: Settings) -> Iterator[Archive]:
    """Open the archive that is in the data folder; make none.

    What is said of a passage that is none names those that may be meant, and of a document that was left where it
    went. Raises: NoArchive.
    """
    archive = wiring.find_archive(settings)
    if archive is None:
        raise NoArchive(settings.data)
    with archive:
        try:
            yield archive
        except DocumentNotFound as error:
            went = archive.departures.from_place(error.name)
            now = archive.catalogue.find_version(went) if went else None
            raise DocumentNotFound(error.name, now.document_id if now else None) from error
        except PassageNotFound as error:
            raise PassageNotFound(error.name, archive.issues.like(error.name)) from error


def say_what_waits(archive: Archive) -> None:
    """Say how many files are gone on with that were received before."""
    if waiting := archive.queue.count_waiting():
        say(f"Going on with {counted(waiting, 'file')} received before ...")


@contextmanager
def writing(archive: Archive, purpose: str) -> Iterator[None]:
    """Hold the writer lock; when another process has it, say for what we wait."""
    if writer := archive.writer():  # asked before: the lock tells who had it only when the wait is over
        say(f"Waiting for {writer} to finish ...")
    with archive.writing(purpose):
        yield


def current_index(settings: Settings, archive: Archive) -> SearchEngine:
    """Open the index with all that the archive holds in it; while somebody else writes, with what is there."""
    # Here and not above: most commands open an archive, and few search it.
    from index import Issuers  # noqa: PLC0415 - see above

    engine = wiring.find_index(settings, archive)
    if engine is None or (archive.changes.pending() and not archive.writer()):
        with writing(archive, "bringing the index up to date"):
            engine = wiring.update_index(settings, archive, tell=say)
    return Issuers(engine, archive.descriptions.issuers)


def known_across(archive: Archive, without: Iterable[str] = ()) -> Across:
    """Give what carries searches over into the other language, as it is; the glossary while there is none."""
    from index import Across  # noqa: PLC0415 - as above
    from index.crosslingual import written_down  # noqa: PLC0415 - as above

    kept = learned.lexicon(archive).find()
    return Across(kept[0] if kept else written_down(), frozenset(without), archive.counterpart_pages)


def current_lexicon(archive: Archive) -> tuple[Lexicon, About]:
    """Open the lexicon, made again where what it was made of has changed; while somebody writes, as it is."""
    kept = learned.lexicon(archive)
    if kept.find() is None or (learned.is_lexicon_due(archive) and not archive.writer()):
        with writing(archive, "learning the lexicon"):
            learned.update_lexicon(archive, tell=say)
    return kept.open()
