"""Who is let in where reading is for those who are signed in, and how others are led to the sign-in.

Rule: with `PASAJE_READING=accounts` everything is closed that is not named here. What is sent then is nobody
else's: it may be kept by the browser alone, which asks each time whether it may still show it.

The cookie of a session is strict (SameSite): a browser does not send it with a click on another site, so whoever
follows a link to a passage arrives as nobody. Where that would lead to the sign-in, a page of ours is sent that
loads itself once more: then we ask, and the cookie comes. A cookie that clicks from elsewhere bring along would
save that step, but would go with them everywhere, where reading is open too and nobody needs it.
"""

from __future__ import annotations

from http import HTTPStatus

from flask import Flask, Response, current_app, g, make_response, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from archive import ArchiveError
from search_app.asking import Asker, Proof, are_there_accounts, asker
from search_app.errors import SignInNeeded, TokenRefused
from search_app.frame import links
from search_app.problems import FORMS, answer_problem, is_for_program
from search_app.settings import ACCOUNTS

OPEN_TO_ALL = frozenset(
    {"static", "health.health", "signing_in.form", "signing_in.sign_in", "signing_in.sign_out"}
)
"""What nobody needs to be signed in for. Signing out has its own look at who asks."""

_READING = "PASAJE_READING"


def init_admission(app: Flask, reading: str) -> None:
    """Close what is not open to all; lead who is not known to the sign-in."""
    app.config[_READING] = reading
    app.before_request(_admit if reading == ACCOUNTS else _look_at_token)
    if reading == ACCOUNTS:
        app.after_request(_keep_private)
    app.context_processor(_reader)
    app.register_error_handler(SignInNeeded, _lead_to_sign_in)
    app.register_error_handler(TokenRefused, _refuse_token)


def _reader() -> dict[str, object]:
    """Tell templates who reads; a page that says that the archive cannot be opened knows nobody."""
    try:
        reader = asker()
        return {"reader": reader, "can_sign_in": reader.proof is Proof.NOTHING and _has_sign_in()}
    except (ArchiveError, TokenRefused):
        return {"reader": Asker(), "can_sign_in": False}


def _has_sign_in() -> bool:
    return bool(current_app.config[_READING] == ACCOUNTS) or are_there_accounts()


def _admit() -> AnyResponse | None:
    if request.endpoint is None:
        return None  # there is nothing at this address, which is no secret
    if _is_from_elsewhere():
        return _come_again()
    if request.endpoint not in OPEN_TO_ALL and asker().role is None:
        raise SignInNeeded
    return None


def _look_at_token() -> None:
    """Tell a program that its token is no good, where it could read without one too. Raises: TokenRefused."""
    if "Authorization" in request.headers:
        asker()


def _lead_to_sign_in(error: SignInNeeded) -> AnyResponse:
    if _is_from_elsewhere():
        return _come_again()
    if not _is_page():
        answer: AnyResponse = answer_problem(error)
        answer.headers["WWW-Authenticate"] = 'Bearer realm="Pasaje"'
    else:
        here = f"{request.script_root}{request.full_path.rstrip('?')}"
        answer = redirect(links().sign_in(here), HTTPStatus.SEE_OTHER)
    answer.cache_control.no_store = True
    return answer


def _refuse_token(error: TokenRefused) -> Response:
    g.pop("asker", None)
    answer = answer_problem(error)
    answer.headers["WWW-Authenticate"] = 'Bearer realm="Pasaje", error="invalid_token"'
    answer.cache_control.no_store = True
    return answer


def _is_from_elsewhere() -> bool:
    """Tell whether a page is opened by a click on another site, by which no cookie of ours is sent."""
    heads = request.headers
    is_new_page = request.method == "GET" and heads.get("Sec-Fetch-Dest") == "document"
    is_sent = heads.get("Sec-Fetch-Site") in ("cross-site", "same-site")
    return is_new_page and is_sent and request.endpoint != "static" and asker().role is None


def _come_again() -> Response:
    here = f"{request.script_root}{request.full_path.rstrip('?')}"
    answer = make_response(render_template("signing_in/coming.html", here=here))
    answer.cache_control.no_store = True
    return answer


def _is_page() -> bool:
    """Tell whether a person is to see the answer, who can sign in; a program would take the form for its file."""
    dest = request.headers.get("Sec-Fetch-Dest")
    if request.method not in ("GET", "HEAD") or is_for_program() or dest not in (None, "document"):
        return False
    return dest is not None or not request.path.endswith(FORMS)


def _keep_private(response: Response) -> Response:
    if request.endpoint == "static":
        return response
    control = response.cache_control
    if not control.no_store:
        control.public, control.immutable, control.max_age = False, False, None
        control.private = control.no_cache = True
    response.vary.update(["Cookie", "Authorization"])
    return response
