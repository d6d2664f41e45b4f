"""Signing in and out: plain forms that work without scripts.

Rule: whoever signs in gets a session that no one has seen before; she is led back to where she was, which is
always a page of our own. What is wrong is said, but not which of name and password it is.
"""

from __future__ import annotations

import re
from http import HTTPStatus
from math import ceil
from urllib.parse import urlsplit

from flask import Blueprint, Response, make_response, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from archive import Account, Action, Actor, Archive, Deed, Way
from search_app.addresses import is_at_the_machine, is_served_by_https, network
from search_app.asking import are_there_accounts, asker, session_cookie
from search_app.curating import deed, own_origins, require_our_page
from search_app.frame import links, parts
from search_app.passwords import LONGEST, hashed, is_outdated, is_right

blueprint = Blueprint("signing_in", __name__)

_LARGEST_FORM_BYTES = 20_000
"""A password of a thousand letters, each as a form sends it, and a place to go back to."""

_LONGEST_WAY = 4_000
"""Characters of an address that is gone back to: the longest link of our own has some 2,000."""


_SAID_IN_SECONDS = 90
"""Longer pauses are told in minutes."""


@blueprint.get("/sign-in")
def form() -> AnyResponse:
    """Show the form; lead on who is signed in already."""
    if asker().is_signed_in:
        return redirect(way_back(request.args.get("next") or _asked_from()), HTTPStatus.SEE_OTHER)
    return _page()


@blueprint.post("/sign-in")
def sign_in() -> AnyResponse:
    """Begin a session, or show the form again with what is wrong."""
    request.max_content_length = _LARGEST_FORM_BYTES
    require_our_page()
    archive, name, password = parts().archive, request.form.get("name", ""), request.form.get("password", "")
    secret = archive.sessions.form_secret()
    attempt = archive.sign_ins.attempt(name, network(), secret, is_local=is_at_the_machine())
    if attempt.wait_seconds > 0:
        return _refuse_for_now(ceil(attempt.wait_seconds))
    account = _proven(archive, name, password)
    if account is None:
        return _refuse(archive, name)
    archive.sign_ins.succeeded(attempt)
    answer = redirect(way_back(request.form.get("next", "")), HTTPStatus.SEE_OTHER)
    _begin(archive, account, answer)
    return answer


@blueprint.post("/sign-out")
def sign_out() -> AnyResponse:
    """End the session, and have the browser forget the pages that it kept."""
    require_our_page()
    if asker().is_signed_in:
        parts().archive.sessions.end(request.cookies[session_cookie()], deed(Action.SIGN_OUT, asker().name))
    answer = redirect(links().search(), HTTPStatus.SEE_OTHER)
    answer.delete_cookie(session_cookie(), path="/", secure=is_served_by_https(), httponly=True, samesite="Strict")
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


def way_back(asked: str) -> str:
    r"""Give the page to go back to, if it is one of ours; else the search.

    Browsers read \ as / and skip tabs and line ends (WHATWG URL, 4.4): nothing of that is in our addresses.
    """
    ours = re.fullmatch(r"/(?![/\\])[^\\\x00-\x20\x7f]*", asked)
    if not ours or len(asked) > _LONGEST_WAY or re.match(r"\S*/sign-(in|out)\b", asked.partition("?")[0]):
        return links().search()
    return asked


def _asked_from() -> str:
    """Give the page of ours on which the link to the sign-in was followed."""
    came = urlsplit(request.referrer or "")
    if f"{came.scheme}://{came.netloc}" not in own_origins():
        return ""
    return f"{came.path}?{came.query}" if came.query else came.path


def _proven(archive: Archive, name: str, password: str) -> Account | None:
    """Give the account, if the password is its own."""
    account = archive.accounts.find(name)
    known = archive.accounts.find_hash(name)
    if not is_right(known, password) or account is None or known is None:
        return None
    if is_outdated(known):
        archive.accounts.rehash(name, known, hashed(password))
    return account


def _begin(archive: Archive, account: Account, answer: AnyResponse) -> None:
    before = request.cookies.get(session_cookie())
    if before:
        archive.sessions.end(before)
    token = archive.sessions.begin(account.name, _deed(Action.SIGN_IN, account.name))
    answer.set_cookie(
        session_cookie(), token, secure=is_served_by_https(), httponly=True, samesite="Strict", path="/"
    )


def _refuse(archive: Archive, name: str) -> Response:
    # A name that is no account's is not kept: people type passwords where names belong.
    account = archive.accounts.find(name)
    archive.audit.note(_deed(Action.SIGN_IN_FAILED, account.name if account else None))
    return _page(HTTPStatus.UNPROCESSABLE_ENTITY, is_refused=True)


def _refuse_for_now(seconds: int) -> Response:
    answer = _page(HTTPStatus.TOO_MANY_REQUESTS, wait_seconds=seconds)
    answer.headers["Retry-After"] = str(seconds)
    return answer


def _deed(action: Action, account: str | None) -> Deed:
    return Deed(Actor(account or "nobody", Way.WEB, request.remote_addr), action, account)


def _page(status: HTTPStatus = HTTPStatus.OK, *, is_refused: bool = False, wait_seconds: int = 0) -> Response:
    page = render_template(
        "signing_in/sign_in.html",
        name=request.form.get("name", ""),
        next=way_back(request.values.get("next") or _asked_from()),
        is_refused=is_refused,
        wait_minutes=ceil(wait_seconds / 60) if wait_seconds > _SAID_IN_SECONDS else 0,
        wait_seconds=wait_seconds,
        has_accounts=are_there_accounts(),
        longest=LONGEST,
    )
    answer = make_response(page, status)
    answer.cache_control.no_store = True
    return answer
