"""`pasaje retry`: what failed or waits, tried again."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

import click

from archive import Archive, Intake
from ingest.ocr_modes import OcrMode
from ingest.outcome import Options
from ingest.passwords import Passwords
from ingest.sources import is_address
from search_app import learned, progress, wiring
from search_app.commands.acting import Noting
from search_app.commands.exits import Exit
from search_app.commands.failed import named
from search_app.commands.from_the_web import Sources, bring, host_option
from search_app.commands.ocr import ocr_option
from search_app.commands.opening import opened, pass_settings, say_what_waits, writing
from search_app.commands.output import say
from search_app.commands.passwords import password_option
from search_app.commands.taking_in import exit_of, open_locked, summary
from search_app.settings import Settings

_PURPOSE = "trying again what failed"


@click.command(
    epilog="""\b
Examples:
  pasaje retry
  pasaje retry letter.pdf
  pasaje retry --password-file words.txt letter.pdf
  pasaje status --json | jq -r 'select(.about == "source") | .source' | xargs -r -d '\n' pasaje retry
"""
)
@click.argument("names", nargs=-1, metavar="[SOURCE]...")
@host_option
@password_option
@ocr_option(None)
@click.option("--quiet", is_flag=True, help="Say only what went wrong.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a source, as each is done.")
@pass_settings
def retry(
    settings: Settings,
    *,
    names: Sequence[str],
    hosts: Sequence[str],
    passwords: Passwords,
    ocr: OcrMode | None,
    quiet: bool,
    as_json: bool,
) -> int:
    """Try again what failed or waits.

    All of it, or what is named by its source as “pasaje status” prints it, or by its file name. Bytes that were
    received are kept, so the files themselves need not be there any more; what did not come from the web is
    fetched again. What was asked for with a file holds; --password-file opens what is locked, and --ocr says anew
    what is to be read by OCR.
    """
    started = time.monotonic()
    with opened(settings) as archive:
        intakes = [_asked_for(each, ocr) for each in named(archive, names)]
        if not intakes:
            say("Nothing failed, nothing waits.")
            return Exit.DONE
        never_came = [each for each in intakes if _never_came(archive, each)]
        kept = [each for each in intakes if each not in never_came]
        with (
            _fetched(settings, archive, never_came, hosts, quiet=quiet) as brought,
            writing(archive, _PURPOSE),
        ):
            if not quiet:
                say_what_waits(archive)
            with progress.listening(quiet=quiet, as_json=as_json) as teller:
                listener = Noting(teller, archive)
                outcomes = wiring.retry(
                    archive,
                    kept,
                    brought,
                    workers=settings.workers,
                    listener=listener,
                    passwords=passwords,
                )
            wiring.update_index(settings, archive, tell=say)
            learned.align_missing(archive, None if quiet else say)
        outcomes = open_locked(settings, archive, outcomes, purpose=_PURPOSE, quiet=quiet, as_json=as_json)
    if not quiet:
        say(summary(outcomes, time.monotonic() - started))
    return exit_of(outcomes)


def _asked_for(intake: Intake, ocr: OcrMode | None) -> Intake:
    """Give it with what is asked for now in place of what was."""
    if ocr is None:
        return intake
    return replace(intake, options=replace(Options.kept(intake.options), ocr=ocr).to_keep())


def _never_came(archive: Archive, intake: Intake) -> bool:
    """Tell what is to be fetched: an address whose bytes are not here."""
    return is_address(intake.source) and not (intake.sha256 and archive.originals.has(intake.sha256))


@contextmanager
def _fetched(
    settings: Settings, archive: Archive, intakes: Sequence[Intake], hosts: Sequence[str], *, quiet: bool
) -> Iterator[Sources]:
    """Fetch addresses, before anybody has to wait for us; gives them for a while, with what was asked for."""
    if not intakes:
        yield []
        return
    with wiring.courier(settings, archive, hosts) as courier:
        yield [bring(courier, each.source, Options.kept(each.options), quiet=quiet) for each in intakes]
