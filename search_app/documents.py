"""The shelf, the page of one document, and that of what was read of one version."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from archive import Field, newest_of
from search_app.aligned import current_bitexts
from search_app.citations import highwire
from search_app.citing import cite_whole
from search_app.curating import may_edit
from search_app.decided import decided_words, read_decided
from search_app.describing import known_of
from search_app.description_words import FIELDS
from search_app.frame import absolute_links, interface, links, parts
from search_app.freshness import kept
from search_app.not_aligned import why_unaligned
from search_app.outline import outermost
from search_app.parameters import read_edition, read_shelf_page
from search_app.reading import find_version, is_current
from search_app.reading_report import read_reports, read_summaries
from search_app.relating import questions
from search_app.shelf import shelf as shelf_at
from search_app.shelf import ways

blueprint = Blueprint("documents", __name__, url_prefix="/documents")


@blueprint.get("/")
@kept
def shelf() -> str:
    """List all documents, a page of them at a time."""
    archive = parts().archive
    found = shelf_at(archive, parts().listed(interface()), read_shelf_page(request.args))
    return render_template(
        "documents/shelf.html",
        shelf=found,
        pages=ways(found, links()),
        undecided=archive.suggestions.count() if may_edit() else 0,
    )


@blueprint.get("/<document>")
@kept
def show(document: str) -> str:
    """Show what a document is, its versions, its outline, and what cannot be found in it."""
    archive = parts().archive
    known, versions = archive.catalogue.with_versions(document)
    newest = newest_of(versions)
    told = known_of(archive, known, newest)
    version = told.version(interface())
    decided = read_decided(request.args) if may_edit() else None
    done = decided_words(archive, decided, document) if decided else None
    return render_template(
        "documents/document.html",
        document=known,
        title=version.title if version and version.language == interface() else known.title,
        versions=versions,
        newest=newest,
        bitexts=current_bitexts(archive.bitexts.of_document(document), versions),
        why_unaligned=why_unaligned,
        reports=read_summaries(archive, versions),
        outermost=outermost,
        told=told,
        description=told.first(interface()),
        fields=[field for field in Field if field is not Field.TITLE],
        field_names=FIELDS,
        tags=highwire(cite_whole(told, version, versions, absolute_links())) if version else (),
        may_edit=may_edit(),
        done=done,
        undecided=archive.suggestions.count() if done else 0,
        questions=questions(archive, archive.suggestions.about(document)) if may_edit() else [],
    )


@blueprint.get("/<document>/<language>/report")
@kept
def report(document: str, language: str) -> str:
    """Show the whole outline of a version, and page by page what was read of it."""
    archive = parts().archive
    version = find_version(archive, document, language, read_edition(request.args))
    return render_template(
        "documents/version.html",
        version=version,
        report=read_reports(archive, [version])[version.id],
        edition=None if is_current(archive, version) else version.edition,
    )
