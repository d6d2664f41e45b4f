"""`pasaje add`: PDFs in, with progress on the way and a summary at the end."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import date

import click

from archive import Relation
from archive.identity import slug
from ingest.ocr_modes import OcrMode
from ingest.outcome import Options
from ingest.passwords import Passwords
from search_app import wiring
from search_app.commands.deciding import Kinds
from search_app.commands.exits import Exit
from search_app.commands.from_the_web import fetched, host_option, listed, without_secrets
from search_app.commands.ocr import ocr_option
from search_app.commands.opening import pass_settings
from search_app.commands.output import say
from search_app.commands.passwords import password_option
from search_app.commands.taking_in import exit_of, purpose_of, summary, take_in
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
  pasaje add https://example.org/docs/study_es.pdf
  pasaje add --page https://example.org/cooperation/peru
  pasaje add --page https://example.org/cooperation/peru --only 1,3-4
"""
)
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@click.option("--page", metavar="URL", help="Web page that lists PDFs, in place of sources.")
@click.option("--yes", is_flag=True, help="With --page: add all that is found, without a question.")
@click.option("--only", metavar="NUMBERS", help="With --page: add these of what is found, as “1,3-4”.")
@host_option
@click.option("--document", "document_id", metavar="ID", help="Document that all sources belong to.")
@click.option("--language", type=click.Choice(["en", "es"]), help="Language, when the text misleads.")
@click.option("--title", metavar="T", help="Title, when the file has none or a wrong one; it is confirmed.")
@click.option(
    "--date", type=IsoDate(), metavar="D", help="Date of the document, confirmed: YYYY, YYYY-MM or YYYY-MM-DD."
)
@password_option
@click.option(
    "--accept",
    type=Kinds(),
    metavar="KIND,...",
    help="Do what is suggested of these kinds, such as language_version.",
)
@ocr_option(OcrMode.AUTO)
@click.option("--quiet", is_flag=True, help="Say only what went wrong.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a source, as each is done.")
@pass_settings
def add(
    settings: Settings,
    *,
    sources: Sequence[str],
    page: str | None,
    yes: bool,
    only: str | None,
    hosts: Sequence[str],
    document_id: str | None,
    language: str | None,
    title: str | None,
    date: str | None,
    passwords: Passwords,
    accept: frozenset[Relation] | None,
    ocr: OcrMode,
    quiet: bool,
    as_json: bool,
) -> int:
    """Add PDFs: files, folders, addresses of files (http, https), or what a web page lists.

    A file whose bytes are already here is left alone; other bytes from a path or an address that is known are a
    new edition. What cannot be read is named with its reason, and the others go in.

    With --page a web page is read that lists PDFs. What is found is shown, numbered: titles, languages and links;
    then you are asked which to add. The files of one line become the versions of one document. With --json each
    link found is an object too ("about": "listed").

    Files come from the web up to 500 MB each, over at most ten redirects, and never from private networks or this
    computer unless --allow-host names the host. Proxies set in the environment are not used.
    """
    started = time.monotonic()
    sources, page = [without_secrets(each) for each in sources], page and without_secrets(page)
    options = Options(document_id=document_id, language=language, title=title, date=date, ocr=ocr)
    _check_use(sources, page, options, is_chosen=yes or only is not None)
    if document_id is not None:
        _check_document(settings, document_id)
    with wiring.open_archive(settings) as archive:
        brought = (
            listed(settings, archive, page, hosts, confirmed=yes, only=only, quiet=quiet, as_json=as_json)
            if page
            else fetched(settings, archive, sources, hosts, quiet=quiet)
        )
        with brought as found:
            if not found:
                return Exit.DONE
            outcomes = take_in(
                settings,
                archive,
                found,
                options,
                passwords=passwords,
                accepted=accept or frozenset(),
                purpose=purpose_of([page] if page else sources),
                quiet=quiet,
                as_json=as_json,
            )
    if not quiet:
        say(summary(outcomes, time.monotonic() - started))
    return exit_of(outcomes)


def _check_use(sources: Sequence[str], page: str | None, options: Options, *, is_chosen: bool) -> None:
    """See that either sources or a page are named, and nothing that says nothing of them. Raises: UsageError."""
    if not sources and page is None:
        raise click.UsageError("Name files, folders or addresses to add, or a web page with --page.")
    if sources and page is not None:
        raise click.UsageError("Name either sources or a --page: they are added one after the other.")
    if page is not None and options != Options():
        raise click.UsageError("With --page, documents, titles and languages are those of the page.")
    if page is None and is_chosen:
        raise click.UsageError("--yes and --only choose of what a --page lists.")


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


_REST_OF_DATE = {len("YYYY"): "-01-01", len("YYYY-MM"): "-01", len("YYYY-MM-DD"): ""}
