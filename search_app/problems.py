"""What went wrong, as a page for people and as a problem object for programs (RFC 9457).

Rule: every error is answered in the frame of the application, in the words of `explanations.py`.
"""

from __future__ import annotations

import json
import logging
from http import HTTPStatus

from flask import Flask, Response, current_app, make_response, redirect, render_template, request
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from archive import ArchiveError, DocumentNotFound, PassageNotFound
from index import IndexFault
from ingest.errors import DrawingStopped
from search_app.departed import address_now
from search_app.errors import AppError, EditionNotFound, LanguageNotFound
from search_app.explained import Problem
from search_app.explanations import explain
from search_app.meant import address_meant

_FOR_PROGRAMS = "application/problem+json"
_JSON = (_FOR_PROGRAMS, "application/json", "application/ld+json")

FORMS = (".txt", ".bib", ".ris", ".pdf", ".png")
"""Endings of what is made of a passage. A program that keeps what it gets must not keep a page in its place; what
never was, or stands nowhere any more, is mostly asked for by people, who are shown a way on."""

_log = logging.getLogger(__name__)


def init_problems(app: Flask) -> None:
    """Answer every error in the frame of the application."""
    for kind in (AppError, ArchiveError, IndexFault, DrawingStopped):
        app.register_error_handler(kind, answer_problem)
    app.register_error_handler(PassageNotFound, _lead_on)
    for left in (DocumentNotFound, LanguageNotFound, EditionNotFound):
        app.register_error_handler(left, _lead_to_its_place)
    app.register_error_handler(HTTPException, _answer_http)
    app.register_error_handler(Exception, _answer_unforeseen)


def _lead_on(error: PassageNotFound) -> AnyResponse:
    """Lead to the passage whose id was only written otherwise, with all that was asked of it."""
    address = address_meant(error.name)
    return redirect(address, HTTPStatus.MOVED_PERMANENTLY) if address else answer_problem(error)


def _lead_to_its_place(error: DocumentNotFound | LanguageNotFound | EditionNotFound) -> AnyResponse:
    """Lead to where a version is that left the place asked for; addresses in footnotes go on answering."""
    address = address_now(error)
    return redirect(address, HTTPStatus.MOVED_PERMANENTLY) if address else answer_problem(error)


def answer_problem(error: Exception) -> Response:
    """Answer an error in its own words, and those of `explanations.py`."""
    problem = explain(error)
    if problem.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        _log.error("%s: %s", request.path, error)
        return _respond(problem, problem.sentence)  # the error's own tells where files lie
    return _respond(problem, str(error))


def _answer_http(error: HTTPException) -> Response:
    problem = explain(error)
    response = _respond(problem, error.description or problem.status.phrase)
    for name, value in error.get_headers():
        if name.lower() not in {"content-type", "content-length"}:
            response.headers[name] = value  # such as Allow, or the size that a range must stay within
    return response


def _answer_unforeseen(error: Exception) -> Response:
    _log.error("%s failed", request.path, exc_info=error)
    return _respond(explain(error), "Something went wrong here; it is written in the server's log.")


def _respond(problem: Problem, detail: str) -> Response:
    if is_for_program() or (problem.purged and request.path.endswith(FORMS)) or not _has_addresses():
        said = {
            "type": "about:blank",
            "title": problem.status.phrase,
            "status": problem.status.value,
            "detail": detail,
            "instance": request.path,
            **problem.members,
        }
        answer = Response(json.dumps(said), content_type=_FOR_PROGRAMS)
    else:
        answer = make_response(render_template("problem.html", problem=problem))
    answer.status_code = problem.status
    answer.vary.add("Accept")
    return answer


def _has_addresses() -> bool:
    """Tell whether a page can have links: not where the host that is asked for is no name at all."""
    try:
        return current_app.create_url_adapter(request) is not None
    except (HTTPException, ValueError):
        return False


def is_for_program() -> bool:
    """Tell whether a program asks."""
    if request.path.startswith("/api/") or request.path.endswith((".json", ".jsonld", ".atom", "/health")):
        return True
    return request.accept_mimetypes.best_match(["text/html", *_JSON]) in _JSON
