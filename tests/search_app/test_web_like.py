"""Passages like one that is being read, on a page and for programs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from archive import Archive
from index import create_engine, rebuild
from search_app import create_app
from search_app.messages import compile_all
from search_app.settings import Settings
from tests.factories import make_version, store_version
from tests.search_app.described import Description
from tests.search_app.holdings import CROSSING, passage_of
from tests.search_app.test_web_search import counting, links_of, read

BOATS = "The boats of the harbour leave before dawn <b>with</b> nets."
NIGHT = "At dawn the boats leave the harbour; <b>nets</b> come back at night."
PUERTO = "Los barcos del puerto salen de noche."


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[tuple[FlaskClient, Archive]]:
    """Give a reader of an archive in which two passages are alike."""
    compile_all()
    with Archive.open(tmp_path) as archive:
        store_version(archive, make_version("boats"), [[BOATS, "Nothing else."]], title="Boats <i>")
        store_version(archive, make_version("night"), [[NIGHT]], title="By night")
        store_version(archive, make_version("puerto", "es"), [[PUERTO]], title="El puerto")
        rebuild(archive, create_engine("whoosh", tmp_path / "index", archive_id=archive.id))
    app = create_app(Settings(data=tmp_path))
    client = app.test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    yield client, app.extensions["pasaje"].archive
    app.extensions["pasaje"].close()


def test_a_page_shows_what_is_alike_and_by_which_words(reader: tuple[FlaskClient, Archive]) -> None:
    client, archive = reader
    page = read(client, f"/p/{passage_of(archive, BOATS).id}/like")
    like = passage_of(archive, NIGHT)
    assert links_of(page)["By night · p. 1"] == f"/p/{like.id}"
    assert "boats, harbour, leave, dawn, nets" in page
    assert "At <mark>dawn</mark> the <mark>boats</mark> <mark>leave</mark>" in page
    assert f'href="/p/{like.id}/like"' in page


def test_what_is_alike_in_the_other_language_comes_after(reader: tuple[FlaskClient, Archive]) -> None:
    """Found by what the glossary has for the words."""
    client, archive = reader
    page = read(client, f"/p/{passage_of(archive, BOATS).id}/like")
    assert page.index(">By night<") < page.index('<h2 lang="es">Español</h2>') < page.index(">El puerto<")


def test_it_costs_few_statements(reader: tuple[FlaskClient, Archive]) -> None:
    """Not more than the passage's own page: most of them look up what became of it."""
    client, archive = reader
    address = f"/p/{passage_of(archive, BOATS).id}/like"
    client.get(address)
    with counting(archive) as statements:
        client.get(address)
    assert len(statements) <= 23, statements


def test_a_title_that_ends_with_a_comma_has_no_other(archive: Archive) -> None:
    compile_all()
    version = store_version(archive, make_version("report"), [["Boats."]], title="Costa Rica,")
    rebuild(archive, create_engine("whoosh", archive.folder / "index", archive_id=archive.id))
    client = create_app(Settings(data=archive.folder)).test_client()
    (passage,) = archive.passages.of_version(version.id)
    assert "Costa Rica</a>, p. 1" in read(client, f"/p/{passage.id}/like?ui=en")
    assert "<title>Costa Rica, p. 1" in read(client, f"/p/{passage.id}?ui=en")


def test_text_of_documents_is_text(reader: tuple[FlaskClient, Archive]) -> None:
    client, archive = reader
    page = client.get(f"/p/{passage_of(archive, BOATS).id}/like").text
    assert "<b>" not in page
    assert "<i>" not in page


def test_where_nothing_is_alike_it_is_said(reader: tuple[FlaskClient, Archive]) -> None:
    client, archive = reader
    address = f"/p/{passage_of(archive, 'Nothing else.').id}/like"
    assert "No other passage shares the words" in read(client, address)
    assert "Ningún otro pasaje comparte las palabras" in read(client, f"{address}?ui=es")


def test_programs_get_the_words_and_the_hits(reader: tuple[FlaskClient, Archive]) -> None:
    client, archive = reader
    said = client.get(f"/api/v1/passages/{passage_of(archive, BOATS).id}/like").json
    assert said is not None
    assert said["words"] == ["boats", "harbour", "leave", "dawn", "nets"]
    assert [hit["text"] for hit in said["hits"]] == [NIGHT, PUERTO]
    assert said["hits"][0]["boxes"]


def test_what_says_the_same_in_the_other_language_is_left_out(client: FlaskClient, holdings: Archive) -> None:
    passage = passage_of(holdings, CROSSING)
    spanish = passage_of(holdings, "La cooperación transfronteriza")
    said = client.get(f"/api/v1/passages/{passage.id}/like").json
    assert said is not None
    assert {passage.id, spanish.id}.isdisjoint(hit["passage"] for hit in said["hits"])
    assert "stands beside the passage itself" in read(client, f"/p/{passage.id}/like")


def test_a_passage_leads_there_from_its_page_and_from_hits(client: FlaskClient, holdings: Archive) -> None:
    passage = passage_of(holdings, CROSSING)
    for address in (f"/p/{passage.id}", "/?q=%22cooperation+begins%22"):
        assert links_of(read(client, address))["Passages like this one"] == f"/p/{passage.id}/like"


def test_it_is_told_as_described(client: FlaskClient) -> None:
    description = Description(client)
    for name, status in (("none", 404), ("x" * 50, 404)):
        answer = client.get(f"/api/v1/passages/{name}/like")
        assert answer.status_code == status
        assert description.faults(f"/api/v1/passages/{name}/like", answer) == []


def test_a_page_that_was_kept_is_not_made_again(reader: tuple[FlaskClient, Archive]) -> None:
    client, archive = reader
    address = f"/p/{passage_of(archive, BOATS).id}/like"
    tag = client.get(address).headers["ETag"]
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 304
