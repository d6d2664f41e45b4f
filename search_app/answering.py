"""The page that answers a link: the reader where the words stand, or what is left to say of them."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Response, make_response, render_template, request
from flask_babel import gettext

from archive import Resolution, State, Version
from search_app.fates import Fate, fate_of
from search_app.focusing import Focused
from search_app.frame import absolute_links, links, parts
from search_app.reader import render_page


def show_answer(found: Focused, notices: Sequence[str] = ()) -> Response:
    """Answer a link with one of five pages."""
    fate = fate_of(parts().archive, found, links())
    if fate and fate.state is State.MOVED and request.args.get("q"):
        fate = None  # she comes from a search of today, and was told no other page
    notice = " ".join(notices)
    if fate and fate.state is State.UNCERTAIN:
        return _without_page(found, fate, notice)
    if found.focus and found.version:
        return render_page(found.version, found.page_number, focus=found.focus, notice=notice, fate=fate)
    place = _place(found.first)
    if place is None:
        return _without_page(found, fate, notice)
    return render_page(*place, notice=" ".join([*_outside(found.first), *notices]), fate=fate)


def _outside(first: Resolution) -> list[str]:
    """Say why words are marked nowhere though they stand on the page."""
    if first.match is None:
        return []
    return [str(gettext("These words stand outside of the text of this page, as in its head or foot."))]


def _place(first: Resolution) -> tuple[Version, int] | None:
    """Give the page on which words stood that are marked nowhere, if it can still be read."""
    version = parts().archive.catalogue.find_version(first.issued.version.id)
    if first.match and first.version:
        return first.version, first.match.slices[0].page_number
    places = first.issued.places
    return (version, places[0].page_number) if version and places and version.page_count else None


def _without_page(found: Focused, fate: Fate | None, notice: str) -> Response:
    """Say what is known of words that no page is shown for."""
    archive, issued = parts().archive, found.first.issued
    return make_response(
        render_template(
            "passages/answer.html",
            fate=fate,
            focus=None,
            notice=notice,
            issued=issued,
            places=issued.places_of(*found.first.span) if issued.places else (),
            version=issued.version,
            is_held=archive.catalogue.find_version(issued.version.id) is not None,
            is_document_held=archive.catalogue.find_document(issued.version.document_id) is not None,
            permalinks=absolute_links(),
        )
    )
