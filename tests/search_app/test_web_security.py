"""What a hostile document, query or client can do: nothing."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from archive import Archive
from tests.search_app.holdings import passage_of

PAGES = (
    "/",
    "/?q=bell",
    "/documents/",
    "/documents/hostile",
    "/documents/hostile/en/pages/1?q=bell",
    "/p/nothing",
)


@pytest.mark.parametrize("address", PAGES)
def test_every_page_forbids_what_it_does_not_need(client: FlaskClient, address: str) -> None:
    """No script or style but our own files, no framing, no guessing of types, no telling others where from."""
    headers = client.get(address).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("address", PAGES)
def test_no_page_has_scripts_or_styles_in_it(client: FlaskClient, address: str) -> None:
    page = client.get(address).text
    assert "<style" not in page
    assert " style=" not in page
    assert " onclick" not in page
    assert "<script>" not in page


@pytest.mark.parametrize("address", PAGES[1:])
def test_hostile_text_is_shown_and_does_not_act(client: FlaskClient, address: str) -> None:
    """Tags stay words; characters that turn the line around or end it are gone."""
    page = client.get(f"{address}{'&' if '?' in address else '?'}x=<script>").text
    assert "<script>alert" not in page
    assert "\u202e" not in page
    assert "\x07" not in page


def test_a_hostile_passage_is_found_and_shown_as_words(client: FlaskClient, holdings: Archive) -> None:
    page = client.get(f"/p/{passage_of(holdings, 'bell').id}?q=alert").text
    assert "&lt;script&gt;<mark>alert</mark>(&#34;x&#34;)&lt;/script&gt; &amp;" in page


def test_a_hostile_query_is_shown_as_words(client: FlaskClient) -> None:
    page = client.get('/?q="><script>alert(1)</script>').text
    assert 'value="&quot;&gt;&lt;script&gt;' in page
    assert "<script>alert" not in page


def test_a_file_of_strangers_is_sent_as_nobodys_page(client: FlaskClient, holdings: Archive) -> None:
    """It acts as no site of ours, whatever a browser takes it for; also where a part is sent, or nothing new."""
    version = holdings.catalogue.versions("study")[0]
    address = f"/versions/{version.id}/original.pdf"
    whole = client.get(address, buffered=True)
    kept = {"If-None-Match": whole.headers["ETag"]}
    for heads in ({}, {"Range": "bytes=0-3"}, kept):
        answer = client.get(address, headers=heads, buffered=True)
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "sandbox allow-downloads" in policy
        assert "allow-scripts" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("GET", "/", 200),
        ("GET", "/nothing", 404),
        ("POST", "/", 405),
        ("GET", "/documents", 308),
        ("GET", "/documents/study/en/pages/1?zoom=x", 400),
        ("GET", "/api/v1/search?q=bell", 200),
        ("GET", "/api/v1/versions/nothing", 404),
        ("GET", "/static/pasaje.css", 200),
        ("GET", "/static/nothing", 404),
        ("GET", "/health", 200),
        ("OPTIONS", "/", 200),
        ("OPTIONS", "/static/pasaje.css", 200),
        ("POST", "/sign-in", 403),
    ],
)
def test_every_answer_has_every_header(client: FlaskClient, method: str, address: str, status: int) -> None:
    """Errors, redirects and files too; and none says by what it was made."""
    answer = client.open(address, method=method, buffered=True)
    assert answer.status_code == status
    headers = answer.headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Permissions-Policy" in headers
    assert "Server" not in headers
    assert "X-Powered-By" not in headers
    assert "Strict-Transport-Security" not in headers, "this archive is not served by https"


def test_an_answer_that_nothing_has_changed_has_every_header(client: FlaskClient) -> None:
    for address in ("/documents/study/en/pages/1", "/static/pasaje.css"):
        tag = client.get(address, buffered=True).headers["ETag"]
        answer = client.get(address, headers={"If-None-Match": tag}, buffered=True)
        assert answer.status_code == 304
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
