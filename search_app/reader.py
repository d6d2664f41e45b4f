"""The reader: a page of a document with its passages, marked for a search."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from http import HTTPStatus

from flask import Blueprint, Response, make_response, redirect, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response as AnyResponse

from archive import Version
from search_app.asked import across
from search_app.counterparts import find_translations
from search_app.fates import Fate
from search_app.frame import absolute_links, links, parts
from search_app.freshness import kept, unless_kept
from search_app.hits import Hits, hits_in
from search_app.limits import MAX_QUOTE_LENGTH
from search_app.marking import marker_for
from search_app.page_images import densities_of, pixels
from search_app.parameters import read_edition, read_marked
from search_app.quoting import MOST_PIECES
from search_app.reading import Marker, find_page, find_version, is_current, pages_after, read_page
from search_app.standing import Focus
from search_app.thumbnails import near_pages, overview
from search_app.ways import Ways
from search_app.zoom import FITTED, PAGE, Zoom

blueprint = Blueprint("reader", __name__, url_prefix="/documents/<document>/<language>/pages")

_MAX_TYPED_LENGTH = 40


@blueprint.get("/<page:number>")
def page(document: str, language: str, number: int) -> Response | tuple[Response, HTTPStatus]:
    """Show a page of the newest edition, or of `?edition=`; for a number that no page has, the nearest."""
    version = find_version(parts().archive, document, language, read_edition(request.args))
    nearest = min(max(number, 1), version.page_count)
    return render_page(version, number) if nearest in (0, number) else _instead(version, nearest, str(number))


@blueprint.get("/")
def jump(document: str, language: str) -> AnyResponse | tuple[Response, HTTPStatus]:
    """Go to the page that somebody typed, `at` a label or a number; or to the next hit `from` a page on."""
    archive, typed = parts().archive, request.args.get("at", "").strip()[:_MAX_TYPED_LENGTH]
    version = find_version(archive, document, language, read_edition(request.args))
    ways = _ways(version, is_current=is_current(archive, version))
    if "from" in request.args:
        return redirect(_to_next_hit(version, ways, request.args["from"]))
    number = find_page(archive, version, typed) if typed else 1
    return (
        _instead(version, _page_said(version, request.args.get("near", "")), typed)
        if number is None
        else redirect(ways.to_page(number))
    )


@blueprint.get("/all")
@kept
def all_pages(document: str, language: str) -> str:
    """Show all pages small, with what a search finds on each."""
    archive = parts().archive
    version = find_version(archive, document, language, read_edition(request.args))
    ways = _ways(version, is_current=is_current(archive, version))
    return render_template(
        "reader/all_pages.html",
        version=version,
        own_address=links().all_pages(document, language),
        view=overview(version, request.args.get("start", "")),
        labels={number: label for (_, number), label in archive.passages.page_labels([version.id]).items()},
        hits=_hits(version, 1),
        ways=ways,
        q=ways.q,
    )


def render_page(
    version: Version,
    number: int,
    *,
    focus: Focus | None = None,
    notice: str | None = None,
    fate: Fate | None = None,
) -> Response:
    """Make the reader page.

    `focus` is what a permalink opens, `notice` a sentence above the page, `fate` what became of the link's words.
    """
    numbers = [number, *pages_after(number, focus)]
    densities = {each: densities_of(parts().archive, version, each) for each in numbers}
    if notice or fate:
        return make_response(_render(version, number, densities, focus, notice, fate))
    return unless_kept(lambda: _render(version, number, densities, focus), densities)


def _render(
    version: Version,
    number: int,
    densities: Mapping[int, Sequence[int]],
    focus: Focus | None,
    notice: str | None = None,
    fate: Fate | None = None,
) -> str:
    reading = read_page(parts().archive, version, number, _marker(), focus)
    ways = _ways(version, is_current=reading.is_current, focus=focus)
    return render_template(
        "reader/page.html",
        reading=reading,
        drawn=[each.sheet for each in reading.shown if each.sheet.is_drawable and densities[each.page.number]],
        densities=densities,
        pixels=pixels,
        pages_address=links().pages(version.document_id, version.language),
        whole_page=Zoom(PAGE),
        whole_width=FITTED,
        near_pages=near_pages(version, number),
        hits=_hits(version, number, focus),
        q=ways.q,
        ways=ways,
        shared=replace(ways, links=absolute_links()),
        focus=focus,
        translations=find_translations(parts().archive, [focus.passage.id]).get(focus.passage.id, ())
        if focus
        else (),
        notice=notice,
        fate=fate,
        permalinks=absolute_links(),
        most_pieces=MOST_PIECES,
        max_quote_length=MAX_QUOTE_LENGTH,
    )


def _marker() -> Marker:
    asked = read_marked(request.args)
    return marker_for(asked.q, across(asked, parts()))


def _instead(version: Version, number: int, asked: str) -> tuple[Response, HTTPStatus]:
    """Show a page in place of one that there is none of, and say so."""
    shown = min(number, version.page_count)
    notice = gettext(
        "There is no page “%(name)s”: this is page %(page)s.", name=asked[:_MAX_TYPED_LENGTH], page=shown
    )
    return render_page(version, shown, notice=notice), HTTPStatus.NOT_FOUND


def _page_said(version: Version, said: str) -> int:
    """Read where a reader stood; the nearest page for what is none."""
    number = int(said) if re.fullmatch("[0-9]{1,6}", said) else 1
    return min(max(number, 1), max(version.page_count, 1))


def _hits(version: Version, page_number: int, focus: Focus | None = None) -> Hits | None:
    asked = read_marked(request.args)
    return hits_in(parts(), version, asked, page_number, focus.passage.id if focus else None) if asked.q else None


def _to_next_hit(version: Version, ways: Ways, said: str) -> str:
    """Give the address of the first hit on a page or after it, else of the first; without any, of the page."""
    number = _page_said(version, said)
    hits = _hits(version, number)
    if hits is None or not hits.places:
        return ways.to_page(number)
    return ways.to_passage((hits.next or hits.places[0]).passage_id)


def _ways(version: Version, *, is_current: bool, focus: Focus | None = None) -> Ways:
    asked = read_marked(request.args)
    return Ways(
        links=replace(links(), how=tuple(asked.carrying())),
        document_id=version.document_id,
        language=version.language,
        edition=None if is_current else version.edition,
        q=asked.q,
        zoom=Zoom.read(request.args.get("zoom", "")),
        focus=focus,
    )
