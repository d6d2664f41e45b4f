"""Two language versions side by side as files to be taken along, sent as they are written."""

from __future__ import annotations

import re

from flask import Blueprint, Response, request

from search_app.aligned import read_aligned
from search_app.alignment_files import Form, file_pieces
from search_app.frame import absolute_links, parts
from search_app.freshness import kept_file
from search_app.parameters import read_version

blueprint = Blueprint("alignment_exports", __name__, url_prefix="/documents/<document>")

_MEDIA_TYPES = {
    Form.TMX: "application/x-tmx+xml",
    Form.CSV: "text/csv",
    Form.JSON: "application/json",
}


@blueprint.get("/alignment.tmx")
@kept_file(_MEDIA_TYPES[Form.TMX])
def as_tmx(document: str) -> Response:
    """Send what stands side by side as a translation memory."""
    return _sent(document, Form.TMX)


@blueprint.get("/alignment.csv")
@kept_file(_MEDIA_TYPES[Form.CSV])
def as_csv(document: str) -> Response:
    """Send what stands side by side as a table for spreadsheets."""
    return _sent(document, Form.CSV)


@blueprint.get("/alignment.json")
@kept_file(_MEDIA_TYPES[Form.JSON])
def as_json(document: str) -> Response:
    """Send what stands side by side as one object."""
    return _sent(document, Form.JSON)


def _sent(document_id: str, form: Form) -> Response:
    aligned = read_aligned(
        parts().archive, document_id, *(read_version(request.args, name) for name in ("from", "to"))
    )
    answer = Response(file_pieces(form, aligned, absolute_links()), mimetype=_MEDIA_TYPES[form])
    languages = f"{aligned.bitext.from_language}-{aligned.bitext.to_language}"
    name = f"{re.sub('[^A-Za-z0-9_-]+', '-', document_id)}.{languages}.{form}"
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer
