"""The reader: a page of a document with its passages, marked for a search."""

from __future__ import annotations

import re
from functools import partial
from http import HTTPStatus

from flask import Blueprint, redirect, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response

from archive import Version
from search_app.errors import BadParameter, LabelNotFound
from search_app.frame import absolute_links, links, parts
from search_app.hits import hits_in
from search_app.marking import marker_for
from search_app.page_images import is_known_to_fail
from search_app.reading import Reading, find_page, find_version, read_page
from search_app.standing import Focus

blueprint = Blueprint("reader", __name__, url_prefix="/documents/<document>/<language>/pages")

_MAX_TYPED_LENGTH = 40


@blueprint.get("/<page:number>")
def page(document: str, language: str, number: int) -> str | tuple[str, HTTPStatus]:
    """Show a page of the newest edition, or of `?edition=`; for a number that no page has, the nearest."""
    version = find_version(parts().archive, document, language, _edition())
    q = request.args.get("q", "")
    nearest = min(max(number, 1), version.page_count)
    if nearest in (0, number):
        return render_page(version, number, q=q)
    asked = str(number)[:_MAX_TYPED_LENGTH]
    notice = gettext("There is no page “%(name)s”: this is page %(page)s.", name=asked, page=nearest)
    return render_page(version, nearest, q=q, notice=notice), HTTPStatus.NOT_FOUND


@blueprint.get("/")
def jump(document: str, language: str) -> Response:
    """Go to the page that somebody typed: a printed label or a number."""
    archive, typed = parts().archive, request.args.get("at", "").strip()[:_MAX_TYPED_LENGTH]
    version = find_version(archive, document, language, _edition())
    number = find_page(archive, version, typed) if typed else 1
    if number is None:
        raise LabelNotFound(document, language, typed, version.page_count)
    return redirect(links().page(document, language, number, q=request.args.get("q", ""), edition=_edition()))


def render_page(
    version: Version, number: int, *, q: str, focus: Focus | None = None, notice: str | None = None
) -> str:
    """Make the reader page; `focus` is the passage of a permalink, `notice` a sentence above the page."""
    reading = read_page(parts().archive, version, number, marker_for(q), focus)
    return render_template(
        "reader/page.html",
        reading=reading,
        is_drawn=reading.sheet.is_drawable and not is_known_to_fail(parts().archive, version, number),
        hits=hits_in(parts(), version, q, number, focus.passage.id if focus else None) if q else None,
        q=q,
        focus=focus,
        notice=notice,
        permalinks=absolute_links(),
        to_page=partial(_page_address, reading, q),
    )


def _page_address(reading: Reading, q: str, page_number: int, passage_id: str | None = None) -> str:
    version = reading.version
    return links().page(
        version.document_id, version.language, page_number, q=q, edition=reading.edition, passage_id=passage_id
    )


def _edition() -> int | None:
    value = request.args.get("edition", "")
    if not value:
        return None
    if not re.fullmatch("[0-9]{1,5}", value):
        raise BadParameter("edition", value, "a whole number")
    return int(value)
