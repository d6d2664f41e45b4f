"""`pasaje remove`: a version out of the archive."""

from __future__ import annotations

import click

from archive import Action, Archive, Removal
from search_app import learned, wiring
from search_app.commands.acting import deed
from search_app.commands.opening import opened, pass_settings, writing
from search_app.commands.output import counted, json_line, say
from search_app.presenting import removal_line
from search_app.settings import Settings


@click.command(
    epilog="""\b
Examples:
  pasaje remove 5eqbqevs4a
  pasaje remove 5eqbqevs4a --purge --yes
"""
)
@click.argument("version_id", metavar="VERSION")
@click.option("--purge", is_flag=True, help="For good: delete the PDF and all its text, and end its links.")
@click.option("--yes", is_flag=True, help="Do not ask before purging.")
@click.option("--json", "as_json", is_flag=True, help="Print what was removed as one JSON object.")
@pass_settings
def remove(settings: Settings, *, version_id: str, purge: bool, yes: bool, as_json: bool) -> None:
    """Take a version out of the archive.

    VERSION is an id as “list --json” gives it. It is no longer found or read, and the edition before it is the
    newest again; links to its passages go on answering with their words. Adding the same PDF brings it back.

    With --purge, also for a version that was taken out before, its PDF and its words are deleted. Its links then
    say what stood there by title and page alone (410 Gone).
    """
    with opened(settings) as archive:
        if purge and not yes:
            _ask(archive, version_id)  # before the lock is held: nobody is to wait for an answer
        with writing(archive, "removing a version"):
            action = Action.PURGE if purge else Action.REMOVE
            done = deed(action, version_id, _document_of(archive, version_id))
            removal = archive.remove(version_id, is_purged=purge, deed=done)
            wiring.update_index(settings, archive, tell=say)
            learned.align_missing(archive)
    if as_json:
        json_line(removal_line(removal))
    say(_told(removal))


def _document_of(archive: Archive, version_id: str) -> str | None:
    version, removal = archive.catalogue.find_version(version_id), archive.removals.find(version_id)
    return version.document_id if version else removal.document.id if removal else None


def _ask(archive: Archive, version_id: str) -> None:
    removal = archive.removals.find(version_id)
    version = removal.version if removal else archive.catalogue.get_version(version_id)
    what = f"edition {version.edition} ({version.language}) of “{version.title}”"
    try:
        is_meant = click.confirm(f"Delete {what}, its PDF and all its words, for good?", err=True)
    except click.Abort:  # nobody is there to answer
        is_meant = False
    if not is_meant:
        raise click.UsageError("Nothing was deleted: answer “y”, or say --yes.")


def _told(removal: Removal) -> str:
    version = removal.version
    what = f"“{version.title}” ({version.language}, edition {version.edition})"
    if removal.is_purged:
        return f"{what} is deleted. Links to its {counted(version.passage_count, 'passage')} say where they stood."
    return f"{what} is taken out. Links to its {counted(version.passage_count, 'passage')} go on answering."
