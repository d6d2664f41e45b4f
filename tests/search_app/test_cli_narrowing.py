"""Searches at the terminal: narrowed to issuing bodies, grouped by document, in orders that list fewer."""

from __future__ import annotations

import pytest

from archive import Archive, Field
from tests.conftest import Runner
from tests.factories import make_version, store_version

PERU = "Gobierno del Perú"


@pytest.fixture(autouse=True)
def filled(archive: Archive) -> Archive:
    roads = ["Roads are built.", "Roads are mended.", "Roads are paid for."]
    store_version(archive, make_version("plan"), [roads, ["Roads are closed."]], labels=["i", "1"])
    store_version(archive, make_version("letter"), [["Roads and rails are long."]])
    archive.descriptions.confirm("plan", {Field.ISSUERS: (PERU,)})
    return archive


def test_a_body_narrows_accents_and_capitals_aside(runner: Runner) -> None:
    assert "in 4 passages" in runner("concordance", "roads", "--issuer", "gobierno del PERU").err
    (found,) = runner("search", "roads", "--issuer", "gobierno del PERU", "--json").objects
    assert found["total"] == 4
    assert found["facets"]["issuer"] == [{"value": PERU, "count": 4}]
    (none,) = runner("search", "roads", "--issuer", PERU, "--document", "letter", "--json").objects
    assert none["total"] == 0


def test_a_body_that_issued_nothing_is_refused_and_others_are_named(runner: Runner, filled: Archive) -> None:
    told = runner("search", "roads", "--issuer", "Nobody\x1b[2J")
    assert told.code == 2
    assert f"Known are: {PERU}." in told.err
    assert "\x1b" not in told.err
    filled.descriptions.forget("plan", [Field.ISSUERS])
    assert "pasaje edit DOCUMENT --issuer NAME" in runner("concordance", "roads", "--issuer", PERU).err


def test_a_body_is_named_as_most_documents_name_it(runner: Runner, filled: Archive) -> None:
    """As among the filters of the page, whichever spelling is read last."""
    for document in ("first", "second"):
        store_version(filled, make_version(document), [["Fairs."]])
        filled.descriptions.confirm(document, {Field.ISSUERS: ("República",)})
    filled.descriptions.confirm("letter", {Field.ISSUERS: ("REPUBLICA",)})
    assert f"Known are: {PERU}; República." in runner("search", "roads", "--issuer", "Nobody").err


def test_other_pages_of_a_document_are_named_in_their_order(runner: Runner, filled: Archive) -> None:
    texts = [["A harbour " + "and its boats " * (page % 4) + "."] for page in range(1, 8)]
    store_version(filled, make_version("guide"), texts)
    told = runner("search", "harbour", "--group", "document", "--no-across").out
    (line,) = (each for each in told.splitlines() if "5 more: p. " in each)
    numbers = [int(each) for each in line.partition("p. ")[2].split(", ")]
    assert numbers == sorted(numbers)


def test_the_best_passages_of_a_document_stand_together(runner: Runner) -> None:
    told = runner("search", "roads", "--group", "document", "--no-across")
    titles = [line for line in told.out.splitlines() if line[:1].isdigit()]
    assert titles == ["1. Plan · 4 passages", "2. Letter · 1 passage"]
    assert told.out.count("/p/") == 3
    assert "   2 more: p. " in told.out
    assert "   All of them: --document plan" in told.out
    assert told.err == "5 passages in 2 documents.\n"


def test_portions_count_documents_where_they_stand_together(runner: Runner) -> None:
    told = runner("search", "roads", "--group", "document", "--limit", "1", "--offset", "1", "--no-across")
    assert told.out.startswith("2. Letter · 1 passage")
    assert told.err == "5 passages in 2 documents; shown are documents 2 to 2.\n"


def test_programs_get_the_passages_of_each_document_after_each_other(runner: Runner) -> None:
    (found,) = runner("search", "roads", "--group", "document", "--json", "--no-across").objects
    assert [hit["document"]["id"] for hit in found["hits"]] == ["plan"] * 4 + ["letter"]


def test_an_order_that_lists_fewer_says_so(runner: Runner) -> None:
    by_place = runner("search", "roads", "rails", "--sort", "place", "--no-across")
    assert by_place.err.startswith("Passages listed here: 1 of 5.")
    assert "listed here" not in runner("search", "roads", "rails", "--no-across").err


def test_a_concordance_leaves_out_what_was_also_looked_for(runner: Runner) -> None:
    also = runner("concordance", "roads").err.splitlines()[0]
    assert also.startswith("Also looked for: ")
    first, *others = also.removeprefix("Also looked for: ").rstrip(".").split(", ")
    left = runner("concordance", "roads", "--without", first).err
    assert first not in left.splitlines()[0].split(", ")
    assert all(each in left for each in others)
    assert left.endswith("5 places in 5 passages.\n")


def test_a_concordance_says_that_its_passages_lack_words(runner: Runner) -> None:
    told = runner("concordance", "roads", "zeppelin", "--no-across").err
    assert told.startswith("No passage has all the words; these have some of them.\n")
