"""The log of changes, for curators."""

from __future__ import annotations

import re

from flask import Blueprint, Response, make_response, render_template, request

from search_app import deed_words
from search_app.curating import require_editing
from search_app.errors import BadParameter
from search_app.frame import parts

blueprint = Blueprint("logbook", __name__, url_prefix="/log")

_ON_A_PAGE = 100


@blueprint.get("")
def show() -> Response:
    """Show what was done, the latest first: all of it, or to one document, version or account."""
    require_editing()
    about, before = request.args.get("about", "").strip(), _before()
    events = parts().archive.audit.events(about=about or None, before=before, limit=_ON_A_PAGE + 1)
    page = render_template(
        "logbook/log.html",
        events=events[:_ON_A_PAGE],
        older=events[_ON_A_PAGE - 1].id if len(events) > _ON_A_PAGE else None,
        about=about,
        words=deed_words,
    )
    answer = make_response(page)
    answer.cache_control.no_store = True
    return answer


def _before() -> int | None:
    """Read up to which event is asked for. Raises: BadParameter."""
    asked = request.args.get("before", "")
    if asked and not re.fullmatch("[0-9]{1,15}", asked):
        raise BadParameter("before", asked, "the number of an event")
    return int(asked) if asked else None
