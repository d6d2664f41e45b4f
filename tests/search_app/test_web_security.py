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
    assert 'value="&#34;&gt;&lt;script&gt;' in page
    assert "<script>alert" not in page


def test_the_viewer_of_a_browser_may_show_a_pdf(client: FlaskClient, holdings: Archive) -> None:
    """The viewer is made of scripts and styles that the policy of a page would stop."""
    version = holdings.catalogue.versions("study")[0]
    answer = client.get(f"/versions/{version.id}/original.pdf", buffered=True)
    assert answer.headers["Content-Security-Policy"] == "frame-ancestors 'none'"
