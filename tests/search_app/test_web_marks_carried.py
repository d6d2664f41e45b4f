"""What the reader marks is what the search found: neither what stands for its words where that is not wanted."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from archive import Archive
from tests.search_app.holdings import passage_of
from tests.search_app.test_web_search import links_of, read

SOUGHT = "q=cooperaci%C3%B3n+transfronteriza"
TYPED = f"{SOUGHT}&across=0"
WITHOUT = f"{SOUGHT}&without=cross-border&without=crossborder&without=transboundary"


def marked(page: str) -> set[str]:
    """Give the words that are marked in the text beside the page."""
    return {re.sub(r"<[^>]*>", "", each).lower() for each in re.findall(r"<mark>(.*?)</mark>", page, re.DOTALL)}


def test_the_marks_of_the_reader_are_those_of_the_search(client: FlaskClient, holdings: Archive) -> None:
    crossing = passage_of(holdings, "cooperation begins").id
    assert {"cross-border", "cooperation"} <= marked(read(client, f"/p/{crossing}?{SOUGHT}"))
    assert not {"cross-border", "cooperation"} & marked(read(client, f"/p/{crossing}?{TYPED}"))
    without = marked(read(client, f"/p/{crossing}?{WITHOUT}"))
    assert "cooperation" in without
    assert "cross-border" not in without


@pytest.mark.parametrize("sought", [TYPED, WITHOUT])
def test_a_hit_leads_to_itself_with_the_marks_of_the_search(client: FlaskClient, sought: str) -> None:
    for path in ("/", "/concordance"):
        hits = [
            each for each in links_of(read(client, f"{path}?{sought}")).values() if "?q=" in each and "/p/" in each
        ]
        assert hits
        assert all(sought in each for each in hits)


@pytest.mark.parametrize("sought", [TYPED, WITHOUT])
def test_every_way_on_keeps_them(client: FlaskClient, holdings: Archive, sought: str) -> None:
    crossing = passage_of(holdings, "cooperation begins").id
    page = read(client, f"/p/{crossing}?{sought}")
    ways = links_of(page)
    for words in ("whole page", "+", "Español", "All pages", "This page as PDF, with the mark", "As an image"):
        assert sought in ways[words], words
    back = next(address for words, address in ways.items() if words.startswith("← All passages"))
    assert back == f"/?{sought}"
    forms = page.split('<form class="taken"')[1].split("</form>")[0]
    for name, value in [pair.split("=") for pair in sought.split("&")[1:]]:
        assert f'<input type="hidden" name="{name}" value="{value}">' in forms


def test_the_next_hit_is_one_of_the_search(client: FlaskClient, holdings: Archive) -> None:
    """Nothing in the English version has the words as they were typed."""
    pages = "/documents/study/en/pages/"
    crossing = passage_of(holdings, "cooperation begins").id
    assert f"/p/{crossing}" in (client.get(f"{pages}?{SOUGHT}&from=1").location or "")
    assert client.get(f"{pages}?{TYPED}&from=1").location == f"{pages}1?{TYPED}"


def test_a_wrong_way_of_carrying_over_is_refused(client: FlaskClient) -> None:
    assert client.get("/documents/study/en/pages/1?q=x&across=2").status_code == 400
