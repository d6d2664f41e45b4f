"""The sentences for each error: what went wrong, with what, and one way on.

Rule: none shows the inside of the application, and what somebody typed is repeated only in part.
"""

from __future__ import annotations

from functools import singledispatch
from http import HTTPStatus

from flask import request
from flask_babel import gettext, ngettext
from werkzeug.exceptions import HTTPException
from werkzeug.exceptions import NotFound as NoSuchAddress

from archive import (
    NO_ROOM,
    CannotRelate,
    CatalogueFull,
    CatalogueUnusable,
    DocumentNotFound,
    OriginalMissing,
    PageNotFound,
    PassageNotFound,
    PassagePurged,
    SuggestionNotFound,
    VersionNotFound,
    WriterBusy,
)
from index import IndexFault
from ingest.errors import DrawingStopped
from search_app.errors import (
    AlignmentRefused,
    BadParameter,
    EditingRefused,
    EditionNotFound,
    FormRefused,
    HostRefused,
    LanguageNotFound,
    NotBeside,
    NothingAligned,
    NowhereMarked,
    OnlyOneEdition,
    PageNotCopied,
    PageNotDrawn,
    SignInNeeded,
    TokenRefused,
    TooMuchAsked,
)
from search_app.explained import Problem, short, to_search
from search_app.frame import links
from search_app.lost_passages import no_such_passage, purged_passage
from search_app.not_aligned import alignment_refused, not_beside, nothing_aligned
from search_app.not_there import (
    file_missing,
    no_copy,
    no_image,
    no_such_document,
    no_such_edition,
    no_such_language,
    no_such_page,
    no_such_suggestion,
    nowhere_marked,
    only_one_edition,
)


@singledispatch
def explain(error: Exception) -> Problem:
    """Say what went wrong, in the language of the interface."""
    return _unforeseen(error)


@explain.register
def _(error: HTTPException) -> Problem:
    status = _status(error)
    return Problem(
        status,
        gettext("This cannot be answered"),
        gettext("The server does not understand this request (%(status)s).", status=status.value),
        *to_search(),
    )


@explain.register
def _(_error: NoSuchAddress) -> Problem:
    return Problem(
        HTTPStatus.NOT_FOUND,
        gettext("Nothing here"),
        gettext("There is nothing at the address “%(path)s”.", path=short(request.path)),
        *to_search(),
    )


explain.register(PassageNotFound, no_such_passage)
explain.register(PassagePurged, purged_passage)
explain.register(PageNotFound, no_such_page)
explain.register(LanguageNotFound, no_such_language)
explain.register(EditionNotFound, no_such_edition)
explain.register(OnlyOneEdition, only_one_edition)
explain.register(NothingAligned, nothing_aligned)
explain.register(AlignmentRefused, alignment_refused)
explain.register(NotBeside, not_beside)
explain.register(PageNotDrawn, no_image)
explain.register(PageNotCopied, no_copy)
explain.register(NowhereMarked, nowhere_marked)
explain.register(OriginalMissing, file_missing)
explain.register(SuggestionNotFound, no_such_suggestion)
explain.register(DocumentNotFound, no_such_document)
explain.register(VersionNotFound, no_such_document)


@explain.register
def _(_error: CatalogueFull) -> Problem:
    return _full_disk()


@explain.register
def _(_error: CatalogueUnusable) -> Problem:
    return Problem(
        HTTPStatus.SERVICE_UNAVAILABLE,
        gettext("The archive cannot be used"),
        gettext(
            "The server cannot read or write its catalogue: nothing was changed. Whoever runs the server finds "
            "the cause in its log."
        ),
        *to_search(),
    )


@explain.register
def _(error: OSError) -> Problem:
    return _full_disk() if error.errno in NO_ROOM else _unforeseen(error)


@explain.register
def _(_error: DrawingStopped) -> Problem:
    return Problem(
        HTTPStatus.SERVICE_UNAVAILABLE,
        gettext("Not just now"),
        gettext("The server is being stopped or started. Try again in a moment."),
        *to_search(),
    )


@explain.register
def _(_error: CannotRelate) -> Problem:
    return Problem(
        HTTPStatus.CONFLICT,
        gettext("Not done"),
        gettext("What was suggested cannot be done as things are now: look at the document again."),
        links().shelf(),
        gettext("See all documents"),
    )


@explain.register
def _(_error: WriterBusy) -> Problem:
    return Problem(
        HTTPStatus.SERVICE_UNAVAILABLE,
        gettext("Not just now"),
        gettext("Nothing was changed: something else is being written to the archive. Try again in a moment."),
        links().shelf(),
        gettext("See all documents"),
    )


@explain.register
def _(error: BadParameter) -> Problem:
    return Problem(
        HTTPStatus.BAD_REQUEST,
        gettext("This address cannot be read"),
        gettext("In it, “%(name)s” cannot be “%(value)s”.", name=error.name, value=short(error.value)),
        links().search(),
        gettext("Start a new search"),
    )


@explain.register
def _(error: EditingRefused) -> Problem:
    return Problem(
        HTTPStatus.FORBIDDEN,
        gettext("Not to be changed from here"),
        gettext("Your account is for reading. Only curators may change what is here.")
        if error.is_known
        else gettext(
            "As long as nobody has an account, this archive can be changed in a browser only on the computer that "
            "Pasaje runs on."
        ),
        *_to_what_was_asked(),
    )


@explain.register
def _(_error: FormRefused) -> Problem:
    return Problem(
        HTTPStatus.FORBIDDEN,
        gettext("Nothing was changed"),
        gettext(
            "What was sent does not come from a page of this archive, or from one that is too old. Go back, load "
            "the page again, and send it from there."
        ),
        *_to_what_was_asked(),
    )


@explain.register(SignInNeeded)
@explain.register(TokenRefused)
def _(_error: SignInNeeded | TokenRefused) -> Problem:
    return Problem(
        HTTPStatus.UNAUTHORIZED,
        gettext("Sign in first"),
        gettext("This is for people with an account, and you are not signed in, or not any more."),
        links().sign_in(),
        gettext("Sign in"),
    )


@explain.register
def _(error: TooMuchAsked) -> Problem:
    return Problem(
        HTTPStatus.TOO_MANY_REQUESTS,
        gettext("Too much at once"),
        ngettext(
            "More was asked for from your address than leaves time for others. Try again in %(num)s second.",
            "More was asked for from your address than leaves time for others. Try again in %(num)s seconds.",
            error.wait_seconds,
        ),
        *to_search(),
        members={"retry_after": error.wait_seconds},
    )


@explain.register
def _(error: HostRefused) -> Problem:
    return Problem(
        HTTPStatus.FORBIDDEN,
        gettext("Not by this name"),
        gettext(
            "This archive does not answer by the name “%(name)s”. Open it at its own address, such as "
            "http://127.0.0.1:8000/; whoever runs it can set another as PASAJE_URL.",
            name=short(error.host),
        ),
        *to_search(),
    )


@explain.register
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


def _unforeseen(error: Exception) -> Problem:
    return Problem(
        _status(error),
        gettext("Something went wrong"),
        gettext("The fault is ours, and it is written in the server's log. Try again in a moment."),
        *to_search(),
    )


def _full_disk() -> Problem:
    return Problem(
        HTTPStatus.INSUFFICIENT_STORAGE,
        gettext("The disk is full"),
        gettext(
            "The server has no room left: nothing of this was kept. What was kept before is whole. Try again when "
            "whoever runs the server has made room."
        ),
        *to_search(),
    )


def _to_what_was_asked() -> tuple[str, str]:
    """Give the way to the document that was to be changed, or to the search."""
    document_id = (request.view_args or {}).get("document")
    return (links().document(str(document_id)), gettext("Go to the document")) if document_id else to_search()


def _status(error: Exception) -> HTTPStatus:
    code = error.code if isinstance(error, HTTPException) else None
    return HTTPStatus(code or HTTPStatus.INTERNAL_SERVER_ERROR)
