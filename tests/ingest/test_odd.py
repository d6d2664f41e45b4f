"""Odd files of other projects: what is true of each is pinned, as qpdf and poppler tell it too."""

from __future__ import annotations

import re

import pytest

from archive import Archive, SourceStatus
from ingest.outcome import Outcome
from ingest.passwords import Passwords
from ingest.pipeline import add
from tests.corpus import rows

pytestmark = pytest.mark.corpus

FAILED = {
    "not_a_pdf": {
        "pdf.js__bug1606566",
        "qpdf__3",
        "qpdf__bad1",
        "qpdf__fuzz-16214",
        "qpdf__issue-141a",
    },
    "damaged": {
        "OCRmyPDF__invalid",
        "Test-PDF-Files__corrupted",
        "pdf-differences__UnknownFilter-PageContentStream",
        "pdf.js__bug1020226",
        "pdf.js__poppler-395-0-fuzzed",
        "pdf.js__poppler-937-0-fuzzed",
        "pikepdf__378014596",
        "qpdf__issue-100",
    },
    "encrypted": {"Test-PDF-Files__encrypted"},
}
"""By reason. The first have no head, the second no page that can be read; the last one's password is unknown."""

WORDLESS = {
    "OCRmyPDF__no_contents",
    "pdf.js__GHOSTSCRIPT-698804-1-fuzzed",
    "pdf.js__issue15590",
    "pdf.js__issue18986",
    "pdfplumber__issue-297-example",
    "pikepdf__cyclic-toc",
    "pikepdf__small",
    "qpdf__dr-with-indirect-item",
}
"""Their pages are there, and nothing is on them."""

RESTRICTED = {
    "pdf.js__bug1815476",
    "pdfplumber__pr-138-example",
    "pikepdf__form_dd0293",
    "qpdf__minimal-signed-restricted",
}


def test_each_odd_file_gets_the_answer_that_is_true_of_it(archive: Archive) -> None:
    """With the passwords that are known, all locked files but one open; whatever has words is in.

    Every file is added with passages, or waits or failed with a reason; and none takes the others with it.
    """
    expected = rows("odd")
    told = {row.path.stem: re.search(r"opens with: (\S+)", row.note) for row in expected}
    words = Passwords(tuple(found[1] for found in told.values() if found))
    added = add(archive, [row.path for row in expected], workers=2, passwords=words)
    outcomes = {_stem(each): each for each in added}
    assert len(outcomes) == len(expected)
    remembered = {intake.source for intake in archive.intakes.all()}
    for each in added:
        if each.status is SourceStatus.ADDED:
            assert each.passages, each.source
        elif each.status is not SourceStatus.UNCHANGED:
            assert each.reason is not None, each.source
            assert each.source in remembered
    reasons = {name: each.reason.code for name, each in outcomes.items() if each.reason}
    failed = {name for name, each in outcomes.items() if each.status is SourceStatus.FAILED}
    assert {code: {name for name in failed if reasons[name] == code} for code in FAILED} == FAILED
    assert failed == set().union(*FAILED.values())
    assert {name for name in WORDLESS if reasons.get(name) == "no_text"} == WORDLESS
    assert _with(outcomes, "unlocked") == {name for name, found in told.items() if found}
    assert _with(outcomes, "restricted") == RESTRICTED


def _stem(outcome: Outcome) -> str:
    return outcome.source.rpartition("/")[2].removesuffix(".pdf")


def _with(outcomes: dict[str, Outcome], code: str) -> set[str]:
    return {name for name, each in outcomes.items() if any(warned.code == code for warned in each.warnings)}
