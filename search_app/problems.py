"""What went wrong, as a page for people and as a problem object for programs (RFC 9457).

Rule: an answer says what, which, and one way on; it never shows the inside of the application.
"""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from functools import singledispatch
from http import HTTPStatus

from flask import Flask, Response, make_response, render_template, request
from flask_babel import gettext
from werkzeug.exceptions import HTTPException
from werkzeug.exceptions import NotFound as NoSuchAddress

from archive import (
    ArchiveError,
    DocumentNotFound,
    OriginalMissing,
    PageNotFound,
    PassageNotFound,
    VersionNotFound,
)
from index import IndexFault
from ingest.errors import DrawingStopped
from search_app.errors import (
    AppError,
    BadParameter,
    EditingRefused,
    EditionNotFound,
    LanguageNotFound,
    NowhereMarked,
    OnlyOneEdition,
    PageNotCopied,
    PageNotDrawn,
)
from search_app.frame import links
from search_app.words import language_name

_SHOWN_LENGTH = 100
"""Characters of a wrong name that are repeated to the reader."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Problem:
    """A status, a heading, a sentence, and where a reader can go from here."""

    status: HTTPStatus
    heading: str
    sentence: str
    way: str
    way_words: str


def init_problems(app: Flask) -> None:
    """Answer every error in the frame of the application."""
    for kind in (AppError, ArchiveError, IndexFault, DrawingStopped):
        app.register_error_handler(kind, _answer)
    app.register_error_handler(HTTPException, _answer_http)
    app.register_error_handler(Exception, _answer_unforeseen)


def _answer(error: Exception) -> Response:
    problem = _explain(error)
    if problem.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        _log.error("%s: %s", request.path, error)
        return _respond(problem, problem.sentence)  # the error's own tells where files lie
    return _respond(problem, str(error))


def _answer_http(error: HTTPException) -> Response:
    problem = _explain(error)
    response = _respond(problem, error.description or problem.status.phrase)
    for name, value in error.get_headers():
        if name.lower() not in {"content-type", "content-length"}:
            response.headers[name] = value  # such as Allow, or the size that a range must stay within
    return response


def _answer_unforeseen(error: Exception) -> Response:
    _log.error("%s failed", request.path, exc_info=error)
    return _respond(_explain(error), "Something went wrong here; it is written in the server's log.")


def _respond(problem: Problem, detail: str) -> Response:
    if request.path.startswith("/api/") or request.path.endswith((".json", ".jsonld", "/health")):
        said = {
            "type": "about:blank",
            "title": problem.status.phrase,
            "status": problem.status.value,
            "detail": detail,
            "instance": request.path,
        }
        answer = Response(json.dumps(said), content_type="application/problem+json")
    else:
        answer = make_response(render_template("problem.html", problem=problem))
    answer.status_code = problem.status
    return answer


@singledispatch
def _explain(error: Exception) -> Problem:
    return Problem(
        _status(error),
        gettext("Something went wrong"),
        gettext("The fault is ours, and it is written in the server's log. Try again in a moment."),
        *_to_search(),
    )


@_explain.register
def _(error: HTTPException) -> Problem:
    status = _status(error)
    return Problem(
        status,
        gettext("This cannot be answered"),
        gettext("The server does not understand this request (%(status)s).", status=status.value),
        *_to_search(),
    )


@_explain.register
def _(_error: NoSuchAddress) -> Problem:
    return Problem(
        HTTPStatus.NOT_FOUND,
        gettext("Nothing here"),
        gettext("There is nothing at the address “%(path)s”.", path=_short(request.path)),
        *_to_search(),
    )


@_explain.register
def _(error: PassageNotFound) -> Problem:
    return Problem(
        HTTPStatus.NOT_FOUND,
        gettext("No such passage"),
        gettext(
            "No passage has the name “%(name)s”. The link to a passage ends in 13 letters and digits; "
            "perhaps some were lost on the way.",
            name=_short(error.name),
        ),
        links().search(),
        gettext("Search for its words"),
    )


@_explain.register
def _(error: PageNotFound) -> Problem:
    arguments = request.view_args or {}
    place = str(arguments.get("document")), str(arguments.get("language"))
    return _no_such_page(*place, str(error.page_number), error.page_count)


@_explain.register
def _(error: LanguageNotFound) -> Problem:
    return Problem(
        HTTPStatus.NOT_FOUND,
        gettext("Not in this language"),
        gettext(
            "This document has no version in “%(language)s”. It can be read in: %(names)s.",
            language=_short(language_name(error.language)),
            names=", ".join(language_name(language) for language in error.languages),
        ),
        links().document(error.document_id),
        gettext("Go to the document"),
    )


@_explain.register
def _(error: EditionNotFound) -> Problem:
    return Problem(
        HTTPStatus.NOT_FOUND,
        gettext("No such edition"),
        gettext("This document has no edition %(edition)s in this language.", edition=error.edition),
        links().document(error.document_id),
        gettext("Go to the document"),
    )


@_explain.register
def _(error: OnlyOneEdition) -> Problem:
    return Problem(
        HTTPStatus.NOT_FOUND,
        gettext("Only one edition"),
        gettext("This document has one edition in this language so far: there is none to compare it with."),
        links().document(error.document_id),
        gettext("Go to the document"),
    )


@_explain.register
def _(error: PageNotDrawn) -> Problem:
    return Problem(
        HTTPStatus.NOT_FOUND,
        gettext("No image of this page"),
        gettext(
            "Page %(number)s cannot be drawn. What was read of it stands in its text.", number=error.page_number
        ),
        links().original(error.version_id, error.page_number),
        gettext("Original PDF at this page"),
    )


@_explain.register
def _(error: PageNotCopied) -> Problem:
    return Problem(
        HTTPStatus.NOT_FOUND,
        gettext("No copy of this page"),
        gettext(
            "Page %(number)s cannot be copied by itself. It stands in the original.", number=error.page_number
        ),
        links().original(error.version_id, error.page_number),
        gettext("Original PDF at this page"),
    )


@_explain.register
def _(error: NowhereMarked) -> Problem:
    return Problem(
        HTTPStatus.NOT_FOUND,
        gettext("No copy of this page"),
        gettext("These words stand on no page any more; their link says what they read."),
        links().passage(error.passage_id),
        gettext("Open the link"),
    )


@_explain.register
def _(_error: OriginalMissing) -> Problem:
    return Problem(
        HTTPStatus.INTERNAL_SERVER_ERROR,
        gettext("The file is missing"),
        gettext(
            "The PDF is not where it was kept, so its pages cannot be shown; their text can still be read. "
            "Adding the same PDF again brings it back."
        ),
        *_to_search(),
    )


@_explain.register
def _(_error: DrawingStopped) -> Problem:
    return Problem(
        HTTPStatus.SERVICE_UNAVAILABLE,
        gettext("Not just now"),
        gettext("The server is being stopped or started. Try again in a moment."),
        *_to_search(),
    )


@_explain.register(DocumentNotFound)
@_explain.register(VersionNotFound)
def _(error: DocumentNotFound | VersionNotFound) -> Problem:
    return Problem(
        HTTPStatus.NOT_FOUND,
        gettext("No such document"),
        gettext("Nothing in this archive has the name “%(name)s”.", name=_short(error.name)),
        links().shelf(),
        gettext("See all documents"),
    )


@_explain.register
def _(error: BadParameter) -> Problem:
    return Problem(
        HTTPStatus.BAD_REQUEST,
        gettext("This address cannot be read"),
        gettext("In it, “%(name)s” cannot be “%(value)s”.", name=error.name, value=_short(error.value)),
        links().search(),
        gettext("Start a new search"),
    )


@_explain.register
def _(_error: EditingRefused) -> Problem:
    return Problem(
        HTTPStatus.FORBIDDEN,
        gettext("Not to be edited from here"),
        gettext(
            "What is known of a document can be put right in a browser only on the computer that Pasaje runs on, "
            "and from its own form."
        ),
        links().document(str((request.view_args or {}).get("document", ""))),
        gettext("Go to the document"),
    )


@_explain.register
def _(_error: IndexFault) -> Problem:
    return Problem(
        HTTPStatus.SERVICE_UNAVAILABLE,
        gettext("Search is not ready"),
        gettext(
            "The index is missing or was made by another release of Pasaje; the server makes it again, which can "
            "take some minutes. The documents themselves can be read meanwhile."
        ),
        links().shelf(),
        gettext("See all documents"),
    )


def _no_such_page(document_id: str, language: str, name: str, page_count: int) -> Problem:
    return Problem(
        HTTPStatus.NOT_FOUND,
        gettext("No such page"),
        gettext("There is no page “%(name)s”: the pages are 1 to %(count)s.", name=_short(name), count=page_count),
        links().page(document_id, language, max(page_count, 1)),
        gettext("Go to the last page"),
    )


def _status(error: Exception) -> HTTPStatus:
    code = error.code if isinstance(error, HTTPException) else None
    return HTTPStatus(code or HTTPStatus.INTERNAL_SERVER_ERROR)


def _to_search() -> tuple[str, str]:
    return links().search(), gettext("Search the archive")


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN_LENGTH else f"{text[:_SHOWN_LENGTH]}…"
