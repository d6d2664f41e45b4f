"""The sentences for what goes wrong with files that are sent."""

from __future__ import annotations

from http import HTTPStatus

from flask import Response, request
from flask_babel import format_decimal, gettext
from werkzeug.exceptions import RequestEntityTooLarge

from archive import NO_ROOM
from search_app.errors import BatchFull, BatchNotFound, Busy, DiskFull
from search_app.explained import Problem, to_search
from search_app.explanations import explain
from search_app.frame import links
from search_app.problems import answer_problem
from search_app.upload_limits import MAX_BATCH_FILES, takes_files


def init_upload_problems() -> None:
    """Have these errors be explained."""
    explain.register(DiskFull, _disk_full)
    explain.register(Busy, _busy)
    explain.register(BatchFull, _batch_full)
    explain.register(BatchNotFound, _no_batch)
    explain.register(RequestEntityTooLarge, _too_large)


def no_room(fault: OSError) -> Response:
    """Answer where the disk is full; every other fault goes on."""
    if fault.errno not in NO_ROOM:
        raise fault
    return answer_problem(DiskFull())


def _disk_full(_error: DiskFull) -> Problem:
    return Problem(
        HTTPStatus.INSUFFICIENT_STORAGE,
        gettext("No room left"),
        gettext(
            "The disk of the archive is full: this was not received. What was received before is kept. Whoever "
            "looks after the server has to make room."
        ),
        *_to_form(),
    )


def _busy(_error: Busy) -> Problem:
    return Problem(
        HTTPStatus.SERVICE_UNAVAILABLE,
        gettext("Too much at once"),
        gettext("Others are sending files just now. Nothing of this was received: send it again in a moment."),
        *_to_form(),
    )


def _batch_full(error: BatchFull) -> Problem:
    return Problem(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        gettext("Too many files"),
        gettext(
            "Up to %(count)s files are sent together. Those before are received; send the rest by themselves.",
            count=format_decimal(MAX_BATCH_FILES),
        ),
        links().batch(error.batch),
        gettext("See what was received"),
    )


def _no_batch(_error: BatchNotFound) -> Problem:
    return Problem(
        HTTPStatus.NOT_FOUND,
        gettext("Nothing here"),
        gettext("No files were sent under this address, or it was more than 30 days ago."),
        *_to_form(),
    )


def _too_large(_error: RequestEntityTooLarge) -> Problem:
    return Problem(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        gettext("Too large"),
        gettext("This is more than is received here at once. Send it in parts."),
        *(_to_form() if takes_files(request.method, request.path) else to_search()),
    )


def _to_form() -> tuple[str, str]:
    return links().add(), gettext("Add PDFs")
