"""`pasaje serve`: the web application for readers."""

from __future__ import annotations

import logging
from functools import partial

import click

from search_app import create_app, serving, wiring
from search_app.commands.opening import current_index, pass_settings
from search_app.commands.output import counted, one_line, print_line
from search_app.frame import prepare
from search_app.intake_watch import IntakeWatch
from search_app.settings import Settings
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
    app = create_app(settings)
    bell = hang_bell(app)
    held = f"{counted(versions, 'version')}, {counted(passages, 'passage')}"
    print_line(one_line(f"Pasaje: {serving.address(listening)} — {held}. Stop with Ctrl-C."))
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


_log = logging.getLogger(__name__)
