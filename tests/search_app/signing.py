"""Accounts to sign in with, and the forms that take a token."""

from __future__ import annotations

import html
import re

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from archive import Archive, Role
from search_app.passwords import hashed

PASSWORD = "four words are long"
OWN = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}


def token_in(page: str) -> str:
    """Give the token of the first form on a page."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert found, "no form with a token on this page"
    return html.unescape(found[1])


def add_accounts(archive: Archive) -> None:
    """Make a curator and a reader."""
    for name, role in (("ana", Role.CURATOR), ("luis", Role.READER)):
        archive.accounts.add(name, role, hashed(PASSWORD))


def sign_in(
    client: FlaskClient, name: str, password: str = PASSWORD, back: str = "", **asked: object
) -> TestResponse:
    """Fetch the form and send it."""
    page = client.get("/sign-in").text
    data = {"name": name, "password": password, "next": back, "csrf_token": token_in(page)}
    return client.post("/sign-in", data=data, **{"headers": OWN, **asked})  # type: ignore[arg-type]
