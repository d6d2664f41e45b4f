"""The page that tells how to search: short, in both languages, with searches that find something here."""

from __future__ import annotations

import re
from html import unescape

import pytest
from flask.testing import FlaskClient

from archive import Archive
from search_app.example_words import ExampleWords, example_words, words_of
from search_app.search_examples import examples_of
from tests.search_app.test_web_search import counting, links_of, read


def words(archive: Archive) -> ExampleWords:
    """Give what examples are made of in an archive."""
    return example_words(archive, archive.catalogue.titles())


@pytest.mark.parametrize(("ui", "title"), [("en", "How to search"), ("es", "Cómo buscar")])
def test_it_is_linked_beside_the_search_box(client: FlaskClient, ui: str, title: str) -> None:
    for address in ("/", "/?q=region", "/documents/study"):
        form = re.search(
            r'<form class="search".*?</form>',
            read(client, f"{address}{'&' if '?' in address else '?'}ui={ui}"),
            re.DOTALL,
        )
        assert form is not None
        (help_page,) = links_of(form[0]).items()
        assert help_page[0] == title
        assert f"<h1>{title}</h1>" in read(client, help_page[1])


def test_every_example_finds_as_many_passages_as_it_says(client: FlaskClient) -> None:
    page = read(client, "/search-help")
    examples = [links_of(each) for each in re.findall(r'<p class="examples">.*?</p>', page, re.DOTALL)]
    assert len(examples) >= 10
    for example in examples:
        ((words, address),) = example.items()
        results = read(client, unescape(address))
        total = words.rpartition(" ")[2]
        assert re.search(rf"\b{total} passages?\b", results), words
        assert 'class="notice"' not in results, words


def test_examples_are_of_the_readers_language_where_it_has_headings(holdings: Archive) -> None:
    for language in ("en", "es"):
        found = examples_of(words(holdings), language, len, len)
        assert {each.language for each in found.values()} <= {language} or language == "es"


def test_what_finds_nothing_is_not_shown(holdings: Archive) -> None:
    found = examples_of(words(holdings), "en", *[lambda text: 2 * ("~" in text)] * 2)
    assert set(found) == {"near", "fuzzy"}
    assert found["fuzzy"].total == 2


def test_an_empty_archive_has_the_page_without_examples() -> None:
    assert examples_of(words_of([]), "en", len, len) == {}


def test_what_shows_no_difference_is_not_shown(holdings: Archive) -> None:
    """An exclusion that excludes nothing, or a choice of two that finds no more than one, explains nothing."""
    alike = examples_of(words(holdings), "en", lambda _text: 7, lambda _text: 7)
    assert {"words", "title", "section"} <= set(alike)
    assert alike.keys().isdisjoint({"phrase", "near", "or", "not", "groups", "language", "kind", "page", "date"})


def test_an_exclusion_of_the_page_excludes_something(client: FlaskClient) -> None:
    page = read(client, "/search-help")
    excluding = [words for words in links_of(page) if " -" in words]
    assert excluding
    for example in excluding:
        kept, _, rest = example.partition(" -")
        everything = client.get("/api/v1/search", query_string={"q": kept, "across": "0"}).get_json()["whole"]
        told = client.get(
            "/api/v1/search", query_string={"q": f"{kept} -{rest.rpartition(' ')[0]}", "across": "0"}
        )
        assert 0 < told.get_json()["whole"] < everything


def test_it_takes_few_statements(client: FlaskClient, holdings: Archive) -> None:
    with counting(holdings) as statements:
        read(client, "/search-help")
    assert 0 < len(statements) <= 8
