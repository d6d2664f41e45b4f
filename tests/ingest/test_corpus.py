"""Real files: government documents in both languages."""

from __future__ import annotations

import pytest

from archive import Archive, SourceStatus
from ingest.outcome import Outcome
from ingest.pipeline import add
from tests.corpus import rows

pytestmark = pytest.mark.corpus


def by_path(outcomes: list[Outcome]) -> dict[str, Outcome]:
    return {outcome.source: outcome for outcome in outcomes}


def test_government_documents_are_in_whole_and_in_their_language(archive: Archive) -> None:
    expected = rows("policy")
    outcomes = by_path(add(archive, [row.path for row in expected], workers=2))
    for row in expected:
        outcome = outcomes[str(row.path.resolve())]
        assert outcome.status is SourceStatus.ADDED, row.path.name
        assert (outcome.pages, outcome.language) == (row.pages, row.language), row.path.name


def test_passages_of_real_documents_are_slices_of_their_pages(archive: Archive) -> None:
    row = next(row for row in rows("policy") if "Constitucion" in row.path.name)
    version_id = add(archive, [row.path])[0].version_id or ""
    pages = {page.number: page for page in archive.passages.pages(version_id)}
    for passage in archive.passages.of_version(version_id):
        for part in passage.parts:
            length = part.page_end - part.page_start
            on_page = pages[part.page_number].text[part.page_start : part.page_end]
            assert on_page == passage.text[part.start : part.start + length]
    for page in pages.values():
        for word in page.words:
            x0, y0, x1, y1 = word.box
            assert 0 <= x0 < x1 <= page.width_points
            assert -1 <= y0 < y1 <= page.height_points + 1
            assert page.text[word.start : word.end].strip()
