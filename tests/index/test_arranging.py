"""The best passages of each document together, and what came in last first."""

from __future__ import annotations

import pytest

from index import Arranged, SearchEngine, Sort, by_arrival, by_document
from tests.index.makers import ask, ids, put


@pytest.fixture
def grouped(engine: SearchEngine) -> Arranged:
    """Three documents; the first has the best passage, and many others, in two languages."""
    many = ["Roads roads roads.", *(f"Roads of the {at}th region and what they cost." for at in range(5))]
    engine.apply(
        [
            put("v1", *many, document_id="study"),
            put("v2", "Los roads.", language="es", document_id="study"),
            put("v3", "A letter on roads and lakes.", document_id="letter"),
            put("v4", "One of many words in a very long sentence is roads.", document_id="report"),
        ]
    )
    return Arranged(engine, by_document(2))


def test_documents_come_by_their_best_passage(grouped: Arranged) -> None:
    """Not as they were put in, nor by how many passages they have, nor by what these score on the average."""
    grouped.apply([put("v5", "Roads roads roads roads.", document_id="atlas")])
    assert ids(ask(grouped, "roads").matches) == ["v5-0", "v1-0", "v2-0", "v3-0", "v4-0"]


def test_pages_count_documents(grouped: Arranged) -> None:
    assert len(ask(grouped, "roads", limit=1).matches) == 2
    second = ids(ask(grouped, "roads", offset=1, limit=1).matches)
    assert len({each[:2] for each in second}) == 1
    assert ids(ask(grouped, "roads", offset=3).matches) == []


def test_totals_and_facets_are_those_of_all_passages(grouped: Arranged) -> None:
    plain = ask(grouped.engine, "roads", limit=1)
    found = ask(grouped, "roads", limit=1)
    assert (found.total, found.whole, found.facets) == (plain.total, plain.whole, plain.facets)
    assert found.total == 9
    assert ask(grouped, "roads", limit=0).matches == ()


def test_the_rest_is_left_to_the_engine(grouped: Arranged) -> None:
    grouped.apply([put("v9", "Lakes.")])
    assert grouped.count() == grouped.engine.count() == 10
    assert [each.word for each in grouped.words_like("lake", 1)] == ["lakes"]
    grouped.clear()
    assert grouped.count() == 0


def test_however_many_passages_answer_no_document_is_lost(engine: SearchEngine) -> None:
    """One document has ten thousand passages, and another stands behind all of them."""
    many = [f"Roads {at}." for at in range(10_050)]
    engine.apply([put("v1", *many, document_id="a"), put("v2", "Roads.", document_id="b")])
    assert ids(ask(Arranged(engine, by_document(1)), "roads", sort=Sort.PLACE, offset=1).matches) == ["v2-0"]


def test_what_came_in_last_comes_first_wherever_it_stands(engine: SearchEngine) -> None:
    many = [f"Roads {at}." for at in range(600)]
    engine.apply([put("v1", *many, document_id="a"), put("v2", "Roads.", "Roads too.", document_id="b")])
    newest_first = Arranged(engine, by_arrival({"v1": "2026-01-01", "v2": "2026-01-02"}))
    found = ids(ask(newest_first, "roads", sort=Sort.PLACE, limit=3).matches)
    assert found == ["v2-0", "v2-1", "v1-0"]
