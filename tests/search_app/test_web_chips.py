"""What a search was carried over to: shown, left out, taken back; and why each passage was found."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from archive import Archive
from search_app import chips
from tests.search_app.holdings import passage_of
from tests.search_app.test_web_search import links_of, read

SOUGHT = "/?q=cooperaci%C3%B3n+transfronteriza"


def hit_of(page: str, passage_id: str) -> str:
    """Give the article of a passage."""
    (found,) = (each for each in page.split("<article")[1:] if f'<h2><a href="/p/{passage_id}?' in each)
    return found


def languages_of_hits(page: str) -> list[str]:
    """Give the language of each passage found, and not of the translations that fold below some."""
    quotes = [re.search(r'<blockquote[^>]* lang="(\w+)"', each) for each in page.split("<article")[1:]]
    return [quote[1] if quote else "" for quote in quotes]


def test_what_stands_for_the_words_can_be_left_out_and_taken_back(client: FlaskClient) -> None:
    page = read(client, SOUGHT)
    assert '<span lang="en">cross-border</span>' in page
    without = links_of(page)["cross-border × (leave this out)"]
    assert without == f"{SOUGHT}&without=cross-border"
    narrowed = links_of(read(client, without))
    assert "cross-border × (leave this out)" not in narrowed
    assert narrowed["cross-border + (take this back)"] == SOUGHT


def test_what_is_left_out_is_not_found_by_it(client: FlaskClient, holdings: Archive) -> None:
    """The English passage is found for being the translation of a hit, and not by the word left out."""
    crossing = passage_of(holdings, "cooperation begins").id
    assert "border</mark>" in hit_of(read(client, SOUGHT), crossing)
    without = f"{SOUGHT}&without=cross-border&without=crossborder&without=transboundary"
    hit = hit_of(read(client, without), crossing)
    assert "found in translation" in hit
    assert "border</mark>" not in hit


def test_a_search_goes_no_further_than_it_was_typed_where_that_is_wanted(client: FlaskClient) -> None:
    typed = links_of(read(client, SOUGHT))["search only as typed"]
    assert typed == f"{SOUGHT}&across=0"
    page = read(client, typed)
    assert "also:" not in page
    assert "found in translation" not in page
    assert links_of(page)["search in the other language too"] == SOUGHT


def test_one_language_alone_is_one_click_away_and_back(client: FlaskClient) -> None:
    only = links_of(read(client, SOUGHT))["only English"]
    assert only == f"{SOUGHT}&language=en"
    page = read(client, only)
    assert set(languages_of_hits(read(client, SOUGHT))) == {"en", "es"}
    assert len(languages_of_hits(page)) > 1
    assert set(languages_of_hits(page)) == {"en"}
    assert links_of(page)["only English"] == SOUGHT
    assert links_of(page)["only Spanish"] == f"{SOUGHT}&language=es"


def test_more_than_eight_chips_fold(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search_app.search.CHIPS_SHOWN", 2)
    page = read(client, SOUGHT)
    folded = re.search(r"<details>\s*<summary>\d+ more</summary>(.*?)</details>", page, re.DOTALL)
    assert folded is not None
    assert "(leave this out)" in folded[1]
    assert page.split("<details>")[0].count("(leave this out)") == 2


def test_what_is_spelt_alike_in_both_languages_is_no_chip(client: FlaskClient) -> None:
    assert "regional × (leave this out)" not in links_of(read(client, "/?q=regional+innovation"))


def test_a_passage_says_that_it_was_found_in_translation(client: FlaskClient, holdings: Archive) -> None:
    page = read(client, SOUGHT)
    assert "found in translation" in hit_of(page, passage_of(holdings, "cooperation begins").id)
    assert "found in translation" not in hit_of(page, passage_of(holdings, "La cooperación").id)
    assert "hallado por traducción" in read(client, f"{SOUGHT}&ui=es")


def test_a_sentence_stands_where_passages_begin_that_lack_words(client: FlaskClient, holdings: Archive) -> None:
    page = read(client, SOUGHT)
    before, after = page.split("From here on, the passages lack some of the words.")
    assert "2 passages with all the words" in before
    assert "lacks:" not in before
    assert "lacks: transfronteriza" in hit_of(after, passage_of(holdings, "declare their intent").id)


def test_a_later_page_begins_with_that_sentence(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search_app.parameters.HITS_PER_PAGE", 2)
    assert "From here on" not in read(client, SOUGHT)
    assert read(client, f"{SOUGHT}&page=2").count("From here on") == 1


def test_of_a_whole_question_the_first_words_that_lack_are_named(client: FlaskClient) -> None:
    page = read(client, "/?q=cooperation+alpha+bravo+charlie+delta+echo+foxtrot+golf&across=0")
    assert "lacks: alpha, bravo, charlie, delta, echo …" in page


def test_without_chips_there_is_no_empty_row(client: FlaskClient) -> None:
    assert '<div class="chips">' not in read(client, "/?q=%22carriers%22")


def test_a_language_is_named_in_that_of_the_interface_where_a_sentence_has_it(client: FlaskClient) -> None:
    assert {"only English", "only Spanish"} <= set(links_of(read(client, SOUGHT)))
    assert {"solo inglés", "solo español"} <= set(links_of(read(client, f"{SOUGHT}&ui=es")))


@pytest.mark.parametrize("address", ["/?q=zqxzqx", "/concordance?q=zqxzqx"])
def test_where_nothing_is_found_no_language_alone_is_offered(client: FlaskClient, address: str) -> None:
    page = read(client, address)
    assert "only English" not in page
    assert links_of(read(client, f"{address}&across=0"))["search in the other language too"] == address


def test_very_many_renderings_are_named_and_not_all_are_links(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each link would say the whole of a long search once more."""
    few = read(client, SOUGHT)
    monkeypatch.setattr(chips, "MOST_CHIPS", 1)
    page = read(client, SOUGHT)
    assert page.count("(leave this out)") == 1 < few.count("(leave this out)")
    named = re.compile(r'<div class="chips">.*?</p>', re.DOTALL)
    looked_for = [set(re.findall(r'<span lang="en">([^<]*)', str(named.findall(each)))) for each in (few, page)]
    assert len(looked_for[0]) > 1
    assert looked_for[1] == looked_for[0]
