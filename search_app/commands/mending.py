"""What `pasaje check --repair` mends of what was found: all that can be made again, or taken again.

Rule: nothing is deleted of which there is no other, and what cannot be mended is left as it is. For the holder of
the writer lock.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from archive import Archive, SourceStatus
from archive.leftovers import drop_drafts, made_of_nothing
from archive.originals import hash_file
from ingest.outcome import Silence
from search_app import wiring
from search_app.commands.checking import EMPTY, Checked, Trouble
from search_app.settings import Settings

_LOST = {"original_missing", "original_altered", "original_unreadable"}
_NOT_WHOLE = {"pages_missing", "passages_differ"}


def mend(settings: Settings, archive: Archive, found: Checked) -> Iterator[Trouble]:
    """Mend what can be; gives what was done, with the code of the trouble that it ends."""
    archive.tidy()
    for trouble in found.of_archive:
        if trouble.code == "purge_unfinished":
            yield _done(trouble, f"The original {(trouble.sha256 or '')[:12]}… was deleted, as it was purged.")
    yield from _tidied(archive, found.notes)
    yield from _taken_again(archive, [each for each in found.of_archive if each.code in _LOST])
    yield from _read_again(settings, archive, [each for each in found.of_archive if each.code in _NOT_WHOLE])
    yield from _indexed_again(settings, archive, found.of_index)


def _done(trouble: Trouble, message: str) -> Trouble:
    return Trouble(trouble.part, trouble.code, message, trouble.version_id, trouble.sha256)


def _tidied(archive: Archive, notes: Iterable[Trouble]) -> Iterator[Trouble]:
    for note in notes:
        if note.code == EMPTY:  # by whoever writes, and so by now
            yield _done(note, "A document that held nothing was taken away.")
        elif note.code == "drafts_left":
            drop_drafts(archive)
            yield _done(note, "What was left behind by what was ended was deleted.")
        elif note.code == "images_of_nothing":
            for sha256 in made_of_nothing(archive):
                archive.derived.drop(sha256)
            yield _done(note, "Images of originals that are no more were deleted.")


def _taken_again(archive: Archive, lost: Iterable[Trouble]) -> Iterator[Trouble]:
    """Take originals again from where they came, if the very bytes are there still."""
    for trouble in lost:
        for source in _sources(archive, trouble.sha256 or ""):
            if _holds(source, trouble.sha256):
                archive.originals.put(source)
                yield _done(trouble, f"{source.name} was taken again from {source}.")
                break


def _sources(archive: Archive, sha256: str) -> Iterator[Path]:
    """Give the paths from which an original came."""
    if version := archive.catalogue.find_original(sha256):
        yield Path(version.source)
    yield from (Path(row.source) for row in archive.queue.waiting() if row.sha256 == sha256)
    removed = (each.version for each in archive.removals.all() if not each.is_purged)
    yield from (Path(version.source) for version in removed if version.original_sha256 == sha256)


def _holds(path: Path, sha256: str | None) -> bool:
    try:
        return path.is_absolute() and path.is_file() and hash_file(path) == sha256
    except OSError:
        return False


def _read_again(settings: Settings, archive: Archive, troubles: Iterable[Trouble]) -> Iterator[Trouble]:
    """Read versions again that are not whole in the catalogue; one that cannot be read stays as it is."""
    of_version = {each.version_id: each for each in troubles if each.version_id}
    versions = [archive.catalogue.get_version(each) for each in of_version if each]
    outcomes = (
        wiring.read_again(archive, versions, workers=settings.workers, listener=Silence()) if versions else []
    )
    for outcome in outcomes:
        if outcome.status is not SourceStatus.FAILED:
            yield _done(of_version[outcome.version_id or ""], f"{outcome.source} was read again.")


def _indexed_again(settings: Settings, archive: Archive, troubles: list[Trouble]) -> Iterator[Trouble]:
    """Bring the index up to date if that is all, else make it again."""
    if all(each.code == "behind" for each in troubles):
        wiring.update_index(settings, archive, tell=lambda _said: None)
        yield from (_done(each, "The index was brought up to date.") for each in troubles)
    else:
        wiring.rebuild_index(settings, archive)
        yield _done(troubles[0], f"{troubles[0].message} It was made again.")
