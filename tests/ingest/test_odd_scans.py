"""Scans in strange files: locked, beside a page that ends its child, on a page as large as a country."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import RectangleObject

from archive import PageState
from archive.unlocked import Unlocked
from ingest import children
from ingest.limits import OCR_LIMITS, Limits
from ingest.passwords import Passwords
from ingest.readings import Reading
from ingest.sandbox import read_all
from ingest.tasks import Task, Unlocking
from tests.ingest.test_reading import ENGLISH, sheet_of
from tests.ingest.test_rescue import _TEXT, BOMB, GOOD, LIMITS, pages_of
from tests.pdf_factory import Sheet, locked, wrap
from tests.scan_factory import needs_program, scan_bytes, write_scan

SHA256 = "ab" * 32


def read(task: Task, limits: Limits | None = None) -> Reading:
    ((_, result),) = read_all([task], workers=2, limits=limits or Limits(), advance=lambda *_: None)
    assert isinstance(result, Reading), result
    return result


@needs_program
def test_a_locked_scan_is_read_through_its_unlocked_copy(tmp_path: Path) -> None:
    path = tmp_path / "locked.pdf"
    path.write_bytes(locked(scan_bytes([sheet_of(ENGLISH)], tmp_path), "letter"))
    unlocking = Unlocking(Unlocked(tmp_path / "unlocked"), SHA256, Passwords(["letter"]))
    reading = read(Task(path, path.name, unlocking))
    assert [page.text for page in reading.pages] == [ENGLISH]
    assert reading.pages[0].state is PageState.RECOGNISED


@needs_program
def test_a_scan_beside_a_page_that_ends_its_child_is_read(tmp_path: Path) -> None:
    """The page that ended it is named, and no other is lost to it."""
    writer = PdfWriter()
    for made in (pages_of(_TEXT, BOMB), scan_bytes([sheet_of(ENGLISH)], tmp_path)):
        writer.append(PdfReader(io.BytesIO(made)))
    path = tmp_path / "mixed.pdf"
    writer.write(path)
    reading = read(Task(path, path.name), LIMITS)
    assert [page.text for page in reading.pages] == [GOOD, "", ENGLISH]
    told = [(each.code, each.page) for each in reading.warnings]
    assert told == [("page_unreadable", 2), ("read_by_ocr", 3)]


@needs_program
def test_a_page_of_a_million_points_costs_no_more_than_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is drawn within so many pixels, whatever its size; a page of a letter takes as much."""
    sheet = Sheet()
    sheet.set(wrap(" ".join([ENGLISH] * 3)), x=72, y=120)
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(scan_bytes([sheet], tmp_path))))
    (page,) = writer.pages
    times = 1e6 / float(page.mediabox.height)
    page.scale_by(times)
    page.mediabox = page.cropbox = RectangleObject((0, 0, 1e6, 1e6))
    path = tmp_path / "country.pdf"
    writer.write(path)
    monkeypatch.setattr(children, "OCR_LIMITS", replace(OCR_LIMITS, memory_bytes=250_000_000))
    reading = read(Task(path, path.name), LIMITS)
    (seen,) = reading.pages
    assert (seen.width_points, seen.height_points) == (1e6, 1e6)
    assert seen.state is PageState.RECOGNISED
    assert " ".join(seen.text.split()).startswith(ENGLISH)


@needs_program
def test_folios_between_dashes_are_set_aside_and_give_the_labels(tmp_path: Path) -> None:
    sheets = []
    for number in range(3, 6):
        sheet = Sheet().put(f"- {number} -", x=288, y=800)
        sheet.set(wrap(ENGLISH), x=72, y=120)
        sheets.append(sheet)
    path = write_scan(tmp_path / "folios.pdf", sheets)
    pages = read(Task(path, path.name)).pages
    assert [page.label for page in pages] == ["3", "4", "5"]
    assert [page.text.casefold() for page in pages] == [ENGLISH.casefold()] * 3
    assert [[each.text for each in page.furniture] for page in pages] == [["3"], ["4"], ["5"]]
