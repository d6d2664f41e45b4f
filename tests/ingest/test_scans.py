"""Files with pictures of pages, read by the children that read any file: what OCR reads is like other text."""

from __future__ import annotations

import math
import os
from dataclasses import replace
from pathlib import Path

import pytest

from archive import PageState
from archive.derived import Derived
from ingest.limits import Limits
from ingest.ocr_modes import OcrMode
from ingest.ocr_shelf import Shelf
from ingest.readings import Reading
from ingest.recognised import from_bytes
from ingest.sandbox import read_all
from ingest.tasks import Task
from tests.ingest.test_ocr import stand_in
from tests.ingest.test_reading import ENGLISH, SPANISH, sheet_of
from tests.pdf_factory import Sheet, pdf_bytes, wrap
from tests.scan_factory import needs_program, scan_bytes, write_scan


def read(path: Path, mode: OcrMode = OcrMode.AUTO, shelf: Shelf | None = None, workers: int = 2) -> Reading:
    task = Task(path, path.name, ocr=mode, shelf=shelf)
    ((_, result),) = read_all([task], workers=workers, limits=Limits(), advance=lambda *_: None)
    assert isinstance(result, Reading)
    return result


def codes(reading: Reading) -> list[tuple[str, int | None]]:
    return [(warned.code, warned.page) for warned in reading.warnings]


def states(reading: Reading) -> list[PageState]:
    return [page.state for page in reading.pages]


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    return write_scan(tmp_path / "scan.pdf", [sheet_of(ENGLISH), sheet_of(SPANISH)])


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(Derived(tmp_path / "derived"), "ab" * 32)


@needs_program
def test_each_page_is_read_in_its_own_language_with_its_accents(scan: Path) -> None:
    reading = read(scan)
    assert [page.text for page in reading.pages] == [ENGLISH, SPANISH]
    assert reading.languages == ("en", "es")
    assert states(reading) == [PageState.RECOGNISED] * 2
    assert codes(reading) == [("read_by_ocr", 1), ("read_by_ocr", 2)]


@needs_program
def test_what_is_read_does_not_hang_on_how_many_read(tmp_path: Path) -> None:
    """A short page is done before the one that precedes it."""
    scan = write_scan(tmp_path / "scan.pdf", [sheet_of(SPANISH), sheet_of("Logroño")])
    alone, side_by_side = (replace(read(scan, workers=workers), seconds=0.0) for workers in (1, 3))
    assert alone == side_by_side
    assert alone.pages[1].text == "Logroño"


@needs_program
def test_a_word_has_a_box_and_how_sure_it_is(scan: Path) -> None:
    for page in read(scan).pages:
        assert len(page.sureness) == len(page.words)
        assert min(page.sureness) > 0


def test_a_page_with_text_carries_no_sureness(tmp_path: Path) -> None:
    path = tmp_path / "text.pdf"
    path.write_bytes(pdf_bytes([sheet_of(ENGLISH)]))
    assert read(path).pages[0].sureness == b""


@needs_program
@pytest.mark.parametrize(("lean", "turned"), [(0, 0), (0, 90), (0, 180), (0, 270), (2, 0), (-1.5, 90)])
def test_words_stand_where_they_are_seen_however_the_sheet_lies(tmp_path: Path, lean: float, turned: int) -> None:
    """A mark is drawn on the page as it lies, crooked or upside down."""
    sheet = Sheet()
    sheet.set(wrap(" ".join([ENGLISH] * 3)), x=72, y=120)
    straight = tmp_path / "straight.pdf"
    straight.write_bytes(pdf_bytes([sheet]))
    true = read(straight).pages[0]
    seen = read(write_scan(tmp_path / "scan.pdf", [sheet], lean=lean, turned=turned)).pages[0]
    assert seen.text == true.text
    size = (true.width_points, true.height_points)
    for (_, _, box), (_, _, found) in zip(true.words, seen.words, strict=True):
        middle = _as_it_lies(((box[0] + box[2]) / 2, (box[1] + box[3]) / 2), lean, turned, size)
        assert found[0] - 1 <= middle[0] <= found[2] + 1
        assert found[1] - 1 <= middle[1] <= found[3] + 1


@needs_program
def test_a_page_with_nothing_on_it_is_blank_and_waits_for_nothing(tmp_path: Path) -> None:
    reading = read(write_scan(tmp_path / "blank.pdf", [Sheet()]))
    assert states(reading) == [PageState.BLANK]
    assert codes(reading) == []
    assert reading.wanting == ()


@needs_program
def test_a_picture_without_words_says_so_and_waits_for_nothing(tmp_path: Path) -> None:
    reading = read(write_scan(tmp_path / "picture.pdf", [Sheet().area(150, 300, 400, 600, grey=0.4)]))
    assert states(reading) == [PageState.WORDLESS]
    assert codes(reading) == [("wordless", 1)]
    assert reading.wanting == ()


@needs_program
def test_a_heading_in_larger_letters_gives_the_title_and_the_section(tmp_path: Path) -> None:
    sheet = Sheet().put("Study of the Regions", x=72, y=100, size=22)
    sheet.set(wrap(" ".join([ENGLISH] * 3)), x=72, y=160)
    reading = read(write_scan(tmp_path / "scan-0001.pdf", [sheet]))
    assert reading.title == "Study of the Regions"
    assert reading.drafts[-1].section == ("Study of the Regions",)


@needs_program
def test_heads_and_folios_of_scans_are_set_aside(tmp_path: Path) -> None:
    sheets = []
    for number in range(1, 4):
        sheet = Sheet().put("Regional Development Papers", x=72, y=40, size=9).put(f"{number + 6}", x=290, y=810)
        sheet.set(wrap(ENGLISH if number % 2 else SPANISH), x=72, y=120)
        sheets.append(sheet)
    pages = read(write_scan(tmp_path / "scan.pdf", sheets)).pages
    assert [page.label for page in pages] == ["7", "8", "9"]
    assert all("Regional Development Papers" in [each.text for each in page.furniture] for page in pages)


@needs_program
def test_what_was_read_is_kept_and_read_again_without_ocr(
    scan: Path, shelf: Shelf, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The second time a program stands in that would fail; and where there is none, what is kept is good too."""
    first = read(scan, shelf=shelf)
    kept = shelf.derived.find(shelf.sha256, "ocr-1")
    assert kept
    assert from_bytes(kept, None)
    monkeypatch.setenv("PATH", "")
    assert read(scan, shelf=shelf) == first


@needs_program
def test_what_another_release_has_read_is_read_anew(scan: Path, shelf: Shelf) -> None:
    read(scan, shelf=shelf)
    kept = shelf.derived.find(shelf.sha256, "ocr-1")
    assert kept
    assert from_bytes(kept, "tesseract-9.9") is None


def test_without_the_program_the_pages_wait_and_the_packages_are_named(
    scan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    reading = read(scan)
    assert states(reading) == [PageState.NEEDS_OCR] * 2
    assert codes(reading) == [("needs_ocr", 1), ("needs_ocr", 2), ("ocr_missing", None)]
    assert "tesseract-ocr and tesseract-ocr-spa" in reading.warnings[-1].message


def test_never_leaves_pictures_alone_and_says_that_it_was_asked_to(scan: Path) -> None:
    reading = read(scan, OcrMode.NEVER)
    assert states(reading) == [PageState.NEEDS_OCR] * 2
    assert codes(reading)[-1] == ("ocr_never", None)


def test_one_page_at_which_ocr_fails_keeps_its_state_with_the_reason(
    scan: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    stand_in(tmp_path, "exit 7")
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    reading = read(scan)
    assert states(reading) == [PageState.NEEDS_OCR] * 2
    assert ("ocr_failed", 1) in codes(reading)
    assert any(
        "Page 1 could not be read by OCR (tesseract failed (7))" in each.message for each in reading.warnings
    )


@needs_program
def test_good_text_under_a_scan_stays(tmp_path: Path) -> None:
    """Whoever made it had the same picture, and perhaps better means."""
    path = tmp_path / "layer.pdf"
    path.write_bytes(
        scan_bytes([sheet_of(ENGLISH)], tmp_path, over=[sheet_of(ENGLISH.replace("region", "county"))])
    )
    reading = read(path)
    assert states(reading) == [PageState.TEXT]
    assert "county" in reading.pages[0].text or ENGLISH.count("region") == 0


@needs_program
def test_rubbish_under_a_scan_is_read_again(tmp_path: Path) -> None:
    table = str.maketrans("abcdefghijklmnopqrstuvwxyz", "qwxzkjvbgfpmyhcdlnrstaueio")
    path = tmp_path / "layer.pdf"
    path.write_bytes(scan_bytes([sheet_of(ENGLISH)], tmp_path, over=[sheet_of(ENGLISH.translate(table))]))
    reading = read(path)
    assert states(reading) == [PageState.RECOGNISED]
    assert reading.pages[0].text == ENGLISH


@needs_program
def test_always_reads_good_text_under_a_scan_again_too(tmp_path: Path) -> None:
    path = tmp_path / "layer.pdf"
    path.write_bytes(scan_bytes([sheet_of(ENGLISH)], tmp_path, over=[sheet_of(SPANISH)]))
    reading = read(path, OcrMode.ALWAYS)
    assert states(reading) == [PageState.RECOGNISED]
    assert reading.pages[0].text == ENGLISH


@needs_program
def test_what_is_no_picture_is_never_read_by_ocr(tmp_path: Path) -> None:
    path = tmp_path / "text.pdf"
    path.write_bytes(pdf_bytes([sheet_of(ENGLISH)]))
    assert read(path, OcrMode.ALWAYS) == replace(read(path), warnings=())


def _as_it_lies(
    point: tuple[float, float], lean: float, turned: int, size: tuple[float, float]
) -> tuple[float, float]:
    x, y = point[0] - size[0] / 2, point[1] - size[1] / 2
    cos, sin = math.cos(math.radians(lean)), math.sin(math.radians(lean))
    x, y = x * cos - y * sin + size[0] / 2, x * sin + y * cos + size[1] / 2
    return {0: (x, y), 90: (size[1] - y, x), 180: (size[0] - x, size[1] - y), 270: (y, size[0] - x)}[turned]
