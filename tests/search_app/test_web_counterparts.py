"""What says the same in the other language stands at every hit and permalink, without scripts too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from archive import Archive
from index import create_engine, rebuild
from search_app import create_app
from search_app.settings import Settings
from tests.pairs import ALONE, BOATS, HARBOUR, LANCHAS, Pair, refuse, store_pair
from tests.search_app.holdings import CROSSING, LONG, passage_of
from tests.search_app.test_web_search import counting, links_of, read

COOPERATION = "La cooperación transfronteriza empieza por dos personas."


@pytest.fixture
def harbour(tmp_path: Path) -> Iterator[tuple[FlaskClient, Archive, Pair]]:
    """Give a reader at the machine of an archive with the harbour guide in both languages."""
    with Archive.open(tmp_path) as archive:
        pair = store_pair(archive)
        rebuild(archive, create_engine("whoosh", tmp_path / "index", archive_id=archive.id))
    app = create_app(Settings(data=tmp_path))
    client = app.test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    yield client, app.extensions["pasaje"].archive, pair
    app.extensions["pasaje"].close()


def hit_of(page: str) -> str:
    found = re.search(r'<article class="hit.*?</article>', page, re.DOTALL)
    assert found is not None
    return found[0]


def test_a_hit_has_what_says_the_same_under_a_fold(client: FlaskClient, holdings: Archive) -> None:
    """With the link to it, which keeps the search."""
    hit = hit_of(read(client, "/?q=%22cooperation+begins%22"))
    assert re.search(r"<details>\s*<summary>In Spanish</summary>", hit)
    assert f'lang="es"><p>{COOPERATION}</p></blockquote>' in hit
    spanish = passage_of(holdings, COOPERATION)
    assert f'<a href="/p/{spanish.id}?q=%22cooperation+begins%22" hreflang="es">' in hit
    assert "Not certain" not in hit


def test_a_spanish_hit_is_told_in_english(client: FlaskClient) -> None:
    hit = hit_of(read(client, "/?q=transfronteriza&ui=es"))
    assert "<summary>En inglés</summary>" in hit
    assert CROSSING in hit


def test_what_is_in_doubt_says_so_in_words(harbour: tuple[FlaskClient, Archive, Pair]) -> None:
    client, _, pair = harbour
    hit = hit_of(read(client, "/?q=boats"))
    assert "Not certain: of ten such pairs, about 6 are right." in hit
    assert f'href="/p/{pair.theirs[1]}?q=boats&with={pair.theirs[2]}"' in hit


def test_where_nothing_says_the_same_it_is_said(harbour: tuple[FlaskClient, Archive, Pair]) -> None:
    client, _, pair = harbour
    told = "Nothing in the Spanish version says this."
    assert told in hit_of(read(client, "/?q=ferry"))
    assert told in read(client, f"/p/{pair.ours[3]}")
    assert "Nada en la versión en español dice esto." in read(client, f"/p/{pair.ours[3]}?ui=es")


def test_where_that_is_in_doubt_it_is_said_so(harbour: tuple[FlaskClient, Archive, Pair]) -> None:
    client, _, pair = harbour
    assert "Perhaps nothing in the English version says this." in read(client, f"/p/{pair.theirs[4]}")


def test_where_nothing_was_aligned_nothing_is_said(harbour: tuple[FlaskClient, Archive, Pair]) -> None:
    client, archive, pair = harbour
    refuse(archive, pair)
    for address in ("/?q=ferry", "/?q=boats", f"/p/{pair.ours[0]}", f"/p/{pair.ours[3]}"):
        page = read(client, address)
        assert "In Spanish" not in page
        assert "Nothing in the Spanish" not in page


def test_a_permalink_has_what_says_the_same_beside_its_passage(
    harbour: tuple[FlaskClient, Archive, Pair],
) -> None:
    """One key leads to it, where all that says it is marked; and back from there."""
    client, _, pair = harbour
    page = read(client, f"/p/{pair.ours[1]}?q=boats")
    assert f"<p>{LANCHAS}</p>" in page
    way = re.search(r'<a href="([^"]*)" hreflang="es" data-key="t">', page)
    assert way is not None
    there = read(client, way[1])
    assert there.count('<g class="area focus"') == 2
    back = re.search(r'<a href="([^"]*)" hreflang="en" data-key="t">', there)
    assert back is not None
    assert back[1] == f"/p/{pair.ours[1]}?q=boats"
    assert "It says what this passage and its neighbour say together." in there


def test_what_stands_elsewhere_says_so(client: FlaskClient, holdings: Archive) -> None:
    page = read(client, f"/p/{passage_of(holdings, LONG).id}")
    assert "It stands in another place there." in page


def test_the_other_language_opens_where_the_same_is_said(harbour: tuple[FlaskClient, Archive, Pair]) -> None:
    """At the page of what begins at the top here, or of what a permalink means."""
    client, _, pair = harbour
    assert links_of(read(client, "/documents/guide/en/pages/2"))["Español"] == "/documents/guide/es/pages/2"
    assert links_of(read(client, f"/p/{pair.theirs[2]}"))["English"] == "/documents/guide/en/pages/1"


def test_the_two_can_be_read_side_by_side(harbour: tuple[FlaskClient, Archive, Pair]) -> None:
    client, _, pair = harbour
    ways = links_of(read(client, f"/p/{pair.ours[0]}"))
    place = f"passage={pair.ours[0]}#t-{pair.ours[0]}"
    assert ways["Side by side"] == f"/documents/guide/en/beside/es/?{place}"
    assert links_of(read(client, "/documents/guide"))["Read them side by side"] == "/documents/guide/en/beside/es/"


def test_programs_are_told_what_says_the_same(harbour: tuple[FlaskClient, Archive, Pair]) -> None:
    client, _, pair = harbour
    said = client.get("/api/v1/search?q=boats").json
    assert said is not None
    counterpart = said["hits"][0]["counterpart"]
    assert counterpart["passages"] == [*pair.theirs[1:3]]
    assert counterpart["url"] == f"http://localhost/p/{pair.theirs[1]}?with={pair.theirs[2]}"
    passage = client.get(f"/api/v1/passages/{pair.ours[1]}").json
    assert passage is not None
    assert [each["passage"] for each in passage["counterparts"]] == [*pair.theirs[1:3]]
    alone = client.get("/api/v1/search?q=ferry").json
    assert alone is not None
    assert alone["hits"][0]["counterpart"] is None
    assert alone["hits"][0]["text"] == ALONE


@pytest.mark.parametrize("address", ["/?q=harbour+OR+boats+OR+puerto", "/documents/guide/en/pages/1?q=harbour"])
def test_it_costs_no_statement_a_hit(harbour: tuple[FlaskClient, Archive, Pair], address: str) -> None:
    client, archive, _ = harbour
    with counting(archive) as statements:
        assert HARBOUR[4:11] in read(client, address)
    assert len(statements) <= 8


def test_a_quote_has_the_counterpart_of_its_passage(
    harbour: tuple[FlaskClient, Archive, Pair],
) -> None:
    client, _, pair = harbour
    quoted = client.get(f"/p/{pair.ours[1]}.json?quote=0-5").json
    assert quoted is not None
    assert quoted["anchor"]["exact"] == BOATS[:5]
    assert len(quoted["counterparts"]) == 2
