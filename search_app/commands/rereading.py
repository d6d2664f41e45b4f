"""`pasaje reread`: originals that are here, read again."""

from __future__ import annotations

import time
from collections.abc import Sequence

import click

from archive import Archive, SourceStatus, Version, VersionNotFound
from ingest.ocr_modes import OcrMode
from ingest.passwords import Passwords
from search_app import learned, progress, wiring
from search_app.commands.acting import Noting
from search_app.commands.exits import Exit
from search_app.commands.ocr import ocr_option
from search_app.commands.opening import opened, pass_settings, writing
from search_app.commands.output import counted, say
from search_app.commands.passwords import password_option
from search_app.settings import Settings


@click.command(
    epilog="""\b
Examples:
  pasaje reread
  pasaje reread letter-of-intent
  pasaje reread --waiting
  pasaje reread 5eqbqevs4a --json
"""
)
@click.argument("names", nargs=-1, metavar="[DOCUMENT|VERSION|FILE]...")
@click.option("--waiting", "only_waiting", is_flag=True, help="Only what waits for OCR, or where it failed.")
@ocr_option(OcrMode.AUTO)
@password_option
@click.option("--quiet", is_flag=True, help="Say only what went wrong.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a version, as each is done.")
@pass_settings
def reread(
    settings: Settings,
    *,
    names: Sequence[str],
    only_waiting: bool,
    ocr: OcrMode,
    passwords: Passwords,
    quiet: bool,
    as_json: bool,
) -> int:
    """Read PDFs that are here again, as this release of Pasaje reads them.

    All of them, or those of the documents and versions that are named. Links to passages stay: where the words
    are found again they lead there, and where they are not they say so. A file that cannot be read this time
    keeps what was read of it before. With --waiting, pictures are read that came before OCR was installed,
    and those at which it failed.
    """
    started = time.monotonic()
    with opened(settings) as archive, writing(archive, "reading originals again"):
        versions = _named(archive, names)
        if only_waiting:
            waiting = {each.id for each in wiring.waiting_for_ocr(archive, is_asked_for=True)}
            versions = [each for each in versions if each.id in waiting]
        with progress.listening(quiet=quiet, as_json=as_json) as listener:
            outcomes = wiring.read_again(
                archive,
                versions,
                workers=settings.workers,
                listener=Noting(listener, archive),
                ocr=ocr,
                passwords=passwords,
            )
        wiring.update_index(settings, archive, tell=say)
        learned.align_missing(archive, None if quiet else say)
    failed = sum(outcome.status is SourceStatus.FAILED for outcome in outcomes)
    if not quiet:
        done = counted(len(outcomes) - failed, "version")
        told = f", {failed:,} failed and stay as they were" if failed else ""
        say(f"{done} read again{told}, in {time.monotonic() - started:.1f} s.")
    return Exit.SOME_FAILED if failed else Exit.DONE


def _named(archive: Archive, names: Sequence[str]) -> list[Version]:
    """Give the versions of these documents, or these versions by id or file; all where none are named."""
    every = archive.catalogue.versions()
    for name in names:
        if not any(name in _names_of(version) for version in every):
            raise VersionNotFound(name)
    return [each for each in every if not names or _names_of(each) & set(names)]


def _names_of(version: Version) -> set[str]:
    return {version.id, version.document_id, version.file_name, version.source}
