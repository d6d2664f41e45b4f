"""A search from words to passages with marks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archive import Archive, Document, Kind
from index.engine import MOST_OF_PATTERN, PutVersion, SearchEngine, Sort
from index.finding import Found, count_whole, find
from index.indexer import drain
from index.remarks import About, Remark
from tests.factories import make_version, page, passage, store_version
from tests.index.makers import entry


@pytest.fixture
def full(archive: Archive, engine: SearchEngine) -> Archive:
    """Give an archive with a study in two languages and a letter, all indexed."""
    study = [["Regional innovation needs roads.", "Cross-border cooperation."], ["Roads and more roads."]]
    store_version(
        archive, make_version("study", "en"), study, title="A study of borders", date="2014-05", labels=["i", "1"]
    )
    store_version(archive, make_version("study", "es"), [["La cooperación transfronteriza."]])
    store_version(archive, make_version("letter", "en"), [["Trade by rail."]], title="Letter", date="1999")
    drain(archive, engine)
    return archive


def texts(found: Found) -> list[str]:
    return [hit.passage.text for hit in found.hits]


def test_a_hit_has_all_that_is_shown_of_it(full: Archive, engine: SearchEngine) -> None:
    found = find(full, engine, "innovation")
    (hit,) = found.hits
    assert (hit.passage.text, hit.document.title) == ("Regional innovation needs roads.", "A study of borders")
    assert (hit.version.language, hit.labels, hit.spans) == ("en", {1: "i"}, ((9, 19),))
    assert hit.score > 0
    assert (found.total, found.relaxed, found.by_heading) == (1, False, False)
    assert found.took_ms > 0


def test_a_hit_is_the_passage_of_its_own_version(full: Archive, engine: SearchEngine) -> None:
    """Whatever edition of another document holds a passage of the same id."""
    (asked,) = find(full, engine, "rail").hits
    other = make_version("atlas", "en", 7)
    text = "An atlas has it otherwise, by rail."
    full.catalogue.put_document(Document("atlas", "Atlas"))
    held = replace(passage(text, of=other), id=asked.passage.id)
    full.passages.replace_version(other, [page(1, text)], [held])
    drain(full, engine)
    hits = find(full, engine, "rail").hits
    assert {(hit.document.id, hit.passage.text) for hit in hits} == {("letter", "Trade by rail."), ("atlas", text)}


def test_hits_come_in_the_order_of_the_engine(full: Archive, engine: SearchEngine) -> None:
    assert texts(find(full, engine, "roads")) == ["Roads and more roads.", "Regional innovation needs roads."]
    by_place = find(full, engine, "roads", sort=Sort.PLACE)
    assert texts(by_place) == ["Regional innovation needs roads.", "Roads and more roads."]


def test_what_stands_as_it_was_typed_comes_first(archive: Archive, engine: SearchEngine) -> None:
    """However often the words that say something stand elsewhere."""
    often = "Information as a base, a base of information: information base."
    once = "In time this was made the base of the information, as was much else in these years of great plans."
    store_version(archive, make_version("study", "en"), [[often], [once], *([["Other matters."]] * 9)])
    drain(archive, engine)
    assert texts(find(archive, engine, "the base of the information")) == [once, often]


def test_pages_of_hits_are_given(full: Archive, engine: SearchEngine) -> None:
    second = find(full, engine, "roads", offset=1, limit=1)
    assert (second.total, texts(second)) == (2, ["Regional innovation needs roads."])
    assert find(full, engine, "roads", limit=0).hits == ()


@pytest.mark.parametrize("text", [" ", '""', "*", "..."])
def test_a_text_that_asks_for_nothing_finds_nothing(full: Archive, engine: SearchEngine, text: str) -> None:
    found = find(full, engine, text)
    assert (found.tree, found.total, found.hits) == (None, 0, ())


def test_a_wide_pattern_is_capped_and_told(archive: Archive, engine: SearchEngine) -> None:
    rare = [f"co{number:03}" for number in range(MOST_OF_PATTERN)]
    store_version(archive, make_version("list", "en"), [[" ".join(rare), "common", "common"]])
    drain(archive, engine)
    found = find(archive, engine, "co*")
    assert found.remarks == (
        Remark(About.CAPPED_PATTERN, "co*", taken=MOST_OF_PATTERN, among=MOST_OF_PATTERN + 1),
    )
    assert [len(hit.spans) for hit in sorted(found.hits, key=lambda hit: hit.passage.ordinal)] == [499, 1, 1]


def test_broken_syntax_is_told(full: Archive, engine: SearchEngine) -> None:
    found = find(full, engine, '"roads')
    assert [each.about for each in found.remarks] == [About.QUOTATION_ALONE]
    assert found.total == 2


def test_when_no_passage_has_all_words_those_with_some_are_given_and_said_so(
    full: Archive, engine: SearchEngine
) -> None:
    found = find(full, engine, "innovation rail roads")
    assert found.relaxed
    assert found.total == 3
    assert all(hit.spans for hit in found.hits)
    assert found.hits[0].passage.text == "Regional innovation needs roads."


def test_words_joined_by_and_are_not_relaxed(full: Archive, engine: SearchEngine) -> None:
    found = find(full, engine, "innovation AND rail")
    assert (found.total, found.relaxed) == (0, False)


def test_what_is_excluded_stays_so_when_relaxed(full: Archive, engine: SearchEngine) -> None:
    found = find(full, engine, "innovation rail -roads")
    assert (texts(found), found.relaxed) == (["Trade by rail."], True)


def test_words_of_a_title_alone_give_what_stands_below_it(full: Archive, engine: SearchEngine) -> None:
    found = find(full, engine, "study -roads lang:en")
    assert found.by_heading
    assert texts(found) == ["Cross-border cooperation."]
    assert find(full, engine, "letter").hits[0].spans == ()


def test_a_table_row_is_found_with_its_header_and_marked_in_its_own_words(
    archive: Archive, engine: SearchEngine
) -> None:
    version = make_version()
    row = passage("Cusco\t412", of=version, kind=Kind.TABLE, header=["Region", "Emissions"])
    archive.catalogue.put_document(Document("study", "Study"))
    archive.passages.replace_version(version, [page(1, row.text)], [row])
    drain(archive, engine)
    (hit,) = find(archive, engine, "emissions cusco").hits
    assert (hit.passage.header, hit.spans) == (("Region", "Emissions"), ((0, 5),))
    assert find(archive, engine, "region emissions").total == 0


def test_a_word_that_is_nowhere_finds_nothing(full: Archive, engine: SearchEngine) -> None:
    found = find(full, engine, "zebra")
    assert (found.total, found.relaxed, found.by_heading) == (0, False, False)


def test_filters_of_text_and_page_must_both_allow(full: Archive, engine: SearchEngine) -> None:
    def total(text: str, **filters: str) -> int:
        allowed = {facet: frozenset({value}) for facet, value in filters.items()}
        return find(full, engine, text, filters=allowed).total

    assert total("roads lang:en", language="en") == 2
    assert total("roads lang:en", language="es") == 0
    assert total("roads lang:en", year="1999") == 0
    assert total("lang:es") == 1


def test_facets_are_those_of_the_whole_search(full: Archive, engine: SearchEngine) -> None:
    found = find(full, engine, "roads OR rail", limit=1)
    assert [(each.value, each.count) for each in found.facets["document"]] == [("study", 2), ("letter", 1)]


def test_a_passage_the_archive_no_longer_has_is_left_out(full: Archive, engine: SearchEngine) -> None:
    engine.apply([PutVersion("stray", (entry("Zebra roads.", passage_id="stray"),))])
    assert find(full, engine, "zebra").hits == ()


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("roads", ()),
        ("innovation rail roads", ()),
        ("innovation zebra roads", ("zebra",)),
        ("zebra", ("zebra",)),
        ("zebra AND roads", ("zebra",)),
        ("borders zebra rail", ("zebra",)),
        ("roads -zebra section:okapi", ()),
        ("roads date:1901", ()),
        (" ".join(f"zebra{number}" for number in range(12)), tuple(f"zebra{number}" for number in range(10))),
    ],
)
def test_words_that_stand_nowhere_are_named(
    full: Archive, engine: SearchEngine, text: str, missing: tuple[str, ...]
) -> None:
    """A word of a title ("borders") stands somewhere; what is excluded or asked of a field is not missed."""
    assert find(full, engine, text).missing == missing


@pytest.mark.parametrize(
    "text",
    ["", "?", "roads", "roads innovation", "roads AND rail", "roads rail", '"more roads"', "borders", "-roads",
     "road* OR rail", "cooperation lang:es", "zzz"],
)  # fmt: skip
def test_passages_that_have_all_the_words_are_counted_as_they_are_found(
    full: Archive, engine: SearchEngine, text: str
) -> None:
    for filters in ({}, {"document": frozenset({"study"})}):
        assert count_whole(engine, text, filters=filters) == find(full, engine, text, filters=filters).whole
