"""A permalink to words of several passages: marked on the page, beside it, in copies, and told to programs."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from archive import Archive, Passage
from search_app.links import Links
from search_app.standing import Focus, Stretch
from search_app.ways import Ways
from search_app.zoom import PAGE, Zoom
from tests.search_app.holdings import CROSSING, passage_of
from tests.search_app.test_web_search import links_of, read


@pytest.fixture
def crossing(holdings: Archive) -> Passage:
    """Give the passage that stands on two pages."""
    return passage_of(holdings, "Cross-border cooperation begins")


@pytest.fixture
def items(holdings: Archive) -> Passage:
    """Give the passage after it."""
    return passage_of(holdings, "First item")


def test_words_of_all_passages_are_marked(client: FlaskClient, crossing: Passage, items: Passage) -> None:
    """Over the page break: the second passage stands on the page after, which is shown below, and beside."""
    start = CROSSING.index("each other")
    page = read(client, f"/p/{crossing.id}?quote={start}-{len(CROSSING)}&with={items.id}.0-10")
    assert page.count(" autofocus>") == 1
    quoted = re.findall(r'<span class="quote">([^<]*)</span>', page)
    assert quoted == ["each other", "and goes on when they retire.", "First item"]
    assert len(re.findall(r'class="area focus"', page)) == 3
    for name in (f"p-{crossing.id}", f"t-{crossing.id}", f"p-{items.id}", f"t-{items.id}"):
        assert page.count(f'id="{name}"') == 1


def test_a_passage_without_a_stretch_is_quoted_whole(client: FlaskClient, holdings: Archive) -> None:
    """Where the link quotes words; else all of them are tinted, as one alone is."""
    first, other = (passage_of(holdings, words) for words in ("First item", "Table 1. Actors"))
    quoting = read(client, f"/p/{first.id}?quote=6-10&with={other.id}")
    assert re.findall(r'<span class="quote">([^<]*)</span>', quoting) == ["item", other.text]
    whole = read(client, f"/p/{first.id}?with={other.id}")
    assert 'class="quote"' not in whole
    assert len(re.findall(r'class="passage [^"]* focus"', whole)) == 2


def test_two_stretches_of_one_passage_are_marked(client: FlaskClient, crossing: Passage) -> None:
    page = read(client, f"/p/{crossing.id}?quote=0-5&with={crossing.id}.13-24")
    assert re.findall(r'<span class="quote">([^<]*)</span>', page) == ["Cross", "cooperation"]


def test_ways_to_copies_and_sizes_keep_all_passages(
    client: FlaskClient, crossing: Passage, items: Passage
) -> None:
    said = f"quote=0-12&with={items.id}.0-5"
    page = read(client, f"/p/{crossing.id}?{said}")
    assert links_of(page)["This page as PDF, with the mark"] == f"/p/{crossing.id}.pdf?{said}"
    focus = Focus((Stretch(crossing, (0, 12)), Stretch(items, (0, 5))))
    ways = Ways(Links(), "study", "en", focus=focus)
    assert ways.zoomed(1, Zoom(PAGE)) == f"/p/{crossing.id}?{said}&zoom=page"


@pytest.mark.parametrize("with_", ["abcdefghijklm", "abcdefghijklm.0-4", "../x"])
def test_a_passage_that_is_not_there_is_left_out_and_said_so(
    client: FlaskClient, crossing: Passage, with_: str
) -> None:
    page = read(client, f"/p/{crossing.id}?quote=0-5&with={with_}")
    assert "The link also names passages that are not in this edition" in page
    assert re.findall(r'<span class="quote">([^<]*)</span>', page) == ["Cross"]


def test_a_stretch_that_is_not_there_is_said_so(client: FlaskClient, crossing: Passage, items: Passage) -> None:
    page = read(client, f"/p/{crossing.id}?quote=0-5&with={items.id}.900-950")
    assert "a quotation that is not within this passage" in page


def test_programs_get_the_passages_that_go_along(client: FlaskClient, crossing: Passage, items: Passage) -> None:
    said = client.get(f"/p/{crossing.id}.json?quote=0-5&with={items.id}.0-10").get_json()
    assert [each["anchor"]["exact"] for each in (said, *said["with"])] == ["Cross", "First item"]
    assert said["with"][0]["url"].endswith(f"/p/{items.id}?quote=0-10")
    assert "with" not in client.get(f"/p/{crossing.id}.json?quote=0-5").get_json()
