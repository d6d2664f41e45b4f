"""The stateless door: a quote that was never a passage, found in the newest edition, for other programs' links."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request

from archive import Anchor
from search_app.answering import show_answer
from search_app.answers import answer_object
from search_app.focusing import focus_at
from search_app.frame import absolute_links, parts
from search_app.parameters import read_anchor

blueprint = Blueprint("quotes", __name__, url_prefix="/versions")


@blueprint.get("/<version>/find")
def find(version: str) -> Response:
    """Open the reader where a quote from this version stands now; as JSON for who asks for that."""
    archive, anchor = parts().archive, read_anchor(request.args)
    found = archive.permalinks.find(version, anchor)
    if _wants_json():
        answer = jsonify(answer_object(archive, found, absolute_links(), asked=_address(version, anchor)))
    else:
        answer = show_answer(focus_at(archive, found))
    answer.vary.add("Accept")
    return answer


def _address(version_id: str, anchor: Anchor) -> str:
    around = {"prefix": anchor.prefix, "suffix": anchor.suffix}
    return absolute_links().find(version_id, anchor.exact, **around, page_number=anchor.page_number)


def _wants_json() -> bool:
    return request.accept_mimetypes.best_match(["text/html", "application/json"]) == "application/json"
