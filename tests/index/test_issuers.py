"""Issuing bodies narrow and count a search, as the catalogue has them at the moment."""

from __future__ import annotations

import pytest

from index import FILTERS, Issuers, SearchEngine, issuer_names
from index.engine import FacetCount
from tests.index.makers import ask, ids, put

KNOWN = {
    "plan": ("Gobierno del Perú", "OECD"),
    "study": ("Gobierno del Perú", "gobierno del peru"),
    "letter": ("GOBIERNO DEL PERÚ",),
    "gone": ("Nobody",),
}


@pytest.fixture
def issued(engine: SearchEngine) -> Issuers:
    """Give three documents of two bodies, and one of which nothing is known."""
    engine.apply(
        [
            put("v1", "Roads.", document_id="plan"),
            put("v2", "Roads.", "Roads too.", document_id="study", language="es"),
            put("v3", "Roads.", document_id="letter"),
            put("v4", "Roads.", document_id="other"),
        ]
    )
    return Issuers(engine, lambda: KNOWN)


def counts(engine: SearchEngine, facet: str, **filters: list[str]) -> dict[str, int]:
    return {each.value: each.count for each in ask(engine, "roads", filters=filters).facets[facet]}


def test_names_that_differ_in_accents_and_capitals_are_one_body(issued: Issuers) -> None:
    """It goes by the name that most documents give it, and a passage counts once."""
    assert counts(issued, "issuer") == {"Gobierno del Perú": 4, "OECD": 1}
    assert ask(issued, "roads", filters={"issuer": ["gobierno del PERU"]}).total == 4


def test_the_bodies_that_have_most_come_first(issued: Issuers) -> None:
    assert ask(issued, "roads").facets["issuer"][0] == FacetCount("Gobierno del Perú", 4)


def test_a_body_narrows_to_what_it_issued(issued: Issuers) -> None:
    assert ids(ask(issued, "roads", filters={"issuer": ["OECD"]}).matches) == ["v1-0"]
    assert ask(issued, "roads", filters={"issuer": ["Nobody"]}).total == 0
    assert ask(issued, "roads", filters={"issuer": ["Unheard of"]}).total == 0


def test_bodies_add_up_and_other_filters_narrow(issued: Issuers) -> None:
    assert ask(issued, "roads", filters={"issuer": ["OECD", "Gobierno del Perú"]}).total == 4
    assert ask(issued, "roads", filters={"issuer": ["OECD"], "document": ["study"]}).total == 0
    assert ask(issued, "roads", filters={"issuer": ["Gobierno del Perú"], "language": ["es"]}).total == 2


def test_counts_of_bodies_take_notice_of_all_filters_but_their_own(issued: Issuers) -> None:
    assert counts(issued, "issuer", issuer=["OECD"]) == counts(issued, "issuer")
    assert counts(issued, "issuer", document=["letter"]) == {"Gobierno del Perú": 1}
    assert counts(issued, "issuer", language=["es"]) == {"Gobierno del Perú": 2}


def test_counts_of_documents_take_notice_of_bodies(issued: Issuers) -> None:
    assert counts(issued, "document", issuer=["OECD"], document=["letter"]) == {"plan": 1}
    assert counts(issued, "language", issuer=["OECD"]) == {"en": 1}


def test_every_facet_can_be_narrowed(issued: Issuers) -> None:
    assert set(ask(issued, "roads").facets) == set(FILTERS)


def test_the_rest_is_left_to_the_engine(issued: Issuers) -> None:
    issued.apply([put("v9", "Lakes.")])
    assert issued.count() == issued.engine.count() == 6
    assert [each.word for each in issued.words_like("lake", 1)] == ["lakes"]
    issued.clear()
    assert issued.count() == 0


def test_a_body_is_named_as_most_documents_name_it() -> None:
    names = {"a": ("REPUBLICA",), "b": ("República",), "c": ("República", "Ministerio")}
    assert issuer_names(names) == {"republica": "República", "ministerio": "Ministerio"}
    assert issuer_names({}) == {}
