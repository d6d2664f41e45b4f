"""`pasaje watch`: what is dropped into a folder is added.

Rule: what the system tells of changes only wakes us; what is there is seen by looking, so that nothing hangs on a
message that was lost, as those of network folders are.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import click

from archive import Archive
from archive.identity import version_id
from archive.originals import hash_file
from ingest.outcome import Options
from ingest.settling import Settling, stamps
from ingest.sources import pdfs_below, printable
from search_app import wiring
from search_app.commands.exits import Exit
from search_app.commands.opening import pass_settings
from search_app.commands.output import counted, say
from search_app.commands.taking_in import take_in
from search_app.settings import Settings
from search_app.stop_order import StopOrder

_WAKE_SECONDS = 0.5
"""How long a stop or a file that becomes whole may go unseen."""

_LOOK_SECONDS = 10.0
"""A look at 10,000 files takes a twentieth of a second: where no message comes, this costs nothing."""

_AT_ONCE = 20
"""Files between which others may write: a folder of a thousand takes an hour, these a minute."""


@click.command(
    epilog="""\b
Examples:
  pasaje watch ~/scans
  pasaje watch /srv/incoming --quiet
  pasaje watch ~/scans --json | jq -r .document
"""
)
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--quiet", is_flag=True, help="Say only what went wrong.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a file, as each is done.")
@pass_settings
def watch(settings: Settings, *, folder: Path, quiet: bool, as_json: bool) -> int:
    """Add the PDFs that are in a folder, and those that are dropped there.

    Folders below count too; names that begin with a dot do not. Nothing is moved or changed. A file that is still
    being copied is waited for: until nobody writes to it, it has been the same for two seconds and ends as a PDF
    does, or for half a minute if it does not. A file that is replaced is a new edition, as with “add”. Files named
    alike but for their language (study.en.pdf, study.es.pdf) are one document.

    It goes on until Ctrl-C or SIGTERM, and begins again where it was: what is here already is left alone, and what
    was taken out with “remove” stays out. Other commands may write in between. A folder that goes, as a network
    folder may, is waited for.
    """
    with _order_to_stop() as order:
        if not quiet:
            say(f"Watching {printable(folder)}; Ctrl-C ends it.")
        with suppress(KeyboardInterrupt):
            _watch(settings, folder.absolute(), order, quiet=quiet, as_json=as_json)
        if not quiet:
            say("Stopped watching. What was finished is kept; the rest is taken up next time.")
    return Exit.DONE


@contextmanager
def _order_to_stop() -> Iterator[StopOrder]:
    """Give the order to stop, by SIGTERM or Ctrl-C; SIGIO does not end us (`settling.is_being_written`)."""
    before = {each: signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM, signal.SIGIO)}
    signal.signal(signal.SIGIO, signal.SIG_IGN)
    order = StopOrder()
    order.listen()
    try:
        yield order
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _watch(settings: Settings, folder: Path, order: StopOrder, *, quiet: bool, as_json: bool) -> None:
    settling = Settling()
    is_first = True
    for _ in _looks(folder, settling, order):
        with order.at_once():
            found = (path for path in pdfs_below(folder) if not path.is_relative_to(settings.data.absolute()))
            whole = settling.look(stamps(found), time.monotonic())
        if whole:
            _add(settings, folder, whole, order, is_first=is_first, quiet=quiet, as_json=as_json)
            is_first = False


def _looks(folder: Path, settling: Settling, order: StopOrder) -> Iterator[None]:
    """Say when to look at a folder: when something changed, when a file may be whole, and now and then."""
    looked, is_gone = 0.0, False
    for is_changed in _wakes(folder):
        if order.is_given:
            return
        now = time.monotonic()
        if folder.is_dir():
            if is_gone:
                say(f"{printable(folder)} is back.")
            is_gone = False
        elif not is_gone:
            say(f"{printable(folder)} is not there any more: it is waited for.")
            is_gone = True
        if is_changed or settling.is_waiting or now - looked >= _LOOK_SECONDS:
            looked = now
            yield


def _wakes(folder: Path) -> Iterator[bool]:
    """Come back every half second, and tell whether the system says that something has changed."""
    is_told = True
    while True:
        identity, is_heard = _identity(folder), False
        try:
            for changes in _changes(folder) if identity else ():
                is_heard = True
                yield bool(changes)
                if _identity(folder) != identity:
                    break  # another folder under the same name, as after mounting it again
        except (OSError, RuntimeError) as error:  # among them names that are no UTF-8, which it cannot tell
            if is_told and identity and not is_heard:
                say(f"No changes are told of there ({error}): looking every {_LOOK_SECONDS:.0f} seconds.")
                is_told = False
        time.sleep(_WAKE_SECONDS)
        yield is_heard


def _changes(folder: Path) -> Iterator[set[Any]]:
    import watchfiles  # noqa: PLC0415 - only who watches bears its weight

    return watchfiles.watch(
        folder,
        watch_filter=None,
        debounce=int(_WAKE_SECONDS * 1000),
        rust_timeout=int(_WAKE_SECONDS * 1000),
        yield_on_timeout=True,
        ignore_permission_denied=True,
    )


def _identity(folder: Path) -> tuple[int, int] | None:
    try:
        status = folder.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _add(
    settings: Settings,
    folder: Path,
    whole: Sequence[Path],
    order: StopOrder,
    *,
    is_first: bool,
    quiet: bool,
    as_json: bool,
) -> None:
    """Add what is not here yet, some at a time; the archive is open and locked only for as long as that takes."""
    with order.at_once():  # it waits for who migrates the catalogue or puts a backup in place
        archive = wiring.open_archive(settings)
    with archive:
        with order.at_once():
            new = [path for path in whole if _is_wanted(archive, path, is_first=is_first)]
        if is_first and not quiet and len(whole) > len(new):
            say(f"{counted(len(whole) - len(new), 'file')} there need nothing done.")
        for start in range(0, len(new), _AT_ONCE):
            if start:
                time.sleep(_WAKE_SECONDS)  # others who wait for the lock look for it twenty times a second
            batch = [str(path) for path in new[start : start + _AT_ONCE]]
            with order.at_once():
                take_in(
                    settings,
                    archive,
                    batch,
                    Options(),
                    purpose=f"adding {counted(len(batch), 'file')} from {printable(folder)}",
                    quiet=quiet,
                    as_json=as_json,
                    asks=False,
                )


def _is_wanted(archive: Archive, path: Path, *, is_first: bool) -> bool:
    """Tell whether a file is to be added: not what is here already, nor what somebody took out."""
    try:
        sha256 = hash_file(path)
    except FileNotFoundError:  # it went while we looked
        return False
    except OSError:  # whoever adds it says why, and remembers
        return True
    if version := archive.catalogue.find_original(sha256):
        return not (is_first or version.source == printable(os.path.realpath(path)))
    if archive.removals.find(version_id(sha256)):
        say(f"left out: {printable(path)}: It was taken out with “remove”; “add” brings it back.")
        return False
    return True
