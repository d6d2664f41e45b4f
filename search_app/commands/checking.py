"""What `pasaje check` looks at: every original against its hash, the index against the catalogue.

Rule: while somebody is writing, what is not finished yet is no trouble.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from archive import Archive, OriginalAltered, OriginalMissing
from index import IndexUnready
from search_app import wiring
from search_app.commands.exits import Exit
from search_app.commands.opening import writing
from search_app.commands.output import counted, say
from search_app.settings import Settings

_NEVER_KEPT = {"not_a_pdf", "unreachable", "too_large"}
"""Reasons for which a source is refused before its bytes are copied in."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that is not as it should be. `part` is `archive` or `index`."""

    part: str
    code: str
    message: str
    version_id: str | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """What was held against what, and what is wrong.

    `strays` are originals of no version, `unread` those of them that were never read; `writer` is who is at work.
    """

    originals: int
    of_archive: list[Trouble]
    of_index: list[Trouble]
    strays: int
    unread: list[str]
    writer: str | None

    @property
    def troubles(self) -> list[Trouble]:
        """All that is wrong, with the archive first."""
        return [*self.of_archive, *self.of_index]

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
            "writer": self.writer,
        }


def check_all(settings: Settings, archive: Archive, *, is_repairing: bool) -> Checked:
    """Hold everything against everything else; an index that is wrong is made again where that is asked."""
    if is_repairing and _unfinished(archive):
        with writing(archive, "finishing what was purged"):
            archive.finish_purges()
    writer = archive.writer()
    versions = archive.catalogue.versions()
    of_archive = list(_archive_troubles(archive))
    of_index = list(_index_troubles(settings, archive))
    if writer := archive.writer() or writer:
        of_index = []  # it is being brought up to date
    if of_index and is_repairing:
        of_index = _repaired(settings, archive, of_index)
    strays = set(archive.originals.hashes()) - {version.original_sha256 for version in versions}
    strays -= archive.removals.restorable() | archive.removals.purged()
    unread = [] if writer else _unread(archive, strays)
    return Checked(len(versions), of_archive, of_index, len(strays), unread, writer)


def _repaired(settings: Settings, archive: Archive, found: list[Trouble]) -> list[Trouble]:
    """Make the index again; gives what is wrong with it still."""
    with writing(archive, "making the index again"):
        wiring.rebuild_index(settings, archive)
    say(f"{found[0].message} It was made again.")
    return list(_index_troubles(settings, archive))


def _archive_troubles(archive: Archive) -> Iterator[Trouble]:
    for version in archive.catalogue.versions():
        try:
            archive.originals.verify(version.original_sha256)
        except OriginalMissing as error:
            yield Trouble("archive", "original_missing", f"{version.file_name}: {error}", version.id)
        except OriginalAltered as error:
            yield Trouble("archive", "original_altered", f"{version.file_name}: {error}", version.id)
        except OSError as error:
            message = f"{version.file_name}: its original cannot be read ({error.strerror})."
            yield Trouble("archive", "original_unreadable", message, version.id)

    for sha256 in sorted(_unfinished(archive)):
        message = f"The original {sha256[:12]}… was purged and is still here: “pasaje check --repair” deletes it."
        yield Trouble("archive", "purge_unfinished", message)


def _unfinished(archive: Archive) -> set[str]:
    """Give the originals that a purge which was cut short left behind."""
    return set(archive.originals.hashes()) & archive.removals.purged()


def _index_troubles(settings: Settings, archive: Archive) -> Iterator[Trouble]:
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


def _unread(archive: Archive, strays: Iterable[str]) -> list[str]:
    """Give the hashes of the files that are here, belong to no version, and have not failed to be read."""
    failed = [each for each in archive.intakes.all() if each.reason.code not in _NEVER_KEPT]
    if any(each.sha256 is None for each in failed):
        return []  # noted without its hash: it may be any of them
    return sorted(set(strays) - {each.sha256 for each in failed})
