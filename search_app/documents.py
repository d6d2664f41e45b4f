"""The shelf and the page of one document."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, render_template

from archive import Version
from search_app.frame import interface, parts
from search_app.reading_report import read_report
from search_app.shelf import cards

blueprint = Blueprint("documents", __name__, url_prefix="/documents")


@blueprint.get("/")
def shelf() -> str:
    """List all documents."""
    return render_template("documents/shelf.html", cards=cards(parts().archive, interface()))


@blueprint.get("/<document>")
def show(document: str) -> str:
    """Show what a document is, its versions, its outline, and what cannot be found in it."""
    archive = parts().archive
    known = archive.catalogue.get_document(document)
    versions = archive.catalogue.versions(document)
    return render_template(
        "documents/document.html",
        document=known,
        title=archive.catalogue.titles(interface()).get(document, known.title),
        versions=versions,
        newest=_newest(versions),
        reports={version.id: read_report(archive, version) for version in versions},
    )


def _newest(versions: Sequence[Version]) -> list[Version]:
    by_language: dict[str, Version] = {}
    for version in versions:
        by_language.setdefault(version.language, version)
    return list(by_language.values())
