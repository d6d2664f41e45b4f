"""The list of documents, a page at a time; example searches: honest, and few look-ups."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from archive import Archive, Document, OutlineEntry
from search_app import create_app
from search_app.example_words import Example, words_of
from search_app.example_words import examples as examples_of
from search_app.listing_order import listed
from search_app.settings import Settings
from search_app.shelf import Card
from search_app.wiring import rebuild_index
from tests.factories import make_version, store_version
from tests.search_app.test_web_search import counting, links_of, read


def card(language: str, *titles: str, title: str = "Study") -> Card:
    """Make a card with one version that has these headings."""
    outline = tuple(OutlineEntry(each, 1, 1) for each in titles)
    return Card(Document("study", title), title, (replace(make_version("study", language), outline=outline),))


def examples(cards: list[Card], count: Callable[[str], int]) -> list[Example]:
    """Give the examples that are made of these documents."""
    return examples_of(words_of(cards), count)


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


@pytest.fixture
def many(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> Archive:
    """Give an archive of seven documents, four of them on a page."""
    monkeypatch.setattr("search_app.shelf.CARDS_PER_PAGE", 4)
    for letter in "gebdcfa":
        archive.catalogue.put_document(Document(letter, f"Study {letter.upper()}"))
        store_version(archive, make_version(letter, title=f"Study {letter}"), [["Words."]])
    return archive


@pytest.fixture
def reader(many: Archive) -> Iterator[FlaskClient]:
    """Give a reader of these documents."""
    app = create_app(Settings(data=many.folder))
    yield app.test_client()
    app.extensions["pasaje"].close()


def served(reader: FlaskClient) -> Archive:
    """Give the archive from which a reader is answered."""
    archive: Archive = reader.application.extensions["pasaje"].archive
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


def test_a_page_of_documents_takes_as_many_statements_as_any(reader: FlaskClient) -> None:
    """However many cards it has: four, or three."""
    read(reader, "/documents/")
    taken = []
    for number in (1, 2):
        with counting(served(reader)) as statements:
            read(reader, f"/documents/?page={number}")
        taken.append(len(statements))
    assert 0 < taken[0] == taken[1] <= 8


def test_only_the_documents_of_a_page_are_read_for_it(
    many: Archive, reader: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Their order is found once in a state of the catalogue."""
    read(reader, "/documents/")
    with monkeypatch.context() as patched:
        for name in ("documents", "titles"):
            patched.setattr(f"archive.catalogue.Catalogue.{name}", None)
        assert "".join(shown(read(reader, "/documents/?page=2"))) == "efg"
    many.catalogue.put_document(Document("h", "Study a"))
    store_version(many, make_version("h", title="Study a"), [["Words."]])
    assert "".join(shown(read(reader, "/documents/"))) == "ahbc"


def test_accents_and_capitals_do_not_tell_where_a_title_stands() -> None:
    """Ñ comes after n, as in Spanish; what is alike stands by its own letters, then by its id."""
    titles = ["Zonas", "Índice", "ñandúes", "Avila", "nylon", "Ávila", "ópera", "avila", "iglesia"]
    named = {str(number): title for number, title in enumerate(titles)}
    in_order = ["Avila", "avila", "Ávila", "iglesia", "Índice", "nylon", "ñandúes", "ópera", "Zonas"]
    assert list(listed(named).values()) == in_order
    assert list(listed({"b": "Study", "a": "Study"})) == ["a", "b"]


def test_examples_are_of_all_documents_and_not_of_the_first_page(many: Archive, reader: FlaskClient) -> None:
    title = "Zone studies of a very long and winding title indeed"
    many.catalogue.put_document(Document("z", title))
    outline = (OutlineEntry("Regional innovation", 1, 1),)
    version = replace(make_version("z", title=title), outline=outline)
    store_version(many, version, [["On regional innovation."]])
    with many.writing("indexing"):
        rebuild_index(Settings(data=many.folder), many)
    for address in ("/", "/search-help"):
        page = read(reader, address)
        assert "z" not in shown(page)
        assert "regional innovation 1" in links_of(page)


def test_examples_are_read_once_in_a_state_of_the_catalogue(reader: FlaskClient) -> None:
    taken = []
    for _ in range(2):
        with counting(served(reader)) as statements:
            read(reader, "/")
        taken.append(len(statements))
    assert 8 >= taken[0] > taken[1] > 0


@pytest.mark.parametrize(("ui", "said"), [("en", "No more than 4 are listed"), ("es", "No se muestran más de 4")])
def test_no_page_is_linked_that_cannot_be_asked_for(
    many: Archive, monkeypatch: pytest.MonkeyPatch, ui: str, said: str
) -> None:
    """The last one says that the list goes on."""
    monkeypatch.setattr("search_app.parameters.CARDS_PER_PAGE", 2)
    monkeypatch.setattr("search_app.shelf.CARDS_PER_PAGE", 2)
    monkeypatch.setattr("search_app.paging.MAX_OFFSET", 5)
    client = create_app(Settings(data=many.folder)).test_client()
    first, last = (read(client, f"/documents/?ui={ui}&page={number}") for number in (1, 2))
    numbers = [each for each in links_of(first) if each.isdigit()]
    assert numbers == [each for each in links_of(last) if each.isdigit()] == ["1", "2"]
    assert "7 document" in first
    assert (said in first, said in last) == (False, True)
    assert client.get("/documents/?page=3").status_code == 400


@pytest.mark.parametrize("page", ["0", "-1", "x", "1e3"])
def test_a_page_of_documents_that_cannot_be_is_refused(client: FlaskClient, page: str) -> None:
    assert client.get(f"/documents/?page={page}").status_code == 400
