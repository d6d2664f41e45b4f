"""What `add` fetches from the web before it adds: files by their addresses, and those that a page lists.

Rule: nothing is fetched under the writer lock; a slow server keeps nobody else from writing.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from archive import Archive
from ingest.errors import OriginalUnreadable
from ingest.outcome import Options
from ingest.sources import is_address
from search_app import progress, wiring
from search_app.commands.output import MARGIN, Paper, counted, json_line, say
from search_app.errors import NotConfirmed
from search_app.settings import Settings

if TYPE_CHECKING:
    from ingest.bringing import Courier
    from ingest.page_documents import Entry
    from ingest.sources import Found, Refused

Sources = list["str | Found | Refused"]


def without_secrets(source: str) -> str:
    """Take name and password out of an address before anybody prints or notes it; it is refused all the same."""
    return re.sub(r"(//)[^/?#]*@", r"\1…@", source, count=1) if is_address(source) else source


def host_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--allow-host` to a command, which is given the `hosts`."""
    return click.option(
        "--allow-host",
        "hosts",
        multiple=True,
        metavar="NAME[:PORT]",
        help="Host to fetch from though it is in a private network; PASAJE_ALLOWED_HOSTS names such for good.",
    )(command)


@contextmanager
def fetched(
    settings: Settings, archive: Archive, sources: Sequence[str], hosts: Sequence[str], *, quiet: bool
) -> Iterator[Sources]:
    """Give the sources with those that are addresses fetched, for a while; each once."""
    if not any(map(is_address, sources)):
        yield list(sources)
        return
    with wiring.courier(settings, archive, hosts) as courier:
        yield [bring(courier, each, quiet=quiet) if is_address(each) else each for each in dict.fromkeys(sources)]


@contextmanager
def listed(
    settings: Settings,
    archive: Archive,
    page: str,
    hosts: Sequence[str],
    *,
    confirmed: bool,
    only: str | None,
    quiet: bool,
    as_json: bool,
) -> Iterator[Sources]:
    """Show what a page lists, ask which of it, and give that fetched, for a while.

    Where the page does not come, that is given. Raises: NotConfirmed, where nobody can be asked.
    """
    from ingest.page_documents import entries, options_for  # noqa: PLC0415 - only who asks for it bears its weight

    with wiring.courier(settings, archive, hosts) as courier:
        try:
            listing = courier.read_listing(page)
        except OriginalUnreadable as error:
            yield [(page, error.reason)]
            return
        found = entries(listing)
        _show(found, page, as_json=as_json)
        numbers = _chosen(found, confirmed=confirmed, only=only)
        yield [
            bring(courier, entry.link.url, options, quiet=quiet)
            for entry, options in options_for(archive, listing, page, numbers)
        ]


def bring(courier: Courier, url: str, options: Options | None = None, *, quiet: bool) -> Found | Refused:
    """Fetch a file, saying how far it is."""
    if quiet:
        return courier.bring(url, options)
    with progress.fetching(url) as said:
        return courier.bring(url, options, said=said)


def _show(found: Sequence[Entry], page: str, *, as_json: bool) -> None:
    """Print what a page lists, numbered, a document after the other."""
    if as_json:
        for entry in found:
            json_line(_entry_object(entry, page))
        return
    paper = Paper()
    shown = None
    for entry in found:
        if entry.document is not shown:
            shown = entry.document
            paper.write(shown.title, style="bold")
        left = "" if entry.is_taken else " (another language: left out)"
        told = f"{entry.number}. {entry.link.language or 'language not said'}: {entry.link.url}{left}"
        paper.write(told, indent=MARGIN, wrapped=False)


def _entry_object(entry: Entry, page: str) -> dict[str, Any]:
    return {
        "about": "listed",
        "number": entry.number,
        "title": entry.document.title,
        "language": entry.link.language,
        "url": entry.link.url,
        "page": page,
    }


def _chosen(found: Sequence[Entry], *, confirmed: bool, only: str | None) -> Collection[int]:
    """Give the numbers that are to be added. Raises: NotConfirmed; BadParameter."""
    taken = [entry.number for entry in found if entry.is_taken]
    if not found:
        say("No PDF is listed there.")
        return ()
    if only is not None:
        try:
            return numbers_in(only, len(found))
        except ValueError as error:
            raise click.BadParameter(str(error), param_hint="--only") from error
    if confirmed:
        return taken
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise NotConfirmed(len(taken))
    return _ask(taken, len(found))


def _ask(taken: Sequence[int], count: int) -> Collection[int]:
    question = f"Add {counted(len(taken), 'file')}? “y” adds all, “1,3-4” only these, Enter none"
    while True:
        answer = click.prompt(question, default="", show_default=False, err=True).strip().casefold()
        if answer in _YES:
            return taken
        if answer in _NO:
            return ()
        try:
            return numbers_in(answer, count)
        except ValueError as error:
            say(str(error))


def numbers_in(text: str, count: int) -> set[int]:
    """Read numbers as “1,3-4”. Raises: ValueError with a sentence."""
    numbers: set[int] = set()
    for part in filter(None, re.split(r"[,;\s]+", text)):
        written = re.fullmatch(r"(\d{1,6})(?:-(\d{1,6}))?", part)
        first, last = (int(written[1]), int(written[2] or written[1])) if written else (0, 0)
        if not 1 <= first <= last <= count:
            raise ValueError(f"“{part}” is none of the numbers 1 to {count}: write “1,3-4”.")
        numbers.update(range(first, last + 1))
    return numbers


_YES, _NO = {"y", "yes", "s", "sí", "si", "all"}, {"", "n", "no"}
