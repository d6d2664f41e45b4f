"""What is written of a passage stands in the field that is named after it."""

from __future__ import annotations

from index.whoosh_engine.schema import GATHERED, WORDS, heading_terms, terms_of
from tests.index.makers import entry


def test_each_value_of_a_passage_stands_in_its_own_field() -> None:
    """Values are told apart by nothing but their field: exchanged, filters would find another thing."""
    passage = entry(
        document_id="study", language="es", kind="table", year=2014, title="One", section="Two", header="Three"
    )
    terms = terms_of([("v1", passage), ("v2", entry(year=None))])
    assert set(terms) == set(GATHERED) - {WORDS}
    assert {field: set(told[0]) for field, told in terms.items()} == {
        "version": {"v1"},
        "facet_document": {"study"},
        "facet_language": {"es"},
        "facet_year": {"2014"},
        "facet_kind": {"table"},
        "title": heading_terms("One"),
        "section": heading_terms("Two"),
        "header": heading_terms("Three"),
    }
    assert terms["facet_year"][1] == ()
