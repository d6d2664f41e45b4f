"""The form on which people put right what is known of a document. It works without scripts.

Rule: what somebody changes counts as confirmed; what she leaves as it is does only where she says so.
"""

from __future__ import annotations

from http import HTTPStatus

from flask import Blueprint, Response, make_response, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from archive import Action, Archive, WriterBusy
from search_app.curating import deed, require_editing, require_own_form
from search_app.deeds import edit_details
from search_app.describing import Known, get_known
from search_app.description_words import FAULTS, FIELDS, HINTS
from search_app.edits import Entry, changes_of, entries_of
from search_app.frame import links, parts

blueprint = Blueprint("editing", __name__, url_prefix="/documents/<document>/edit")

_LARGEST_FORM_BYTES = 400_000
"""Fifty authors and as many bodies, each at its longest, are 120,000 as typed and as much as they were shown."""

_PATIENCE_SECONDS = 3
"""Taking in an edit is done within one; reading PDFs takes minutes, for which nobody waits before a form."""


@blueprint.get("")
def form(document: str) -> Response:
    """Show the form with what is known."""
    require_editing()
    known = get_known(parts().archive, document)
    return _page(known, list(entries_of(known)))


@blueprint.post("")
def save(document: str) -> AnyResponse:
    """Keep what the form says, and go to the document; or show it again, with what is wrong beside the field."""
    request.max_content_length = _LARGEST_FORM_BYTES  # first: the form is read to see whether it is ours
    require_own_form()
    archive = parts().archive
    try:
        with archive.writing(f"editing {document}", patience=_PATIENCE_SECONDS):
            return _save(archive, document)
    except WriterBusy:
        known = get_known(archive, document)
        entries = list(entries_of(known, request.form))
        return _page(known, entries, HTTPStatus.SERVICE_UNAVAILABLE, is_busy=True)


def _save(archive: Archive, document_id: str) -> AnyResponse:
    """Compare and keep while nobody else writes."""
    known = get_known(archive, document_id)
    entries = list(entries_of(known, request.form))
    changes = changes_of(entries)
    if any(entry.has_clash for entry in entries):
        return _page(known, entries, HTTPStatus.CONFLICT)
    if any(entry.fault for entry in entries):
        return _page(known, entries, HTTPStatus.UNPROCESSABLE_ENTITY)
    asked = (changes.said, changes.titles, changes.forgotten, changes.forgotten_titles)
    details = edit_details(known, *asked)
    done = deed(Action.EDIT, document_id, document_id, **details) if details["fields"] else None
    archive.descriptions.change(document_id, *asked, done)
    return redirect(links().document(document_id), HTTPStatus.SEE_OTHER)


def _page(
    known: Known, entries: list[Entry], status: HTTPStatus = HTTPStatus.OK, *, is_busy: bool = False
) -> Response:
    page = render_template(
        "documents/edit.html",
        known=known,
        entries=entries,
        refused=[entry for entry in entries if entry.is_refused],
        is_busy=is_busy,
        has_several=len(known.versions) > 1,
        field_names=FIELDS,
        hints=HINTS,
        fault_words=FAULTS,
    )
    answer = make_response(page, status)
    answer.cache_control.no_store = True
    return answer
