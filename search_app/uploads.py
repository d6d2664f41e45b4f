"""PDFs sent from a browser: the form, and the page that shows what becomes of them. Both work without scripts.

Rule: who sends files is told that they are received once they are on the disk and in the queue; reading them is
the business of `intake_worker.py`. A batch is seen by curators, whoever sent it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any

from flask import Blueprint, Flask, Response, current_app, make_response, redirect, render_template, request
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response as AnyResponse

from archive import ArchiveError
from search_app import batch_words, upload_options
from search_app.batches import Batch, find_batch
from search_app.bell import Bell
from search_app.curating import actor, comes_from_elsewhere, may_edit, require_editing, require_own_form
from search_app.errors import AppError, BatchNotFound, Busy, DiskFull, FormRefused
from search_app.frame import interface, links, parts
from search_app.pace import Pace
from search_app.parameters import read_batch_page
from search_app.relating import Question, questions
from search_app.taking_in import Sent, SpoolingRequest, Taken, new_batch, take_in
from search_app.upload_limits import (
    BUSY,
    MAX_BODY_BYTES,
    MAX_FIELD_BYTES,
    MAX_FILE_BYTES,
    MAX_SENT_BYTES,
    MAX_SENT_FILES,
    UNRECEIVED,
)
from search_app.upload_problems import init_upload_problems, no_room

blueprint = Blueprint("uploads", __name__, url_prefix="/add")

_BELL, _PACE = "pasaje-bell", "pasaje-pace"

_BATCH = re.compile(r"[\w-]{22}")

_FIELDS = 20
"""Parts of a form beside its files."""

_LATEST = 5
"""Batches that are named below the form: who closed the page of one finds it again."""

REFRESH_SECONDS = 3
"""How often a page without scripts asks how far things are."""


def init_uploads(app: Flask, spool: Path) -> None:
    """Receive files in a folder, and small forms alone everywhere else."""
    app.request_class = type("Request", (SpoolingRequest,), {"spool": str(spool)})
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY_BYTES
    app.extensions[_PACE] = Pace()
    init_upload_problems()
    app.context_processor(lambda: {"may_add": _may_add})


def hang_bell(app: Flask) -> Bell:
    """Give the application a bell that it rings when something was received; before the processes part."""
    bell = app.extensions[_BELL] = Bell()
    return bell


@blueprint.get("")
def form() -> Response:
    """Show the form."""
    require_editing()
    return _form()


@blueprint.get("/may")
def may() -> tuple[str, HTTPStatus]:
    """Tell whether whoever asks may send files: the server asks so before it receives them."""
    require_editing()
    if comes_from_elsewhere():
        raise FormRefused
    return "", HTTPStatus.NO_CONTENT


@blueprint.post("")
def send() -> AnyResponse:
    """Receive files, and lead to the page of what becomes of them."""
    return _send(None)


@blueprint.get("/<batch>")
def show(batch: str) -> Response:
    """Show what becomes of files that were sent together."""
    require_editing()
    page = read_batch_page(request.args)
    return _unkept(_batch_page(find_batch(parts().archive, batch, pace(), page), page))


@blueprint.post("/<batch>")
def send_more(batch: str) -> AnyResponse:
    """Receive more files of a batch; its name is given by who sends the first."""
    require_editing()
    if not _BATCH.fullmatch(batch):
        raise BatchNotFound(batch)
    return _send(batch)


@blueprint.post("/<batch>/again")
def again(batch: str) -> AnyResponse:
    """Have files that failed wait again: the one that is named, or all of the batch."""
    require_own_form()
    archive = parts().archive
    found = find_batch(archive, batch, pace())
    named = request.form.get("file", "")
    for row in found.rows:
        if row.can_be_tried_again and named in ("", str(row.queued.id)):
            archive.queue.put_back(row.queued)
    ring()
    return redirect(links().batch(batch), HTTPStatus.SEE_OTHER)


blueprint.register_error_handler(OSError, no_room)


def receive(batch: str, options: dict[str, str]) -> list[Taken]:
    """Take in the files of this request. Raises: BatchFull, DiskFull."""
    taken = take_in(parts().archive, batch, _sent(), options=options, by=actor())
    ring()
    return taken


def open_body() -> None:
    """Let a large body in. Raises: DiskFull, Busy, where it could not be received."""
    why = request.environ.get(UNRECEIVED)
    if why:
        raise Busy if why == BUSY else DiskFull
    request.max_content_length = MAX_SENT_BYTES
    request.max_form_memory_size = MAX_FIELD_BYTES
    request.max_form_parts = MAX_SENT_FILES + _FIELDS


def pace() -> Pace:
    """Give what this process has seen of files on their way."""
    seen: Pace = current_app.extensions[_PACE]
    return seen


def ring() -> None:
    """Tell who watches over the readers that something waits, if anybody does."""
    bell: Bell | None = current_app.extensions.get(_BELL)
    if bell is not None:
        bell.ring()


def _send(batch: str | None) -> AnyResponse:
    open_body()
    require_own_form()
    entered = upload_options.read(request.form, parts().archive, sum(1 for _ in _sent()))
    if entered.faults or not any(True for _ in _sent()):
        return _form(entered, HTTPStatus.UNPROCESSABLE_ENTITY, batch)
    batch = batch or new_batch()
    receive(batch, entered.options)
    return redirect(links().batch(batch), HTTPStatus.SEE_OTHER)


def _sent() -> Iterator[Sent]:
    """Give the files that were chosen; a field without one comes as a file without a name."""
    uploaded: FileStorage
    for uploaded in request.files.getlist("file"):
        if uploaded.filename:
            yield Sent(uploaded.filename, uploaded.stream)


def _form(
    entered: upload_options.Entered | None = None, status: HTTPStatus = HTTPStatus.OK, batch: str | None = None
) -> Response:
    is_empty = entered is not None and not entered.faults
    page = render_template(
        "uploads/form.html",
        is_empty=is_empty,
        batch=batch,
        latest=parts().archive.queue.latest_batches(_LATEST),
        undecided=parts().archive.suggestions.count(),
        **_fields(entered),
    )
    return _unkept(make_response(page, status))


def _batch_page(batch: Batch, page: int) -> str:
    return render_template(
        "uploads/batch.html",
        batch=batch,
        here=page,
        refresh_seconds=REFRESH_SECONDS,
        step_words=batch_words.step_words,
        status_words=batch_words.STATUSES,
        time_left=batch_words.time_left,
        summary=batch_words.summary(batch),
        questions=_questions(batch),
        **_fields(),
    )


def _questions(batch: Batch) -> dict[str, list[Question]]:
    """Give what is to be decided, by version; of two files of a batch it is asked once."""
    archive, asked = parts().archive, dict[int, str]()
    found = {row.version.id: archive.suggestions.open(row.version.id) for row in batch.rows if row.version}
    for version_id, each in found.items():
        asked |= {one.number: version_id for one in each if one.number not in asked}
    return {
        version_id: questions(archive, [one for one in each if asked[one.number] == version_id])
        for version_id, each in found.items()
    }


def _fields(entered: upload_options.Entered | None = None) -> dict[str, Any]:
    """Give what the form is made of."""
    return {
        "entered": entered or upload_options.NOTHING,
        "field_names": upload_options.NAMES,
        "hints": upload_options.HINTS,
        "fault_words": upload_options.FAULTS,
        "documents": parts().listed(interface()).items(),
        "max_file_bytes": MAX_FILE_BYTES,
        "reason_words": batch_words.reason_words,
    }


def _unkept(page: str | Response) -> Response:
    answer = make_response(page)
    answer.cache_control.no_store = True
    return answer


def _may_add() -> bool:
    try:
        return may_edit()
    except (AppError, ArchiveError):  # on a page that says so already
        return False
