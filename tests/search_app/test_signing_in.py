"""Signing in and out, and what somebody gets who tries to get in, or to have somebody else act, without."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient

from archive import Archive, Role
from search_app import create_app
from search_app.passwords import is_outdated
from search_app.settings import ACCOUNTS, Settings
from search_app.signing_in import way_back
from tests.search_app.signing import OWN, PASSWORD, add_accounts, sign_in, token_in

pytestmark = pytest.mark.usefixtures("quick_hashes")
EDIT = "/documents/study/edit"


@pytest.fixture
def app(folder: Path, quick_hashes: None) -> Iterator[Flask]:
    with Archive.open(folder) as archive:
        add_accounts(archive)
    made = create_app(Settings(data=folder))
    yield made
    made.extensions["pasaje"].close()


@pytest.fixture
def archive(app: Flask) -> Archive:
    held: Archive = app.extensions["pasaje"].archive
    return held


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    made = app.test_client()
    made.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    return made


def send(client: FlaskClient, series: str, token: str | None = None, headers: dict[str, str] | None = None) -> int:
    """Send the form for editing, as one who may would; give the status."""
    token = token_in(client.get(EDIT).text) if token is None else token
    data = {"series": series, "series.was": "", "csrf_token": token}
    return client.post(EDIT, data=data, headers=OWN if headers is None else headers).status_code


def actions(archive: Archive) -> list[str]:
    return [event.deed.action.value for event in reversed(archive.audit.events())]


def test_who_signs_in_is_led_back_and_may_edit(client: FlaskClient, archive: Archive) -> None:
    asked = client.get(EDIT)
    assert (asked.status_code, asked.location) == (303, "/sign-in?next=%2Fdocuments%2Fstudy%2Fedit")
    assert f'name="next" value="{EDIT}"' in client.get(asked.location).text
    answer = sign_in(client, "ANA", back=EDIT)
    assert (answer.status_code, answer.location) == (303, EDIT)
    assert send(client, "Working papers") == 303
    assert actions(archive) == ["sign_in", "edit"]
    edit = archive.audit.events()[0].deed
    assert (edit.actor.who, edit.actor.way, edit.actor.address) == ("ana", "web", "127.0.0.1")
    assert edit.details == {"fields": {"series": {"before": "", "after": "Working papers"}}}


def test_the_place_that_the_link_was_followed_on_is_gone_back_to(client: FlaskClient) -> None:
    page = client.get("/sign-in", headers={"Referer": "http://localhost/documents/study?ui=es"}).text
    assert 'name="next" value="/documents/study?ui=es"' in page
    page = client.get("/sign-in", headers={"Referer": "https://evil.example/documents/study"}).text
    assert 'name="next" value="/"' in page


def test_who_is_signed_in_already_is_led_on(client: FlaskClient) -> None:
    sign_in(client, "luis")
    assert client.get("/sign-in?next=/documents/").location == "/documents/"


@pytest.mark.parametrize(
    ("name", "password"),
    [("ana", "four words are longer"), ("nobody", PASSWORD), ("", ""), ("ana\x00", PASSWORD), ("ana", "x" * 1500)],
)
def test_what_is_wrong_is_said_but_not_which(
    client: FlaskClient, archive: Archive, name: str, password: str
) -> None:
    answer = sign_in(client, name, password)
    assert answer.status_code == 422
    assert "There is no account with this name and this password." in answer.text
    assert password not in answer.text or not password
    assert "Set-Cookie" not in answer.headers
    (event,) = archive.audit.events()
    assert event.deed.about == ("ana" if name == "ana" else None)
    assert PASSWORD not in repr(event)


def test_the_failures_of_two_names_differ_in_nothing(client: FlaskClient) -> None:
    known, unknown = sign_in(client, "ana", "wrong password").text, sign_in(client, "ant", "wrong password").text
    assert token_in(known) != token_in(unknown)
    assert known.replace(token_in(known), "") == unknown.replace(token_in(unknown), "").replace("ant", "ana")


def test_the_cookie_is_for_this_host_alone_and_for_no_script(client: FlaskClient) -> None:
    cookie = sign_in(client, "ana").headers["Set-Cookie"]
    assert cookie.startswith("pasaje=")
    assert {"HttpOnly", "Path=/", "SameSite=Strict"} == set(cookie.split("; ")[1:])


@pytest.mark.parametrize("address", ["https://archive.example", "https://archive.example/pasaje"])
def test_by_https_the_cookie_goes_by_https_alone(folder: Path, address: str) -> None:
    """And has a name that browsers take from nobody else (RFC 6265bis, 4.1.3.2)."""
    with Archive.open(folder) as archive:
        add_accounts(archive)
    app = create_app(Settings(data=folder, base_url=address))
    client = app.test_client()
    page = client.get("/sign-in", base_url="https://archive.example")
    assert "__Host-pasaje-form=" in page.headers["Set-Cookie"]
    data = {"name": "ana", "password": PASSWORD, "csrf_token": token_in(page.text)}
    heads = {"Origin": "https://archive.example", "Sec-Fetch-Site": "same-origin"}
    answer = client.post("/sign-in", data=data, headers=heads, base_url="https://archive.example")
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-pasaje=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Strict"} == set(cookie.split("; ")[1:])
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
    app.extensions["pasaje"].close()


def test_behind_a_proxy_that_does_not_say_https_the_public_address_is_our_own(folder: Path) -> None:
    with Archive.open(folder) as archive:
        add_accounts(archive)
    app = create_app(Settings(data=folder, base_url="https://archive.example"))
    client = app.test_client(use_cookies=False)
    page = client.get("/sign-in", base_url="http://archive.example")
    tie = page.headers["Set-Cookie"].split(";")[0]
    data = {"name": "ana", "password": PASSWORD, "csrf_token": token_in(page.text)}
    heads = {"Origin": "https://archive.example", "Cookie": tie}
    sent = {"data": data, "base_url": "http://archive.example"}
    assert client.post("/sign-in", headers=heads, **sent).status_code == 303  # type: ignore[arg-type]
    for origin in ("https://evil.example", "http://archive.example", "null"):
        heads["Origin"] = origin
        assert client.post("/sign-in", headers=heads, **sent).status_code == 403  # type: ignore[arg-type]
    heads |= {"Origin": "http://evil.example", "Host": "evil.example"}
    sent["base_url"] = "http://evil.example"
    assert client.post("/sign-in", headers=heads, **sent).status_code == 403  # type: ignore[arg-type]
    app.extensions["pasaje"].close()


def test_a_session_that_somebody_else_chose_is_not_signed_in(client: FlaskClient, archive: Archive) -> None:
    """Session fixation: what the browser showed before is worth nothing after the sign-in."""
    client.set_cookie("pasaje", "chosen-by-somebody")
    answer = sign_in(client, "ana")
    assert "chosen-by-somebody" not in answer.headers["Set-Cookie"]
    other = client.application.test_client()
    other.set_cookie("pasaje", "chosen-by-somebody")
    assert other.get(EDIT).status_code == 303


def test_a_sign_in_over_another_ends_that_one(client: FlaskClient, archive: Archive) -> None:
    first = sign_in(client, "luis").headers["Set-Cookie"].split(";")[0].removeprefix("pasaje=")
    page = client.get("/").text
    data = {"name": "ana", "password": PASSWORD, "csrf_token": token_in(page)}
    assert client.post("/sign-in", data=data, headers=OWN).status_code == 303
    assert archive.sessions.find(first) is None
    assert "<span>ana</span>" in client.get("/").text


def test_who_signs_out_is_out_everywhere_in_this_browser(client: FlaskClient, archive: Archive) -> None:
    token = sign_in(client, "ana").headers["Set-Cookie"].split(";")[0].removeprefix("pasaje=")
    form = {"csrf_token": token_in(client.get("/").text)}
    assert client.get("/sign-out").status_code == 405
    assert client.post("/sign-out", headers=OWN).status_code == 403
    answer = client.post("/sign-out", data=form, headers=OWN)
    assert (answer.status_code, answer.location) == (303, "/")
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert archive.sessions.find(token) is None
    client.set_cookie("pasaje", token)
    assert client.get(EDIT).status_code == 303
    assert actions(archive) == ["sign_in", "sign_out"]


def test_what_changes_meanwhile_counts_at_the_next_click(client: FlaskClient, archive: Archive) -> None:
    sign_in(client, "ana")
    token = token_in(client.get(EDIT).text)
    archive.accounts.set_role("ana", Role.READER)
    assert client.get(EDIT).status_code == 403
    assert send(client, "x", token) == 403
    archive.accounts.set_role("ana", Role.CURATOR)
    assert send(client, "y", token) == 303
    archive.accounts.set_password("ana", "another hash")
    assert send(client, "z", token) == 401
    archive.accounts.remove("ana")
    assert client.get(EDIT).location.startswith("/sign-in")


def test_from_the_first_account_on_the_machine_itself_must_sign_in(folder: Path) -> None:
    app = create_app(Settings(data=folder))
    client, archive = app.test_client(), app.extensions["pasaje"].archive
    token = token_in(client.get(EDIT).text)
    add_accounts(archive)
    assert client.get(EDIT).status_code == 303
    assert send(client, "x", token) == 401
    archive.accounts.remove("ana")
    archive.accounts.remove("luis")
    assert client.get(EDIT).status_code == 200
    app.extensions["pasaje"].close()


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"},
        {"Origin": "null"},
        {"Origin": "http://localhost", "Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Origin": "http://localhost.evil.example"},
        {"Origin": "http://evil.example", "Host": "evil.example"},
        {},
    ],
)
def test_no_other_site_signs_somebody_in_or_out_or_edits_with_a_right_token(
    client: FlaskClient, archive: Archive, headers: dict[str, str]
) -> None:
    assert sign_in(client, "ana", headers=headers).status_code == 403
    sign_in(client, "ana")
    token = token_in(client.get(EDIT).text)
    assert send(client, "x", token, headers) in (401, 403)
    assert client.post("/sign-out", data={"csrf_token": token}, headers=headers).status_code == 403
    assert actions(archive) == ["sign_in"]


def test_a_form_without_the_right_token_is_refused_wherever_it_comes_from(
    client: FlaskClient, app: Flask, archive: Archive
) -> None:
    sign_in(client, "ana")
    right = token_in(client.get(EDIT).text)
    other = app.test_client()
    sign_in(other, "ana")
    of_another_session, of_nobody = (
        token_in(other.get(EDIT).text),
        token_in(app.test_client().get("/sign-in").text),
    )
    tokens = ("", "x", "ñ", right[:-4], right[4:], right.upper(), of_another_session, of_nobody)
    assert [send(client, "x", token) for token in tokens] == [403] * len(tokens)
    assert send(client, "x", right) == 303
    assert client.get("/sign-in?next=/").status_code == 303


def test_a_token_for_the_sign_in_is_tied_to_the_browser(client: FlaskClient, app: Flask) -> None:
    """Else a site could sign its visitors in to an account of its own, and read what they then do there."""
    data = {"name": "ana", "password": PASSWORD, "csrf_token": token_in(app.test_client().get("/sign-in").text)}
    assert client.post("/sign-in", data=data, headers=OWN).status_code == 403
    client.get("/sign-in")
    assert client.post("/sign-in", data=data, headers=OWN).status_code == 403


def test_tokens_of_one_session_are_never_the_same(client: FlaskClient) -> None:
    sign_in(client, "ana")
    assert token_in(client.get(EDIT).text) != token_in(client.get(EDIT).text)


@pytest.mark.parametrize(
    "asked",
    [
        "//evil.example", "/\\evil.example", "\\\\evil.example", "https://evil.example", "https:evil.example",
        "javascript:alert(1)", "evil.example", "/\t/evil.example", "/\n/evil.example", " //evil.example",
        "///evil", "/documents/\r\nSet-Cookie: x=y", "/sign-out", "/sign-in?next=/", "", "/" + "x" * 5000,
        "/a\\b", "data:text/html,x",
    ],
)  # fmt: skip
def test_nobody_is_led_anywhere_else(client: FlaskClient, asked: str) -> None:
    with client.application.test_request_context():
        assert way_back(asked) == "/"
    assert sign_in(client, "ana", back=asked).location == "/"


@pytest.mark.parametrize("asked", ["/", "/?q=a+b&language=es", "/p/abc?quote=1-2&with=x.1-2", "/documents/a%2Fb"])
def test_every_page_of_ours_is_led_back_to(client: FlaskClient, asked: str) -> None:
    assert sign_in(client, "ana", back=asked).location == asked


def test_after_some_failures_it_is_said_how_long_to_wait(client: FlaskClient, archive: Archive) -> None:
    for _ in range(5):
        assert sign_in(client, "ana", "wrong password").status_code == 422
    answer = sign_in(client, "ana")
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "1"
    assert "There were too many attempts. Try again in 1 second." in answer.text
    elsewhere = sign_in(client, "ana", environ_base={"REMOTE_ADDR": "192.0.2.7"})
    assert elsewhere.status_code == 303
    assert len(archive.audit.events()) == 6


def test_a_header_does_not_make_another_address_of_ours(client: FlaskClient) -> None:
    for number in range(5):
        heads = {**OWN, "X-Forwarded-For": f"192.0.2.{number}", "Forwarded": f"for=192.0.2.{number}"}
        assert sign_in(client, "ana", "wrong password", headers=heads).status_code == 422
    assert sign_in(client, "ana", headers={**OWN, "X-Forwarded-For": "192.0.2.99"}).status_code == 429


def test_a_password_is_hashed_again_when_more_work_is_asked_for(
    client: FlaskClient, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search_app.passwords._hasher", PasswordHasher(2, 16, 1))
    kept = archive.accounts.find_hash("ana")
    assert kept is not None
    assert is_outdated(kept)
    assert sign_in(client, "ana").status_code == 303
    renewed = archive.accounts.find_hash("ana")
    assert renewed is not None
    assert not is_outdated(renewed)
    assert sign_in(client.application.test_client(), "ana").status_code == 303


def test_a_program_may_change_nothing_with_a_cookie_alone(client: FlaskClient, app: Flask) -> None:
    """What is added below /api/ later asks `require_program()`: here it stands on an address of its own."""
    from search_app.curating import require_program  # noqa: PLC0415

    def check(headers: dict[str, str], who: FlaskClient | None = None) -> str:
        cookie = {}
        if who is not None:
            held = who.get_cookie("pasaje")
            cookie = {"Cookie": f"pasaje={held.value}"} if held else {}
        with app.test_request_context("/api/v1/documents", method="POST", headers={**headers, **cookie}):
            try:
                require_program()
            except Exception as error:  # noqa: BLE001 - which is what is asked
                return type(error).__name__
            return "may"

    archive = app.extensions["pasaje"].archive
    curator, reader = archive.accounts.make_token("ana"), archive.accounts.make_token("luis")
    sign_in(client, "ana")
    token = token_in(client.get("/").text)
    assert check({}) == "SignInNeeded"
    assert check({"Authorization": f"Bearer {curator}"}) == "may"
    assert check({"Authorization": f"bearer {curator}", "Origin": "https://evil.example"}) == "may"
    assert check({"Authorization": f"Bearer {reader}"}) == "EditingRefused"
    assert check({"Authorization": "Bearer wrong"}) == "TokenRefused"
    assert check({**OWN}, client) == "FormRefused"
    assert check({**OWN, "X-CSRF-Token": token}, client) == "may"
    assert check({"Origin": "https://evil.example", "X-CSRF-Token": token}, client) == "FormRefused"
    archive.accounts.revoke_tokens("ana")
    assert check({"Authorization": f"Bearer {curator}"}) == "TokenRefused"


def test_the_sign_in_speaks_spanish_and_says_where_there_are_no_accounts(
    client: FlaskClient, folder: Path
) -> None:
    assert client.get("/sign-in?ui=es").status_code == 200
    archive = client.application.extensions["pasaje"].archive
    archive.accounts.remove("ana")
    archive.accounts.remove("luis")
    page = client.get("/sign-in").text
    assert "pasaje user add" in page
    assert 'type="password"' not in page


def test_a_page_says_nothing_of_who_reads_where_the_archive_cannot_be_opened(tmp_path: Path) -> None:
    (tmp_path / "catalogue.sqlite").write_bytes(b"no database at all" * 100)
    for reading in ("open", ACCOUNTS):
        app = create_app(Settings(data=tmp_path, reading=reading))
        answer = app.test_client().get("/documents/")
        assert answer.status_code == 503
        assert "Sign out" not in answer.text
