"""The list of documents, a page at a time; example searches: honest, and few look-ups."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from archive import Archive, Document, OutlineEntry
from search_app import create_app
from search_app.settings import Settings
from search_app.shelf import Card, examples, shelf
from tests.factories import make_version, store_version
from tests.search_app.test_web_search import counting, links_of, read


def card(language: str, *titles: str, title: str = "Study") -> Card:
    """Make a card with one version that has these headings."""
    outline = tuple(OutlineEntry(each, 1, 1) for each in titles)
    return Card(Document("study", title), title, (replace(make_version("study", language), outline=outline),))


def test_examples_are_phrases_from_the_headings() -> None:
    """Numbers and subtitles are left off; single words and long sentences are no searches."""
    shelf = [card("en", "1.2 Regional innovation: overview", "Summary", "Why we must not do this ever again")]
    assert [each.words for each in examples(shelf, lambda words: 3)] == ["regional innovation"]


def test_only_examples_that_find_something_are_shown() -> None:
    shelf = [card("en", "Regional innovation", "Border trade")]
    found = examples(shelf, lambda words: 2 * (words == "border trade"))
    assert [(each.words, each.total) for each in found] == [("border trade", 2)]


def test_examples_take_the_languages_in_turn() -> None:
    shelf = [card("en", "Regional innovation", "Border trade"), card("es", "Innovación regional")]
    assert [each.language for each in examples(shelf, lambda words: 1)] == ["en", "es", "en"]


def test_phrases_without_little_words_come_first() -> None:
    shelf = [card("en", "The two of us", "Border trade")]
    assert examples(shelf, lambda words: 1)[0].words == "border trade"


def test_examples_give_up_after_a_dozen() -> None:
    tried: list[str] = []

    def count(words: str) -> int:
        tried.append(words)
        return 0

    assert not examples([card("en", *(f"heading {letter * 4}" for letter in "abcdefghijklmnop"))], count)
    assert len(tried) == 12


def test_a_document_in_several_languages_gives_no_examples() -> None:
    """Nobody could say in which language they are."""
    assert not examples([card("mul", "Regional innovation")], lambda words: 1)


def test_a_document_that_came_in_between_two_reads_has_its_own_title(archive: Archive) -> None:
    store_version(archive, make_version("guide"))
    assert [each.title for each in shelf(archive, {}).cards] == ["Guide"]


@pytest.fixture
def many(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> Archive:
    """Give an archive of seven documents, four of them on a page."""
    monkeypatch.setattr("search_app.shelf.CARDS_PER_PAGE", 4)
    for letter in "gebdcfa":
        archive.catalogue.put_document(Document(letter, f"Study {letter.upper()}"))
        store_version(archive, make_version(letter, title=f"Study {letter}"), [["Words."]])
    return archive


def shown(page: str) -> list[str]:
    """Give the documents that a page lists."""
    return re.findall(r'<h2><a href="/documents/([a-z])">', page)


def test_the_documents_are_listed_by_title_a_page_at_a_time(many: Archive) -> None:
    client = create_app(Settings(data=many.folder)).test_client()
    pages = [read(client, f"/documents/{query}") for query in ("", "?page=2", "?page=3")]
    assert ["".join(shown(page)) for page in pages] == ["abcd", "efg", ""]
    assert "7 documents · 1 to 4 shown" in pages[0]
    assert "7 documents · 5 to 7 shown" in pages[1]
    assert links_of(pages[0])["next →"] == links_of(pages[0])["2"] == "/documents/?page=2"
    assert links_of(pages[1])["← previous"] == links_of(pages[1])["1"] == "/documents/"
    assert links_of(pages[2])["Go to its last page"] == "/documents/?page=2"
    assert "← previous" not in links_of(pages[0])
    assert "next →" not in links_of(pages[1])


def test_a_shelf_of_one_page_has_no_ways_to_others(client: FlaskClient) -> None:
    for address in ("/documents/", "/"):
        assert 'class="paging"' not in read(client, address)


def test_before_a_search_the_first_documents_are_shown_and_lead_to_the_others(many: Archive) -> None:
    page = read(create_app(Settings(data=many.folder)).test_client(), "/?ui=es")
    assert "".join(shown(page.replace("?ui=es", ""))) == "abcd"
    assert links_of(page)["siguiente →"] == "/documents/?page=2&ui=es"


def test_a_page_of_documents_takes_as_many_statements_as_any(many: Archive) -> None:
    client = create_app(Settings(data=many.folder)).test_client()
    read(client, "/documents/")
    with counting(many) as statements:
        read(client, "/documents/?page=2")
    assert len(statements) <= 8


@pytest.mark.parametrize("page", ["0", "-1", "x", "1e3"])
def test_a_page_of_documents_that_cannot_be_is_refused(client: FlaskClient, page: str) -> None:
    assert client.get(f"/documents/?page={page}").status_code == 400
