"""When something is not there, not ready, or broken."""

from __future__ import annotations

import errno
import logging
import os
import re
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
from flask import Flask
from flask.testing import FlaskClient

from archive import Archive, CatalogueFull, CatalogueUnusable
from index import create_engine
from search_app import create_app, frame
from search_app.assets import release_hash, script, stylesheet
from search_app.parts import Parts
from search_app.settings import Settings
from tests.factories import make_version, store_version
from tests.search_app.test_web_search import read


@pytest.fixture
def unready(tmp_path: Path) -> Iterator[Flask]:
    """Give an application over an archive without an index."""
    with Archive.open(tmp_path) as archive:
        store_version(archive, make_version(), title="Regional innovation")
    app = create_app(Settings(data=tmp_path))
    yield app
    app.extensions["pasaje"].close()


def test_without_an_index_the_search_says_that_it_is_not_ready(unready: Flask) -> None:
    """A request never rebuilds: it would take minutes."""
    answer = unready.test_client().get("/?q=region")
    assert answer.status_code == 503
    assert "Search is not ready" in answer.text


def test_without_an_index_documents_can_be_read(unready: Flask) -> None:
    assert "Regional innovation." in read(unready.test_client(), "/documents/study/en/pages/1")
    assert "Regional innovation" in read(unready.test_client(), "/")


def test_without_an_index_programs_get_a_problem(unready: Flask, tmp_path: Path) -> None:
    """Without being told where files lie."""
    for path in ("/health", "/api/v1/search?q=region"):
        answer = unready.test_client().get(path)
        assert (answer.status_code, answer.mimetype) == (503, "application/problem+json")
        assert answer.get_json()["detail"].startswith("The index is missing or was made by another release")
        assert str(tmp_path) not in answer.text


def test_an_index_that_comes_later_is_found(unready: Flask, tmp_path: Path) -> None:
    """Nobody needs to start the server again."""
    assert unready.test_client().get("/health").status_code == 503
    with Archive.open(tmp_path) as archive:
        create_engine("whoosh", tmp_path / "index", archive_id=archive.id)
    assert unready.test_client().get("/health").status_code == 200


def test_a_lost_original_is_our_fault(unready: Flask, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The page says so without telling where files lie; the log tells."""
    shutil.rmtree(tmp_path / "originals")
    version = unready.extensions["pasaje"].archive.catalogue.versions()[0]
    answer = unready.test_client().get(f"/versions/{version.id}/original.pdf")
    assert answer.status_code == 500
    assert str(tmp_path) not in answer.text
    assert "is missing" in caplog.text


def test_what_nobody_foresaw_is_logged_and_apologised_for(
    app: Flask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_arguments: object) -> None:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr("search_app.documents.shelf_at", fail)
    monkeypatch.setattr("search_app.api.document_object", fail)
    with caplog.at_level(logging.ERROR):
        page = app.test_client().get("/documents/")
        said = app.test_client().get("/api/v1/documents")
    assert page.status_code == said.status_code == 500
    assert "Something went wrong" in page.text
    assert "secret" not in page.text + said.text
    assert "ZeroDivisionError" in caplog.text


def test_an_address_that_leads_nowhere_says_so(client: FlaskClient) -> None:
    answer = client.get(f"/{'x' * 150}")
    assert answer.status_code == 404
    assert "There is nothing at the address" in answer.text
    assert "x" * 101 not in answer.text.split("<main")[1]


def test_a_wrong_method_is_a_page_too(client: FlaskClient) -> None:
    answer = client.post("/documents/")
    assert answer.status_code == 405
    assert "(405)" in answer.text


def test_a_missing_slash_is_mended(client: FlaskClient) -> None:
    assert client.get("/documents").location == "/documents/"


def test_static_files_are_kept_for_good_when_their_name_says_what_is_in_them(client: FlaskClient) -> None:
    """The name of another release leads to what there is now, which nobody is to keep by that name."""
    page = read(client, "/")
    sheet = page.split('<link rel="stylesheet" href="')[1].split('"')[0]
    for address, kept in (
        (sheet, True),
        (sheet.replace("pasaje.css", "page.js"), True),  # as other scripts name it: beside themselves
        (sheet.replace(release_hash(), "0123456789ab"), False),
        ("/static/pasaje.css", False),
    ):
        answer = client.get(address, buffered=True)
        assert answer.status_code == 200
        assert ("immutable" in answer.headers["Cache-Control"]) == kept, address


def test_typefaces_are_where_the_page_and_the_style_say(client: FlaskClient) -> None:
    """By one address, so that they are loaded once; for good, whatever becomes of the style."""
    page = read(client, "/")
    sheet = page.split('<link rel="stylesheet" href="')[1].split('"')[0]
    named = [urljoin(sheet, each) for each in re.findall(r'url\("([^"]+)"\)', client.get(sheet).text)]
    assert named == re.findall(r'as="font"[^>]*href="([^"]+)"', page)
    for address in named:
        assert "immutable" in client.get(address, buffered=True).headers["Cache-Control"]


def test_static_files_are_small() -> None:
    """As they are sent: the style under 25 KB, all scripts under 30, a typeface under 120."""
    folder = Path(frame.__file__).parent / "static"
    assert len(stylesheet("pasaje.css")) < 25_000
    assert sum(len(script(path.name)) for path in folder.glob("*.js")) < 30_000
    assert all(font.stat().st_size < 120_000 for font in folder.glob("fonts/*.woff2"))


def test_scripts_are_sent_without_comments_and_needless_line_ends_and_otherwise_as_they_are(
    client: FlaskClient,
) -> None:
    name = "turning.js"
    sent = client.get(f"/static/{name}")
    assert sent.mimetype == "text/javascript"
    own = (Path(frame.__file__).parent / "static" / name).read_text()
    kept = [line.strip().split("; // ") for line in own.splitlines() if not line.strip().startswith("//")]
    lines = [f"{line};" if remark else line for line, *remark in kept if line]
    ended = [line if line[-1] in "{;," else f"{line}\n" for line in lines]
    assert sent.text == "".join(ended).rstrip("\n")
    again = client.get(f"/static/{name}", headers={"If-None-Match": sent.headers["ETag"]})
    assert again.status_code == 304


def test_the_style_is_sent_without_comments_and_last_semicolons_and_otherwise_as_it_is(
    client: FlaskClient,
) -> None:
    sent = client.get("/static/pasaje.css")
    assert sent.mimetype == "text/css"
    assert "/*" not in sent.text
    own = (Path(frame.__file__).parent / "static" / "pasaje.css").read_text()
    kept = re.sub(r";\s*\}", "}", re.sub(r"/\*.*?\*/", "", own, flags=re.DOTALL))
    assert sent.text.split() == kept.split()
    assert ";}" not in sent.text
    assert not any(line != line.strip() or not line for line in sent.text.splitlines())
    again = client.get("/static/pasaje.css", headers={"If-None-Match": sent.headers["ETag"]})
    assert again.status_code == 304


def test_no_template_is_compiled_for_a_reader(filled_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was compiled before processes part is there in each, and files are not looked at again."""
    made = create_app(Settings(data=filled_data))
    frame.compile_templates(made)

    def fail(*_given: object, **_more: object) -> None:
        raise AssertionError

    monkeypatch.setattr(type(made.jinja_env), "compile", fail)
    monkeypatch.setattr(made.jinja_env.loader, "get_source", fail)
    for address in ("/", "/?q=innovation", "/documents/study/en/pages/1", "/nothing"):
        assert "<main" in made.test_client().get(address).text
    made.extensions["pasaje"].close()


def test_every_process_opens_parts_of_its_own(filled_data: Path) -> None:
    """Database connections and open index files must not be shared over a fork."""
    parts = Parts(Settings(data=filled_data))
    archive, engine = parts.archive, parts.engine
    parts._process = os.getpid() + 1
    try:
        assert parts.archive is not archive
        assert parts.engine is not engine
    finally:
        archive.close()
        parts.close()


def test_closing_leaves_alone_what_a_parent_opened(filled_data: Path) -> None:
    parts = Parts(Settings(data=filled_data))
    archive = parts.archive
    parts._process = os.getpid() + 1
    parts.close()
    assert archive.catalogue.documents()
    archive.close()


def test_parts_are_opened_once_for_all_threads(filled_data: Path) -> None:
    parts, seen = Parts(Settings(data=filled_data)), []
    threads = [threading.Thread(target=lambda: seen.append(parts.archive)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({id(archive) for archive in seen}) == 1
    parts.close()


@pytest.mark.parametrize(
    ("error", "status", "heading"),
    [
        (CatalogueFull("a.sqlite"), 507, "The disk is full"),
        (OSError(errno.ENOSPC, "No space left on device"), 507, "The disk is full"),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), 507, "The disk is full"),
        (CatalogueUnusable("a.sqlite", "disk I/O error"), 503, "The archive cannot be used"),
        (OSError(errno.EIO, "Input/output error"), 500, "Something went wrong"),
    ],
)
def test_what_the_disk_refuses_is_told_without_its_places(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int, heading: str
) -> None:
    def fail(*_arguments: object) -> None:
        raise error

    monkeypatch.setattr("archive.catalogue.Catalogue.get_documents", fail)
    answer = client.get("/documents/")
    assert (answer.status_code, f"<h1>{heading}</h1>" in answer.text) == (status, True)
    assert "sqlite" not in answer.text
