"""Every address of the application, for everybody, under both settings of reading: what each gets.

A new route needs a decision here; without one these tests fail. So does one that lets in somebody it should not.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from archive import Archive, Role
from search_app import create_app
from search_app.messages import compile_all
from search_app.settings import ACCOUNTS, OPEN, Settings
from tests.search_app.holdings import CROSSING, fill, passage_of
from tests.search_app.signing import OWN, token_in

ALL, READ, CURATE, CHANGE, CHANGE_BY_PROGRAM = "all", "read", "curate", "change", "change by program"
"""Who may: everybody; who may read; who may change things, to see a page; to change them; with a token as well."""

DECISIONS = {
    "static GET": ALL,
    "health.health GET": ALL,
    "signing_in.form GET": ALL,
    "signing_in.sign_in POST": ALL,
    "signing_in.sign_out POST": ALL,
    "search.search GET": READ,
    "concordance_pages.show GET": READ,
    "concordance_pages.as_csv GET": READ,
    "feeds.show GET": READ,
    "browser_search.describe GET": READ,
    "browser_search.suggest GET": READ,
    "search_help.show GET": READ,
    "documents.shelf GET": READ,
    "documents.show GET": READ,
    "documents.report GET": READ,
    "logbook.show GET": CURATE,
    "editing.form GET": CURATE,
    "editing.save POST": CHANGE,
    "changes.show GET": READ,
    "beside.show GET": READ,
    "bitext_print.show GET": READ,
    "alignment_exports.as_tmx GET": READ,
    "alignment_exports.as_csv GET": READ,
    "alignment_exports.as_json GET": READ,
    "disagreement_pages.show GET": READ,
    "disagreement_pages.as_csv GET": READ,
    "correcting.form GET": CURATE,
    "correcting.save POST": CHANGE,
    "reader.page GET": READ,
    "reader.jump GET": READ,
    "reader.all_pages GET": READ,
    "passages.show GET": READ,
    "passages.data GET": READ,
    "passages_like.show GET": READ,
    "citations.as_text GET": READ,
    "citations.as_bibtex GET": READ,
    "citations.as_ris GET": READ,
    "citations.as_csl GET": READ,
    "citations.as_annotation GET": READ,
    "citations.show GET": READ,
    "marked_copies.copy GET": READ,
    "marked_copies.image GET": READ,
    "originals.original GET": READ,
    "quotes.find GET": READ,
    "page_images.image GET": READ,
    "page_images.thumbnail GET": READ,
    "relating.all_questions GET": CURATE,
    "relating.answer POST": CHANGE,
    "uploads.form GET": CURATE,
    "uploads.may GET": CURATE,
    "uploads.send POST": CHANGE,
    "uploads.show GET": CURATE,
    "uploads.send_more POST": CHANGE,
    "uploads.again POST": CHANGE,
    "upload_api.send POST": CHANGE_BY_PROGRAM,
    "upload_api.progress GET": CURATE,
    "api_description.show GET": READ,
    "api.search GET": READ,
    "api.concordance GET": READ,
    "api.lexicon GET": READ,
    "api.documents GET": READ,
    "api.document GET": READ,
    "api.changes GET": READ,
    "api.disagreements GET": READ,
    "api.version GET": READ,
    "api.page GET": READ,
    "api.locate GET": READ,
    "api.passage GET": READ,
    "api.like GET": READ,
}

IN, SIGN_IN, UNKNOWN, FORBIDDEN = "let in", "led to the sign-in", "401", "403"

# `machine` and `stranger` come where there is no account, from this computer and elsewhere; others where some.
GETS = {
    (ALL, OPEN): dict.fromkeys(("machine", "stranger", "nobody", "reader", "curator", "program"), IN),
    (ALL, ACCOUNTS): dict.fromkeys(("machine", "stranger", "nobody", "reader", "curator", "program"), IN),
    (READ, OPEN): dict.fromkeys(("machine", "stranger", "nobody", "reader", "curator", "program"), IN),
    (READ, ACCOUNTS): {
        "machine": IN, "stranger": SIGN_IN, "nobody": SIGN_IN, "reader": IN, "curator": IN, "program": IN,
    },
    (CURATE, OPEN): {
        "machine": IN, "stranger": FORBIDDEN, "nobody": SIGN_IN, "reader": FORBIDDEN, "curator": IN, "program": IN,
    },
    (CURATE, ACCOUNTS): {
        "machine": IN, "stranger": SIGN_IN, "nobody": SIGN_IN, "reader": FORBIDDEN, "curator": IN, "program": IN,
    },
    (CHANGE, OPEN): {
        "machine": IN, "stranger": FORBIDDEN, "nobody": UNKNOWN, "reader": FORBIDDEN, "curator": IN,
        "program": FORBIDDEN,
    },
    (CHANGE, ACCOUNTS): {
        "machine": IN, "stranger": UNKNOWN, "nobody": UNKNOWN, "reader": FORBIDDEN, "curator": IN,
        "program": FORBIDDEN,
    },
}  # fmt: skip
GETS |= {(CHANGE_BY_PROGRAM, reading): GETS[CHANGE, reading] | {"program": IN} for reading in (OPEN, ACCOUNTS)}

WHO = ("machine", "stranger", "nobody", "reader", "curator", "program")
ENDINGS_OF_FILES = (".pdf", ".png", ".txt", ".bib", ".ris", ".atom")


class House:
    """An archive with and one without accounts, under one setting of reading."""

    def __init__(self, folders: dict[bool, Path], reading: str) -> None:
        self.apps = {has: create_app(Settings(data=folder, reading=reading)) for has, folder in folders.items()}
        self.archives: dict[bool, Archive] = {
            has: app.extensions["pasaje"].archive for has, app in self.apps.items()
        }
        passage = passage_of(self.archives[True], CROSSING)
        self.names: dict[str, object] = {
            "document": "study", "language": "en", "other": "es", "number": 1, "filename": "pasaje.css",
            "passage": passage.id, "version": passage.version_id, "batch": "b" * 22,
        }  # fmt: skip

    def client(self, who: str) -> FlaskClient:
        """Give somebody's browser or program."""
        has_accounts = who not in ("machine", "stranger")
        made, archive = self.apps[has_accounts].test_client(), self.archives[has_accounts]
        made.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
        if who == "stranger":
            made.environ_base["REMOTE_ADDR"] = "192.0.2.7"
        if who in ("reader", "curator"):
            made.set_cookie("pasaje", archive.sessions.begin({"reader": "luis", "curator": "ana"}[who]))
        if who == "program":
            made.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {archive.accounts.make_token('ana')}"
        return made


@pytest.fixture(scope="module")
def houses(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, House]]:
    compile_all()
    folders = {has: tmp_path_factory.mktemp(f"accounts-{has}") for has in (True, False)}
    for has_accounts, folder in folders.items():
        with Archive.open(folder) as archive:
            fill(archive)
            if has_accounts:
                archive.accounts.add("ana", Role.CURATOR, "no hash")
                archive.accounts.add("luis", Role.READER, "no hash")
    made = {reading: House(folders, reading) for reading in (OPEN, ACCOUNTS)}
    yield made
    for house in made.values():
        for app in house.apps.values():
            app.extensions["pasaje"].close()


def routes(app: Flask) -> Iterator[tuple[Rule, str]]:
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield rule, method


def got(answer: TestResponse) -> str:
    """Name what somebody got."""
    if answer.status_code == 303 and "/sign-in" in (answer.location or ""):
        return SIGN_IN
    assert answer.status_code < 500 or answer.status_code == 503, answer.text
    return {401: UNKNOWN, 403: FORBIDDEN}.get(answer.status_code, IN)


def token_for(client: FlaskClient, who: str) -> str:
    page = {"machine": "/documents/study/edit", "nobody": "/sign-in", "reader": "/", "curator": "/"}.get(who)
    return token_in(client.get(page).text) if page else ""


def test_every_route_has_a_decision(houses: dict[str, House]) -> None:
    known = {f"{rule.endpoint} {method}" for rule, method in routes(houses[OPEN].apps[True])}
    assert known == set(DECISIONS), "a route without a decision here, or a decision without a route"


@pytest.mark.parametrize("reading", [OPEN, ACCOUNTS])
@pytest.mark.parametrize("who", WHO)
def test_everybody_gets_what_is_decided(houses: dict[str, House], who: str, reading: str) -> None:
    house = houses[reading]
    client = house.client(who)
    token = token_for(client, who)
    for rule, method in routes(house.apps[True]):
        decision = DECISIONS[f"{rule.endpoint} {method}"]
        if rule.endpoint == "signing_in.sign_out":
            continue  # it ends what is tried here; see test_signing_in.py
        with house.apps[True].test_request_context():
            address = (
                house.apps[True]
                .url_map.bind("localhost")
                .build(rule.endpoint, {name: house.names[name] for name in rule.arguments})
            )
        data = {"csrf_token": token, "name": "x", "password": "y", "series": "x"} if method == "POST" else None
        answer = client.open(address, method=method, data=data, headers=OWN if method == "POST" else {})
        wanted = GETS[decision, reading][who]
        is_for_programs = address.startswith("/api/") or address.endswith((".json", ".jsonld", *ENDINGS_OF_FILES))
        if wanted == SIGN_IN and is_for_programs:
            wanted = UNKNOWN
        if rule.endpoint == "signing_in.sign_in" and who in ("stranger", "program"):
            wanted = FORBIDDEN  # there is no form that could be sent
        assert got(answer) == wanted, f"{method} {address} for {who}: {answer.status}"
        answer.close()


def test_what_only_readers_get_is_kept_by_no_cache_on_the_way(houses: dict[str, House]) -> None:
    """And by their browser only as long as it is told each time that it may show it."""
    house = houses[ACCOUNTS]
    client = house.client("reader")
    for rule, method in routes(house.apps[True]):
        if DECISIONS[f"{rule.endpoint} {method}"] != READ:
            continue
        with house.apps[True].test_request_context():
            address = (
                house.apps[True]
                .url_map.bind("localhost")
                .build(rule.endpoint, {name: house.names[name] for name in rule.arguments})
            )
        answer = client.get(address, buffered=True)
        control = answer.cache_control
        assert control.no_store or (control.private and control.no_cache), address
        assert not control.public, address
        assert control.max_age is None, address
        assert "immutable" not in answer.headers["Cache-Control"], address
        assert {"cookie", "authorization"} <= {name.lower() for name in answer.vary}, address
        answer.close()


def test_a_kept_page_is_not_said_to_be_good_to_who_is_not_signed_in(houses: dict[str, House]) -> None:
    house = houses[ACCOUNTS]
    address = f"/versions/{house.names['version']}/original.pdf"
    first = house.client("reader").get(address, buffered=True)
    tag = {"If-None-Match": first.headers["ETag"]}
    assert house.client("reader").get(address, headers=tag, buffered=True).status_code == 304
    assert house.client("nobody").get(address, headers=tag).status_code == 401


def test_heads_are_as_closed_as_what_they_belong_to(houses: dict[str, House]) -> None:
    client = houses[ACCOUNTS].client("nobody")
    assert client.head("/documents/").status_code == 303
    assert client.head("/api/v1/documents").status_code == 401


def test_a_program_is_told_in_its_own_form(houses: dict[str, House]) -> None:
    answer = houses[ACCOUNTS].client("nobody").get("/api/v1/search?q=x")
    assert answer.mimetype == "application/problem+json"
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="Pasaje"'
    assert answer.json is not None
    assert "pasaje user token" in answer.json["detail"]
    wrong = houses[OPEN].client("nobody").get("/api/v1/documents", headers={"Authorization": "Bearer wrong"})
    assert wrong.status_code == 401
    assert 'error="invalid_token"' in wrong.headers["WWW-Authenticate"]


def test_credentials_for_another_server_are_left_alone(houses: dict[str, House]) -> None:
    """A web server before this one may ask for a password of its own."""
    other = {"Authorization": "Basic YW5hOnNlY3JldA=="}
    assert houses[OPEN].client("nobody").get("/", headers=other).status_code == 200


def test_links_to_edit_are_shown_to_who_may(houses: dict[str, House]) -> None:
    for who, is_shown in (("machine", True), ("curator", True), ("reader", False), ("stranger", False)):
        page = houses[OPEN].client(who).get("/documents/study").text
        assert ('href="/documents/study/edit"' in page) is is_shown, who


def test_who_can_sign_in_is_offered_it_and_who_is_signed_in_is_named(houses: dict[str, House]) -> None:
    assert 'href="/sign-in"' not in houses[OPEN].client("machine").get("/").text
    assert 'href="/sign-in"' not in houses[OPEN].client("stranger").get("/").text
    assert 'href="/sign-in"' in houses[OPEN].client("nobody").get("/").text
    page = houses[OPEN].client("reader").get("/").text
    assert "<span>luis</span>" in page
    assert 'action="/sign-out"' in page


def test_a_page_that_was_kept_is_another_for_who_has_signed_in(houses: dict[str, House]) -> None:
    house, address = houses[OPEN], "/documents/study/en/pages/1"
    tag = {"If-None-Match": house.client("nobody").get(address).headers["ETag"]}
    assert house.client("nobody").get(address, headers=tag).status_code == 304
    assert house.client("reader").get(address, headers=tag).status_code == 200


def test_a_click_from_another_site_comes_again_by_itself(houses: dict[str, House]) -> None:
    """For a strict cookie does not come with it."""
    house = houses[ACCOUNTS]
    address = f"/p/{house.names['passage']}?quote=0-5"
    heads = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
    first = house.client("nobody").get(address, headers=heads)
    assert '<meta http-equiv="refresh" content="0">' in first.text
    assert f'href="{address}"' in first.text
    assert first.headers["Cache-Control"] == "no-store"
    again = house.client("nobody").get(address, headers={**heads, "Sec-Fetch-Site": "same-origin"})
    assert again.location.startswith("/sign-in?next=%2Fp%2F")
    image = house.client("nobody").get("/", headers={**heads, "Sec-Fetch-Dest": "image"})
    assert image.status_code == 401
