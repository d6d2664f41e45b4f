"""A link to words of a passage, made by typing them: for those without scripts, and those who cannot drag."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from archive import Archive, Passage
from search_app.wording import Wording, find_words
from tests.search_app.holdings import CROSSING, LONG, passage_of
from tests.search_app.test_web_search import links_of, read


@pytest.fixture
def crossing(holdings: Archive) -> Passage:
    """Give the passage that stands on two pages."""
    return passage_of(holdings, "Cross-border cooperation begins")


@pytest.mark.parametrize("typed", ["two people", "TWO  PEOPLE", " two\tpeople ", "two peo-ple"])
def test_typed_words_lead_to_the_link_to_them(client: FlaskClient, crossing: Passage, typed: str) -> None:
    """As quotes are compared everywhere: case, white space and hyphens are free."""
    answer = client.get(f"/p/{crossing.id}?words={quote(typed)}&zoom=page&q=begins")
    start = CROSSING.index("two people")
    assert answer.status_code == 303
    assert answer.location == f"/p/{crossing.id}?quote={start}-{start + 10}&q=begins&zoom=page"
    assert '<span class="quote">two people</span>' in read(client, answer.location)


def test_words_that_are_not_there_are_said_so(client: FlaskClient, crossing: Passage) -> None:
    for typed in ("three people", "x", ".*", "\x07", "§", "q" * 9000):
        answer = client.get(f"/p/{crossing.id}", query_string={"words": typed})
        assert answer.status_code == 200
        assert "are not in this passage" in answer.text
    assert "are not in this passage" not in read(client, f"/p/{crossing.id}?words=++")


def test_of_words_that_stand_several_times_the_first_are_linked(client: FlaskClient, holdings: Archive) -> None:
    long = passage_of(holdings, "The border region has long")
    answer = client.get(f"/p/{long.id}?words=Its+fairs")
    start = LONG.index("Its fairs")
    assert answer.location.startswith(f"/p/{long.id}?quote={start}-{start + 9}&")
    assert "These words stand 8 times in this passage: the link is to the first." in read(client, answer.location)


def test_words_of_an_unknown_passage_are_looked_for_nowhere(client: FlaskClient) -> None:
    assert client.get("/p/abcdefghijklm?words=two").status_code == 404


def test_the_form_stands_with_the_passage_that_is_opened(client: FlaskClient, crossing: Passage) -> None:
    """And nowhere else: so do the ways to its citation, which keep what is quoted."""
    page = read(client, f"/p/{crossing.id}?quote=0-12")
    assert len(re.findall(r'<form class="taken" method="get" action="/p/\w+">', page)) == 1
    ways = links_of(page)
    assert ways["Quote with citation"] == f"/p/{crossing.id}.txt?quote=0-12&quoted=1"
    assert ways["Citation"] == f"/p/{crossing.id}.txt?quote=0-12"
    assert "Make link" not in read(client, "/documents/study/en/pages/1")


def test_whole_words_come_before_parts_of_words() -> None:
    assert find_words("Borderlands have a border.", "border") == Wording((19, 25), 2)
    assert find_words("“Trust”, he said", '"trust"') == Wording((0, 7), 1)
    assert find_words("", "border") == Wording()
