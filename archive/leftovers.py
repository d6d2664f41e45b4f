"""What those who were ended left in a data folder: drafts that nobody writes any more, and files made of nothing.

Rule: only what can be made again, or never was whole, is taken away.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from archive.backups import DRAFT as BACKUP_DRAFT
from archive.durable import drop_unheld, unheld
from archive.placing import RESTORING, is_being_placed
from archive.store import Archive

_INDEX_DRAFTS = ("index.new-*", "index.old-*", "lexicon.new-*")
"""Indexes and lexicons that were being made or replaced; for the holder of the writer lock nobody else's."""


def drafts(archive: Archive) -> Iterator[Path]:
    """Give what was begun and never finished; while somebody writes, an index in the making may be among it."""
    yield from archive.originals.drafts()
    yield from archive.derived.drafts()
    yield from unheld(archive.folder, BACKUP_DRAFT)
    yield from _of_writers(archive)


def drop_drafts(archive: Archive) -> None:
    """Take away what was begun and never finished; for the holder of the writer lock.

    Others may begin drafts meanwhile: these are looked at and taken away in one, not from a list.
    """
    archive.originals.drop_drafts()
    archive.derived.drop_drafts()
    drop_unheld(archive.folder, BACKUP_DRAFT)
    for path in list(_of_writers(archive)):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def made_of_nothing(archive: Archive) -> set[str]:
    """Give the hashes of originals that are none of the archive's, of which images or words are kept."""
    held = {version.original_sha256 for version in archive.catalogue.versions()}
    to_read = archive.queue.hashes() | {each.sha256 for each in archive.intakes.all()}
    return set(archive.derived.hashes()) - held - archive.removals.restorable() - to_read


def _of_writers(archive: Archive) -> Iterator[Path]:
    for pattern in _INDEX_DRAFTS:
        yield from sorted(archive.folder.glob(pattern))
    if archive.laid_by.is_dir():
        yield archive.laid_by
    if (archive.folder / RESTORING).is_dir() and not is_being_placed(archive.folder):
        yield archive.folder / RESTORING
