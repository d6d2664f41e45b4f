"""`pasaje backup` and `pasaje restore`: the whole archive in one file, and back."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import click
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TimeRemainingColumn

from archive import Archive
from archive.backups import Advance, Backup, back_up, write
from archive.restoring import Restored
from archive.restoring import restore as restore_from
from search_app import wiring
from search_app.commands.exits import Exit
from search_app.commands.opening import opened, pass_settings
from search_app.commands.output import counted, json_line, say
from search_app.errors import BackupNotPrinted, CannotPrint
from search_app.progress import is_terminal
from search_app.settings import Settings

_STANDARD = "-"
_MEGABYTE = 1_000_000


@click.command(
    epilog="""\b
Examples:
  pasaje backup /backups/pasaje-2026-11-26.tar
  pasaje backup - | ssh elsewhere 'cat > pasaje.tar'
"""
)
@click.argument("file", type=click.Path(dir_okay=False, allow_dash=True))
@click.option("--json", "as_json", is_flag=True, help="Print what was written as one JSON object.")
@pass_settings
def backup(settings: Settings, *, file: str, as_json: bool) -> int:
    """Write the whole archive into one file.

    The file holds the catalogue as it is at this moment, and every PDF it speaks of; others may read and add
    meanwhile. “-” writes to standard output. It is a tar file, so that any program can take the PDFs out of it.
    Accounts are in it with their passwords' hashes; who is signed in is not. A backup of that name is replaced
    once the new one is whole.

    Leaves with 5 when PDFs are missing here: the file is written without them, and they are named.
    """
    started = time.monotonic()
    if file != _STANDARD and not Path(file).absolute().parent.is_dir():
        raise click.UsageError(f"There is no folder for “{file}”: make it first, or name another.")
    with opened(settings) as archive, _showing() as advance:
        if file == _STANDARD:
            made = _written_on(archive, _standard_output(as_json=as_json), advance)
        else:
            made = back_up(archive, Path(file), advance)
        names = _names(archive, made)
    if as_json and file != _STANDARD:
        json_line(_as_object(made))
    for sha256 in made.manifest.missing:
        say(f"{names[sha256]} is not in it: it is missing or altered here. See “pasaje check”.")
    seconds = time.monotonic() - started
    size = f"{made.size_bytes / _MEGABYTE:,.1f} MB"
    say(f"{counted(made.head.versions, 'version')}, {size} written in {seconds:.1f} s.")
    return Exit.ARCHIVE if made.manifest.missing else Exit.DONE


@click.command(
    epilog="""\b
Examples:
  pasaje --data /srv/pasaje restore /backups/pasaje-2026-11-26.tar
  pasaje restore pasaje.tar --replace
"""
)
@click.argument("file", type=click.Path(dir_okay=False, allow_dash=True))
@click.option("--replace", is_flag=True, help="Put it in the place of the archive there; that is kept aside.")
@click.option("--json", "as_json", is_flag=True, help="Print what was restored as one JSON object.")
@pass_settings
def restore(settings: Settings, *, file: str, replace: bool, as_json: bool) -> int:
    """Make an archive from a backup, in the data folder.

    Every byte is held against the hashes in the backup before anything is put in its place; ended before that,
    all is as it was. The index is made again. With --replace, stop “pasaje serve” first: what it serves is moved
    into a folder “before-...” beside.
    """
    started = time.monotonic()
    with _opened_backup(file) as (stream, size_bytes), _showing() as advance:
        done = 0

        def tell(more: int) -> None:
            nonlocal done
            done += more
            advance(done, max(size_bytes, done))

        restored = restore_from(stream, settings.data, tell, is_replacing=replace)
    with opened(settings) as archive, archive.writing("making the index"):
        passages = wiring.update_index(settings, archive, tell=lambda _said: None).count()
    if as_json:
        json_line(_restored_object(restored, passages))
    _say_restored(settings, restored, passages, time.monotonic() - started)
    return Exit.ARCHIVE if restored.missing else Exit.DONE


def _written_on(archive: Archive, stream: BinaryIO, advance: Advance) -> Backup:
    try:
        made = write(archive, stream, advance, beside=archive.folder)
        stream.flush()
    except BrokenPipeError as error:
        raise CannotPrint(
            error.strerror or str(error)
        ) from error  # half a backup is none, whoever stopped reading
    return made


def _say_restored(settings: Settings, restored: Restored, passages: int, seconds: float) -> None:
    for sha256 in restored.missing:
        say(f"The original {sha256[:12]}… was not in the backup. See “pasaje check”.")
    if restored.before:
        say(f"What was there lies in {restored.before}: delete it when you need it no more.")
    held = f"{counted(restored.versions, 'version')}, {counted(passages, 'passage')}"
    say(f"{held} restored to {settings.data} in {seconds:.1f} s.")


def _standard_output(*, as_json: bool) -> BinaryIO:
    if as_json or sys.stdout.isatty():
        raise BackupNotPrinted
    return sys.stdout.buffer


@contextmanager
def _opened_backup(file: str) -> Iterator[tuple[BinaryIO, int]]:
    if file == _STANDARD:
        yield sys.stdin.buffer, 0
        return
    path = Path(file)
    with path.open("rb") as stream:
        yield stream, path.stat().st_size


@contextmanager
def _showing() -> Iterator[Advance]:
    """Give what is told of every portion of bytes: a bar where somebody watches."""
    if not is_terminal():
        yield lambda _done, _total: None
        return
    columns = (BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _names(archive: Archive, made: Backup) -> dict[str, str]:
    names = {version.original_sha256: version.file_name for version in archive.catalogue.versions()}
    return {sha256: names.get(sha256, f"The original {sha256[:12]}…") for sha256 in made.manifest.missing}


def _as_object(made: Backup) -> dict[str, object]:
    return {
        "versions": made.head.versions,
        "files": len(made.manifest.files),
        "bytes": made.size_bytes,
        "schema": made.head.schema,
        "made_at": made.head.made_at,
        "missing": made.manifest.missing,
        "purged": made.manifest.purged,
    }


def _restored_object(restored: Restored, passages: int) -> dict[str, object]:
    return {
        "versions": restored.versions,
        "originals": restored.originals,
        "passages": passages,
        "made_at": restored.head.made_at,
        "missing": list(restored.missing),
        "before": str(restored.before) if restored.before else None,
    }
