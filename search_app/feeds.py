"""Searches as feeds, for programs that look from time to time whether anything new has come in."""

from __future__ import annotations

from datetime import datetime

from flask import Blueprint, Response, request
from flask_babel import gettext

from index import Hit
from search_app.asked import Asked
from search_app.atom import MEDIA_TYPE, Entry, Feed, atom
from search_app.frame import absolute_links, interface, parts
from search_app.freshness import unless_kept
from search_app.parameters import read_narrowing
from search_app.rendering import before_comma, excerpt, marked
from search_app.saved_search import newest

blueprint = Blueprint("feeds", __name__)


@blueprint.get("/feed.atom")
def show() -> Response:
    """Give the passages that answer a search, those that came in last first, as a feed."""
    made: list[Feed] = []

    def write() -> str:
        made.append(_feed(read_narrowing(request.args)))
        return f'<?xml version="1.0" encoding="utf-8"?>\n{atom(made[0])}\n'

    sent = unless_kept(write, media_type=MEDIA_TYPE)
    if made:
        sent.content_type = f"{MEDIA_TYPE}; charset=utf-8"
        sent.last_modified = datetime.fromisoformat(made[0].updated)
        sent.make_conditional(request)
    sent.vary.update(["Accept-Language", "Cookie"])
    return sent


def _feed(asked: Asked) -> Feed:
    links = absolute_links()
    return Feed(
        address=links.feed(asked.narrowing()),
        page=links.search(asked.narrowing()),
        title=f"Pasaje: {asked.q}",
        language=interface(),
        entries=[_entry(hit) for hit in newest(asked, parts())],
    )


def _entry(hit: Hit) -> Entry:
    passage = hit.passage
    number = passage.page_numbers[0]
    page = gettext("p. %(page)s", page=hit.labels.get(number, str(number)))
    cut = excerpt(passage.text, hit.spans)
    return Entry(
        address=absolute_links().passage(passage.id),
        title=f"{before_comma(hit.version.title)}, {page}",
        updated=hit.version.added_at,
        language=passage.language,
        content=marked(passage.text, hit.spans, cut=cut),
    )
