"""The permalink: a passage where it stands, for people and for programs."""

from __future__ import annotations

import re

from flask import Blueprint, Response, jsonify, request
from flask_babel import gettext

from archive import Passage, Version
from search_app.frame import absolute_links, parts
from search_app.presenting import passage_object
from search_app.reader import render_page
from search_app.reading import is_current
from search_app.rendering import Span
from search_app.standing import Focus

blueprint = Blueprint("passages", __name__, url_prefix="/p")


@blueprint.get("/<passage>")
def show(passage: str) -> Response:
    """Open the reader at the passage."""
    archive = parts().archive
    found = archive.passages.get(passage)
    quote = find_quote(found, request.args.get("quote", ""))
    version = archive.catalogue.get_version(found.version_id)
    notices = []
    if not is_current(archive, version):
        notices.append(_gone(version))
    if request.args.get("quote") and quote is None:
        notices.append(gettext("The link names a quotation that is not within this passage; all of it is shown."))
    return render_page(
        version,
        _page_number(found, quote),
        focus=Focus(found, quote),
        notice=" ".join(notices),
    )


@blueprint.get("/<passage>.json")
def data(passage: str) -> Response:
    """Give the passage object."""
    return jsonify(present(passage))


def present(passage_id: str) -> dict[str, object]:
    """Make the passage object, narrowed by `?quote=` when that lies within. Raises: PassageNotFound."""
    archive = parts().archive
    passage = archive.passages.get(passage_id)
    version = archive.catalogue.get_version(passage.version_id)
    pages = {number: page for (_, number), page in archive.passages.pages_of([passage]).items()}
    return passage_object(
        passage,
        version,
        archive.catalogue.get_document(version.document_id),
        pages,
        absolute_links(),
        find_quote(passage, request.args.get("quote", "")),
        is_current=is_current(archive, version),
    )


def find_quote(passage: Passage, said: str) -> Span | None:
    """Read `start-end`; nothing when it is no stretch of the passage's text."""
    written = re.fullmatch(r"([0-9]{1,7})-([0-9]{1,7})", said)
    if written is None:
        return None
    start, end = int(written[1]), int(written[2])
    return (start, end) if start < end <= len(passage.text) else None


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
