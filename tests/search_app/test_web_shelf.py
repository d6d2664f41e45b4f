"""Example searches: honest, and few look-ups."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archive import Archive, Document, OutlineEntry
from search_app.shelf import Card, cards, examples
from tests.factories import make_version, store_version


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


def test_a_document_that_came_in_between_two_reads_has_its_own_title(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    store_version(archive, make_version("guide"))
    monkeypatch.setattr(archive.catalogue, "titles", lambda _language: {})
    assert [each.title for each in cards(archive, "en")] == ["Guide"]
