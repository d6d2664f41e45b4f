"""The reading report is made from what is held: pages, where passages stand, warnings."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import Archive, Furniture, PageState, Part, Warned
from search_app.reading_report import Finding, findings, ranges, read_reports, report
from search_app.report_words import FINDINGS, finding_sentence, finding_short
from tests.factories import make_version, page, store_version

BOTH = "Regional plans of 2013. Planes regionales."


def test_languages_share_the_letters_of_a_page() -> None:
    """Figures and signs are of no language."""
    stretches = [("en", Part(1, 0, 23, 0)), ("es", Part(1, 24, len(BOTH), 0)), ("en", Part(2, 0, 9, 0))]
    made = report(make_version(), [page(1, BOTH), page(2, "1,024 kt."), page(3, "")], stretches)
    assert made.pages[0].languages == {"en": 0.48, "es": 0.52}
    assert list(made.pages[0].languages) == ["es", "en"]
    assert made.pages[1].languages == {"en": 1.0}
    assert made.pages[2].languages == {}


def test_a_language_of_a_few_letters_among_thousands_is_left_out() -> None:
    text = "a" * 1000 + " b"
    made = report(make_version(), [page(1, text)], [("en", Part(1, 0, 1000, 0)), ("es", Part(1, 1001, 1002, 0))])
    assert made.pages[0].languages == {"en": 1.0}


def test_words_are_counted_and_what_was_set_aside_is_named() -> None:
    """A dash alone is no word; a compound is one."""
    furnished = replace(page(1, "Cross-border roads – 12 of them."), furniture=(Furniture("7", (0, 0, 1, 1)),))
    (made,) = report(make_version(), [furnished], []).pages
    assert (made.words, made.furniture) == (5, ("7",))


def test_pages_of_one_code_come_together_in_the_order_of_what_is_lost() -> None:
    warnings = [
        Warned("order_uncertain", 5, ""),
        Warned("needs_ocr", 3, ""),
        Warned("needs_ocr", 1, ""),
        Warned("needs_ocr", 3, ""),
    ]
    assert findings(warnings) == (Finding("needs_ocr", (1, 3)), Finding("order_uncertain", (5,)))


def test_the_state_of_a_page_tells_what_no_warning_does() -> None:
    """A version of an earlier build has fewer warnings."""
    garbled = replace(page(2, "???"), state=PageState.GARBLED)
    made = report(make_version(), [page(1), garbled], [])
    assert made.findings == (Finding("garbled", (2,)),)
    assert made.pages[1].notes == ("garbled",)
    assert made.pages[1].says_more_than_its_state == ()


def test_what_is_said_of_the_file_or_in_an_unknown_code_keeps_its_sentence() -> None:
    joined, strange = Warned("joined", None, "Joined."), Warned("strange", 2, "Page 2 is strange.")
    made = report(make_version(warnings=[joined, strange]), [page(1), page(2)], [])
    assert made.notes == (joined, strange)
    assert made.findings == ()


def test_of_very_many_pages_those_with_something_to_know_are_listed() -> None:
    warnings = [Warned("pictures", 7, "")]
    made = report(make_version(warnings=warnings), [page(number) for number in range(1, 402)], [])
    assert [each.number for each in made.listed] == [7]
    few = report(make_version(warnings=warnings), [page(number) for number in range(1, 401)], [])
    assert len(few.listed) == 400


def test_the_report_of_a_version_comes_from_the_archive(archive: Archive) -> None:
    version = store_version(
        archive, make_version(), [["Regional plans."], ["Roads.", "Rails."]], labels=["i", "1"]
    )
    made = read_reports(archive, [version])[version.id]
    assert [(each.words, each.languages) for each in made.pages] == [(2, {"en": 1.0}), (2, {"en": 1.0})]
    assert made.labels == {1: "i", 2: "1"}


@given(st.sets(st.integers(1, 60), min_size=1))
def test_ranges_hold_the_same_pages_and_never_touch(numbers: set[int]) -> None:
    found = ranges(sorted(numbers))
    assert {each for first, last in found for each in range(first, last + 1)} == numbers
    assert all(last + 1 < first for (_, last), (first, _) in pairwise(found))


def test_no_pages_have_no_ranges() -> None:
    assert ranges([]) == []


@pytest.mark.parametrize("code", FINDINGS)
def test_every_finding_is_told_of_one_page_and_of_many(code: str) -> None:
    assert "only page" in finding_sentence(code, 1, 1) or "its visible page" in finding_sentence(code, 1, 1)
    assert "1 of 1,200 pages" in finding_sentence(code, 1, 1200)
    assert "1,100 of 1,200 pages" in finding_sentence(code, 1100, 1200)
    assert finding_short(code, 1)
    assert finding_short(code, 2)
