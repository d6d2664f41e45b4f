"""The one place that chooses the parts: which archive, which engine, which pipeline."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from archive import Archive, Intake, Stage, Version, WriterBusy
from archive.placing import CATALOGUE_NAME, is_being_placed
from index import IndexUnready, open_engine, verify_engine
from ingest.ocr_modes import OcrMode
from ingest.outcome import Listener, Options, Outcome
from ingest.passwords import NO_PASSWORDS, Passwords
from search_app import learned
from search_app.errors import HostMistyped
from search_app.learned import Tell
from search_app.settings import Settings

if TYPE_CHECKING:
    from index import SearchEngine
    from ingest.bringing import Courier
    from ingest.sources import Found, Refused

INDEX_NAME = "index"
INDEX_STAMP = f"{INDEX_NAME}/stamp.json"
"""What a commit of the index puts in its place last: by it searches see that there was one."""
"""The index's folder beside the catalogue; it can be deleted at any time."""

_MEND_PATIENCE = 0.5
"""Seconds for which the server waits for who has begun to write meanwhile: it has its processes to watch over."""


def open_archive(settings: Settings) -> Archive:
    """Open the archive of the data folder, making it when there is none."""
    return Archive.open(settings.data)


def open_index(settings: Settings, archive: Archive) -> SearchEngine:
    """Open the index beside the archive.

    Raises: IndexOutdated, IndexMissing; the caller rebuilds and says so.
    """
    return open_engine(settings.engine, archive.folder / INDEX_NAME, archive_id=archive.id)


def find_archive(settings: Settings) -> Archive | None:
    """Open the archive of the data folder if there is one; make none."""
    return open_archive(settings) if has_archive(settings) else None


def has_archive(settings: Settings) -> bool:
    """Tell whether there is an archive in the data folder."""
    return (settings.data / CATALOGUE_NAME).is_file() or is_being_placed(settings.data)


def find_index(settings: Settings, archive: Archive) -> SearchEngine | None:
    """Open the index, if it can be searched as it is."""
    try:
        return open_index(settings, archive)
    except IndexUnready:
        return None


def update_index(settings: Settings, archive: Archive, *, tell: Tell) -> SearchEngine:
    """Bring the index up to date, or make it again and tell why; for the holder of the writer lock."""
    try:
        engine = open_index(settings, archive)
    except IndexUnready as error:
        if not _is_all_new(archive):
            tell(f"The index {error.reason}: it is made again from the archive ...")
        return rebuild_index(settings, archive)
    from index import drain  # noqa: PLC0415 - as in `add`

    drain(archive, engine)
    return engine


def rebuild_index(settings: Settings, archive: Archive) -> SearchEngine:
    """Make the index again from zero; for the holder of the writer lock."""
    from index import remake  # noqa: PLC0415 - as in `add`

    return remake(archive, settings.engine, archive.folder / INDEX_NAME)


def verify_index(settings: Settings, archive: Archive) -> None:
    """Read every file of the index and compare. Raises: IndexMissing, IndexOutdated."""
    verify_engine(settings.engine, archive.folder / INDEX_NAME, archive_id=archive.id)


def mend_index(settings: Settings, *, tell: Tell) -> None:
    """Take in what a writer that died left behind, and make a lost index again; nothing while somebody writes."""
    archive = find_archive(settings)
    if archive is None:
        return
    with archive:
        is_whole = find_index(settings, archive) is not None and not archive.changes.pending()
        if is_whole or archive.writer():
            return
        with suppress(WriterBusy), archive.writing("bringing the index up to date", patience=_MEND_PATIENCE):
            update_index(settings, archive, tell=tell)


def courier(settings: Settings, archive: Archive, hosts: Sequence[str]) -> Courier:
    """Give the one who fetches from the web; `hosts` may be asked beside those that are set.

    Raises: HostMistyped.
    """
    from ingest.addresses import Allowed  # noqa: PLC0415 - as below
    from ingest.bringing import Courier  # noqa: PLC0415 - as above
    from ingest.fetching import Rules  # noqa: PLC0415 - as above

    try:
        allowed = Allowed.read([*settings.allowed_hosts, *hosts])
    except ValueError as error:
        raise HostMistyped(str(error)) from error
    return Courier(archive.folder, Rules(allowed))


def add(
    archive: Archive,
    sources: Sequence[str | Found | Refused],
    options: Options,
    *,
    workers: int,
    listener: Listener,
    passwords: Passwords = NO_PASSWORDS,
) -> list[Outcome]:
    """Read sources into the archive, and what waited for OCR, now that it is there.

    For the holder of the writer lock, who then updates the index.
    """
    # Here and not above: only who adds PDFs bears the weight of the libraries that read them.
    from ingest import pipeline  # noqa: PLC0415 - as above
    from ingest.tidying import tidy_seldom  # noqa: PLC0415 - as above

    tidy_seldom()
    archive.originals.drop_drafts()
    outcomes = pipeline.add(archive, sources, options, workers=workers, listener=listener, passwords=passwords)
    waiting = waiting_for_ocr(archive) if options.ocr is not OcrMode.NEVER else []
    return outcomes + (read_again(archive, waiting, workers=workers, listener=listener) if waiting else [])


def retry(
    archive: Archive,
    intakes: Sequence[Intake],
    brought: Sequence[str | Found | Refused],
    *,
    workers: int,
    listener: Listener,
    passwords: Passwords = NO_PASSWORDS,
) -> list[Outcome]:
    """Try again what failed or waits, as it was asked for, and what was fetched again.

    For the holder of the writer lock, who then updates the index.
    """
    from ingest import pipeline  # noqa: PLC0415 - as above

    outcomes: list[Outcome] = []
    lost: list[Intake] = []
    held: dict[OcrMode, list[Version]] = {}
    for intake in intakes:
        version = archive.catalogue.find_original(intake.sha256) if intake.sha256 else None
        if version is None:
            lost.append(intake)
        else:
            held.setdefault(Options.kept(intake.options).ocr, []).append(version)
    for ocr, versions in held.items():
        outcomes += read_again(archive, versions, workers=workers, listener=listener, ocr=ocr, passwords=passwords)
    sources = [*pipeline.take_up(archive, lost), *brought]
    return outcomes + add(archive, sources, Options(), workers=workers, listener=listener, passwords=passwords)


def take_up(archive: Archive, outcome: Outcome) -> None:
    """Have a file wait again that was kept and could not be read, with what was asked for with it."""
    from ingest import pipeline  # noqa: PLC0415 - as above

    pipeline.take_up(archive, [each for each in archive.intakes.all() if each.source == outcome.source])


def suggest_all(archive: Archive) -> int:
    """Look for what versions have to do with each other; for who holds the lock."""
    from ingest import relations  # noqa: PLC0415 - as above

    return relations.suggest_all(archive)


def has_work(settings: Settings) -> bool:
    """Tell whether received files wait, or versions to be aligned while nobody writes; makes no archive."""
    archive = find_archive(settings)
    if archive is None:
        return False
    with archive:
        return bool(archive.queue.count_waiting()) or (learned.is_due(archive) and not archive.writer())


def in_hand(settings: Settings) -> list[int]:
    """Give which received files were being read when somebody last looked; of those that wait, else the first."""
    with open_archive(settings) as archive:
        waiting = archive.queue.waiting()
    return [row.id for row in waiting if row.stage is not Stage.WAITING] or [row.id for row in waiting[:1]]


def read_waiting(archive: Archive, *, workers: int, at_most: int, listener: Listener) -> None:
    """Read some of what was received; for the holder of the writer lock, who then updates the index."""
    from ingest import pipeline  # noqa: PLC0415 - as above

    pipeline.add(archive, (), workers=workers, at_most=at_most, listener=listener)


def read_again(
    archive: Archive,
    versions: Sequence[Version],
    *,
    workers: int,
    listener: Listener,
    ocr: OcrMode = OcrMode.AUTO,
    passwords: Passwords = NO_PASSWORDS,
) -> list[Outcome]:
    """Read originals again; for the holder of the writer lock, who then updates the index."""
    from ingest import rereading  # noqa: PLC0415 - as above

    return rereading.read_again(
        archive, versions, ocr=ocr, passwords=passwords, workers=workers, listener=listener
    )


def waiting_for_ocr(archive: Archive, *, is_asked_for: bool = False) -> list[Version]:
    """Give the versions with pictures that OCR should read and has not; none while it is not installed.

    Those at which it failed are among them where somebody has asked for it.
    """
    from ingest.waiting import waiting_for_ocr as those_waiting  # noqa: PLC0415 - as above

    waiting = those_waiting(archive, is_asked_for=is_asked_for)
    if not waiting:
        return []
    from ingest.ocr import find_program  # noqa: PLC0415 - as above

    return waiting if find_program() else []


def _is_all_new(archive: Archive) -> bool:
    # Every version waits to be indexed: there was no index before, and nothing is made again.
    pending = {change.version_id for change in archive.changes.pending()}
    return all(version.id in pending for version in archive.catalogue.versions())
