"""What is in hand in a child when all files are read is taken from it, and not done again."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive import Archive, Verdict
from ingest import aligning, comparing
from search_app.commands import meanwhile
from tests.conftest import Runner
from tests.ingest.alignment.test_aligning import PAIRS
from tests.ingest.test_reading import sheet_of
from tests.pdf_factory import assemble, write_pdf


@pytest.mark.real_children
def test_a_child_that_aligns_goes_on_when_those_that_read_have_ended(
    archive: Archive, runner: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is begun while the last file is read, and takes longer to begin than that takes to end."""
    english = write_pdf(tmp_path / "a.pdf", [sheet_of(*(english for english, _, _ in PAIRS))])
    spanish = write_pdf(tmp_path / "b.pdf", [sheet_of(*(spanish for _, spanish, _ in PAIRS))])
    last = tmp_path / "c.pdf"
    last.write_bytes(assemble([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 0/Kids[]>>"]))
    monkeypatch.setattr(meanwhile, "_WORTH_A_CHILD", 1)
    monkeypatch.setattr(aligning, "_align_or_fail", None)
    monkeypatch.setattr(comparing, "_compared", None)
    ran = runner("add", "--document", "guide", str(english), str(spanish), str(last))
    assert "2 added, 1 failed" in ran.err
    (bitext,) = archive.bitexts.of_document("guide")
    assert bitext.verdict is Verdict.ALIGNED
