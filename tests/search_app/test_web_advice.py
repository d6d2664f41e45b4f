"""Help where little was found, or very much: every piece of it a search that finds something."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from archive import Archive
from tests.search_app.test_web_search import counting, links_of, read


def test_a_slip_is_mended_in_one_click(client: FlaskClient) -> None:
    page = read(client, "/?q=inovation&language=en")
    assert "Did you mean:" in page
    (meant,) = (address for words, address in links_of(page).items() if words.startswith("innovation "))
    assert meant == "/?q=innovation&language=en"
    assert "<mark>" in read(client, meant)
    assert "¿Quiso decir:" in read(client, "/?q=inovation&ui=es")


def test_each_language_may_be_meant(client: FlaskClient) -> None:
    links = {words.partition(" ")[0] for words in links_of(read(client, "/?q=inovasion"))}
    assert {"innovation", "innovación"} <= links


def test_what_was_meant_is_in_its_own_language(client: FlaskClient) -> None:
    assert 'lang="es">innovación</span>' in read(client, "/?q=inovasion")


def test_where_enough_was_found_nothing_else_was_meant(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search_app.advising.FEW", 1)
    assert "Did you mean" not in read(client, "/?q=carriers+OR+inovation")


def test_dropping_a_word_says_what_it_gives(client: FlaskClient) -> None:
    """Where the words stand, but in no passage together."""
    links = links_of(read(client, "/?q=carriers+retire"))
    assert links["Without “retire” there is 1 passage"] == "/?q=carriers"
    assert links["Without “carriers” there is 1 passage"] == "/?q=retire"


def test_a_word_that_stands_nowhere_is_dropped_first(client: FlaskClient) -> None:
    links = links_of(read(client, "/?q=carriers+lake+zzzqx&kind=paragraph"))
    assert links["Without “zzzqx” there is 1 passage"] == "/?q=carriers+lake&kind=paragraph"
    assert not any(words.startswith("Without “carriers”") for words in links)


def test_the_number_told_is_the_first_on_the_page_it_leads_to(client: FlaskClient) -> None:
    """Where others follow that lack some of the words, they are told apart."""
    links = links_of(read(client, "/?q=cooperación+transfronteriza+carriers"))
    (address,) = (links[words] for words in links if words == "Without “carriers” there are 2 passages")
    total = re.search(r'<p class="total"[^>]*>(.*?)</p>', read(client, address), re.DOTALL)
    assert total is not None
    assert re.match(r"2 passages with all the words\s+· \d+ more with some\s", total[1].strip())


def test_what_was_left_out_stays_so_in_other_words(client: FlaskClient) -> None:
    links = links_of(read(client, "/?q=carriers+retire&without=portadores"))
    assert links["Without “retire” there is 1 passage"] == "/?q=carriers&without=portadores"


def test_quotation_marks_can_be_taken_away(client: FlaskClient) -> None:
    links = links_of(read(client, '/?q="lake+shores"'))
    assert links["Without the quotation marks there is 1 passage"] == "/?q=lake+shores"


def test_of_very_many_passages_those_with_the_words_side_by_side_are_offered(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search_app.advising.FEW", 1)
    monkeypatch.setattr("search_app.advising.MANY", 1)
    links = links_of(read(client, "/?q=regional+innovation"))
    (narrower,) = (address for words, address in links.items() if words.endswith("side by side"))
    assert narrower == "/?q=%22regional+innovation%22"


def test_words_side_by_side_are_offered_with_their_accents(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Quoted, "innovacion" finds nothing."""
    monkeypatch.setattr("search_app.advising.FEW", 1)
    monkeypatch.setattr("search_app.advising.MANY", 0)
    links = links_of(read(client, "/?q=cooperacion+transfronteriza"))
    (narrower,) = (address for words, address in links.items() if words.endswith("side by side"))
    assert narrower == "/?q=%22cooperaci%C3%B3n+transfronteriza%22"


def test_where_nothing_was_found_as_typed_the_other_language_is_offered(client: FlaskClient) -> None:
    page = read(client, "/?q=limítrofe&across=0")
    assert "No passage has what you searched for." in page
    assert links_of(page)["Look for the words in the other language too"] == "/?q=lim%C3%ADtrofe"


def test_help_costs_no_statements(client: FlaskClient, holdings: Archive) -> None:
    with counting(holdings) as statements:
        read(client, "/?q=inovation+carriers+retire+zzzqx&language=en")
    assert len(statements) <= 8


def test_hostile_words_are_repeated_as_words(client: FlaskClient) -> None:
    page = client.get("/?q=<script>inovation</script>+zzzqx").text
    assert "<script>inovation" not in page
