"""`pasaje list`: what is here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from archive import Version, VersionStatus
from search_app.commands.opening import opened, pass_settings
from search_app.commands.output import MARGIN, Paper, counted, json_line
from search_app.presenting import removal_line, version_line
from search_app.settings import Settings

if TYPE_CHECKING:
    from archive import Removal


@click.command("list", epilog="\b\nExamples:\n  pasaje list\n  pasaje list --json | jq -r .document.title")
@click.option(
    "--removed",
    is_flag=True,
    help="List what was taken out instead.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a version.")
@pass_settings
def list_versions(settings: Settings, *, removed: bool, as_json: bool) -> None:
    """List documents and their versions."""
    with opened(settings) as archive:
        if removed:
            _list_removed(archive.removals.all(), as_json=as_json)
            return
        documents = archive.catalogue.documents()
        versions = archive.catalogue.versions()
    paper = Paper()
    for document in documents:
        own = [version for version in versions if version.document_id == document.id]
        if as_json:
            for version in own:
                json_line(version_line(document, version))
            continue
        date = f" ({document.date})" if document.date else ""
        paper.write(f"{document.title}{date}", style="bold")
        paper.write(document.id, indent=MARGIN, style="dim")
        for version in own:
            paper.write(version_words(version), indent=MARGIN)


def _list_removed(removals: Sequence[Removal], *, as_json: bool) -> None:
    paper = Paper()
    for each in removals:
        if as_json:
            json_line(removal_line(each))
            continue
        fate = "purged" if each.is_purged else "taken out"
        paper.write(each.version.title, style="bold")
        paper.write(f"{each.version.id} ({each.version.file_name})", indent=MARGIN, style="dim")
        paper.write(f"{version_words(each.version)}; {fate} on {each.removed_at[:10]}", indent=MARGIN)


def version_words(version: Version) -> str:
    """Say in few words what a version is."""
    waiting = ", waits for text" if waits(version) else ""
    return (
        f"{version.language}, edition {version.edition}: {counted(version.page_count, 'page')}, "
        f"{counted(version.passage_count, 'passage')}{waiting}"
    )


def waits(version: Version) -> bool:
    """Tell whether a version has no text yet."""
    return version.status is VersionStatus.WAITING
