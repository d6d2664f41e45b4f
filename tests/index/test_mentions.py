"""Words of a query in a text that need not answer it."""

from __future__ import annotations

import pytest

from index import parse
from index.mentions import mentions
from index.tree import Carried, Rendering, Term, in_headings


def mentioned(query: str, text: str, field: str = "") -> list[str]:
    tree = parse(query).tree
    assert tree is not None
    return [text[start:end] for start, end in mentions(tree, text, "en", field=field)]


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("roads rails", "Rails and fairs", ["Rails"]),
        ("road AND rail", "Rails and fairs", ["Rails"]),
        ("(roads OR rails) boats", "Roads, rails", ["Roads", "rails"]),
        ("roads -rails", "Roads, rails", ["Roads"]),
        ('"roads and rails"', "Roads and rails", []),
        ("roa*", "Roads", []),
        ("lang:en", "Roads", []),
    ],
)
def test_any_word_is_given_and_nothing_that_is_excluded(query: str, text: str, expected: list[str]) -> None:
    """Phrases and patterns are sought in the text of a passage alone."""
    assert mentioned(query, text) == expected


def test_what_is_asked_of_a_field_is_given_there_alone() -> None:
    assert mentioned('title:roads section:"old rails"', "Roads and old rails", "title") == ["Roads"]
    assert mentioned('title:roads section:"old rails"', "Roads and old rails", "section") == ["old rails"]
    assert mentioned("title:roads", "Roads") == []


def test_words_that_were_looked_for_in_headings_alone_are_given() -> None:
    tree = parse('roads "old rails"').tree
    assert tree is not None
    below = in_headings(tree)
    assert below is not None
    assert len(mentions(below, "Roads and old rails", "en", field="section")) == 2


def test_what_stands_for_a_word_in_the_other_language_is_given() -> None:
    tree = Carried(Term("caminos", "es"), "en", (Rendering("roads", ("road",), 1.0),))
    assert mentions(tree, "Roads", "en") == ((0, 5),)
    assert mentions(tree, "Caminos", "es") == ((0, 7),)
