"""Addresses: what stands in footnotes must lead somewhere, today and later."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from index import Sort
from search_app import create_app
from search_app.asked import Asked
from search_app.links import Links
from search_app.parameters import read_page_search
from search_app.settings import Settings

HERE = Links()


@pytest.mark.parametrize(
    ("address", "endpoint"),
    [
        (HERE.search([("q", "x")]), "search.search"),
        (HERE.shelf(), "documents.shelf"),
        (HERE.document("study"), "documents.show"),
        (HERE.page("study", "en", 3, q="x"), "reader.page"),
        (HERE.pages("study", "en"), "reader.jump"),
        (HERE.passage("abc", q="x"), "passages.show"),
        (HERE.passage_data("abc"), "passages.data"),
        (HERE.passage_copy("abc", q="x"), "marked_copies.copy"),
        (HERE.passage_image("abc", is_cropped=True), "marked_copies.image"),
        (HERE.original("abc", 4), "originals.original"),
    ],
)
def test_every_address_is_answered(app: Flask, address: str, endpoint: str) -> None:
    path = address.partition("?")[0].partition("#")[0]
    assert app.url_map.bind("localhost").match(path)[0] == endpoint


def test_addresses_of_the_contract_do_not_change() -> None:
    """They stand in other people's footnotes."""
    links = Links("https://example.org/archive")
    assert links.passage("abc", quote="3-9") == "https://example.org/archive/p/abc?quote=3-9"
    assert links.page("study", "es", 4) == "https://example.org/archive/documents/study/es/pages/4"
    assert links.original("v1", 7) == "https://example.org/archive/versions/v1/original.pdf#page=7"
    assert links.passage_data("abc") == "https://example.org/archive/p/abc.json"
    assert links.passage_copy("abc", quote="3-9") == "https://example.org/archive/p/abc.pdf?quote=3-9"
    assert links.passage_image("abc", density=2, is_cropped=True) == (
        "https://example.org/archive/p/abc.png?density=2&crop=1"
    )


def test_names_cannot_leave_their_place_in_an_address() -> None:
    assert HERE.document("../a?b#c") == "/documents/..%2Fa%3Fb%23c"
    assert HERE.page("a", "en", 1, q="1&2 #ü", edition=2) == "/documents/a/en/pages/1?q=1%262+%23%C3%BC&edition=2"


def test_an_application_below_a_path_links_below_it(app: Flask) -> None:
    page = app.test_client().get("/documents/", base_url="http://localhost/archive").text
    assert 'href="/archive/documents/study"' in page
    assert 'action="/archive/"' in page


def test_links_to_copy_have_the_address_that_is_set_and_not_the_one_asked(filled_data: Path) -> None:
    """Anybody can write another host into a request."""
    app = create_app(Settings(data=filled_data, base_url="https://archive.example"))
    client = app.test_client()
    page = client.get("/?q=innovation", base_url="http://evil.example").text
    said = client.get("/api/v1/search?q=innovation", base_url="http://evil.example").get_json()
    assert 'class="copy" href="https://archive.example/p/' in page
    assert "evil.example" not in page
    assert all(hit["url"].startswith("https://archive.example/p/") for hit in said["hits"])
    app.extensions["pasaje"].close()


def test_a_search_survives_its_own_address() -> None:
    asked = Asked(
        "a b",
        {"language": ("en", "es"), "document": (), "kind": ("table",), "year": (), "issuer": ()},
        Sort.PLACE,
        40,
    )
    assert read_page_search(MultiDict(asked.pairs())) == asked
