"""The shelf and the page of one document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Blueprint, render_template

from archive import Archive, Version, Warned
from search_app.frame import interface, parts
from search_app.shelf import cards

blueprint = Blueprint("documents", __name__, url_prefix="/documents")

_LOST_PAGES = ("needs_ocr", "garbled", "page_unreadable")
"""Codes that tell of one page each; they are counted, the others told one by one."""


@dataclass(frozen=True, slots=True)
class Report:
    """A version, the labels of its pages by number, and what a reader will not find in it."""

    version: Version
    labels: Mapping[int, str]

    @property
    def lost_pages(self) -> dict[str, list[int]]:
        """The numbers of the pages whose words cannot be found, by code."""
        found = {
            code: [warned.page for warned in self.version.warnings if warned.code == code and warned.page]
            for code in _LOST_PAGES
        }
        return {code: numbers for code, numbers in found.items() if numbers}

    @property
    def notes(self) -> list[Warned]:
        """What else should be known."""
        return [warned for warned in self.version.warnings if warned.code not in _LOST_PAGES]


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
    newest = _newest(versions)
    return render_template(
        "documents/document.html",
        document=known,
        title=archive.catalogue.titles(interface()).get(document, known.title),
        versions=versions,
        newest=newest,
        reports=_reports(archive, newest),
    )


def _newest(versions: Sequence[Version]) -> list[Version]:
    by_language: dict[str, Version] = {}
    for version in versions:
        by_language.setdefault(version.language, version)
    return list(by_language.values())


def _reports(archive: Archive, versions: Sequence[Version]) -> list[Report]:
    labels = archive.passages.page_labels(version.id for version in versions)
    return [
        Report(version, {number: label for (owner, number), label in labels.items() if owner == version.id})
        for version in versions
    ]
