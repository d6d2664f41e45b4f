"""`/api/v1/versions/<version>/locate` tells other programs where a quote stands."""

from __future__ import annotations

from urllib.parse import quote as escaped

import pytest
from flask.testing import FlaskClient

from archive import Archive
from search_app.limits import MAX_QUOTE_LENGTH
from tests.search_app.holdings import CROSSING, current, passage_of


@pytest.fixture
def address(holdings: Archive) -> str:
    return f"/api/v1/versions/{current(holdings, 'study', 'en').id}/locate"


def test_a_quote_over_a_page_break_has_boxes_on_both_pages(
    client: FlaskClient, holdings: Archive, address: str
) -> None:
    """Page 2 between them is blank; the letters of the quote are those of the passage."""
    start = CROSSING.index(" and goes") - 4
    said = client.get(f"{address}?quote={CROSSING[start : start + 14]}").get_json()
    passage = passage_of(holdings, CROSSING)
    assert (said["state"], said["passage"], said["score"]) == ("exact", passage.id, 1.0)
    assert said["url"] == f"http://localhost/p/{passage.id}?quote={start}-{start + 13}"
    assert said["pages"] == [{"number": 1, "label": "i"}, {"number": 3, "label": "1"}]
    assert [each["page"] for each in said["boxes"]] == [1, 3]
    assert all(len(rect) == 4 for each in said["boxes"] for rect in each["rects"])


def test_candidates_are_places_of_the_same_shape(client: FlaskClient, address: str) -> None:
    said = client.get(f"{address}?quote=the").get_json()
    assert said["state"] == "uncertain"
    assert (said["passage"], said["text"], said["pages"], said["boxes"]) == (None, None, [], [])
    assert list(said["candidates"][0]) == ["passage", "url", "pages", "text", "boxes", "score"]


def test_the_page_and_the_words_around_are_hints(client: FlaskClient, address: str) -> None:
    said = client.get(f"{address}?quote=Actor&page=3&suffix=s").get_json()
    assert (said["state"], said["text"]) == ("exact", "Actor")
    assert client.get(f"{address}?quote=Second+item&page=1").get_json()["state"] == "moved"


def test_what_is_gone_is_an_answer(client: FlaskClient, address: str) -> None:
    said = client.get(f"{address}?quote=nothing+like+this+was+ever+written").get_json()
    assert said == {
        "state": "gone", "passage": None, "url": None, "pages": [], "text": None, "boxes": [], "score": 0.0,
        "candidates": [],
    }  # fmt: skip


@pytest.mark.parametrize(
    "wrong", ["", "quote=", "quote=%20%00", f"quote={'a' * (MAX_QUOTE_LENGTH + 1)}", "quote=a&page=x"]
)
def test_a_wrong_parameter_is_a_problem_in_a_sentence(client: FlaskClient, address: str, wrong: str) -> None:
    answer = client.get(f"{address}?{wrong}")
    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")
    name = "page" if "page" in wrong else "quote"
    assert answer.get_json()["detail"].startswith(f"“{name}” is")


def test_a_version_or_page_that_is_not_there_is_a_problem(client: FlaskClient, address: str) -> None:
    for wrong in ("/api/v1/versions/none/locate?quote=a", f"{address}?quote=a&page=9"):
        answer = client.get(wrong)
        assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")


@pytest.mark.parametrize("strange", ["🙂", "...", "\u202eabc", "\x07bell", "שלום", "é" * 2000, "%", "\ufdd0"])
def test_strange_quotes_are_answered_with_a_sentence_at_most(
    client: FlaskClient, address: str, strange: str
) -> None:
    assert client.get(f"{address}?quote={escaped(strange)}&prefix={escaped(strange)}").status_code in (200, 400)


def test_words_in_the_head_of_a_page_lead_to_the_page(client: FlaskClient, holdings: Archive) -> None:
    """They are of no passage, so that nothing is marked, and the page says why."""
    version = current(holdings, "study", "en")
    answer = client.get(f"/versions/{version.id}/find?quote=Running+head&page=3")
    assert answer.status_code == 200
    assert "These words stand outside of the text of this page, as in its head or foot." in answer.text
    assert 'src="/versions/' in answer.text
