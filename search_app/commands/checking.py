"""What `pasaje check` looks at: catalogue, originals and index, each for itself and against the others.

Rule: looking changes nothing, and while somebody is writing, what is not finished yet is no trouble. A trouble is
something that is not as it should be; a note, something that can be tidied up or decided.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from archive import Archive, OriginalAltered, OriginalMissing
from archive.leftovers import drafts, made_of_nothing
from archive.soundness import DAMAGED
from index import IndexUnready
from ingest.sources import is_address
from search_app import wiring
from search_app.commands.exits import Exit
from search_app.commands.output import counted
from search_app.settings import Settings

EMPTY = "document_empty"
"""The code of a document without versions."""

_NEVER_KEPT = {"not_a_pdf", "unreachable", "too_large"}
"""Reasons for which a source is refused before its bytes are copied in."""

_UNLOCKED = "unlocked"
"""The code of the warning of a version that was opened with a password."""

_TO_TIDY = {"drafts_left", "images_of_nothing", EMPTY}
"""The codes of notes of which nothing is lost when they are tidied up."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something to be told. `part` is `archive` or `index`; `sha256` names an original, if it is about one."""

    part: str
    code: str
    message: str
    version_id: str | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """What was held against what, and what is wrong.

    `strays` are originals of no version, `unread` those of them that were never read; `writer` is who is at work.
    """

    originals: int
    of_archive: list[Trouble]
    of_index: list[Trouble]
    notes: list[Trouble]
    strays: int
    unread: list[str]
    writer: str | None

    @property
    def troubles(self) -> list[Trouble]:
        """All that is wrong, with the archive first."""
        return [*self.of_archive, *self.of_index]

    @property
    def to_mend(self) -> bool:
        """Whether there is anything that a repair may mend."""
        if any(each.code == DAMAGED for each in self.of_archive):
            return False  # it is not to be written into
        return bool(self.troubles) or any(each.code in _TO_TIDY for each in self.notes)

    @property
    def exit(self) -> Exit:
        """What the command leaves with."""
        return Exit.ARCHIVE if self.of_archive else Exit.INDEX if self.of_index else Exit.DONE

    @property
    def summary(self) -> dict[str, object]:
        """What is said of it in one line for programs."""
        return {
            "about": "check",
            "originals": self.originals,
            "strays": self.strays,
            "unread": self.unread,
            "troubles": len(self.troubles),
            "notes": len(self.notes),
            "writer": self.writer,
        }


@dataclass(frozen=True, slots=True)
class _Needed:
    """An original that must be there, and for what."""

    sha256: str
    file_name: str
    version_id: str | None = None


def look(settings: Settings, archive: Archive) -> Checked:
    """Hold everything against everything else."""
    writer = archive.writer()
    of_catalogue = [Trouble("archive", *fault) for fault in archive.faults()]
    if any(each.code == DAMAGED for each in of_catalogue):
        return Checked(0, of_catalogue, [], [], 0, [], writer)  # nothing it says can be relied on
    needed = _needed(archive)
    empty = [each for each in of_catalogue if each.code == EMPTY]
    of_archive = [each for each in of_catalogue if each.code != EMPTY]
    of_archive += [*_of_originals(archive, needed), *_of_unlocked(archive), *_of_purges(archive)]
    of_index = list(_of_index(settings, archive))
    strays = set(archive.originals.hashes()) - {each.sha256 for each in needed} - archive.removals.purged()
    if writer := archive.writer() or writer:
        of_index = []  # it is being brought up to date
    unread = [] if writer else _unread(archive, strays)
    notes = [] if writer else [*empty, *_of_leftovers(archive), *_of_strays(archive, unread)]
    return Checked(len(needed), of_archive, of_index, notes, len(strays), unread, writer)


def _needed(archive: Archive) -> list[_Needed]:
    """Give every original that a version, a removed version that may come back, or waiting work needs."""
    versions = archive.catalogue.versions()
    needed = {each.original_sha256: _Needed(each.original_sha256, each.file_name, each.id) for each in versions}
    removed = [each.version for each in archive.removals.all() if not each.is_purged]
    for version in removed:
        needed.setdefault(version.original_sha256, _Needed(version.original_sha256, version.file_name, version.id))
    for row in archive.queue.waiting():
        needed.setdefault(row.sha256, _Needed(row.sha256, row.file_name))
    return list(needed.values())


def _of_originals(archive: Archive, needed: Iterable[_Needed]) -> Iterator[Trouble]:
    for each in needed:
        try:
            archive.originals.verify(each.sha256)
        except OriginalMissing as error:
            yield _of_original("original_missing", each, str(error))
        except OriginalAltered as error:
            yield _of_original("original_altered", each, str(error))
        except OSError as error:
            yield _of_original("original_unreadable", each, f"its original cannot be read ({error.strerror}).")


def _of_unlocked(archive: Archive) -> Iterator[Trouble]:
    """Give the versions that were opened with a password, and whose copy without one is gone."""
    for version in archive.catalogue.versions():
        was_locked = any(each.code == _UNLOCKED for each in version.warnings)
        if was_locked and not archive.originals.unlocked.find(version.original_sha256):
            told = (
                f"its copy without a password is missing: “pasaje reread {version.id} --password-file F” makes it."
            )
            yield Trouble("archive", "unlocked_missing", f"{version.file_name}: {told}", version.id)


def _of_original(code: str, needed: _Needed, told: str) -> Trouble:
    return Trouble("archive", code, f"{needed.file_name}: {told}", needed.version_id, needed.sha256)


def _of_purges(archive: Archive) -> Iterator[Trouble]:
    """Give the originals that a purge which was cut short left behind."""
    purged = {each.version.original_sha256 for each in archive.purges()}
    for sha256 in sorted(set(archive.originals.hashes()) & purged):
        message = f"The original {sha256[:12]}… was purged and is still here: “pasaje check --repair” deletes it."
        yield Trouble("archive", "purge_unfinished", message, sha256=sha256)


def _of_index(settings: Settings, archive: Archive) -> Iterator[Trouble]:
    try:
        wiring.verify_index(settings, archive)
        engine = wiring.open_index(settings, archive)
    except IndexUnready as error:
        yield Trouble("index", "unusable", f"The index {error.reason}.")
        return
    if pending := len(archive.changes.pending()):
        yield Trouble("index", "behind", f"Not in the index yet: {counted(pending, 'change')}.")
    held = sum(version.passage_count for version in archive.catalogue.current_versions())
    if not pending and engine.count() != held:
        message = f"The index holds {counted(engine.count(), 'passage')}, the archive {held:,}."
        yield Trouble("index", "count_differs", message)


def _of_leftovers(archive: Archive) -> Iterator[Trouble]:
    if left := list(drafts(archive)):
        told = (
            f"Left behind by what was ended: {counted(len(left), 'draft')}. “pasaje check --repair” deletes them."
        )
        yield Trouble("archive", "drafts_left", told)
    if images := made_of_nothing(archive):
        told = f"Images are kept of {counted(len(images), 'original')} that is no more: --repair deletes them."
        yield Trouble("archive", "images_of_nothing", told)
    if waiting := archive.queue.count_waiting():
        told = f"Received and not read yet: {counted(waiting, 'file')}. The next “pasaje add” goes on with them."
        yield Trouble("archive", "waiting", told)


def _of_strays(archive: Archive, unread: Iterable[str]) -> Iterator[Trouble]:
    for sha256 in unread:
        path = archive.originals.path(sha256)
        told = f"The original {sha256[:12]}… is kept, but was not read: add the same PDF again, or {_shown(path)}."
        yield Trouble("archive", "stray", told, sha256=sha256)


def _shown(path: Path) -> str:
    return f"“pasaje add {path}”"


def _unread(archive: Archive, strays: Iterable[str]) -> list[str]:
    """Give the hashes of the files that are here, belong to no version, and have not failed to be read."""
    failed = [each for each in archive.intakes.all() if each.reason.code not in _NEVER_KEPT]
    if any(each.sha256 is None and not is_address(each.source) for each in failed):
        return []  # noted without its hash: it may be any of them; what did not come from the web is none
    return sorted(set(strays) - {each.sha256 for each in failed})
