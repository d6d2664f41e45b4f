"""A file to take in, and what came of taking in one."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive import Archive, Description
from ingest import Outcome
from tests.ingest.test_reading import ENGLISH, sheet_of
from tests.pdf_factory import write_pdf


def only(outcomes: list[Outcome]) -> Outcome:
    assert len(outcomes) == 1
    return outcomes[0]


def described(archive: Archive, outcome: Outcome) -> Description:
    version = archive.catalogue.get_version(outcome.version_id or "")
    return archive.descriptions.of(archive.catalogue.get_document(version.document_id), version)


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return write_pdf(tmp_path / "study.pdf", [sheet_of(ENGLISH), sheet_of(ENGLISH + " Again.")])
