"""A citation can quote both languages, each from its own page with its own permalink."""

from __future__ import annotations

import json

import pytest
from flask.testing import FlaskClient

from archive import Archive
from tests.conftest import Runner
from tests.factories import make_version, store_version
from tests.pairs import BOATS, HARBOUR, PUERTO, Pair, store_pair
from tests.search_app.test_web_search import links_of, read


def test_each_quotation_has_its_own_place_and_link(harbour: tuple[FlaskClient, Archive, Pair]) -> None:
    client, _, pair = harbour
    said = read(client, f"/p/{pair.ours[1]}.txt?also=es&quoted=1")
    english, spanish = said.split("). ")
    assert english.startswith(f"“{BOATS}” (Harbour guide [English version] (n.d.), p. 1, accessed ")
    assert english.endswith(f"http://localhost/p/{pair.ours[1]}")
    assert spanish.startswith("“Las lanchas salen de dos en dos. Se esperan unas a otras.” (Guía del puerto [")
    assert ", pp. i–1 (PDF pp. 1–2), " in spanish
    assert f"http://localhost/p/{pair.theirs[1]}?with={pair.theirs[2]})." in spanish


def test_without_words_there_are_two_citations(harbour: tuple[FlaskClient, Archive, Pair]) -> None:
    client, _, pair = harbour
    one, two = read(client, f"/p/{pair.ours[0]}.txt?also=es&style=apa").splitlines()
    assert one.startswith("Harbour guide")
    assert two.startswith("Guía del puerto")
    assert two.endswith(f"/p/{pair.theirs[0]}")
    assert len(read(client, f"/p/{pair.ours[0]}.txt").splitlines()) == 1


@pytest.mark.parametrize("form", ["bib", "ris", "csl.json"])
def test_records_quote_both_in_their_notes(harbour: tuple[FlaskClient, Archive, Pair], form: str) -> None:
    client, _, pair = harbour
    said = client.get(f"/p/{pair.ours[0]}.{form}?also=es").text
    link = f"http://localhost/p/{pair.theirs[0]}"
    assert f"Spanish version: “{PUERTO}” (p. i, PDF p. 1, {link})" in said
    assert PUERTO not in client.get(f"/p/{pair.ours[0]}.{form}").text
    if form == "csl.json":
        (item,) = json.loads(said)
        assert item["annote"].startswith(HARBOUR)
        assert item["URL"] == f"http://localhost/p/{pair.ours[0]}"


def test_the_page_of_citations_offers_the_other_language(harbour: tuple[FlaskClient, Archive, Pair]) -> None:
    """And takes it off again; all forms on it follow."""
    client, _, pair = harbour
    plain = read(client, f"/p/{pair.ours[0]}/cite")
    assert PUERTO not in plain
    way = links_of(plain)["With the words in Spanish"]
    both = read(client, way)
    assert f'<blockquote class="sheet" lang="es">{PUERTO}</blockquote>' in both
    assert links_of(both)["Without the other language"] == f"/p/{pair.ours[0]}/cite?language=en"
    assert all("also=es" in links_of(both)[name] for name in ("By itself", "With the words before it", "Download"))
    assert "With the words in" not in read(client, f"/p/{pair.ours[3]}/cite")


def test_the_reader_takes_both_along(harbour: tuple[FlaskClient, Archive, Pair]) -> None:
    client, _, pair = harbour
    ways = links_of(read(client, f"/p/{pair.ours[0]}"))
    said = read(client, ways["Quote both with citations"])
    assert HARBOUR in said
    assert PUERTO in said


def test_where_nothing_says_the_same_it_cannot_be_quoted(harbour: tuple[FlaskClient, Archive, Pair]) -> None:
    client, _, pair = harbour
    assert client.get(f"/p/{pair.ours[3]}.txt?also=es").status_code == 400
    assert client.get(f"/p/{pair.ours[0]}.txt?also=en").status_code == 400
    assert client.get(f"/p/{pair.ours[0]}.txt?also=fr").status_code == 400


def test_words_of_several_passages_have_the_translations_of_all(
    harbour: tuple[FlaskClient, Archive, Pair],
) -> None:
    client, _, pair = harbour
    said = read(client, f"/p/{pair.ours[0]}.txt?with={pair.ours[1]}&also=es&quoted=1")
    assert f"“{PUERTO} Las lanchas" in said


def test_the_command_line_quotes_both(archive: Archive, runner: Runner) -> None:
    pair = store_pair(archive)
    told = runner("cite", pair.ours[0], "--also", "es", "--quoted", "--language", "es")
    assert told.out.startswith(f"«{HARBOUR}» (Harbour guide [versión en inglés]")
    assert f"«{PUERTO}» (Guía del puerto [versión en español]" in told.out
    store_version(archive, make_version("letter"), [["One letter."]])
    refused = runner("cite", pair.ours[3], "--also", "es")
    assert (refused.code, "--also" in refused.err) == (2, True)
