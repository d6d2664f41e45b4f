"""The search page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event

from archive import Archive
from search_app import results, search
from tests.search_app.holdings import LONG, passage_of


def read(client: FlaskClient, address: str) -> str:
    """Open an address as a reader does, and give the page."""
    answer = client.get(address)
    assert answer.status_code == 200
    return unescape(answer.text)


def links_of(page: str) -> dict[str, str]:
    """Give the addresses of a page's links by their words."""
    found = re.findall(r'<a [^>]*href="([^"]*)"[^>]*>(.*?)</a>', page, re.DOTALL)
    return {" ".join(re.sub(r"<[^>]*>", " ", words).split()): address for address, words in found}


@contextmanager
def counting(archive: Archive) -> Iterator[list[str]]:
    """Collect the statements that reach the database meanwhile."""
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        if statement != "BEGIN":
            statements.append(statement)

    event.listen(archive._database.engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(archive._database.engine, "before_cursor_execute", note)


def test_a_hit_shows_where_it_stands_and_what_matched(client: FlaskClient, holdings: Archive) -> None:
    """Title, section, printed page, page of the file where it differs, language, marks, permalink."""
    page = read(client, "/?q=%22cooperation+begins%22")
    passage = passage_of(holdings, "cooperation begins")
    assert "1 passage" in page
    assert '<a href="/documents/study" lang="en">Study of regional innovation</a>' in page
    assert links_of(page)["1.1 The border · pp. i–1 (PDF 1–3)"] == f"/p/{passage.id}?q=%22cooperation+begins%22"
    assert '<span class="section" lang="en">1 Antecedents</span>' in page
    assert "<mark>cooperation begins</mark>" in page
    assert f'<a class="copy" href="http://localhost/p/{passage.id}">' in page


def test_the_count_is_announced(client: FlaskClient) -> None:
    """A screen reader must hear how many passages there are, and in how many documents."""
    page = read(client, "/?q=cooperate+OR+innovation")
    announced = re.search(r'<p class="total" role="status" aria-live="polite">(.*?)</p>', page, re.DOTALL)
    assert announced is not None
    assert re.fullmatch(r"\d+ passages · 2 documents", " ".join(announced[1].split()))


def test_a_hit_is_in_its_own_language(client: FlaskClient) -> None:
    """A screen reader must speak Spanish words as Spanish."""
    page = read(client, "/?q=cooperación+transfronteriza")
    assert re.search(r'<blockquote [^>]*lang="es"', page)
    assert '<abbr class="badge" title="Español">ES</abbr>' in page


def test_a_long_passage_is_cut_around_its_marks(client: FlaskClient) -> None:
    page = read(client, "/?q=%22both+shores%22")
    quoted = re.search(r"<blockquote.*?</blockquote>", page, re.DOTALL)
    assert quoted is not None
    assert "<mark>both shores</mark>" in quoted[0]
    assert quoted[0].count("…") == 2
    assert len(quoted[0]) < len(LONG)


def test_filters_are_links_that_toggle(client: FlaskClient) -> None:
    """A value's link allows it, and once allowed takes it off again."""
    links = links_of(read(client, "/?q=innovación"))
    spanish = links_of(
        read(client, next(address for words, address in links.items() if words.startswith("Español ")))
    )
    assert spanish["Español × (take this filter off)"] == "/?q=innovaci%C3%B3n"


def test_a_filter_can_have_several_values(client: FlaskClient) -> None:
    page = read(client, "/?q=cooperation+OR+cooperación&language=en&language=es")
    assert page.count("take this filter off") == 2


def test_a_filter_that_finds_nothing_can_be_taken_off(client: FlaskClient) -> None:
    page = read(client, "/?q=cooperation&kind=table&year=1999")
    assert "No passage has what you searched for." in page
    assert "Without the filters there" in page
    assert links_of(page)["1999 × (take this filter off)"] == "/?q=cooperation&kind=table"


def test_a_hit_leads_to_the_others_in_its_document(client: FlaskClient) -> None:
    page = read(client, "/?q=innovation")
    counts = [words for words in links_of(page) if words.endswith("in this document")]
    assert counts
    narrowed = read(client, links_of(page)[counts[0]])
    assert "in this document" not in narrowed


def test_new_words_keep_the_filters(client: FlaskClient) -> None:
    page = read(client, "/?q=innovation&document=study&sort=place")
    assert '<input type="hidden" name="document" value="study">' in page
    assert '<input type="hidden" name="sort" value="place">' in page


def test_hits_come_page_by_page(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search_app.parameters.HITS_PER_PAGE", 2)
    first = read(client, "/?q=innovation+OR+cooperation+OR+innovación")
    assert "1 to 2 shown" in first
    last = links_of(first)["2"]
    assert "3 to" in read(client, last)


def test_a_page_of_hits_leads_to_those_beside_it(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search_app.parameters.HITS_PER_PAGE", 1)
    first = read(client, "/?q=innovation+OR+cooperation+OR+innovación")
    assert 'aria-label="Pages of hits"' in first
    assert "← previous" not in links_of(first)
    second = read(client, links_of(first)["next →"])
    assert links_of(second)["← previous"] == links_of(second)["1"] == links_of(first)["1"]
    assert links_of(second)["next →"] == links_of(second)["3"]


def test_no_page_of_hits_is_linked_that_cannot_be_asked_for(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last one says that there are more."""
    monkeypatch.setattr("search_app.parameters.HITS_PER_PAGE", 1)
    sought = "/?q=innovation+OR+cooperation+OR+innovación"
    assert "3" in links_of(read(client, sought))
    monkeypatch.setattr("search_app.paging.MAX_OFFSET", 2)
    first, last = read(client, sought), read(client, f"{sought}&page=2")
    assert [each for each in links_of(first) if each.isdigit()] == ["1", "2"]
    assert "next →" not in links_of(last)
    assert ("No more than 2 are listed." in first, "No more than 2 are listed." in last) == (False, True)
    assert client.get(f"{sought}&page=3").status_code == 400


def test_a_page_after_the_last_says_so(client: FlaskClient) -> None:
    page = read(client, "/?q=innovation&page=40")
    assert "The hits end before this page." in page
    assert "Go to the last page of hits" in links_of(page)


def test_a_page_says_how_the_search_was_read(client: FlaskClient) -> None:
    page = read(client, "/?q=(innovation+budget:1")
    assert "A parenthesis has no partner: it was closed at the end, or left out." in page
    assert "There is no field “budget:”: it was searched as words." in page
    assert "No existe el campo «budget:»" in read(client, "/?q=budget:1&ui=es")
    assert "<mark>innovation</mark>" in page


def test_a_relaxed_search_says_so(client: FlaskClient) -> None:
    assert "No passage has all of these words" in read(client, "/?q=carriers+retire")


def test_a_relaxed_search_names_the_words_that_no_passage_has(client: FlaskClient) -> None:
    assert "No passage has “zzzqx”." in read(client, "/?q=carriers+zzzqx")
    assert "Ningún pasaje contiene «zzzqx» o «zzzqy»." in read(client, "/?q=carriers+zzzqx+zzzqy&ui=es")


@pytest.mark.parametrize("q", ["...", "%22%22", "*"])
def test_a_search_without_a_word_shows_the_shelf_and_says_so(client: FlaskClient, q: str) -> None:
    page = read(client, f"/?q={q}")
    assert "There was no word to search for." in page
    assert ("too few letters" in page) is (q == "*")
    assert "Letter of intent" in page
    assert "There was no word" not in read(client, "/")


def test_words_in_headings_alone_are_said_to_be(client: FlaskClient) -> None:
    assert "only in titles and headings" in read(client, "/?q=antecedents")


def test_a_very_long_search_says_what_was_left_out(client: FlaskClient) -> None:
    words = "+".join(f"w{number}" for number in range(150))
    assert "only its beginning was read, up to 100 words" in read(client, f"/?q=innovation+{words}")


def test_zero_hits_name_the_word_to_blame(client: FlaskClient) -> None:
    """And offer the search without it."""
    page = read(client, "/?q=innovation+AND+zebrafish")
    assert "No passage has “zebrafish”." in page
    assert "stands in no document" not in page, "once is enough"
    (without,) = (address for words, address in links_of(page).items() if words.startswith("Without “zebrafish”"))
    assert without == "/?q=innovation"


def test_zero_hits_for_a_phrase_give_general_advice(client: FlaskClient) -> None:
    page = read(client, "/?q=%22no+such+phrase%22")
    assert "stands in no document" not in page
    assert "Try fewer words" in page


def test_without_words_the_shelf_is_shown(client: FlaskClient) -> None:
    page = read(client, "/?q=++")
    assert "Study of regional innovation" in page
    assert "Letter of intent" in page


def test_examples_on_the_shelf_find_something(client: FlaskClient) -> None:
    page = read(client, "/")
    examples = re.search(r'<p class="examples">.*?</p>', page, re.DOTALL)
    assert examples is not None
    addresses = links_of(examples[0]).values()
    assert addresses
    for address in addresses:
        assert "<mark>" in read(client, address)


@pytest.mark.parametrize("wrong", ["page=0", "page=x", "sort=length", "kind=poem", "year=13", "language=<b>"])
def test_a_wrong_parameter_is_named(client: FlaskClient, wrong: str) -> None:
    answer = client.get(f"/?q=region&{wrong}")
    assert answer.status_code == 400
    assert f"“{wrong.partition('=')[0]}” cannot be" in answer.text


@pytest.mark.parametrize("query", ["innovation+OR+cooperation+OR+innovación+OR+intent+OR+bell", "regional"])
def test_a_search_takes_few_statements_however_many_hits(
    client: FlaskClient, holdings: Archive, query: str
) -> None:
    """Each statement costs a reader time; one a hit would cost her twenty."""
    with counting(holdings) as statements:
        read(client, f"/?q={query}")
    assert 0 < len(statements) <= 8


@pytest.mark.parametrize(
    "address", ["/documents/", "/documents/study", "/documents/study/en/pages/1?q=innovation"]
)
def test_other_pages_take_few_statements_too(client: FlaskClient, holdings: Archive, address: str) -> None:
    with counting(holdings) as statements:
        read(client, address)
    assert 0 < len(statements) <= 8


def test_of_many_documents_those_with_most_hits_are_named(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The others are a step away; one that is filtered by can always be taken off."""
    query = "/?q=innovation+OR+regional+OR+the+OR+bell+OR+intent"
    every = re.findall(r"document=([a-z-]+)", _filters(read(client, query)))
    assert len(every) == 3
    monkeypatch.setattr(results, "MOST_DOCUMENTS", 2)
    monkeypatch.setattr(search, "FACETS_SHOWN", 1)
    some = _filters(read(client, query))
    assert re.findall(r"document=([a-z-]+)", some) == every[:2]
    assert links_of(some)["Group by document"] == f"{query}&group=document"
    filtered = _filters(read(client, f"{query}&document={every[-1]}"))
    assert re.findall(r'href="([^"]*)" aria-current="true"', filtered) == [query]


def _filters(page: str) -> str:
    return page[page.index('id="filters"') :]


def test_a_table_row_is_shown_under_its_header(client: FlaskClient) -> None:
    """Found by a word of each, and each is marked where it stands."""
    page = read(client, "/?q=roads+cusco")
    (table,) = re.findall(r'<div class="rows"[^>]* tabindex="0"><table[^>]*>.*?</table></div>', page, re.DOTALL)
    assert '<th scope="col">Region</th><th scope="col"><mark>Roads</mark> mended</th>' in table
    assert "<tr><td><mark>Cusco</mark></td><td>412</td></tr>" in table
    assert "&lt;b&gt;them&lt;/b&gt;</td></tr>" in client.get("/?q=roads+puno").text
