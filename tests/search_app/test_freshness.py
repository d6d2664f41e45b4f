"""A page that a browser has kept is not made again, and never shown when something has changed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from archive import Archive
from index.crosslingual import written_down
from search_app import create_app
from search_app.page_images import _name
from search_app.parts import Parts
from search_app.settings import Settings
from tests.factories import make_version, store_version
from tests.search_app.holdings import current
from tests.search_app.test_web_search import counting

PAGE = "/documents/study/en/pages/1?q=innovation"


@pytest.fixture
def app(filled_data: Path, tmp_path: Path) -> Iterator[Flask]:
    """Give an application whose archive may be changed."""
    made = create_app(Settings(data=Path(shutil.copytree(filled_data, tmp_path / "data"))))
    yield made
    made.extensions["pasaje"].close()


def again(client: FlaskClient, address: str = PAGE, of: str = PAGE) -> int:
    """Ask for an address as a browser does that has kept what was at one; gives the status."""
    tag = client.get(of).headers["ETag"]
    return client.get(address, headers={"If-None-Match": tag}).status_code


def test_what_has_not_changed_is_not_sent_again(client: FlaskClient) -> None:
    first = client.get(PAGE)
    kept = client.get(PAGE, headers={"If-None-Match": first.headers["ETag"]})
    assert (kept.status_code, kept.data) == (304, b"")
    assert first.cache_control.no_cache, "a browser asks each time"
    assert first.cache_control.private


ASKED_AGAIN = (
    "/",
    "/?q=innovation",
    "/search-help",
    "/documents/",
    "/documents/study",
    "/documents/study/en/pages/all",
    "/concordance?q=innovation",
    "/concordance.csv?q=innovation",
    "/feed.atom?q=innovation",
    "/api/v1/search?q=innovation",
    "/api/v1/concordance?q=innovation",
    "/api/v1/documents",
    "/api/v1/documents/study",
    "/api/v1/lexicon?word=innovation",
)


@pytest.mark.parametrize("address", ASKED_AGAIN)
def test_pages_and_objects_that_have_not_changed_are_not_made_again(
    client: FlaskClient, holdings: Archive, address: str
) -> None:
    """Nothing is even looked up for them, nor who asks; when something comes in, all of them are made anew."""
    first = client.get(address)
    assert (first.status_code, again(client, address, address)) == (200, 304)
    tag = first.headers["ETag"]
    with counting(holdings) as statements:
        client.get(address, headers={"If-None-Match": tag})
    assert statements == []
    store_version(holdings, make_version("other"))
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        *ASKED_AGAIN,
        PAGE,
        "/documents/study/disagreements/",
        "/documents/study/disagreements.csv",
        "/documents/study/alignment.json",
        "/documents/study/alignment.tmx",
        "/p/{passage}.json",
        "/p/{passage}.bib",
        "/p/{passage}.txt",
        "/p/{passage}.csl.json",
        "/p/{passage}/cite",
        "/static/pasaje.css",
        "/opensearch.xml",
        "/api/v1/openapi.json",
        "/api/v1/suggestions?q=inn",
    ],
)
def test_what_is_as_it_was_has_the_heads_that_it_would_be_sent_with(
    client: FlaskClient, holdings: Archive, address: str
) -> None:
    """Whoever keeps an answer brings what it keeps up to date by them (RFC 9110, 15.4.5)."""
    address = address.format(passage=holdings.passages.of_version(current(holdings, "study", "en").id)[0].id)
    first = client.get(address)
    kept = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (first.status_code, kept.status_code) == (200, 304)
    for name in ("Cache-Control", "Content-Security-Policy", "ETag"):
        assert kept.headers[name] == first.headers[name]
    assert set(kept.vary) == set(first.vary)
    assert sorted(kept.headers.getlist("Link")) == sorted(first.headers.getlist("Link"))


def test_versions_pages_and_passages_for_programs_are_kept_too(client: FlaskClient, holdings: Archive) -> None:
    version = current(holdings, "study", "en")
    passage = holdings.passages.of_version(version.id)[0]
    for address in (
        f"/api/v1/versions/{version.id}",
        f"/api/v1/versions/{version.id}/pages/1",
        f"/api/v1/versions/{version.id}/locate?quote=innovation",
        f"/api/v1/passages/{passage.id}",
        f"/api/v1/passages/{passage.id}/like",
        f"/p/{passage.id}.json",
    ):
        assert again(client, address, address) == 304, address


class Vectors:
    """What passages mean, in one state or another."""

    def __init__(self, state: tuple[int, bool]) -> None:
        self.state = state

    def meant(self, _text: str) -> None:
        """Know nothing."""


def test_a_search_that_did_without_vectors_is_made_anew_once_they_are_there(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or others than they were: what is found by its meaning hangs on them."""
    address = "/?q=innovation"
    tags = []
    for state in ((1, False), (1, True), (2, True)):
        monkeypatch.setattr(Parts, "meanings", property(lambda _parts, state=state: Vectors(state)))
        tags.append(client.get(address).headers["ETag"])
    assert len(set(tags)) == len(tags)


@pytest.mark.parametrize(
    "other",
    [PAGE + "s", PAGE + "&zoom=page", PAGE + "&ui=es", PAGE.replace("/1?", "/3?"), "/documents/study/es/pages/1"],
)
def test_another_page_is_another_copy(client: FlaskClient, other: str) -> None:
    assert again(client, other) == 200


def test_another_language_of_the_reader_is_another_copy(client: FlaskClient) -> None:
    tag = client.get(PAGE).headers["ETag"]
    answer = client.get(PAGE, headers={"If-None-Match": tag, "Accept-Language": "es"})
    assert answer.status_code == 200
    assert "Página" in answer.text


def test_a_change_in_the_archive_makes_pages_anew(client: FlaskClient, holdings: Archive) -> None:
    """Whatever it is: what a page shows of the archive is more than its own version."""
    tag = client.get(PAGE).headers["ETag"]
    store_version(holdings, make_version("other"))
    assert client.get(PAGE, headers={"If-None-Match": tag}).status_code == 200


def test_what_is_written_while_a_page_is_made_makes_the_next_anew(
    app: Flask, client: FlaskClient, holdings: Archive
) -> None:
    """She who asks is looked up first, and all is read from that state; the tag must be of no later one."""

    def write_after_reading() -> None:
        holdings.catalogue.documents()
        with Archive.open(holdings.folder) as another:
            store_version(another, make_version("meanwhile"))

    app.before_request(write_after_reading)
    tag = client.get("/documents/").headers["ETag"]
    app.before_request_funcs[None].remove(write_after_reading)
    now = client.get("/documents/", headers={"If-None-Match": tag})
    assert (now.status_code, "/documents/meanwhile" in now.text) == (200, True)


def test_a_lost_index_makes_pages_anew(client: FlaskClient, holdings: Archive) -> None:
    """They have no hits then; once it is there again, they have."""
    tag = client.get(PAGE).headers["ETag"]
    shutil.move(holdings.folder / "index", holdings.folder / "lost")
    assert client.get(PAGE, headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize("address", [PAGE, "/concordance?q=innovation", "/feed.atom?q=innovation"])
def test_a_lexicon_learned_anew_makes_pages_anew(
    client: FlaskClient, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever is found and marked is carried over by it."""
    assert again(client, address, address) == 304
    tag = client.get(address).headers["ETag"]
    monkeypatch.setattr(Parts, "lexicon", property(lambda _parts: (written_down(), "learned anew")))
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 200


def test_a_page_whose_image_fails_is_made_anew(client: FlaskClient, holdings: Archive) -> None:
    tag = client.get(PAGE).headers["ETag"]
    holdings.derived.put(current(holdings, "study", "en").original_sha256, _name(1, 1), b"")
    answer = client.get(PAGE, headers={"If-None-Match": tag})
    assert answer.status_code == 200
    assert "/1/image" not in answer.text


def test_a_permalink_is_kept_as_well(client: FlaskClient, holdings: Archive) -> None:
    passage = holdings.passages.of_version(current(holdings, "study", "en").id)[0]
    assert again(client, f"/p/{passage.id}", f"/p/{passage.id}") == 304


def test_an_archive_in_another_database_is_always_asked(tmp_path: Path) -> None:
    """Its state cannot be told from files."""
    with Archive.open(tmp_path, f"sqlite:///{tmp_path}/elsewhere.sqlite") as archive:
        assert archive.state(beside="index") is None


def test_another_address_of_the_archive_is_another_copy(client: FlaskClient, holdings: Archive) -> None:
    """Links that are copied begin with it."""
    tag = client.get(PAGE).headers["ETag"]
    moved = create_app(Settings(data=holdings.folder, base_url="https://archive.example")).test_client()
    assert moved.get(PAGE, headers={"If-None-Match": tag}).status_code == 200


def test_the_nearest_page_is_shown_each_time(client: FlaskClient) -> None:
    """It is no copy of the page that was asked for."""
    first = client.get("/documents/study/en/pages/99")
    again = client.get("/documents/study/en/pages/99", headers={"If-None-Match": first.headers.get("ETag", "")})
    assert (again.status_code, again.data) == (404, first.data)
