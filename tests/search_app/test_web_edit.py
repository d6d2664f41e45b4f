"""What is known of a document is shown on its page, and put right there by whoever may."""

from __future__ import annotations

import html
import re
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from archive import Archive, Description, Field, Person
from index import create_engine
from search_app import create_app
from search_app.messages import compile_all
from search_app.settings import Settings
from tests.factories import make_version, store_version
from tests.search_app.signing import OWN, token_in
from tests.search_app.test_web_search import read

EDIT = "/documents/study/edit"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give the data folder of an archive with a study in two languages."""
    compile_all()
    data = tmp_path / "data"
    with Archive.open(data) as archive:
        store_version(archive, make_version(), title="Study", date="2015")
        store_version(archive, make_version(language="es", title="Estudio"), [["La región."]])
        create_engine("whoosh", data / "index", archive_id=archive.id)
    return data


@pytest.fixture
def editor(folder: Path) -> Iterator[FlaskClient]:
    """Give somebody at the machine itself."""
    app = create_app(Settings(data=folder))
    client = app.test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    yield client
    app.extensions["pasaje"].close()


def send(
    editor: FlaskClient,
    *,
    headers: dict[str, str] | None = None,
    shown: dict[str, str] | None = None,
    **typed: str,
) -> TestResponse:
    """Send the form with what is typed into it; the rest as it is shown."""
    data = {"title-en": "Study", "title-es": "Estudio", "date": "2015"}
    data |= dict.fromkeys(("author", "issuer", "place", "series", "number"), "")
    data |= {"csrf_token": token_in(editor.get(EDIT).text)} | (shown or {})
    data |= {name.replace("__", "-").replace("_as", ".as"): value for name, value in typed.items()}
    return editor.post(EDIT, data=data, headers=OWN if headers is None else headers)


def form_of(editor: FlaskClient, page: str = "") -> dict[str, str]:
    """Give the form, or that of a page, as a browser would send it back with nothing changed."""
    page = page or read(editor, EDIT)
    values = dict(re.findall(r'<input [^>]*name="([^"]+)" value="([^"]*)"', page))
    values = {name: value for name, value in values.items() if not name.endswith(".as")}
    values |= dict(re.findall(r'<textarea [^>]*name="([^"]+)"[^>]*>\n?(.*?)</textarea>', page, re.DOTALL))
    return {name: html.unescape(value).replace("\n", "\r\n") for name, value in values.items()}


def known(folder: Path, language: str = "en") -> Description:
    with Archive.open(folder) as archive:
        version = archive.catalogue.find_current("study", language)
        assert version is not None
        return archive.descriptions.of(archive.catalogue.get_document("study"), version)


def test_a_document_tells_what_is_known_of_it(editor: FlaskClient) -> None:
    page = read(editor, "/documents/study")
    assert page.count("so the file says; not confirmed") == 3
    assert f'href="{EDIT}"' in page
    send(editor, date="2016")
    page = read(editor, "/documents/study")
    assert page.count("so the file says; not confirmed") == 2
    assert ">confirmed<" in page


def test_what_is_changed_is_confirmed_and_the_rest_is_not(editor: FlaskClient, folder: Path) -> None:
    answer = send(
        editor,
        title__es="El estudio",
        author="Quispe Huamán, María\r\n\r\n  Pérez,  José \r\n",
        issuer="European Commission, DG REGIO",
        place="Lima",
    )
    assert (answer.status_code, answer.location) == (303, "/documents/study")
    told = known(folder)
    assert told.authors == (Person("Quispe Huamán", "María"), Person("Pérez", "José"))
    assert told.issuers == ("European Commission, DG REGIO",)
    assert told.unconfirmed == (Field.TITLE, Field.DATE)
    assert known(folder, "es").title == "El estudio"
    assert Field.TITLE in known(folder, "es").confirmed


def test_what_the_file_says_can_be_confirmed_and_taken_back(editor: FlaskClient, folder: Path) -> None:
    send(editor, title__en_as="right", date_as="right")
    assert known(folder).unconfirmed == ()
    send(editor, title__en="Another", date="2016")
    assert (known(folder).title, known(folder).date) == ("Another", "2016")
    send(editor, title__en="Another", date="2016", title__en_as="file", date_as="file")
    assert (known(folder).title, known(folder).date) == ("Study", "2015")
    assert known(folder).unconfirmed == (Field.TITLE, Field.DATE)


@pytest.mark.parametrize(
    ("typed", "name", "sentence"),
    [
        ({"date": "2013-02-31"}, "date", "This is no date: write 2013, 2013-05 or 2013-05-20."),
        ({"date": "20130520"}, "date", "This is no date"),
        ({"date": "May 2013"}, "date", "This is no date"),
        ({"date": "0000"}, "date", "This is no date"),
        ({"title__en": " \u202e "}, "title-en", "A document needs a title."),
        ({"title__es": "x" * 501}, "title-es", "This is longer than a citation can be."),
        ({"place": "x" * 201}, "place", "This is longer than a citation can be."),
        ({"author": "A\n" * 51}, "author", "These are more names than a citation can have."),
        ({"issuer": "x" * 201}, "issuer", "This is longer than a citation can be."),
    ],
)
def test_what_cannot_be_is_said_beside_the_field_and_nothing_is_saved(
    editor: FlaskClient, folder: Path, typed: dict[str, str], name: str, sentence: str
) -> None:
    answer = send(editor, **typed, series="Working papers")
    assert answer.status_code == 422
    beside = answer.text.split(f'id="{name}-about"')[1].split("</p>")[0]
    assert sentence in beside
    assert f'<a href="#{name}">' in answer.text
    assert 'value="Working papers"' in answer.text
    assert known(folder).series == ""


def test_hidden_characters_do_not_get_in(editor: FlaskClient, folder: Path) -> None:
    send(editor, series="Working\x07 \u202epapers\r\nTY  - JOUR")
    assert known(folder).series == "Working\ufffd papers TY - JOUR"


def test_a_form_that_is_too_large_is_not_read(editor: FlaskClient, folder: Path) -> None:
    assert send(editor, series="x" * 450_000).status_code == 413
    assert known(folder).confirmed == frozenset()


def test_a_title_with_something_hidden_in_it_is_not_confirmed_by_being_shown(
    editor: FlaskClient, folder: Path
) -> None:
    with Archive.open(folder) as archive:
        version = make_version(title="A \u202eletter \x07 of\tintent")
        metadata = {"author": "Quispe\x07, María; Pérez\u202e, José"}
        store_version(archive, replace(version, metadata=metadata))
    assert send(editor, shown=form_of(editor), series="Working papers").status_code == 303
    assert known(folder).unconfirmed == (Field.TITLE, Field.AUTHORS, Field.DATE)


def test_what_somebody_else_changed_meanwhile_stays_as_it_is(editor: FlaskClient, folder: Path) -> None:
    shown = form_of(editor)
    send(editor, author="Quispe, María", date="2016", title__en="A study")
    assert send(editor, shown=shown, place="Lima").status_code == 303
    told = known(folder)
    assert (told.title, told.date, told.place) == ("A study", "2016", "Lima")
    assert told.authors == (Person("Quispe", "María"),)


def test_what_both_changed_is_put_before_the_second(editor: FlaskClient, folder: Path) -> None:
    shown = form_of(editor)
    send(editor, date="2016", author="Quispe, María\nPérez, José")
    answer = send(editor, shown=shown, date="2017", author="Pérez, José", place="Lima")
    assert answer.status_code == 409
    assert "now says “2016”" in answer.text.split('id="date-about"')[1].split("</p>")[0]
    assert "now says “Quispe, María; Pérez, José”" in answer.text
    assert 'name="date" value="2017"' in answer.text
    assert 'value="Lima"' in answer.text
    assert (known(folder).date, known(folder).place) == ("2016", "")
    assert send(editor, shown=form_of(editor, answer.text)).status_code == 303
    assert known(folder).authors == (Person("Pérez", "José"),)
    assert (known(folder).date, known(folder).place) == ("2017", "Lima")


def test_what_was_shown_otherwise_is_neither_right_nor_taken_back(editor: FlaskClient, folder: Path) -> None:
    shown = form_of(editor)
    send(editor, date="2016")
    for wanted in ("right", "file"):
        assert send(editor, shown=shown, date_as=wanted).status_code == 409
        assert known(folder).date == "2016"


def test_who_says_the_same_as_somebody_else_is_not_stopped(editor: FlaskClient, folder: Path) -> None:
    shown = form_of(editor)
    send(editor, date="2016")
    assert send(editor, shown=shown, date="2016").status_code == 303
    send(editor, series="Papers")
    answer = send(editor, shown=shown | {"series": "Other papers"})
    assert "now says “Papers”" in answer.text
    emptied = form_of(editor)
    send(editor, shown=emptied, series="")
    assert "has emptied this meanwhile" in send(editor, shown=emptied, series="Other papers").text


def test_while_somebody_writes_nothing_is_saved_and_what_was_typed_is_kept(
    editor: FlaskClient, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search_app.editing._PATIENCE_SECONDS", 0.1)
    with Archive.open(folder) as archive, archive.writing("adding many files"):
        answer = send(editor, series="Working papers")
        assert known(folder).series == ""
    assert answer.status_code == 503
    assert "something else is being written to the archive" in answer.text
    assert 'value="Working papers"' in answer.text


def test_a_short_wait_is_waited_for(editor: FlaskClient, folder: Path) -> None:
    with Archive.open(folder) as archive:
        is_held, writer = threading.Event(), archive.writing("taking in an edit")

        def write() -> None:
            with writer:
                is_held.set()
                time.sleep(0.3)

        other = threading.Thread(target=write)
        other.start()
        is_held.wait()
        assert send(editor, series="Working papers").status_code == 303
        other.join()


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "https://elsewhere.example", "Sec-Fetch-Site": "cross-site"},
        {"Origin": "http://localhost:9999"},
        {"Origin": "null"},
        {"Origin": "http://localhost", "Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
    ],
)
def test_what_another_site_sends_is_refused(editor: FlaskClient, folder: Path, headers: dict[str, str]) -> None:
    answer = send(editor, series="Working papers", headers=headers)
    assert answer.status_code == 403
    assert "does not come from a page of this archive" in answer.text
    assert known(folder).series == ""


@pytest.mark.parametrize("headers", [OWN, {"Origin": "http://localhost"}, {"Sec-Fetch-Site": "same-origin"}])
def test_what_our_own_form_sends_is_taken(editor: FlaskClient, folder: Path, headers: dict[str, str]) -> None:
    assert send(editor, series="Working papers", headers=headers).status_code == 303
    assert known(folder).series == "Working papers"


@pytest.mark.parametrize(
    "asked",
    [
        {"environ_base": {"REMOTE_ADDR": "192.0.2.7"}},
        {"environ_base": {"REMOTE_ADDR": ""}},
        {"base_url": "http://archive.example"},
        {"base_url": "http://127.0.0.1.archive.example"},
        {"headers": {"X-Forwarded-For": "192.0.2.7"}},
        {"headers": {"Via": "1.1 proxy"}},
        {"environ_overrides": {"SERVER_PROTOCOL": "HTTP/1.0"}},
    ],
)
def test_from_elsewhere_nothing_is_offered(editor: FlaskClient, asked: dict[str, Any]) -> None:
    """Nor to a server on this machine that passes on what others ask."""
    assert f'href="{EDIT}"' not in editor.get("/documents/study", **asked).text
    assert editor.get(EDIT, **asked).status_code == 403
    own = {"Sec-Fetch-Site": "same-origin", **asked.get("headers", {})}
    assert editor.post(EDIT, data={"series": "x"}, **{**asked, "headers": own}).status_code == 403


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "127.1.2.3", "[::1]:8000", "localhost"])
def test_every_name_of_the_machine_itself_will_do(editor: FlaskClient, host: str) -> None:
    for address in ("127.0.0.1", "::1"):
        asked = editor.get(EDIT, base_url=f"http://{host}", environ_base={"REMOTE_ADDR": address})
        assert asked.status_code == 200


def test_a_document_that_is_not_there_is_not_edited(editor: FlaskClient) -> None:
    assert editor.get("/documents/nothing/edit").status_code == 404
    token = {"csrf_token": token_in(editor.get(EDIT).text)}
    assert editor.post("/documents/nothing/edit", data=token, headers=OWN).status_code == 404


def test_the_form_speaks_spanish_too(editor: FlaskClient) -> None:
    assert editor.get(f"{EDIT}?ui=es").status_code == 200
