"""`pasaje forget`: what failed, and is not to be tried again."""

from __future__ import annotations

from collections.abc import Sequence

import click

from archive import Action
from search_app.commands.acting import deed
from search_app.commands.failed import named
from search_app.commands.opening import opened, pass_settings, writing
from search_app.commands.output import say
from search_app.settings import Settings


@click.command(
    epilog="""\b
Examples:
  pasaje forget readme.txt
  pasaje status --json | jq -r 'select(.reason.code == "not_a_pdf") | .source' | xargs -r -d '\\n' pasaje forget
"""
)
@click.argument("names", nargs=-1, required=True, metavar="SOURCE...")
@pass_settings
def forget(settings: Settings, *, names: Sequence[str]) -> None:
    """Strike off what failed, and is not to be tried again.

    By its source as “pasaje status” prints it, or by its file name. The bytes that were kept of it are deleted,
    unless something else needs them. A version that waits is taken out with “pasaje remove”.
    """
    with opened(settings) as archive, writing(archive, "striking off what failed"):
        for intake in named(archive, names):
            if intake.sha256 and archive.catalogue.find_original(intake.sha256):
                say(f"{intake.source}: it is held, and only waits: “pasaje remove” takes it out.")
                continue
            archive.forget(intake)
            archive.audit.note(deed(Action.REMOVE, None, source=intake.source))
            say(f"{intake.source}: it is forgotten.")
