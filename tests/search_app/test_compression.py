"""Answers in fewer bytes, for whoever takes them so."""

from __future__ import annotations

import gzip

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from archive import Archive
from tests.search_app.holdings import current

PAGE = "/documents/study/en/pages/1?q=innovation"
API = "/api/v1/search?q=innovation"


def packed(client: FlaskClient, address: str, takes: str = "gzip, br", method: str = "GET") -> TestResponse:
    """Ask for an address as a browser does."""
    return client.open(address, method=method, headers={"Accept-Encoding": takes}, buffered=True)


@pytest.mark.parametrize(
    "address", [PAGE, "/?q=innovation", "/documents/", "/static/pasaje.css", "/static/keys.js"]
)
def test_what_is_sent_in_fewer_bytes_is_the_same(client: FlaskClient, address: str) -> None:
    plain, small = client.get(address, buffered=True), packed(client, address)
    assert small.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(small.data) == plain.data
    assert small.content_length == len(small.data) < len(plain.data) / 2
    assert "Content-Encoding" not in plain.headers
    assert plain.headers["Vary"] == small.headers["Vary"]
    assert "Accept-Encoding" in small.headers["Vary"]


def test_a_program_gets_the_same_object_in_fewer_bytes(client: FlaskClient) -> None:
    found = packed(client, API)
    assert found.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(found.data).startswith(b'{"query":"innovation"')


@pytest.mark.parametrize("takes", ["", "br", "gzip;q=0", "identity"])
def test_whoever_does_not_take_it_gets_it_as_it_is(client: FlaskClient, takes: str) -> None:
    answer = packed(client, PAGE, takes)
    assert "Content-Encoding" not in answer.headers
    assert answer.text.startswith("<!doctype html>")


def test_little_is_sent_as_it_is(client: FlaskClient) -> None:
    answer = packed(client, "/health")
    assert "Content-Encoding" not in answer.headers
    assert answer.is_json


def test_what_is_compressed_by_itself_is_sent_as_it_is(client: FlaskClient, holdings: Archive) -> None:
    version = current(holdings, "study", "en")
    for address in (
        f"/versions/{version.id}/original.pdf",
        f"/versions/{version.id}/pages/1/thumbnail",
        "/static/fonts/source-serif-4-5.3.1.woff2",
    ):
        answer = packed(client, address)
        assert answer.status_code == 200
        assert "Content-Encoding" not in answer.headers
        assert "Vary" not in answer.headers


def test_part_of_a_file_is_counted_in_its_own_bytes(client: FlaskClient, holdings: Archive) -> None:
    address = f"/versions/{current(holdings, 'study', 'en').id}/original.pdf"
    heads = {"Accept-Encoding": "gzip", "Range": "bytes=0-3"}
    part = client.get(address, headers=heads, buffered=True)
    assert (part.status_code, part.data) == (206, b"%PDF")
    svg = client.get("/static/pasaje.svg", headers=heads, buffered=True)
    assert (svg.status_code, svg.data) == (206, b"<svg")


def test_what_is_asked_of_the_head_alone_is_what_would_be_sent(client: FlaskClient) -> None:
    whole, head = packed(client, PAGE), packed(client, PAGE, method="HEAD")
    assert head.data == b""
    assert dict(head.headers) == dict(whole.headers)


@pytest.mark.parametrize("address", [PAGE, API, "/?q=innovation", "/feed.atom?q=innovation"])
def test_what_is_told_by_what_it_says_has_one_tag_for_both(client: FlaskClient, address: str) -> None:
    """A weak one says nothing of bytes (RFC 9110, 8.8.1)."""
    plain, small = client.get(address), packed(client, address)
    tag = plain.headers["ETag"]
    assert tag.startswith('W/"')
    assert small.headers["ETag"] == tag
    again = client.get(address, headers={"Accept-Encoding": "gzip", "If-None-Match": tag})
    assert (again.status_code, again.headers["ETag"]) == (304, tag)
    assert "Accept-Encoding" in again.headers["Vary"]


@pytest.mark.parametrize("address", ["/api/v1/openapi.json", "/static/pasaje.css"])
def test_each_of_both_has_a_tag_of_its_own_and_is_kept_by_it(client: FlaskClient, address: str) -> None:
    """The one that a reader has kept is what she is told to be as it was (RFC 9110, 15.4.5)."""
    plain, small = client.get(address), packed(client, address)
    tags = plain.headers["ETag"], small.headers["ETag"]
    assert tags[1] == f'{tags[0][:-1]}-gzip"'
    for tag in tags:
        heads = {"Accept-Encoding": "gzip", "If-None-Match": tag}
        again = client.get(address, headers=heads)
        assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)
        assert "Accept-Encoding" in again.headers["Vary"]
        assert "Content-Encoding" not in again.headers


def test_what_is_sent_as_it_is_written_is_compressed_so(client: FlaskClient) -> None:
    address = "/concordance.csv?q=innovation+OR+regional+OR+the+OR+de"
    plain, small = client.get(address), packed(client, address)
    assert small.headers["Content-Encoding"] == "gzip"
    assert "Content-Length" not in small.headers
    assert gzip.decompress(small.data) == plain.data
