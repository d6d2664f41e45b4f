"""The same place in another language version."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from archive import OutlineEntry, Version
from search_app.sisters import Place, counterpart_page
from tests.factories import make_version


def version(language: str, page_count: int, entries: Sequence[tuple[str, int, int]] = ()) -> Version:
    outline = tuple(OutlineEntry(*entry) for entry in entries)
    return replace(make_version("study", language), page_count=page_count, outline=outline)


ENGLISH = version("en", 40, [("Summary", 3, 1), ("1 Actors", 10, 1), ("1.1 Firms", 20, 2), ("Annex", 30, 1)])
SPANISH = version("es", 60, [("Resumen", 4, 1), ("1 Actores", 14, 1), ("1.1 Empresas", 34, 2), ("Anexo", 50, 1)])


@pytest.mark.parametrize(("page", "other"), [(3, 4), (10, 14), (15, 24), (20, 34), (29, 48), (30, 50), (40, 60)])
def test_outlines_built_alike_lead_to_the_same_section_as_far_into_it(page: int, other: int) -> None:
    assert counterpart_page(Place(page, str(page)), ENGLISH, SPANISH, {}) == other


def test_before_the_first_section_the_way_is_shared_out() -> None:
    assert [counterpart_page(Place(page, ""), ENGLISH, SPANISH, {}) for page in (1, 2)] == [1, 2]


def test_the_section_of_the_passage_decides_where_several_begin_on_a_page() -> None:
    ours = version("en", 9, [("1 A", 5, 1), ("2 B", 5, 1), ("3 C", 9, 1)])
    theirs = version("es", 20, [("1 A", 8, 1), ("2 B", 12, 1), ("3 C", 19, 1)])
    assert counterpart_page(Place(5, "5", ours.outline[0]), ours, theirs, {}) == 8
    assert counterpart_page(Place(5, "5", ours.outline[1]), ours, theirs, {}) == 12


def test_outlines_that_differ_are_paired_by_the_numbers_of_their_headings() -> None:
    theirs = version("es", 60, [("Presentación", 2, 1), *SPANISH.outline])
    assert counterpart_page(Place(20, "20"), ENGLISH, theirs, {}) == 34


def test_without_outlines_the_printed_label_leads() -> None:
    assert counterpart_page(Place(3, "1"), version("en", 4), version("es", 2), {1: "i", 2: "1"}) == 2


def test_without_anything_in_common_it_is_the_same_number_or_the_last() -> None:
    assert counterpart_page(Place(3, "3"), version("en", 4), version("es", 9), {}) == 3
    assert counterpart_page(Place(4, "4"), version("en", 4), version("es", 2), {}) == 2


def test_outlines_that_run_backwards_are_not_followed() -> None:
    """An order that differs says that the entries are no pairs."""
    theirs = version("es", 60, [("A", 50, 1), ("B", 30, 1), ("C", 20, 2), ("D", 2, 1)])
    assert counterpart_page(Place(10, "10"), ENGLISH, theirs, {}) == 10
