"""The permalink: a passage where it stands, for people and for programs."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request
from flask_babel import gettext

from archive import Passage, Version
from search_app import quoting
from search_app.focusing import Focused, focus_on
from search_app.frame import absolute_links, parts
from search_app.presenting import passage_object
from search_app.reader import render_page
from search_app.reading import is_current
from search_app.rendering import Span
from search_app.standing import Stretch

blueprint = Blueprint("passages", __name__, url_prefix="/p")


@blueprint.get("/<passage>")
def show(passage: str) -> Response:
    """Open the reader at the passage."""
    archive = parts().archive
    focused = find_focus(passage)
    first = focused.focus.pieces[0]
    version = archive.catalogue.get_version(first.passage.version_id)
    notices = [] if is_current(archive, version) else [_gone(version)]
    return render_page(
        version,
        _page_number(first.passage, first.quote),
        focus=focused.focus,
        notice=" ".join([*notices, *_missing(focused)]),
    )


@blueprint.get("/<passage>.json")
def data(passage: str) -> Response:
    """Give the passage object."""
    return jsonify(present(passage))


def present(passage_id: str) -> dict[str, object]:
    """Make the passage object, narrowed by `?quote=`, and those that go along with it. Raises: PassageNotFound."""
    first, *further = find_focus(passage_id).focus.pieces
    made = _object(first)
    return {**made, "with": [_object(each) for each in further]} if further else made


def find_focus(passage_id: str) -> Focused:
    """Look up what this request's address speaks of. Raises: PassageNotFound."""
    return focus_on(parts().archive, quoting.read(passage_id, request.args))


def _object(stretch: Stretch) -> dict[str, object]:
    archive, passage = parts().archive, stretch.passage
    version = archive.catalogue.get_version(passage.version_id)
    pages = {number: page for (_, number), page in archive.passages.pages_of([passage]).items()}
    return passage_object(
        passage,
        version,
        archive.catalogue.get_document(version.document_id),
        pages,
        absolute_links(),
        stretch.quote,
        is_current=is_current(archive, version),
    )


def _missing(focused: Focused) -> list[str]:
    """Say what a link speaks of and nothing can be found of."""
    said = []
    if not focused.is_stretched:
        said.append(gettext("The link names a quotation that is not within this passage; all of it is shown."))
    if not focused.is_whole:
        said.append(gettext("The link also names passages that are not in this edition; they are left out."))
    return list(map(str, said))


def _gone(version: Version) -> str:
    return str(
        gettext(
            "This passage is no longer in the document: it stands in edition %(edition)s.", edition=version.edition
        )
    )


def _page_number(passage: Passage, quote: Span | None) -> int:
    place = quote[0] if quote else 0
    begun = [part.page_number for part in passage.parts if part.start <= place]
    return begun[-1] if begun else passage.page_numbers[0]
