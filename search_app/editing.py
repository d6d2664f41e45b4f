"""The form on which people put right what is known of a document. It works without scripts.

Rule: what somebody changes counts as confirmed; what she leaves as it is does only where she says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus

from flask import Blueprint, Response, make_response, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from archive import Archive, Description, Field, Said
from search_app.curating import require_editing, require_own_form
from search_app.describing import LONGEST, LONGEST_OTHER, SEVERAL, BadValue, Fault, Known, checked, get_known
from search_app.description_words import FAULTS, FIELDS, HINTS
from search_app.frame import links, parts

blueprint = Blueprint("editing", __name__, url_prefix="/documents/<document>/edit")

_LARGEST_FORM_BYTES = 200_000
"""Fifty authors and as many bodies, each at its longest, in the longest of encodings, are 120,000."""


@dataclass(slots=True)
class Entry:
    """One field of the form: its name there, what stands in it, and what is wrong with that."""

    name: str
    field: Field
    language: str
    text: str
    is_confirmed: bool
    known: str
    fault: Fault | None = None
    wants: str = ""

    @property
    def has_lines(self) -> bool:
        """Whether there may be several values, one a line."""
        return self.field in SEVERAL

    @property
    def is_in_files(self) -> bool:
        """Whether a file may say it, so that there is something to take it back to."""
        return self.field in (Field.TITLE, Field.AUTHORS, Field.DATE)

    @property
    def longest(self) -> int:
        """How long a value may be."""
        return LONGEST.get(self.field, LONGEST_OTHER)


@dataclass(slots=True)
class Changes:
    """What a form asks for: values to be confirmed, and to be taken back; titles by language."""

    said: dict[Field, Said] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    forgotten: list[Field] = field(default_factory=list)
    forgotten_titles: list[str] = field(default_factory=list)


@blueprint.get("")
def form(document: str) -> Response:
    """Show the form with what is known."""
    require_editing()
    known = get_known(parts().archive, document)
    return _page(known, list(_entries(known)))


@blueprint.post("")
def save(document: str) -> AnyResponse:
    """Keep what the form says, and go to the document; or show it again, with what is wrong beside the field."""
    require_own_form()
    request.max_content_length = _LARGEST_FORM_BYTES
    archive = parts().archive
    known = get_known(archive, document)
    entries = list(_entries(known, request.form))
    changes = _changes(entries)
    if any(entry.fault for entry in entries):
        return _page(known, entries, HTTPStatus.UNPROCESSABLE_ENTITY)
    _keep(archive, document, changes)
    return redirect(links().document(document), HTTPStatus.SEE_OTHER)


def _entries(known: Known, typed: Mapping[str, str] | None = None) -> Iterator[Entry]:
    """Give the fields: a title for each language, and all else once."""
    for language, description in known.descriptions.items():
        yield _entry(f"title-{language}", Field.TITLE, language, description, typed)
    for each in Field:
        if each is not Field.TITLE:
            yield _entry(each.value, each, "", known.first(), typed)


def _entry(
    name: str, which: Field, language: str, description: Description, typed: Mapping[str, str] | None
) -> Entry:
    value = description.value(which)
    known = value if isinstance(value, str) else "\n".join(value)
    text = known if typed is None else typed.get(name, known).replace("\r\n", "\n")
    wants = "" if typed is None else typed.get(f"{name}.as", "")
    return Entry(name, which, language, text, which in description.confirmed, known, wants=wants)


def _changes(entries: list[Entry]) -> Changes:
    """Read what is to be done; what cannot be is noted on its entry."""
    changes = Changes()
    for entry in entries:
        is_changed = entry.text.strip() != entry.known.strip()
        if entry.wants == "file" and entry.is_confirmed:
            changes.forgotten.append(entry.field)
            changes.forgotten_titles += [entry.language] if entry.language else []
        elif is_changed or entry.wants == "right":
            _say(entry, changes)
    return changes


def _say(entry: Entry, changes: Changes) -> None:
    try:
        value = checked(entry.field, entry.text.split("\n") if entry.has_lines else [entry.text])
    except BadValue as error:
        entry.fault = error.fault
        return
    if entry.language:
        changes.titles[entry.language] = str(value)
    else:
        changes.said[entry.field] = value


def _keep(archive: Archive, document_id: str, changes: Changes) -> None:
    if changes.forgotten:
        archive.descriptions.forget(document_id, changes.forgotten, changes.forgotten_titles)
    if changes.said or changes.titles:
        archive.descriptions.confirm(document_id, changes.said, changes.titles)


def _page(known: Known, entries: list[Entry], status: HTTPStatus = HTTPStatus.OK) -> Response:
    page = render_template(
        "documents/edit.html",
        known=known,
        entries=entries,
        faults=[entry for entry in entries if entry.fault],
        has_several=len(known.versions) > 1,
        field_names=FIELDS,
        hints=HINTS,
        fault_words=FAULTS,
    )
    answer = make_response(page, status)
    answer.cache_control.no_store = True
    return answer
