"""PDFs sent by programs: `POST documents` receives them, and the batch tells what became of each."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, jsonify, request
from werkzeug.exceptions import UnsupportedMediaType

from search_app import upload_options
from search_app.batches import batch_object, find_batch
from search_app.curating import require_editing, require_program
from search_app.errors import BadParameter
from search_app.frame import absolute_links, parts
from search_app.taking_in import Taken, new_batch
from search_app.upload_problems import no_room
from search_app.uploads import open_body, pace, receive

blueprint = Blueprint("upload_api", __name__, url_prefix="/api/v1")

_EXPECTED = {
    "document": "the id of a document that is here",
    "language": "“en” or “es”",
    "title": "up to 500 characters",
    "date": "as 2013, 2013-05 or 2013-05-20",
    "file": "one file where a title or a date is given",
}


@blueprint.post("/documents")
def send() -> tuple[Response, HTTPStatus]:
    """Receive files in fields called `file`; they are read afterwards, and `url` tells how far they are."""
    open_body()
    require_program()
    if request.mimetype != "multipart/form-data":
        raise UnsupportedMediaType("Files are sent as multipart/form-data, in fields called “file”.")
    count = len([each for each in request.files.getlist("file") if each.filename])
    if not count:
        raise BadParameter("file", "", "one PDF or several, sent as multipart/form-data")
    entered = upload_options.read(request.form, parts().archive, count)
    for name in entered.faults:
        raise BadParameter(name, entered.value(name), _EXPECTED[name])
    batch = new_batch()
    taken = receive(batch, entered.options)
    url = absolute_links().batch_data(batch)
    page = absolute_links().batch(batch)
    answer = jsonify(batch=batch, url=url, page=page, files=[_file_object(each) for each in taken])
    answer.headers["Location"] = url
    return answer, HTTPStatus.ACCEPTED


@blueprint.get("/batches/<batch>")
def progress(batch: str) -> Response:
    """Tell what became of files that were sent together."""
    require_editing()
    answer = jsonify(batch_object(find_batch(parts().archive, batch, pace()), absolute_links()))
    answer.cache_control.no_store = True
    return answer


blueprint.register_error_handler(OSError, no_room)


def _file_object(taken: Taken) -> dict[str, Any]:
    outcome = taken.outcome
    reason = outcome.reason if outcome else None
    return {
        "name": taken.name,
        "status": outcome.status.value if outcome else "received",
        "document": outcome.document_id if outcome else None,
        "version": outcome.version_id if outcome else None,
        "reason": {"code": reason.code, "message": reason.message} if reason else None,
    }
