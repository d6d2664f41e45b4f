"""`pasaje serve`: the web application for readers."""

from __future__ import annotations

import ipaddress
import logging
import socket
from collections.abc import Iterator, Sequence
from functools import partial

import click

from archive import Account
from search_app import create_app, serving, wiring
from search_app.addresses import is_for_others
from search_app.commands.opening import current_index, pass_settings
from search_app.commands.output import counted, one_line, print_line, say
from search_app.frame import compile_templates, prepare
from search_app.intake_watch import IntakeWatch
from search_app.settings import ACCOUNTS, Settings
from search_app.uploads import hang_bell


@click.command(
    epilog="""\b
Examples:
  pasaje serve
  pasaje --data /srv/pasaje serve --port 8080 --workers 4
  pasaje serve --proxy 127.0.0.1        behind a web server of this machine
"""
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; 0.0.0.0 is all.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 is any free one.")
@click.option(
    "--workers", type=click.IntRange(1, 64), help="Processes that answer. [default: PASAJE_WORKERS, else cores]"
)
@click.option("--proxy", metavar="ADDRESS", help="Believe the X-Forwarded-... headers of this reverse proxy.")
@pass_settings
def serve(settings: Settings, *, host: str, port: int, workers: int | None, proxy: str | None) -> None:
    """Serve the archive to browsers.

    The index is brought up to date first. Ctrl-C stops the server when the answers it has begun are given.
    """
    logging.basicConfig(format="%(asctime)s %(levelname)s %(message)s", level=logging.WARNING)
    listening = serving.listen(host, port)
    with wiring.open_archive(settings) as archive:
        passages = current_index(settings, archive).count()
        versions = len(archive.catalogue.versions())
        accounts = archive.accounts.all()
    app = create_app(settings)
    compile_templates(app)
    bell = hang_bell(app)
    held = f"{counted(versions, 'version')}, {counted(passages, 'passage')}"
    print_line(one_line(f"Pasaje: {serving.address(listening)} — {held}. Stop with Ctrl-C."))
    for sentence in _cautions(settings, accounts, is_open=not _is_loopback(listening)):
        say(sentence)
    serving.serve(
        app,
        listening,
        processes=workers or settings.workers,
        proxy=proxy,
        prepare=partial(prepare, app),
        tend=partial(wiring.mend_index, settings, tell=_log.warning),
        spool=settings.data,
        watch=IntakeWatch(settings, bell),
    )


def _cautions(settings: Settings, accounts: Sequence[Account], *, is_open: bool) -> Iterator[str]:
    """Say what whoever starts this may not expect of who may read, and who may change things."""
    if not accounts and settings.reading == ACCOUNTS:
        yield "Reading is for accounts, and there are none yet: “pasaje user add NAME” makes one."
    elif not accounts and (is_open or is_for_others(settings.base_url)):
        yield "There are no accounts: from elsewhere it can be read by everybody, and changed by nobody."
    if accounts and is_open and not is_for_others(settings.base_url):
        yield (
            "Passwords go over the network as they are typed: put a web server with https before this one, and "
            "set PASAJE_URL."
        )


def _is_loopback(listening: socket.socket) -> bool:
    return ipaddress.ip_address(listening.getsockname()[0].partition("%")[0]).is_loopback


_log = logging.getLogger(__name__)
