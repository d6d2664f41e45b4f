"""The permalink: a passage where it stands, for people and for programs."""

from __future__ import annotations

import re
from http import HTTPStatus

from flask import Blueprint, Response, jsonify, redirect, request
from flask_babel import gettext
from werkzeug.wrappers import Response as AnyResponse

from search_app import quoting
from search_app.address_pieces import quote_said
from search_app.answering import show_answer
from search_app.answers import answer_object
from search_app.correction_words import correction_notices
from search_app.focusing import Focused, focus_on
from search_app.frame import absolute_links, links, parts
from search_app.freshness import kept_object
from search_app.limits import MAX_QUOTE_LENGTH
from search_app.wording import find_words

blueprint = Blueprint("passages", __name__, url_prefix="/p")

_SHOWN_LENGTH = 100
"""Characters of words that are not there that are repeated to the reader."""


@blueprint.get("/<passage>")
def show(passage: str) -> AnyResponse:
    """Open the reader at the passage; for `?words=`, go to the link to these words of it."""
    to_words = _to_words(passage, _typed()) if _typed() else None
    if to_words:
        return to_words
    focused = find_focus(passage)
    return show_answer(focused, [*_missing(focused), *_of_typed(), *correction_notices(focused)])


@blueprint.get("/<passage>.json")
@kept_object
def data(passage: str) -> Response:
    """Give the passage object."""
    return jsonify(present(passage))


def present(passage_id: str) -> dict[str, object]:
    """Make the passage object, narrowed by `?quote=`, and those that go along with it.

    Raises: PassageNotFound, PassagePurged.
    """
    archive, its_links = parts().archive, absolute_links()
    first, *further = find_focus(passage_id).pieces
    made = answer_object(archive, first, its_links)
    return {**made, "with": [answer_object(archive, each, its_links) for each in further]} if further else made


def find_focus(passage_id: str) -> Focused:
    """Look up what this request's address speaks of. Raises: PassageNotFound, PassagePurged."""
    return focus_on(parts().archive, quoting.read(passage_id, request.args))


def _to_words(passage_id: str, words: str) -> AnyResponse | None:
    """Lead to the link to words that somebody typed; nowhere, if they are not in the passage."""
    found = find_words(parts().archive.permalinks.resolve(passage_id).issued.text, words)
    if found.span is None:
        return None
    times = str(found.count) if found.count > 1 else ""
    kept = [(name, value) for name in ("q", "across", "without", "zoom") for value in request.args.getlist(name)]
    said = [("quote", quote_said(found.span)), *kept, ("times", times)]
    return redirect(links().again(f"/p/{passage_id}", said), HTTPStatus.SEE_OTHER)


def _typed() -> str:
    return request.args.get("words", "").strip()[:MAX_QUOTE_LENGTH]


def _of_typed() -> list[str]:
    """Say what became of words that somebody typed, where it is not what she expects."""
    times, said = request.args.get("times", ""), []
    if _typed():
        said.append(gettext("The words “%(words)s” are not in this passage.", words=_typed()[:_SHOWN_LENGTH]))
    if re.fullmatch("[0-9]{1,3}", times):
        said.append(
            gettext("These words stand %(count)s times in this passage: the link is to the first.", count=times)
        )
    return list(map(str, said))


def _missing(focused: Focused) -> list[str]:
    """Say what a link speaks of and nothing can be found of."""
    said = []
    if not focused.is_stretched:
        said.append(gettext("The link names a quotation that is not within this passage; all of it is shown."))
    if not focused.is_whole:
        said.append(gettext("The link also names passages that are not in this edition; they are left out."))
    return list(map(str, said))
