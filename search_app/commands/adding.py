"""`pasaje add`: PDFs in, with progress on the way and a summary at the end."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial

import click

from archive import Archive, Reason, SourceStatus, Warned
from archive.identity import slug
from ingest.ocr_modes import OcrMode
from ingest.outcome import Options, Outcome
from search_app import progress, wiring
from search_app.commands.exits import Exit
from search_app.commands.opening import pass_settings, writing
from search_app.commands.output import counted, say
from search_app.settings import Settings


class IsoDate(click.ParamType[str]):
    """A date as exact as it is known: YYYY, YYYY-MM or YYYY-MM-DD (ISO 8601)."""

    name = "date"

    def convert(self, value: str, param: click.Parameter | None, context: click.Context | None) -> str:
        """Check the date; it stays as it was written."""
        try:
            date.fromisoformat(value + _REST_OF_DATE[len(value)])
        except (KeyError, ValueError):
            self.fail(f"“{value}” is no date: write YYYY, YYYY-MM or YYYY-MM-DD.", param, context)
        return value


@click.command(
    epilog="""\b
Examples:
  pasaje add letter.pdf study-es.pdf
  pasaje add papers/ --quiet
  pasaje add draft3.pdf --document letter-of-intent --language en --date 2013-05
"""
)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--document", "document_id", metavar="ID", help="Document that all sources belong to.")
@click.option("--language", type=click.Choice(["en", "es"]), help="Language, when the text misleads.")
@click.option("--title", metavar="T", help="Title, when the file has none or a wrong one; it is confirmed.")
@click.option(
    "--date", type=IsoDate(), metavar="D", help="Date of the document, confirmed: YYYY, YYYY-MM or YYYY-MM-DD."
)
@click.option(
    "--ocr",
    type=click.Choice([mode.value for mode in OcrMode]),
    default=OcrMode.AUTO.value,
    help="OCR of pages without usable text (auto), of every scan (always), or of none (never).",
)
@click.option("--quiet", is_flag=True, help="Say only what went wrong.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a source, as each is done.")
@pass_settings
def add(
    settings: Settings,
    *,
    sources: Sequence[str],
    document_id: str | None,
    language: str | None,
    title: str | None,
    date: str | None,
    ocr: str,
    quiet: bool,
    as_json: bool,
) -> int:
    """Add PDFs: files or folders.

    A file whose bytes are already here is left alone. What cannot be read is named with its reason, and the
    others go in.
    """
    started = time.monotonic()
    if document_id is not None:
        _check_document(settings, document_id)
    options = Options(document_id=document_id, language=language, title=title, date=date, ocr=OcrMode(ocr))
    files = [source for source in sources if not _ADDRESS.match(source)]
    refused = [_refused(source) for source in sources if _ADDRESS.match(source)]
    with wiring.open_archive(settings) as archive, writing(archive, _purpose(sources)):
        with progress.listening(quiet=quiet, as_json=as_json) as teller:
            listener = progress.Annotated(teller, partial(_with_ignored, archive, options))
            outcomes = wiring.add(archive, files, options, workers=settings.workers, listener=listener)
            for outcome in refused:
                listener.finished(outcome)
        outcomes = [*outcomes, *refused]
        new = sum(each.passages or 0 for each in outcomes if each.status in _TAKEN_IN)
        if new >= _WORTH_A_WORD and not quiet:
            say(f"Indexing {counted(new, 'passage')} ...")
        wiring.update_index(settings, archive, tell=say)
    if not quiet:
        say(summary(outcomes, time.monotonic() - started))
    return exit_of(outcomes)


def exit_of(outcomes: Sequence[Outcome]) -> Exit:
    """Tell scripts whether any source failed."""
    failed = any(outcome.status is SourceStatus.FAILED for outcome in outcomes)
    return Exit.SOME_FAILED if failed else Exit.DONE


def _check_document(settings: Settings, document_id: str) -> None:
    """See that a document has this id, or may be given it. Raises: BadParameter."""
    if document_id == slug(document_id):
        return
    archive = wiring.find_archive(settings)
    if archive is not None:
        with archive:
            if archive.catalogue.find_document(document_id):
                return
    raise click.BadParameter(
        f"“{document_id}” is no document here, and cannot be the name of a new one: write “{slug(document_id)}”.",
        param_hint="--document",
    )


def _refused(address: str) -> Outcome:
    told = "Addresses are not taken yet: download the file and add that."
    return Outcome(address, SourceStatus.FAILED, 0.0, reason=Reason("unreachable", told))


def _with_ignored(archive: Archive, options: Options, outcome: Outcome) -> Outcome:
    """Note on a file that is here already which options are not what it is held with."""
    if outcome.status is not SourceStatus.UNCHANGED or not outcome.version_id or not outcome.document_id:
        return outcome
    version = archive.catalogue.get_version(outcome.version_id)
    document = archive.catalogue.get_document(outcome.document_id)
    asked = {
        "--document": (options.document_id, document.id),
        "--language": (options.language, version.language),
        "--title": (options.title, version.title),
        "--date": (options.date, document.date),
    }
    ignored = [name for name, (said, held) in asked.items() if said not in (None, held)]
    if not ignored:
        return outcome
    told = f"It is held as “{document.id}” and stays as it is; not applied: {', '.join(ignored)}."
    return replace(outcome, warnings=(*outcome.warnings, Warned(progress.OPTIONS_IGNORED, None, told)))


def _purpose(sources: Sequence[str]) -> str:
    return f"adding {sources[0]}" if len(sources) == 1 else f"adding {len(sources)} sources"


def summary(outcomes: Sequence[Outcome], seconds: float) -> str:
    """Say what became of all sources: “5 added, 1 unchanged, 2 failed: 60 pages, 431 passages in 2.3 s.”."""
    if not outcomes:
        return "No PDF was found there."
    counts = [(sum(each.status is status for each in outcomes), words) for status, words in _STATUS_WORDS]
    taken_in = [each for each in outcomes if each.status in _TAKEN_IN]
    pages = sum(each.pages or 0 for each in taken_in)
    passages = sum(each.passages or 0 for each in taken_in)
    told = ", ".join(f"{count:,} {words}" for count, words in counts if count)
    return f"{told}: {counted(pages, 'page')}, {counted(passages, 'passage')} in {seconds:.1f} s."


_WORTH_A_WORD = 2_000
"""Passages that take about a second to index: nobody waits longer without a word."""

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
"""A scheme and two slashes (RFC 3986, 3); no file is named so by hand."""

_REST_OF_DATE = {len("YYYY"): "-01-01", len("YYYY-MM"): "-01", len("YYYY-MM-DD"): ""}

_STATUS_WORDS = (
    (SourceStatus.ADDED, "added"),
    (SourceStatus.NEW_EDITION, "added as new editions"),
    (SourceStatus.UNCHANGED, "unchanged"),
    (SourceStatus.READ_AGAIN, "read again"),
    (SourceStatus.WAITING, "waiting"),
    (SourceStatus.FAILED, "failed"),
)

_TAKEN_IN = {SourceStatus.ADDED, SourceStatus.NEW_EDITION, SourceStatus.WAITING}
