"""The permalink: one passage, for people and for programs."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from archive import Archive, Passage
from tests.search_app.holdings import CROSSING, passage_of
from tests.search_app.test_web_search import counting, links_of, read


@pytest.fixture
def crossing(holdings: Archive) -> Passage:
    """Give the passage that stands on two pages."""
    return passage_of(holdings, "Cross-border cooperation begins")


def test_a_permalink_opens_at_its_passage(client: FlaskClient, crossing: Passage) -> None:
    """Focused, so that without scripts too the browser scrolls to it and a screen reader begins there."""
    page = read(client, f"/p/{crossing.id}")
    assert f'<g class="area focus" id="p-{crossing.id}" tabindex="-1"' in page
    assert page.count(" autofocus>") == 1
    assert f'<div class="passage kind-paragraph focus" id="t-{crossing.id}"' in page
    assert f'<link rel="canonical" href="http://localhost/p/{crossing.id}">' in page


def test_a_permalink_marks_the_words_of_a_search(client: FlaskClient, crossing: Passage) -> None:
    assert "<mark>begins</mark>" in read(client, f"/p/{crossing.id}?q=begins")


def test_what_became_of_a_passage_and_its_page_take_no_more_statements_than_they_must(
    client: FlaskClient, holdings: Archive, crossing: Passage
) -> None:
    """Nothing is asked of what was removed where all that had the id is held."""
    for address, most in ((f"/p/{crossing.id}?q=begins", 24), (f"/p/{crossing.id}.json", 18)):
        read(client, address)
        with counting(holdings) as statements:
            read(client, address)
        assert 0 < len(statements) <= most, statements
        assert not any("FROM removals" in each for each in statements)


def test_a_quote_narrows_the_mark(client: FlaskClient, crossing: Passage) -> None:
    page = read(client, f"/p/{crossing.id}?quote=0-24")
    assert '<span class="quote">Cross-border cooperation</span>' in page
    assert " focus quoted" in page


def test_a_quote_on_the_second_page_opens_there(client: FlaskClient, crossing: Passage) -> None:
    start = CROSSING.index("retire")
    page = read(client, f"/p/{crossing.id}?quote={start}-{start + 6}")
    assert '<span class="quote">retire</span>' in page


@pytest.mark.parametrize("quote", ["9-3", "0-99999", "a-b", "3", "-1-4"])
def test_a_quote_that_is_not_there_is_ignored_and_said_so(
    client: FlaskClient, crossing: Passage, quote: str
) -> None:
    page = read(client, f"/p/{crossing.id}?quote={quote}")
    assert "a quotation that is not within this passage" in page
    assert 'class="quote"' not in page


def test_links_to_copy_carry_nothing_but_the_passage(client: FlaskClient, crossing: Passage) -> None:
    page = read(client, f"/p/{crossing.id}?q=begins&ui=es")
    assert set(re.findall(r'class="copy" href="([^"?]*)\?', page)) == set()


def test_an_unknown_passage_is_a_helpful_page(client: FlaskClient) -> None:
    answer = client.get("/p/abcdefghijklm")
    assert answer.status_code == 404
    assert "No passage has the name “abcdefghijklm”." in answer.text
    assert "Search for its words" in answer.text


def test_programs_get_the_passage_object(client: FlaskClient, crossing: Passage) -> None:
    """All that the contract names, with boxes on both pages and the words around it."""
    said = client.get(f"/p/{crossing.id}.json").get_json()
    assert said["url"] == f"http://localhost/p/{crossing.id}"
    assert (said["state"], said["was"], said["candidates"]) == ("exact", None, [])
    (counterpart,) = said["counterparts"]
    assert (counterpart["language"], counterpart["confidence"]) == ("es", 0.97)
    assert counterpart["url"] == f"http://localhost/p/{counterpart['passage']}"
    assert said["document"] == {"id": "study", "title": "Study of regional innovation"}
    assert said["pages"] == [{"number": 1, "label": "i"}, {"number": 3, "label": "1"}]
    assert [each["page"] for each in said["boxes"]] == [1, 3]
    assert said["anchor"]["exact"] == said["text"] == CROSSING
    assert said["anchor"]["prefix"].endswith("at what cost to the survey. \n\n")
    assert said["anchor"]["suffix"].startswith("\n\nFirst item")
    assert (said["anchor"]["start"], said["anchor"]["end"]) == (0, len(CROSSING))


def test_programs_get_the_quote_they_ask_for(client: FlaskClient, crossing: Passage) -> None:
    said = client.get(f"/p/{crossing.id}.json?quote=13-24").get_json()
    assert said["anchor"]["exact"] == "cooperation"
    assert said["anchor"]["prefix"].endswith("Cross-border ")
    assert said["url"].endswith("?quote=13-24")
    assert [each["page"] for each in said["boxes"]] == [1]


def test_programs_are_told_of_an_unknown_passage_in_their_way(client: FlaskClient) -> None:
    answer = client.get("/p/nothing.json")
    assert answer.status_code == 404
    assert answer.mimetype == "application/problem+json"


def test_the_page_can_be_taken_along_with_its_mark(client: FlaskClient, crossing: Passage) -> None:
    """With what is quoted and searched for; only of the passage that the link opens."""
    ways = links_of(read(client, f"/p/{crossing.id}?q=begins&quote=0-12"))
    assert ways["This page as PDF, with the mark"] == f"/p/{crossing.id}.pdf?q=begins&quote=0-12"
    assert ways["As an image"] == f"/p/{crossing.id}.png?q=begins&quote=0-12"
    assert "As an image" not in read(client, "/documents/study/en/pages/1")
