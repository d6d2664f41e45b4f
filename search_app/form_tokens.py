"""Tokens of forms that change something: who sends one has got the form from us, in the same browser.

Rule: a token is signed for the session; before one signs in, for a cookie that the form came with; and for whoever
sits at the machine without an account, whose browser needs no cookie. It is another each time it is written, so
that nobody learns it from the length of a compressed page (BREACH). It stands beside the look at where a form
comes from (`curating.py`), not in its place.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets

from flask import Flask, Response, g, request
from markupsafe import Markup

from search_app.addresses import is_served_by_https
from search_app.asking import Proof, asker
from search_app.frame import parts

FIELD = "csrf_token"
HEADER = "X-CSRF-Token"
"""Where a script says it that sends no form."""

_SALT_BYTES = 16


def init_form_tokens(app: Flask) -> None:
    """Give templates `csrf_field()`, and browsers the cookie that a form before the sign-in is tied to."""
    app.jinja_env.globals["csrf_field"] = csrf_field
    app.after_request(_tie)


def csrf_field() -> Markup:
    """Give the hidden field that every form needs which changes something."""
    return Markup('<input type="hidden" name="{}" value="{}">').format(FIELD, form_token())


def form_token() -> str:
    """Give a token for what is sent back from this page."""
    salt = secrets.token_bytes(_SALT_BYTES)
    return base64.urlsafe_b64encode(salt + _signature(salt, _holder(is_new=True))).decode()


def has_form_token() -> bool:
    """Tell whether what is sent carries a token that was given to whoever sends it."""
    sent = request.headers.get(HEADER) or request.form.get(FIELD, "")
    try:
        token = base64.urlsafe_b64decode(sent)
    except ValueError:
        return False
    holder = _holder(is_new=False)
    salt, signature = token[:_SALT_BYTES], token[_SALT_BYTES:]
    return bool(holder) and hmac.compare_digest(signature, _signature(salt, holder))


def _holder(*, is_new: bool) -> str:
    """Tell to whom tokens are given; a browser that is not known yet gets a cookie where one `is_new`."""
    who = asker()
    if who.proof is Proof.SESSION:
        return f"session {who.key}"
    if who.proof is Proof.MACHINE:
        return "machine"
    shown = request.cookies.get(_cookie(), "") or g.get("form_cookie", "")
    if not shown and is_new:
        shown = g.form_cookie = secrets.token_urlsafe()
    return f"cookie {shown}" if shown else ""


def _signature(salt: bytes, holder: str) -> bytes:
    secret = parts().archive.sessions.form_secret()
    return hmac.digest(secret.encode(), salt + holder.encode(errors="replace"), hashlib.sha256)


def _cookie() -> str:
    return "__Host-pasaje-form" if is_served_by_https() else "pasaje-form"


def _tie(response: Response) -> Response:
    if g.get("form_cookie"):
        response.set_cookie(
            _cookie(), g.form_cookie, secure=is_served_by_https(), httponly=True, samesite="Strict", path="/"
        )
    return response
