"""Another order than the best first lists fewer passages, and says so."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from tests.search_app.test_web_search import links_of, read


def total(client: FlaskClient, query: str) -> int:
    return int(client.get(f"/api/v1/search{query.removeprefix('/')}").get_json()["total"])


def abouts(client: FlaskClient, query: str) -> list[str]:
    said = client.get(f"/api/v1/search{query.removeprefix('/')}").get_json()
    return [each["about"] for each in said["remarks"]]


@pytest.fixture
def query(client: FlaskClient) -> str:
    """Give a search that few passages answer with all its words, and others with some."""
    sought = "/?q=cooperation+begins"
    assert total(client, sought) > total(client, f"{sought}&sort=date") > 0
    return sought


@pytest.mark.parametrize("sort", ["date", "place"])
def test_the_page_says_how_many_more_there_are_and_leads_to_them(
    client: FlaskClient, query: str, sort: str
) -> None:
    page = read(client, f"{query}&sort={sort}")
    listed, all_of_them = total(client, f"{query}&sort={sort}"), total(client, query)
    assert f"Passages listed here: {listed} of {all_of_them}." in page
    assert links_of(page)["Show the best first"] == query


def test_programs_get_a_remark(client: FlaskClient, query: str) -> None:
    assert abouts(client, f"{query}&sort=date") == ["more_best_first"]
    assert abouts(client, query) == []


def test_nothing_is_said_where_nothing_is_left_out(client: FlaskClient) -> None:
    assert abouts(client, "/?q=%22cooperation+begins%22&sort=date") == []
    assert abouts(client, "/?q=zzzz&sort=date") == []


def test_only_the_best_first_says_that_those_with_most_words_come_first(client: FlaskClient) -> None:
    sought = "/?q=cooperation+zeppelin"
    assert "those with most first" in read(client, sought)
    by_date = read(client, f"{sought}&sort=date")
    assert "these have some of them." in by_date
    assert "those with most first" not in by_date


def test_a_concordance_says_how_many_more_there_are_and_leads_to_them(client: FlaskClient, query: str) -> None:
    page = read(client, f"/concordance{query.removeprefix('/')}&sort=after")
    listed = len(set(re.findall(r'href="/p/(\w+)', page)))
    assert 0 < listed <= total(client, f"{query}&sort=place")  # which has what only says the same, too
    assert f"Passages listed here: {listed} of {total(client, query)}." in page
    assert links_of(page)["Show the best first"] == query
    assert "listed here" not in read(client, "/concordance?q=%22cooperation+begins%22")


def test_a_concordance_says_that_its_passages_lack_words(client: FlaskClient) -> None:
    assert "these have some of them." in read(client, "/concordance?q=cooperation+zeppelin")
