"""The passages of a document together, so that one document does not flood the page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from archive import Archive
from index import create_engine, rebuild
from search_app import create_app
from search_app.messages import compile_all
from search_app.settings import Settings
from tests.factories import make_version, store_version
from tests.search_app.test_web_search import counting, links_of, read

SOUGHT = "/?q=innovation+OR+cooperation+OR+letter+OR+declare"
GROUPED = f"{SOUGHT}&group=document"


def test_grouping_is_a_switch_kept_in_the_address(client: FlaskClient) -> None:
    switch = links_of(read(client, SOUGHT))["Group by document"]
    assert switch == GROUPED
    links = links_of(read(client, switch))
    assert links["Group by document"] == SOUGHT
    assert links["newest first"] == f"{SOUGHT}&sort=date&group=document"
    assert '<input type="hidden" name="group" value="document">' in read(client, switch)


def test_a_document_stands_once_with_its_best_passages(client: FlaskClient) -> None:
    page = read(client, GROUPED)
    titles = re.findall(r'<p class="work"><a href="/documents/([a-z]+)"', page)
    assert sorted(titles) == sorted(set(titles))
    assert {"study", "letter"} <= set(titles)
    study = page.split('<a href="/documents/study"')[1].split('<p class="work">')[0]
    assert study.count('<article class="hit">') == 2


def test_other_passages_are_named_by_their_pages_and_languages(client: FlaskClient) -> None:
    page = read(client, GROUPED)
    further = re.search(r'<p class="ways">(\d+) more:(.*?)</p>', page, re.DOTALL)
    assert further is not None
    places = re.findall(r'<a href="(/p/[^"]+)">(p\. [^<]+)</a>', further[2])
    assert len(places) == int(further[1])
    assert read(client, places[0][0])


def test_other_passages_come_in_their_order_and_not_the_best_first(tmp_path: Path) -> None:
    texts = [["A harbour " + "and its boats " * (page % 4) + "."] for page in range(1, 8)]
    with Archive.open(tmp_path) as archive:
        store_version(archive, make_version("guide"), texts)
        rebuild(archive, create_engine("whoosh", tmp_path / "index", archive_id=archive.id))
    compile_all()
    page = read(create_app(Settings(data=tmp_path)).test_client(), "/?q=harbour&group=document&ui=en")
    further = re.search(r'<p class="ways">5 more:(.*?)</p>', page, re.DOTALL)
    assert further is not None
    numbers = [int(each) for each in re.findall(r"p\. (\d+)</a>", further[1])]
    assert len(numbers) == 5
    assert numbers == sorted(numbers)


def test_all_passages_of_a_document_are_a_click_away(client: FlaskClient) -> None:
    found = next(address for words, address in links_of(read(client, GROUPED)).items() if words.startswith("all "))
    assert found == f"{SOUGHT}&document=study"


def test_pages_count_documents(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search_app.parameters.DOCUMENTS_PER_PAGE", 1)
    first = read(client, GROUPED)
    assert "documents 1 to 1 shown" in first
    second = read(client, links_of(first)["2"])
    assert first.count('<p class="work">') == second.count('<p class="work">') == 1
    assert re.findall(r'"work"><a href="([^"]+)"', first) != re.findall(r'"work"><a href="([^"]+)"', second)


def test_it_takes_few_statements(client: FlaskClient, holdings: Archive) -> None:
    with counting(holdings) as statements:
        read(client, GROUPED)
    assert 0 < len(statements) <= 8


def test_nothing_else_can_be_grouped_by(client: FlaskClient) -> None:
    answer = client.get(f"{SOUGHT}&group=year")
    assert answer.status_code == 400
    assert "“group” cannot be" in answer.text
