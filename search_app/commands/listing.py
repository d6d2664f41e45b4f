"""`pasaje list` and `pasaje status`: what is here, and what is not, or not wholly, and why."""

from __future__ import annotations

from typing import Any

import click

from archive import Archive, Intake, Page, PageState, Version, VersionStatus
from search_app import wiring
from search_app.commands.opening import opened, pass_settings
from search_app.commands.output import MARGIN, Paper, counted, json_line
from search_app.presenting import document_ref, version_line
from search_app.settings import Settings


@click.command("list", epilog="\b\nExamples:\n  pasaje list\n  pasaje list --json | jq -r .document.title")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a version.")
@pass_settings
def list_versions(settings: Settings, *, as_json: bool) -> None:
    """List documents and their versions."""
    with opened(settings) as archive:
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
            paper.write(_version_words(version), indent=MARGIN)


@click.command(epilog="\b\nExamples:\n  pasaje status\n  pasaje status --json | jq 'select(.about == \"source\")'")
@click.option(
    "--json", "as_json", is_flag=True, help="Print JSON: a line a source, a version with notes, the index."
)
@pass_settings
def status(settings: Settings, *, as_json: bool) -> None:
    """Say what failed or waits, and why.

    Also what a reader should know of each version, and how the index stands.
    """
    with opened(settings) as archive:
        intakes = archive.intakes.all()
        noted = [each for each in archive.catalogue.versions() if each.warnings or _waits(each)]
        index = _index_object(settings, archive)
        if as_json:
            for intake in intakes:
                json_line(_intake_object(intake))
            for version in noted:
                json_line(_noted_object(archive, version))
            json_line(index)
            return
    paper = Paper()
    for intake in intakes:
        paper.write(f"{intake.status.value}: {intake.source}: {intake.reason.message}")
    for version in noted:
        paper.write(f"{version.file_name} ({_version_words(version)})", style="bold")
        for warned in version.warnings:
            paper.write(warned.message, indent=MARGIN)
    if not intakes and not noted:
        paper.write("Nothing failed, nothing waits.")
    paper.write(_index_words(index))


def _version_words(version: Version) -> str:
    waits = ", waits for text" if _waits(version) else ""
    return (
        f"{version.language}, edition {version.edition}: {counted(version.page_count, 'page')}, "
        f"{counted(version.passage_count, 'passage')}{waits}"
    )


def _waits(version: Version) -> bool:
    return version.status is VersionStatus.WAITING


def _intake_object(intake: Intake) -> dict[str, Any]:
    return {
        "about": "source",
        "source": intake.source,
        "status": intake.status.value,
        "reason": {"code": intake.reason.code, "message": intake.reason.message},
        "seen_at": intake.seen_at,
    }


def _noted_object(archive: Archive, version: Version) -> dict[str, Any]:
    document = archive.catalogue.get_document(version.document_id)
    pages = archive.passages.pages(version.id)
    return {
        "about": "version",
        "document": document_ref(document),
        "version": version.id,
        "language": version.language,
        "edition": version.edition,
        "status": version.status.value,
        "warnings": [{"code": code, "page": page, "message": message} for code, page, message in version.warnings],
        "pages": [_page_state(page) for page in pages if page.state is not PageState.TEXT],
    }


def _page_state(page: Page) -> dict[str, Any]:
    return {"number": page.number, "label": page.label, "state": page.state.value}


def _index_object(settings: Settings, archive: Archive) -> dict[str, Any]:
    engine = wiring.find_index(settings, archive)
    pending = len(archive.changes.pending())
    return {
        "about": "index",
        "state": "missing" if engine is None else "behind" if pending else "ready",
        "passages": None if engine is None else engine.count(),
        "pending": pending,
        "writer": archive.writer(),
    }


def _index_words(index: dict[str, Any]) -> str:
    told = {
        "missing": "The index is missing or of an older make: the next search makes it again.",
        "behind": f"Not in the index yet: {counted(index['pending'], 'change')}; the next search takes them in.",
        "ready": f"The index is up to date: {counted(index['passages'] or 0, 'passage')}.",
    }[index["state"]]
    return f"{told} At work now: {index['writer']}." if index["writer"] else told
