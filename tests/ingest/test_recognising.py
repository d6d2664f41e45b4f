"""What a child that reads a picture knows of the file's other pages: nothing but the language of its text."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.derived import Derived
from ingest import ocr_pages
from ingest.ocr import Program, SeenWord
from ingest.ocr_shelf import Shelf
from ingest.recognised import Recognised
from ingest.recognising import recognise
from tests.ingest.test_reading import sheet_of
from tests.scan_factory import write_scan

PROGRAM = Program("tesseract", "tesseract-9")


@pytest.mark.parametrize("before", [None, "en", "es"])
def test_a_page_is_read_the_same_whatever_was_read_before_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: str | None
) -> None:
    """Pages are read side by side: ids must not hang on which of them is done first."""
    asked: list[tuple[str, ...]] = []

    def read_image(_program: Program, _image: object, _dots: int, languages: list[str]) -> list[SeenWord]:
        asked.append(tuple(languages))
        return [SeenWord("Logroño" if "es" in languages else "Logrofio", (10, 10, 90, 30), 95.0, 0)]

    monkeypatch.setattr(ocr_pages, "read_image", read_image)
    monkeypatch.setattr(ocr_pages, "lone_folios", lambda *_given: [])
    scan = write_scan(tmp_path / "scan.pdf", [sheet_of("Before"), sheet_of("Logroño")])
    shelf = Shelf(Derived(tmp_path), "ab" * 32)
    if before:
        shelf.put(1, Recognised((), language=before), PROGRAM.make)
    recognise(scan, 2, shelf, PROGRAM)
    assert asked == [("en",), ("es", "en")]
    assert shelf.find(PROGRAM.make, 2).text == "Logroño"  # type: ignore[union-attr] - it was just put there
