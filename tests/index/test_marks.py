"""What is marked is what matched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.engine import PutVersion, Search
from index.marks import Reading, _words_remembered, marks
from index.query import Wildcard, parse
from tests.index.makers import entry, found
from tests.index.memory_engine import MemoryEngine


def marked(query: str, text: str, language: str = "en", heading: str = "") -> list[str]:
    tree = parse(query).tree
    assert tree is not None
    return [text[start:end] for start, end in marks(tree, text, language, heading=heading)]


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("region", "The regions, a region's region.", ["regions", "region's", "region"]),
        ('"border region"', "A cross-border region.", ["border region"]),
        ('"cross-border region"', "A cross-border region, a cross border region.",
         ["cross-border region", "cross border region"]),
        ('"border region"', "Border regions.", []),
        ('"the the"', "The the the.", ["The the the"]),
        ("cross-border", "Cross-border, cross border, crossborder.",
         ["Cross-border", "cross border", "crossborder"]),
        ("border", "A cross-border road.", ["border"]),
        ("coop*", "They cooperate in co-ops, Coöperatives.", ["cooperate", "Coöperatives"]),
        ("r?ads", "Roads and reads.", ["Roads", "reads"]),
        ("inovation~", "Innovation!", ["Innovation"]),
        ('"roads rails"~2', "Roads of many rails. Rails and roads. Roads or many other fine rails.",
         ["Roads", "rails", "Rails", "roads", "Roads"]),
        ('"roads rails"~1', "Roads, roads and rails, rails.", ["roads", "rails"]),
        ('"roads rails"~2', "Rails, rails, roads roads.", ["Rails", "rails", "roads", "roads"]),
        ("cross*", "Cross-border, crossborder, cross.", ["Cross", "crossborder", "cross"]),
        ("cross-b*", "Cross-border, cross bow.", ["Cross-border"]),
        ("roads rails", "Roads only.", []),
        ("roads -rails", "Roads and rails.", []),
        ("roads -rails", "Roads.", ["Roads"]),
        ("(roads rails) OR trade", "Roads and trade.", ["trade"]),
        ("roads OR rails", "Rails.", ["Rails"]),
        ("NOT roads", "Rails.", []),
        ("title:rails roads", "Roads and rails.", ["Roads"]),
        ("page:3 roads", "Roads.", ["Roads"]),
        ("lang:en", "Roads.", []),
        ("roads lang:en", "Roads.", ["Roads"]),
        ("ﬁne", "Fine.", ["Fine"]),
        ("EE. UU.", "EE.UU. and EE. UU., EEUU.", ["EE.UU", "EE. UU", "EEUU"]),
        ("1,234.5", "1 234,5 or 1.234,5 or 234,5", ["1 234,5", "1.234,5"]),
        ("234,5", "1 234,5", ["234,5"]),
        ('"state of the art"', "The state of the art, the state art.", ["state of the art"]),
    ],
)  # fmt: skip
def test_each_kind_of_query_marks_whole_words(query: str, text: str, expected: list[str]) -> None:
    assert marked(query, text) == expected


def test_of_a_wide_pattern_only_what_was_looked_for_is_marked() -> None:
    text = "Roads, roadside."
    reading = Reading(text, "en", only={Wildcard("road*"): frozenset({"roads"})})
    assert reading.marks(Wildcard("road*")) == ((0, 5),)
    assert reading.marks(Wildcard("roa*")) == ((0, 5), (7, 15))


def test_accents_are_marked_as_they_stand() -> None:
    assert marked("cooperacion", "Las cooperaciones, la cooperación.", "es") == ["cooperaciones", "cooperación"]
    assert marked('"cooperacion"', "La cooperación.", "es") == []


def test_a_verb_is_marked_with_the_pronouns_behind_it() -> None:
    assert marked("hacer", "Hay que hacerlo, haciéndolo así.", "es") == ["hacerlo", "haciéndolo"]
    assert marked("dámelo", "Dar y tomar.", "es") == ["Dar"]


def test_a_word_counts_by_the_stems_of_the_passages_own_language() -> None:
    assert marked("económicas", "económico", "en") == []
    assert marked("económicas", "económico", "und") == ["económico"]


def test_a_word_may_stand_in_the_heading_unmarked() -> None:
    assert marked("study roads", "Roads.", heading="Studies of 2014") == ["Roads"]
    assert marked("study roads", "Roads.") == []
    assert marked("study", "Roads.", heading="Studies of 2014") == []


texts = st.lists(
    st.sampled_from(["roads", "Road", "the", "cross-border", "border", "company's", "año", "(", "1,5", "\n"]),
    max_size=20,
).map(" ".join)
queries = st.lists(
    st.sampled_from(
        ["roads", "the", "border", "cross-border", "company", '"the border"', '"the roads"~3', "ro*", "rood~",
         "-the", "OR", "1,5"]
    ),
    min_size=1,
    max_size=5,
).map(" ".join)  # fmt: skip


@given(queries, texts | st.text(), st.sampled_from(["en", "es", "und"]))
def test_spans_lie_in_the_text_on_word_boundaries_sorted_and_disjoint(
    query: str, text: str, language: str
) -> None:
    tree = parse(query).tree
    spans = marks(tree, text, language) if tree else ()
    end = 0
    for span in spans:
        assert end <= span.start < span.end <= len(text)
        assert not (span.start and text[span.start - 1].isalnum() and text[span.start].isalnum())
        assert not (text[span.end : span.end + 1].isalnum() and text[span.end - 1].isalnum())
        end = span.end


@given(queries, texts, st.sampled_from(["en", "es", "und"]), texts)
def test_a_passage_has_marks_exactly_when_it_is_found(query: str, text: str, language: str, title: str) -> None:
    """Queries that only exclude find without marking; they are left out."""
    tree = parse(query).tree
    engine = MemoryEngine()
    engine.apply([PutVersion("v1", (entry(text, language=language, title=title),))])
    if tree is None or "-the" in query:
        return
    is_found = bool(engine.search(Search(tree)).total)
    assert bool(marks(tree, text, language, heading=title)) == is_found
    assert found(engine, "the") in (set(), {"p1"})


def test_the_words_of_a_long_passage_are_not_remembered() -> None:
    """Its marks are the same; what is remembered has a bound in characters."""
    for words, kept in ((700, 0), (600, 1)):
        _words_remembered.cache_clear()
        assert marked("border", f"border {'xq ' * words}") == ["border"]
        assert _words_remembered.cache_info().currsize == kept
