"""`pasaje reindex` and `pasaje check`: the index made again, and everything held against everything else."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import click

from archive import Archive, OriginalAltered, OriginalMissing
from index import IndexUnready
from search_app import wiring
from search_app.commands.exits import Exit
from search_app.commands.opening import opened, pass_settings, writing
from search_app.commands.output import counted, json_line, say
from search_app.settings import Settings


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that is not as it should be. `part` is `archive` or `index`."""

    part: str
    code: str
    message: str
    version_id: str | None = None


@click.command(epilog="\b\nExample:\n  pasaje --data /srv/pasaje reindex")
@click.option("--json", "as_json", is_flag=True, help="Print what was done as one JSON object.")
@pass_settings
def reindex(settings: Settings, *, as_json: bool) -> None:
    """Make the index again from zero."""
    started = time.monotonic()
    with opened(settings) as archive, writing(archive, "making the index again"):
        passages = wiring.rebuild_index(settings, archive).count()
        versions = len(archive.catalogue.current_versions())
    seconds = time.monotonic() - started
    if as_json:
        json_line({"versions": versions, "passages": passages, "seconds": round(seconds, 3)})
    say(f"{counted(versions, 'version')}, {counted(passages, 'passage')} indexed in {seconds:.1f} s.")


@click.command(epilog="\b\nExamples:\n  pasaje check\n  pasaje check --repair --json")
@click.option("--repair", is_flag=True, help="Make the index again if anything is wrong with it.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a trouble, and one at the end.")
@pass_settings
def check(settings: Settings, *, repair: bool, as_json: bool) -> int:
    """Check originals, catalogue and index.

    Every original is read and held against its hash, every version against its original, the index against the
    catalogue. Leaves with 5 when something is wrong with the archive, with 4 when only the index is. While
    somebody is writing, what is not indexed yet is no trouble.
    """
    with opened(settings) as archive:
        writer = archive.writer()
        versions = archive.catalogue.versions()
        troubles = list(_archive_troubles(archive))
        index_troubles = list(_index_troubles(settings, archive))
        if writer := archive.writer() or writer:
            index_troubles = []  # it is being brought up to date
        if index_troubles and repair:
            with writing(archive, "making the index again"):
                wiring.rebuild_index(settings, archive)
            say(f"{index_troubles[0].message} It was made again.")
            index_troubles = list(_index_troubles(settings, archive))
        strays = set(archive.originals.hashes()) - {version.original_sha256 for version in versions}
        strays -= archive.removals.restorable() | archive.removals.purged()
        unread = [] if writer else _unread(archive, strays)
    found = [*troubles, *index_troubles]
    for trouble in found:
        _tell(trouble, as_json=as_json)
    if as_json:
        json_line(
            {
                "about": "check",
                "originals": len(versions),
                "strays": len(strays),
                "unread": unread,
                "troubles": len(found),
                "writer": writer,
            }
        )
    for sha256 in unread:
        say(f"The original {sha256[:12]}… is kept, but was not read: add the same PDF again.")
    if writer:
        say(f"At work now: {writer}. What it has not finished was not checked.")
    say(f"{counted(len(versions), 'original')} checked, {counted(len(found), 'trouble')} found.")
    return Exit.ARCHIVE if troubles else Exit.INDEX if index_troubles else Exit.DONE


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


def _tell(trouble: Trouble, *, as_json: bool) -> None:
    if as_json:
        json_line(
            {
                "about": trouble.part,
                "code": trouble.code,
                "version": trouble.version_id,
                "message": trouble.message,
            }
        )
    else:
        say(trouble.message)


def _unread(archive: Archive, strays: Iterable[str]) -> list[str]:
    """Give the hashes of the files that are here, belong to no version, and have not failed to be read."""
    failed = [each for each in archive.intakes.all() if each.reason.code not in _NEVER_KEPT]
    if any(each.sha256 is None for each in failed):
        return []  # noted without its hash: it may be any of them
    return sorted(set(strays) - {each.sha256 for each in failed})


_NEVER_KEPT = {"not_a_pdf", "unreachable"}
"""Reasons for which a source is refused before its bytes are copied in."""
